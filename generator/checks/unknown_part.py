"""A record names a part that is not there.

What it checks
That sites, programmes, targets, steps, facts and pupils named inside a record exist: in the record itself, or in the
provider it names; and that every row of a register names one pupil, by a plan or by a code from the register's own list.

Why
A session at a site the provider does not have would leave nobody knowing where a child is.

How to fix
Use one of the ids in the hint, or add the part.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Pointer, Severity
from generator.model import (
    CasePlan,
    InternalExclusionEntry,
    Procedure,
    Provider,
    Record,
    Register,
    SuspensionEntry,
    When,
)
from generator.rules import Rule

RULE = Rule(code="CB202", name="unknown-part", severity=Severity.ERROR)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings for local ids that lead nowhere."""
    for provider in casebook.providers:
        yield from in_provider(provider)
    for plan in casebook.case_plans:
        yield from in_plan(casebook, plan)
    for register in casebook.registers:
        yield from in_register(casebook, register)
    for procedure in casebook.procedures:
        yield from in_procedure(procedure)


def missing(record: Record, pointer: Pointer, named: str, known: list[str], what: str) -> Iterator[Finding]:
    """A finding when a named part is not among those known."""
    if named not in known:
        near = difflib.get_close_matches(named, known, 1, 0.6)
        hint = f"did you mean '{near[0]}'?" if near else "use one of: " + (", ".join(known[:8]) or "(there are none)")
        message = f"there is no such {what}" if record.document.about_pupils else f"there is no {what} '{named}'"
        yield RULE.finding(record.at(*pointer), message, hint=hint)


def in_provider(provider: Provider) -> Iterator[Finding]:
    """Sites and programmes named by the provider's own parts."""
    sites = [site.id for site in provider.sites]
    programmes = [programme.id for programme in provider.offer.programmes]
    for index, programme in enumerate(provider.offer.programmes):
        for number, site in enumerate(programme.sites):
            yield from missing(provider, ("offer", "programmes", index, "sites", number), site, sites, "site")
    for index, cost in enumerate(provider.costs):
        if cost.programme:
            yield from missing(provider, ("costs", index, "programme"), cost.programme, programmes, "programme")
    for index, evidence in enumerate(provider.evidence):
        if evidence.site:
            yield from missing(provider, ("evidence", index, "site"), evidence.site, sites, "site")
    for index, visit in enumerate(provider.visits):
        for number, site in enumerate(visit.sites):
            yield from missing(provider, ("visits", index, "sites", number), site, sites, "site")


def in_plan(casebook: Casebook, plan: CasePlan) -> Iterator[Finding]:
    """Sites and programmes of placements, targets of strategies."""
    for index, placement in enumerate(plan.placements):
        provider = casebook.get(Provider, placement.provider)
        if provider is None:
            continue
        sites = [site.id for site in provider.sites]
        yield from missing(plan, ("placements", index, "site"), placement.site, sites, "site")
        for number, session in enumerate(placement.sessions):
            if session.site:
                where = ("placements", index, "sessions", number, "site")
                yield from missing(plan, where, session.site, sites, "site")
        if placement.programme:
            known = [programme.id for programme in provider.offer.programmes]
            yield from missing(plan, ("placements", index, "programme"), placement.programme, known, "programme")
    targets = [target.id for target in plan.targets]
    for index, strategy in enumerate(plan.strategies):
        for number, target in enumerate(strategy.for_):
            yield from missing(plan, ("strategies", index, "for", number), target, targets, "target")


def in_register(casebook: Casebook, register: Register) -> Iterator[Finding]:
    """Sites of providers, and the pupil of every row."""
    for index, row in enumerate(register.attendance):
        place = casebook.get(Provider, row.provider)
        if place and row.site:
            where = ("attendance", index, "site")
            yield from missing(register, where, row.site, [s.id for s in place.sites], "site")
    codes = [pupil.code for pupil in register.pupils]
    for index, session in enumerate(register.internal_exclusion):
        yield from one_pupil(register, ("internal_exclusion", index), session, codes)
    for index, suspension in enumerate(register.suspensions):
        yield from one_pupil(register, ("suspensions", index), suspension, codes)


def one_pupil(
    register: Register, where: Pointer, row: InternalExclusionEntry | SuspensionEntry, codes: list[str]
) -> Iterator[Finding]:
    """Whether a row names one pupil, and one who is known."""
    if row.pupil and row.plan:
        yield RULE.finding(register.at(*where, "pupil"), "the row names a plan and a pupil", hint="keep one of the two")
    elif row.pupil:
        yield from missing(register, (*where, "pupil"), row.pupil, codes, "pupil in this register's list")
    elif not row.plan:
        hint = "enter 'plan', or 'pupil' where there is no plan"
        yield RULE.finding(register.at(*where), "the row names no pupil", hint=hint)


def in_procedure(procedure: Procedure) -> Iterator[Finding]:
    """Steps named by clocks and branches, facts named by conditions."""
    steps = [step.id for step in procedure.steps]
    for index, step in enumerate(procedure.steps):
        if step.clock and step.clock.from_:
            yield from missing(procedure, ("steps", index, "clock", "from"), step.clock.from_, steps, "step")
        for number, when in enumerate(step.only_if):
            yield from in_condition(procedure, ("steps", index, "only_if", number), when)
    for index, branch in enumerate(procedure.branches):
        yield from missing(procedure, ("branches", index, "after"), branch.after, steps, "step")
        if branch.go_to:
            yield from missing(procedure, ("branches", index, "go_to"), branch.go_to, steps, "step")
        for number, when in enumerate(branch.when):
            yield from in_condition(procedure, ("branches", index, "when", number), when)


def in_condition(procedure: Procedure, pointer: Pointer, when: When) -> Iterator[Finding]:
    """The fact of a condition, then its answer."""
    facts = {fact.id: list(fact.answers) for fact in procedure.facts}
    yield from missing(procedure, (*pointer, "fact"), when.fact, list(facts), "fact")
    if when.fact in facts:
        yield from missing(procedure, (*pointer, "is"), when.is_, facts[when.fact], "answer")

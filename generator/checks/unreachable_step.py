"""A step can never be reached.

What it checks
That for each step of a procedure there are answers to its questions with which the path comes to it and calls for it.

Why
A step nobody can reach is a duty nobody will do, though the page seems to say it is taken care of.

How to fix
Look at the step's `only_if` and at the branches before it; most often one answer is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice, product

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.model import Procedure, When
from generator.rules import Rule

RULE = Rule(code="CB210", name="unreachable-step", severity=Severity.ERROR)
TRIED = 20_000


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on each step that no set of answers leads to."""
    for procedure in casebook.procedures:
        reached = steps_reached(procedure)
        for index, step in enumerate(procedure.steps):
            if reached is not None and step.id not in reached:
                message = f"no set of answers leads to the step '{step.id}'"
                where = procedure.at("steps", index, "id")
                yield RULE.finding(where, message, hint="look at its 'only_if' and at the branches before it")


def steps_reached(procedure: Procedure) -> set[str] | None:
    """The steps that some set of answers leads to; None when there are too many sets to try."""
    if not any(branch.go_to for branch in procedure.branches):
        return {step.id for step in procedure.steps if may_hold(step.only_if)}
    asked = {when.fact for step in procedure.steps for when in step.only_if}
    asked |= {when.fact for branch in procedure.branches for when in branch.when}
    facts = [fact for fact in procedure.facts if fact.id in asked]
    names = [fact.id for fact in facts]
    wanted = {step.id for step in procedure.steps}
    reached: set[str] = set()
    sets = product(*(fact.answers for fact in facts))
    for answers in islice(sets, TRIED):
        reached |= path(procedure, dict(zip(names, answers, strict=True)))
        if reached == wanted:
            return reached
    return None if next(sets, None) else reached


def may_hold(conditions: tuple[When, ...]) -> bool:
    """Whether conditions can be met together: none asks for two answers to one question."""
    return len({when.fact for when in conditions}) == len({(when.fact, when.is_) for when in conditions})


def path(procedure: Procedure, facts: Mapping[str, str]) -> set[str]:
    """The steps done with one set of answers. A branch to another procedure does not end this one."""
    places = {step.id: number for number, step in enumerate(procedure.steps)}
    done: set[str] = set()
    here = 0
    while here < len(procedure.steps):
        step = procedure.steps[here]
        if holds(step.only_if, facts):
            done.add(step.id)
        jumps = [b.go_to for b in procedure.branches if b.after == step.id and b.go_to and holds(b.when, facts)]
        target = places.get(jumps[0], here) if jumps else here
        here = target if target > here else here + 1
    return done


def holds(conditions: tuple[When, ...], facts: Mapping[str, str]) -> bool:
    """Whether the answers meet every condition."""
    return all(facts.get(when.fact) == when.is_ for when in conditions)

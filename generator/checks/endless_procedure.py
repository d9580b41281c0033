"""A procedure turns in a circle.

What it checks
That no branch leads back to its own step or an earlier one, and that no clock counts from itself by way of others.

Why
The facts of a case do not change while the procedure is read: whoever goes back once would go back for ever.

How to fix
Let the branch lead forward or to another procedure. What happens again and again has a clock with the rule `every`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.model import Procedure
from generator.rules import Rule

RULE = Rule(code="CB209", name="endless-procedure", severity=Severity.ERROR)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the branch or clock that leads back."""
    for procedure in casebook.procedures:
        yield from branches_back(procedure)
        yield from clocks_in_a_circle(procedure)


def branches_back(procedure: Procedure) -> Iterator[Finding]:
    """Branches that lead to their own step or an earlier one."""
    places = {step.id: number for number, step in enumerate(procedure.steps)}
    for index, branch in enumerate(procedure.branches):
        if branch.go_to in places and branch.after in places and places[branch.go_to] <= places[branch.after]:
            message = f"the branch after '{branch.after}' leads back to '{branch.go_to}'"
            where = procedure.at("branches", index, "go_to")
            yield RULE.finding(where, message, hint="lead forward, or use a clock with the rule 'every'")


def clocks_in_a_circle(procedure: Procedure) -> Iterator[Finding]:
    """Clocks that count from themselves."""
    origin = {s.id: s.clock.from_ for s in procedure.steps if s.clock and s.clock.from_}
    for index, step in enumerate(procedure.steps):
        seen: set[str] = set()
        here = origin.get(step.id)
        while here and here not in seen:
            seen.add(here)
            here = origin.get(here)
        if step.id in seen:
            message = f"the clock of '{step.id}' counts from itself"
            where = procedure.at("steps", index, "clock", "from")
            yield RULE.finding(where, message, hint="count from the trigger, or from a step with a day of its own")

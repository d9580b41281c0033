"""A plan costs more than was planned or allocated.

What it checks
That what is planned does not exceed what is allocated, that what is spent does not exceed what is allocated, and that no line
is spent beyond its plan.

Why
Money that has run out ends placements from one day to the next. Seen early, it is a talk; seen late, it is a pupil at home.

How to fix
Check the figures. If they are right, ask the role that approves for more before it is spent, or change the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.model import CasePlan
from generator.plans.money import over, sums
from generator.rules import Rule

RULE = Rule(code="CB505", name="budget-overrun", severity=Severity.WARNING)
HINT = "check the figures; if they are right, have more approved or change the plan"


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the allocation and on each line."""
    for plan in casebook.case_plans:
        yield from in_budget(plan)


def in_budget(plan: CasePlan) -> Iterator[Finding]:
    """The whole, then the lines."""
    if plan.budget is None:
        return
    found = sums(plan.budget)
    for amount, what in ((found.planned, "planned"), (found.spent, "spent")):
        if (more := round(amount - plan.budget.allocated, 2)) > 0:
            message = f"£{more:,.2f} more is {what} than allocated"
            yield RULE.finding(plan.at("budget", "allocated"), message, hint=HINT)
    for index, line in enumerate(plan.budget.lines):
        if more := over(line):
            message = f"£{more:,.2f} more is spent on {line.purpose.replace('-', ' ')} than planned"
            yield RULE.finding(plan.at("budget", "lines", index, "spent"), message, hint=HINT)

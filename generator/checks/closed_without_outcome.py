"""A plan was closed and does not say how it ended, or where the pupil is now.

What it checks
That a closed plan has an `outcome`, and that its `destination` is known.

Why
"Closed" is not an outcome. A pupil whose destination nobody knows may be missing education, and then other duties begin.

How to fix
Enter `outcome` with its result and destination. If nobody knows where the pupil is, follow the procedure for children missing
education today.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.plans.upkeep import is_closed
from generator.rules import Rule

RULE = Rule(code="CB507", name="closed-without-outcome", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the day of closing, or on the destination."""
    for plan in casebook.case_plans:
        if not is_closed(plan, as_of) or (plan.closed_on and plan.closed_on < plan.opened_on):
            continue
        if plan.outcome is None:
            message = "the plan is closed and does not say how it ended"
            yield RULE.finding(plan.at("closed_on"), message, hint="add 'outcome' with its result and destination")
        elif plan.outcome.destination == "not-known":
            message = "the plan is closed and nobody knows where the pupil is"
            hint = "follow the procedure for children missing education today"
            yield RULE.finding(plan.at("outcome", "destination"), message, hint=hint)

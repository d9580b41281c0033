"""Something lent has not come back.

What it checks
That every loan is returned by the day it is due, and before the plan is closed.

Why
A laptop that stays behind holds the pupil's work, and the next pupil has none.

How to fix
Ask for it and enter `returned_on` and `condition`; enter `lost` if it is gone, or a later `due_back` if it was agreed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.plans.upkeep import is_closed
from generator.rules import Rule
from generator.wording import count

RULE = Rule(code="CB317", name="loan-not-returned", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the day it is due back."""
    for plan in casebook.case_plans:
        for index, loan in enumerate(plan.loans):
            if loan.returned_on is not None:
                continue
            days = (as_of - loan.due_back).days
            what = loan.item.replace("-", " ") if loan.item != "other" else "item"
            if days > 0:
                message = f"the {what} on loan is {count(days, 'day')} overdue"
            elif is_closed(plan, as_of):
                message = f"the plan is closed and the {what} on loan has not come back"
            else:
                continue
            yield RULE.finding(
                plan.at("loans", index, "due_back"), message, hint="ask for it, then enter 'returned_on'"
            )

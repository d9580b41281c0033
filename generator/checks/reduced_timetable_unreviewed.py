"""The review of a reduced timetable is overdue.

What it checks
That a reduced timetable of an open plan is reviewed by its `review_due`: a review of the plan on that day, in the week before
it, or after it.

Why
A reduced timetable is an exception for a short time. Without its review it becomes part-time education, which is not what
the pupil is owed, and never a way to manage behaviour.

How to fix
Review it with the parent, add the review, and set the next `review_due`; or end it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.plans.reviews import WEEK
from generator.plans.upkeep import is_closed
from generator.rules import Rule
from generator.wording import count

RULE = Rule(
    code="CB320",
    name="reduced-timetable-unreviewed",
    severity=Severity.WARNING,
    citation="Working together to improve school attendance (DfE, 2024), check before relying on this",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the day the review was due."""
    for plan in casebook.case_plans:
        found = plan.reduced_timetable
        if found is None or found.review_due >= as_of or is_closed(plan, as_of):
            continue
        if not any(found.review_due - WEEK <= review.held_on <= as_of for review in plan.reviews):
            message = f"the reduced timetable was to be reviewed {count((as_of - found.review_due).days, 'day')} ago"
            hint = "review it with the parent, then add the review, or end it"
            yield RULE.finding(plan.at("reduced_timetable", "review_due"), message, hint=hint)

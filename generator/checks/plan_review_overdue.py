"""The review of a plan is overdue.

What it checks
That an open plan is reviewed by the day agreed at its last review, by its own cycle, and at least once each half term of
the school's calendar while a placement runs. A review within the week before the agreed day counts.

Why
A placement that nobody looks at again goes on for its own sake. The review is where somebody asks whether the pupil is
safe there, gets on, and could come back.

How to fix
Hold the review and add it to `reviews`. If it could not be held, agree a new day now and record why among the `events`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.plans.reviews import next_review
from generator.plans.school_days import calendar_of
from generator.rules import Rule
from generator.wording import count, weekday_date

RULE = Rule(
    code="CB313",
    name="plan-review-overdue",
    severity=Severity.WARNING,
    citation="Arranging alternative provision (DfE, 2025), read through Bradford's page",
)
WHY = {
    "agreed": "the day agreed at the last review",
    "cycle": "the plan's own cycle",
    "half-term": "a placement is reviewed at least each half term",
}


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on what makes the review due."""
    for plan in casebook.case_plans:
        if plan.school not in casebook.schools:
            continue  # it cannot be said on whose calendar, and the unknown school is a finding already
        due = next_review(plan, calendar_of(casebook, plan), as_of)
        if due and due.on < as_of:
            late = count((as_of - due.on).days, "day")
            message = f"a review was due by {weekday_date(due.on)}, {late} ago ({WHY[due.why]})"
            yield RULE.finding(plan.at(*due.pointer), message, hint="hold it and add it to 'reviews'")

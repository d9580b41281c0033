"""A record's review is overdue.

What it checks
That the day of a record's next review has not passed.

Why
An old page is believed as much as a new one. The review date is the promise that somebody looked.

How to fix
Look the record over, correct it, and set `last_reviewed` and `next_review`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.model import Review
from generator.rules import Rule
from generator.wording import distance, long_date

RULE = Rule(code="CB303", name="review-overdue", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the date of the next review."""
    for record in casebook.every_record():
        review = getattr(record, "review", None)
        closed = getattr(record, "closed_on", None)
        if isinstance(review, Review) and review.next_review < as_of and not closed:
            message = f"the review was due on {long_date(review.next_review)}, {distance(review.next_review, as_of)}"
            hint = "look the record over, then set 'last_reviewed' and 'next_review'"
            yield RULE.finding(record.at("review", "next_review"), message, hint=hint)

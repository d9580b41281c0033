"""A suspension runs past the end of the school's calendar.

What it checks
That every school day of a suspension lies on the school's calendar, and that the school has one.

Why
Where the calendar ends nobody can say which days are school days. All days of the suspension are then counted on its first
day, which puts them into the wrong term or year.

How to fix
Enter the calendar of the year that is missing, or correct the first day or the length.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule
from generator.totals import by_day, rows_by_plan

RULE = Rule(code="CB335", name="suspension-beyond-calendar", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on entries whose days cannot be told apart."""
    for rows in rows_by_plan(casebook).values():
        for row in rows:
            days = by_day(row.entry, row.calendar)
            if len(days) == 1 and days[0][1] > 1:
                message = (
                    "the calendar does not reach to the end of this suspension, so all its days count on the first"
                )
                yield RULE.finding(row.at("starts_on"), message, hint="enter the school's calendar for those days")

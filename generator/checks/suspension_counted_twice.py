"""Two suspensions of one pupil share a day.

What it checks
That no two suspensions of a pupil cover the same whole school day, over all registers. Cancelled ones are passed over, and
so are half days and lunchtimes.

Why
Days of suspension are added up by term and by year, and what the board must do and the limit of 45 days hang on the sums.
A day that stands twice brings them on too early; more often it is one suspension entered in two registers.

How to fix
Remove the entry that stands twice, or correct the first day or the length.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule
from generator.totals import by_day, rows_by_plan

RULE = Rule(code="CB334", name="suspension-counted-twice", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the later of two entries."""
    for rows in rows_by_plan(casebook).values():
        taken: set[date] = set()
        for row in rows:
            if row.calendar is None or row.entry.cancelled_on:
                continue
            days = {day for day, share in by_day(row.entry, row.calendar) if share == 1}
            if shared := sorted(days & taken):
                message = f"{shared[0]} is already a day of another suspension of this pupil"
                yield RULE.finding(row.at("starts_on"), message, hint="remove the one that stands twice")
            taken |= days

"""Suspensions exceed 45 school days in a school year.

What it checks
That the suspensions of one plan, added up over all registers of a school year, do not exceed 45 school days. A half day
and a lunchtime are 0.5; a cancelled suspension still counts.

Why
The law allows no more, and an exclusion that would pass the limit cannot be mended by cancelling it.

How to fix
Check the lengths entered. If they are right, the pupil must not be kept away any longer: bring the pupil back, tell the
governing board and the local authority, and take advice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule
from generator.totals import Row, left_in_year, rows_by_plan, running, school_year

RULE = Rule(code="CB311", name="suspension-limit", severity=Severity.ERROR, citation="SI 2023/571 reg 10")


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """One finding for each plan and school year, on the row that passes the limit."""
    for rows in rows_by_plan(casebook).values():
        yield from passed(rows)


def passed(rows: tuple[Row, ...]) -> Iterator[Finding]:
    """Findings on one plan."""
    told: set[str] = set()
    for row, totals in running(rows, school_year):
        for year, total in totals.items():
            if left_in_year(total) < 0 and year not in told:
                told.add(year)
                message = f"this takes the plan's suspensions in {year} to {total:g} school days, more than 45"
                yield RULE.finding(row.at("school_days"), message, hint="check the lengths of the plan's suspensions")

"""A calendar contradicts itself.

What it checks
That terms follow each other, half-term holidays lie inside their term, and INSET days and closures lie inside the academic year.

Why
Every deadline is counted on these dates. A term in the wrong place moves them all.

How to fix
Compare the dates with the published calendar and correct them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Pointer, Severity
from generator.model import Calendar
from generator.rules import Rule

RULE = Rule(
    code="CB304",
    name="calendar-out-of-order",
    severity=Severity.ERROR,
    citation="House rule: terms of one academic year follow each other",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the date that is out of place."""
    for calendar in casebook.calendars:
        first = int(calendar.academic_year[:4])
        year = (date(first, 8, 1), date(first + 1, 8, 31))
        if calendar.academic_year[5:] != f"{(first + 1) % 100:02d}":
            yield wrong(calendar, ("academic_year",), f"{calendar.academic_year} is not one academic year")
        previous: date | None = None
        for index, term in enumerate(calendar.terms):
            where = ("terms", index, "start")
            if previous and term.start <= previous:
                yield wrong(calendar, where, "the term starts before the one above it has ended")
            if term.start < year[0] or year[1] < term.end:
                yield wrong(calendar, where, f"the term lies outside {calendar.academic_year}")
            holiday = term.half_term
            if holiday and term.start <= term.end and not (term.start < holiday.start and holiday.end < term.end):
                yield wrong(calendar, ("terms", index, "half_term"), "the half-term holiday lies outside its term")
            previous = term.end
        for index, inset in enumerate(calendar.inset_days):
            if not year[0] <= inset.date <= year[1]:
                yield wrong(calendar, ("inset_days", index, "date"), f"the day lies outside {calendar.academic_year}")
        for index, closure in enumerate(calendar.closures):
            for field, day in (("start", closure.start), ("end", closure.end)):
                if not year[0] <= day <= year[1]:
                    yield wrong(calendar, ("closures", index, field), f"the day lies outside {calendar.academic_year}")


def wrong(calendar: Calendar, pointer: Pointer, message: str) -> Finding:
    """A finding at a pointer of a calendar."""
    return RULE.finding(calendar.at(*pointer), message, hint="compare it with the published calendar")

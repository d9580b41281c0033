"""A register has a row on a day without school.

What it checks
That rows of a register lie on school days of the school's calendar, as far as the calendar is known.

Why
A pupil cannot be in the room on an INSET day. The row is probably for another date.

How to fix
Correct the date, or the calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.findings import Finding, Severity
from generator.rules import Rule

RULE = Rule(code="CB305", name="not-a-school-day", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the row's date."""
    for register in casebook.registers:
        school = casebook.schools.get(register.school)
        if school is None:
            continue
        calendar = SchoolCalendar.of(casebook, school.calendar)
        rows = [
            *(("internal_exclusion", index, row.date) for index, row in enumerate(register.internal_exclusion)),
            *(("attendance", index, row.date) for index, row in enumerate(register.attendance)),
        ]
        for field, index, day in rows:
            if calendar.covers(day) and not calendar.is_school_day(day):
                message = f"{day} is not a school day on the {school.calendar} calendar"
                yield RULE.finding(register.at(field, index, "date"), message, hint="check the date")

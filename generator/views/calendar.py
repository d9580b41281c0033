"""Which days are school days? The calendar's page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar, bank_holidays
from generator.model import Calendar, Citation, Closure, InsetDay, Term
from generator.views.common import About, about

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of a month, with the kind of day it is."""

    date: dt.date
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month as weeks of seven days; None outside the month."""

    year: int
    month: int
    weeks: tuple[tuple[Day | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    """Everything the calendar's page shows."""

    about: About
    title: str
    series: str
    academic_year: str
    provisional: bool
    known_until: dt.date | None
    terms: tuple[Term, ...]
    inset_days: tuple[InsetDay, ...]
    closures: tuple[Closure, ...]
    holidays: tuple[dt.date, ...]
    school_days: int
    months: tuple[Month, ...]
    notes: str
    citations: tuple[Citation, ...]


def calendar_view(casebook: Casebook, calendar: Calendar, as_of: dt.date) -> CalendarView:
    """The view of one academic year."""
    days = set(SchoolCalendar(series=calendar.series, years=(calendar,)).school_days)
    first = int(calendar.academic_year[:4])
    span = (dt.date(first, 9, 1), dt.date(first + 1, 8, 31))
    inset = {day.date for day in calendar.inset_days}
    off = {d for d in bank_holidays(first) | bank_holidays(first + 1) if span[0] <= d <= span[1]}
    months = [(first, m) for m in range(9, 13)] + [(first + 1, m) for m in range(1, 8)]
    return CalendarView(
        about=about(casebook, calendar, as_of),
        title=calendar.title,
        series=calendar.series,
        academic_year=calendar.academic_year,
        provisional=calendar.provisional,
        known_until=calendar.known_until,
        terms=calendar.terms,
        inset_days=calendar.inset_days,
        closures=calendar.closures,
        holidays=tuple(sorted(off)),
        school_days=len(days),
        months=tuple(month(y, m, days, inset, off, calendar.known_until) for y, m in months),
        notes=calendar.notes or "",
        citations=calendar.citations,
    )


def month(
    year: int, number: int, school: set[dt.date], inset: set[dt.date], off: set[dt.date], known_until: dt.date | None
) -> Month:
    """One month."""
    start = dt.date(year, number, 1)
    cells: list[Day | None] = [None] * start.weekday()
    day = start
    while day.month == number:
        cells.append(Day(date=day, kind=kind_of_day(day, school, inset, off, known_until)))
        day += ONE_DAY
    cells += [None] * (-len(cells) % 7)
    return Month(year=year, month=number, weeks=tuple(tuple(cells[i : i + 7]) for i in range(0, len(cells), 7)))


def kind_of_day(
    day: dt.date, school: set[dt.date], inset: set[dt.date], off: set[dt.date], known_until: dt.date | None
) -> str:
    """What kind of day it is."""
    if day in school:
        return "school-day"
    if day in inset:
        return "inset"
    if day in off:
        return "bank-holiday"
    if day.weekday() >= 5:
        return "weekend"
    return "unknown" if known_until and day > known_until else "holiday"

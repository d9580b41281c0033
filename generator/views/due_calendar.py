"""What falls due when? Everything with a date, by week and half term."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.clocks import SchoolCalendar
from generator.views.due import DueItem

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueWeek:
    """A week from Monday with its items, and the half term it lies in."""

    start: dt.date
    half_term: str
    items: tuple[DueItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCalendarView:
    """The due calendar on a date."""

    as_of: dt.date
    overdue: tuple[DueItem, ...]
    weeks: tuple[DueWeek, ...]
    kinds: tuple[str, ...]
    roles: tuple[str, ...]
    total: int
    later_on: str = ""
    """The page on which this week begins, when what is overdue fills this one."""


def due_calendar_view(due: tuple[DueItem, ...], as_of: dt.date, calendar: SchoolCalendar) -> DueCalendarView:
    """Overdue items, then every week in which something falls due."""
    weeks: dict[dt.date, list[DueItem]] = {}
    for item in due:
        if item.on >= as_of:
            weeks.setdefault(item.on - dt.timedelta(days=item.on.weekday()), []).append(item)
    return DueCalendarView(
        as_of=as_of,
        overdue=tuple(i for i in due if i.on < as_of),
        weeks=tuple(
            DueWeek(start=start, half_term=half_term_words(start, calendar), items=tuple(items))
            for start, items in sorted(weeks.items())
        ),
        kinds=tuple(sorted({i.kind for i in due})),
        roles=tuple(sorted({i.role.title for i in due if i.role})),
        total=len(due),
    )


def half_term_words(monday: dt.date, calendar: SchoolCalendar) -> str:
    """The half term a week lies in: autumn 2, 2026/27; or that it is a holiday, or beyond the calendar."""
    for offset in range(5):
        window = calendar.half_term_of(monday + dt.timedelta(days=offset))
        if window:
            return f"{window.name.capitalize()}, {window.academic_year}"
    return "Holiday" if calendar.covers(monday) else "Beyond the calendars on record"

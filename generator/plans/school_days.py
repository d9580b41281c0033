"""The calendar of a plan's school, and the next days on which a placement meets."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.compliance.placements import ended_on
from generator.model import CasePlan, Placement

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


@lru_cache(maxsize=4)
def _calendars(casebook: Casebook) -> Mapping[str, SchoolCalendar]:
    """One calendar for each series, so that its days are worked out once."""
    return {series: SchoolCalendar.of(casebook, series) for series in sorted({c.series for c in casebook.calendars})}


def calendar_of(casebook: Casebook, plan: CasePlan) -> SchoolCalendar:
    """The calendar of the school that has the pupil on roll; the casebook's own where the school is unknown."""
    school = casebook.schools.get(plan.school)
    series = school.calendar if school else casebook.settings.default_calendar
    return _calendars(casebook).get(series) or SchoolCalendar.of(casebook, series)


def school_days(calendar: SchoolCalendar, first: dt.date, last: dt.date | None) -> Iterator[dt.date]:
    """The school days known from one day to another, or without end."""
    for day in calendar.school_days[bisect_left(calendar.school_days, first) :]:
        if last is not None and day > last:
            return
        yield day


def on_or_after(calendar: SchoolCalendar, day: dt.date) -> dt.date:
    """The day itself if school meets, else the next school day; the day itself where the calendar ends."""
    return next(school_days(calendar, day, None), day)


def on_or_before(calendar: SchoolCalendar, day: dt.date) -> dt.date:
    """The day itself if school meets, else the school day before; the day itself where the calendar begins."""
    index = bisect_right(calendar.school_days, day) - 1
    return calendar.school_days[index] if index >= 0 else day


def session_days(
    calendar: SchoolCalendar, plan: CasePlan, placement: Placement, first: dt.date
) -> Iterator[tuple[dt.date, tuple[str, ...]]]:
    """The days from a date on which a placement meets, each with its sessions, morning first."""
    times: dict[str, list[str]] = {}
    for one in placement.sessions:
        times.setdefault(one.day, []).append(one.session)
    for day in school_days(calendar, max(first, placement.start), ended_on(plan, placement)):
        if sessions := times.get(WEEKDAYS[day.weekday()]):
            yield day, tuple(sorted(set(sessions)))

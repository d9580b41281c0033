"""Calendars, school days and periods: the one place where days are counted.

School days come from the calendar a rule names. Beyond the dates a calendar covers there is no answer, only
`BeyondCalendar` naming the missing year (never a guess).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from generator.casebook import Casebook
from generator.model import Calendar, Period

ONE_DAY = dt.timedelta(days=1)


class BeyondCalendar(Exception):
    """Counting would need a year the casebook has no calendar for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfTermWindow:
    """A block of school weeks between two holidays: half a term, or a term. It ends on a Friday, not on the weekend."""

    academic_year: str
    name: str
    start: dt.date
    end: dt.date


@cache
def bank_holidays(year: int) -> frozenset[dt.date]:
    """The bank holidays of England in a year."""
    return frozenset(united_kingdom()(subdiv="ENG", years=year, observed=True))


@cache
def united_kingdom() -> Callable[..., Iterable[dt.date]]:
    """The one country by itself: its package would read those of all the others first. Read only when days are counted."""
    import holidays

    path = Path(holidays.__file__).parent / "countries" / "united_kingdom.py"
    spec = spec_from_file_location("holidays_of_the_united_kingdom", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    country: Callable[..., Iterable[dt.date]] = module.UnitedKingdom
    return country


def weekday_before(day: dt.date) -> dt.date:
    """The day itself, or the Friday before it on a weekend."""
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def days(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    """Every day from start to end, both included."""
    for offset in range((end - start).days + 1):
        yield start + dt.timedelta(days=offset)


def is_working_day(day: dt.date) -> bool:
    """CR8: Monday to Friday and not a bank holiday."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def academic_year(calendar: Calendar) -> tuple[dt.date, dt.date]:
    """The first and last day a calendar can speak of, whatever dates were mistyped into it."""
    first = int(calendar.academic_year[:4])
    return dt.date(first, 8, 1), dt.date(first + 1, 8, 31)


@dataclass(frozen=True, kw_only=True)
class SchoolCalendar:
    """The calendars of one series in order of years: which days are school days (CR1)."""

    series: str
    years: tuple[Calendar, ...]

    @classmethod
    def of(cls, casebook: Casebook, series: str) -> SchoolCalendar:
        """The calendars of a series in the casebook."""
        return calendars_of(casebook).get(series) or cls(series=series, years=())

    @cached_property
    def school_days(self) -> Sequence[dt.date]:
        """Every school day known, in order."""
        found: set[dt.date] = set()
        for window in self.half_terms:
            found.update(day for day in days(window.start, window.end) if is_working_day(day))
        for calendar in self.years:
            found.difference_update(day.date for day in calendar.inset_days)
            for closure in calendar.closures:
                found.difference_update(days(closure.start, closure.end))
        return sorted(found)

    @cached_property
    def half_terms(self) -> tuple[HalfTermWindow, ...]:
        """The blocks of school weeks, in order, up to the last day known."""
        windows: list[HalfTermWindow] = []
        for calendar in self.years:
            first, final = academic_year(calendar)
            for term in calendar.terms:
                blocks = [(term.start, term.end)]
                if term.half_term:
                    blocks = [(term.start, term.half_term.start - ONE_DAY), (term.half_term.end + ONE_DAY, term.end)]
                for number, (start, end) in enumerate(blocks, 1):
                    start, last = max(start, first), weekday_before(min(end, calendar.known_until or end, final))
                    if start <= last:
                        name = f"{term.name} {number}" if len(blocks) > 1 else term.name
                        windows.append(
                            HalfTermWindow(academic_year=calendar.academic_year, name=name, start=start, end=last)
                        )
        return tuple(windows)

    @cached_property
    def terms(self) -> tuple[HalfTermWindow, ...]:
        """The terms, in order, up to the last day known: the half terms of one joined."""
        joined: list[HalfTermWindow] = []
        for window in self.half_terms:
            name = window.name.split()[0]
            if joined and (joined[-1].academic_year, joined[-1].name) == (window.academic_year, name):
                joined[-1] = replace(joined[-1], end=window.end)
            else:
                joined.append(replace(window, name=name))
        return tuple(joined)

    def covers(self, day: dt.date) -> bool:
        """Whether the calendar can say if this is a school day."""
        return any(first <= day <= last for first, last in self.spans)

    def _span(self, calendar: Calendar) -> tuple[dt.date, dt.date]:
        first, final = academic_year(calendar)
        last = final.replace(month=7)
        return first, min(last, calendar.known_until or last)

    def is_school_day(self, day: dt.date) -> bool:
        """Whether the school meets. Raises BeyondCalendar outside the known dates."""
        self.require(day)
        return day in self.school_day_set

    @cached_property
    def school_day_set(self) -> frozenset[dt.date]:
        """Every school day known, for looking up."""
        return frozenset(self.school_days)

    @cached_property
    def spans(self) -> tuple[tuple[dt.date, dt.date], ...]:
        """The days the calendars can speak of, in order, adjoining years joined."""
        joined: list[tuple[dt.date, dt.date]] = []
        for start, end in sorted(self._span(calendar) for calendar in self.years):
            if joined and start <= joined[-1][1] + ONE_DAY:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        return tuple(joined)

    def require_all(self, start: dt.date, end: dt.date) -> None:
        """Raises BeyondCalendar unless the calendars can speak of every day from start to end."""
        last = self.span_around(start)[1]
        if end > last:
            raise self.beyond(last + ONE_DAY)

    def span_around(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """The first and last day known without a break around a day. Raises BeyondCalendar where there is none."""
        self.require(day)
        return next((first, last) for first, last in self.spans if first <= day <= last)

    def require(self, day: dt.date) -> None:
        """Raises BeyondCalendar when no calendar can say anything about a day."""
        if not self.covers(day):
            raise self.beyond(day)

    def beyond(self, day: dt.date) -> BeyondCalendar:
        """The refusal to count on a day, naming the year that is missing."""
        first = day.year if day.month >= 8 else day.year - 1
        return BeyondCalendar(f"the {self.series} calendar for {first}/{(first + 1) % 100:02d} does not cover {day}")

    def half_term_of(self, day: dt.date) -> HalfTermWindow | None:
        """The block a day lies in, if any."""
        return next((w for w in self.half_terms if w.start <= day <= w.end), None)

    def end_of_next_half_term(self, day: dt.date) -> dt.date | None:
        """The last day of the block after the one a day lies in (or after the holiday it lies in).

        "At least half-termly" is met when something is done in every block: what was done on `day` is good until the
        end of the next block. None when the calendar does not reach so far.
        """
        later = [w for w in self.half_terms if w.start > day]
        return later[0].end if later else None


@lru_cache(maxsize=4)
def calendars_of(casebook: Casebook) -> Mapping[str, SchoolCalendar]:
    """The calendars of each series. Everybody asks the same ones, so that days are counted once."""
    known = sorted(casebook.calendars, key=lambda c: c.terms[0].start)
    return {
        series: SchoolCalendar(series=series, years=tuple(c for c in known if c.series == series))
        for series in {calendar.series for calendar in known}
    }


def plus(day: dt.date, period: Period, calendar: SchoolCalendar | None = None) -> dt.date | None:
    """The last day of a period that begins on `day`; None when a half term lies beyond the calendar."""
    if period.half_terms:
        end: dt.date | None = day
        for _ in range(period.half_terms):
            end = calendar.end_of_next_half_term(end) if calendar and end else None
        return end
    if period.weeks or period.days:
        return day + dt.timedelta(weeks=period.weeks or 0, days=period.days or 0)
    return add_months(day, 12 * (period.years or 0) + (period.months or 0))


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last day."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    last = (dt.date(year + month // 12, month % 12 + 1, 1) - ONE_DAY).day
    return dt.date(year, month, min(day.day, last))

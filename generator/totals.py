"""What suspensions add up to: per term as exclusion law splits the year, and per school year. Small pure functions.

Every amount is in school days of the excluding school; a half day is 0.5 (CR5). Cancelled suspensions still count (CR6).
Sources: the domain file, sections B.0 (CR4 to CR6) and B.5; SI 2012/1033 reg 2; SI 2023/571 reg 10.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import ceil
from typing import TypeVar

from dateutil.easter import easter

from generator.casebook import Casebook
from generator.clocks import ONE_DAY, BeyondCalendar, SchoolCalendar
from generator.counting import nth_school_day_from
from generator.findings import Location
from generator.model import Register, SuspensionEntry

P = TypeVar("P")

HALF = 0.5
"""School days in a half-day suspension or one lunchtime (CR5; North Somerset, East Riding SENDIASS)."""
YEAR_LIMIT = 45.0
"""The most school days a pupil may be suspended for in one school year (CR6; SI 2023/571 reg 10)."""
BOARD_IS_TOLD_ABOVE = 5.0
"""School days in a term above which the board is told without delay (SI 2012/1033 reg 23)."""
BOARD_DECIDES_ABOVE = 15.0
"""School days in a term above which the board must decide unasked (SI 2012/1033 reg 24)."""


class Band(StrEnum):
    """What the board does about a term's total (B.5)."""

    CONSIDERS = "up-to-5-days"
    DECIDES_IF_ASKED = "over-5-to-15-days"
    DECIDES = "over-15-days"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class TermBucket:
    """The days over which something is added up, first and last included."""

    start: dt.date
    end: dt.date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry of a register, where it stands, and the calendar its days are counted on."""

    register: Register
    index: int
    entry: SuspensionEntry
    calendar: SchoolCalendar | None

    def at(self, *pointer: str) -> Location:
        """Where a value of the entry stands."""
        return self.register.at("suspensions", self.index, *pointer)


@cache
def easter_monday(year: int) -> dt.date:
    """Easter Monday of a year in the western church."""
    sunday: dt.date = easter(year)
    return sunday + ONE_DAY


def school_year(day: dt.date) -> str:
    """The school year a day lies in, 1 August to 31 July, written 2026/27. Source: the reference date 31 July, CR4."""
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def exclusion_term(day: dt.date) -> TermBucket:
    """The term a day's exclusion counts in: to 31 December, Easter Monday and 31 July. CR4; SI 2012/1033 reg 2."""
    return bucket(day, easter_monday(day.year))


def absence_term(day: dt.date) -> TermBucket:
    """The term a day's absence counts in: to 31 December, Easter Sunday and 31 July. CR4; DfE absence statistics."""
    return bucket(day, easter_monday(day.year) - ONE_DAY)


def bucket(day: dt.date, spring_ends: dt.date) -> TermBucket:
    """The part of its school year a day lies in."""
    if day.month >= 8:
        return TermBucket(start=dt.date(day.year, 8, 1), end=dt.date(day.year, 12, 31), name="autumn")
    if day <= spring_ends:
        return TermBucket(start=dt.date(day.year, 1, 1), end=spring_ends, name="spring")
    return TermBucket(start=spring_ends + ONE_DAY, end=dt.date(day.year, 7, 31), name="summer")


def lunchtimes(number: int) -> float:
    """School days in a number of lunchtimes (CR5)."""
    return number * HALF


def by_day(entry: SuspensionEntry, calendar: SchoolCalendar | None) -> tuple[tuple[dt.date, float], ...]:
    """Each day of a suspension with its share in school days: 1, or 0.5 for a half day or a lunchtime.

    Without a calendar that reaches far enough everything is counted on the first day. A permanent exclusion has no days.
    """
    amount = entry.school_days or 0
    if entry.category == "permanent" or not amount:
        return ()
    share = HALF if entry.category == "lunchtime" else 1.0
    number = ceil(amount / share)
    try:
        if calendar is None:
            return ((entry.starts_on, amount),)
        nth_school_day_from(calendar, entry.starts_on, number)
    except BeyondCalendar:
        return ((entry.starts_on, amount),)
    first = bisect_left(calendar.school_days, entry.starts_on)
    found = calendar.school_days[first : first + number]
    return tuple((day, min(share, amount - share * index)) for index, day in enumerate(found))


def rows_by_plan(casebook: Casebook) -> Mapping[str, tuple[Row, ...]]:
    """Every suspension and exclusion of each plan, over all registers, in the order of their first days."""
    calendars = {
        name: SchoolCalendar.of(casebook, school.calendar) if school.calendar else None
        for name, school in casebook.schools.items()
    }
    table: dict[str, list[Row]] = {}
    for register in casebook.registers:
        for index, entry in enumerate(register.suspensions):
            plan = casebook.aliases.get(("case-plan", entry.who), entry.who)
            row = Row(register=register, index=index, entry=entry, calendar=calendars.get(register.school))
            table.setdefault(plan, []).append(row)
    order = {
        plan: sorted(rows, key=lambda row: (row.entry.starts_on, row.register.path, row.index))
        for plan, rows in table.items()
    }
    return {plan: tuple(order[plan]) for plan in sorted(order)}


def running(rows: Iterable[Row], period: Callable[[dt.date], P]) -> Iterator[tuple[Row, Mapping[P, float]]]:
    """Each row of one plan with the totals it brings the periods to in which its days lie."""
    totals: dict[P, float] = {}
    for row in rows:
        shares = [(period(day), share) for day, share in by_day(row.entry, row.calendar)]
        for key, share in shares:
            totals[key] = totals.get(key, 0) + share
        yield row, {key: totals[key] for key, _ in shares}


def term_totals(rows: Iterable[Row]) -> Mapping[TermBucket, float]:
    """School days suspended in each term as exclusion law splits the year, for the rows of one plan (CR4)."""
    return {term: total for _, totals in running(rows, exclusion_term) for term, total in totals.items()}


def year_totals(rows: Iterable[Row]) -> Mapping[str, float]:
    """School days suspended in each school year, for the rows of one plan (CR6)."""
    return {year: total for _, totals in running(rows, school_year) for year, total in totals.items()}


def band(term_total: float) -> Band:
    """What a term's total asks of the board: 15 exactly is the middle band, 15.5 the upper. Source: B.5, reg 24."""
    if term_total <= BOARD_IS_TOLD_ABOVE:
        return Band.CONSIDERS
    return Band.DECIDES_IF_ASKED if term_total <= BOARD_DECIDES_ABOVE else Band.DECIDES


def left_in_year(year_total: float) -> float:
    """School days that may still be suspended in a school year; negative when the limit is passed (CR6)."""
    return YEAR_LIMIT - year_total

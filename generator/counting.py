"""The counting rules CR1 to CR9 on a calendar: nth days forward and back, and what was skipped on the way.

One definition for the command, the pages and the checks. Counting beyond the calendars raises BeyondCalendar.
Sources: the domain file, section B.0; SI 2012/1033 Sch 1 (CR2, CR3), SI 2007/1304 reg 2 (CR1).
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.clocks import ONE_DAY, HalfTermWindow, SchoolCalendar, add_months, bank_holidays, days, is_working_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Weekdays without school: a holiday, an INSET day, a closure, a bank holiday."""

    start: dt.date
    end: dt.date
    label: str


def nth_school_day_after(calendar: SchoolCalendar, day: dt.date, number: int) -> dt.date:
    """CR2: the nth school day after a day, which is not counted itself."""
    index = bisect_right(calendar.school_days, day) + number - 1
    return _at(calendar, day, index)


def nth_school_day_from(calendar: SchoolCalendar, day: dt.date, number: int) -> dt.date:
    """CR7: the nth school day where the day itself is the first, if the school meets on it."""
    index = bisect_left(calendar.school_days, day) + number - 1
    return _at(calendar, day, index)


def nth_school_day_before(calendar: SchoolCalendar, day: dt.date, number: int) -> dt.date:
    """The latest day with at least n school days from it up to, and not counting, a day."""
    index = bisect_left(calendar.school_days, day) - number
    return _at(calendar, day, index)


def _at(calendar: SchoolCalendar, day: dt.date, index: int) -> dt.date:
    """The school day at an index, if every day between it and the day counted from is known."""
    first, last = calendar.span_around(day)
    if index < bisect_left(calendar.school_days, first):
        raise calendar.beyond(first - ONE_DAY)
    if index >= bisect_right(calendar.school_days, last):
        raise calendar.beyond(last + ONE_DAY)
    return calendar.school_days[index]


def nth_working_day(day: dt.date, number: int) -> dt.date:
    """CR8: the nth working day after a day; a negative number counts back."""
    step = ONE_DAY if number > 0 else -ONE_DAY
    left = abs(number)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def before_fixed_day(day: dt.date, month_and_day: str) -> dt.date:
    """The last day before a fixed day, such as 02-15, of the calendar year a day lies in."""
    month, number = map(int, month_and_day.split("-"))
    return dt.date(day.year, month, number) - ONE_DAY


def deemed_made(posted: dt.date) -> dt.date:
    """CR3: an application sent by first-class post counts as made on the second working day after posting."""
    return nth_working_day(posted, 2)


def counted(calendar: SchoolCalendar, day: dt.date, amount: int, unit: str) -> dt.date:
    """The day that lies an amount of a unit after a day; negative amounts count back. The day is not counted."""
    match unit:
        case "school-days":
            return forwards_or_back(calendar, day, amount)
        case "sessions":
            return forwards_or_back(calendar, day, (abs(amount) + 1) // 2 * (1 if amount > 0 else -1))
        case "working-days":
            return nth_working_day(day, amount)
        case "calendar-days":
            return day + dt.timedelta(days=amount)
        case "hours":
            return day + dt.timedelta(days=-(-abs(amount) // 24) * (1 if amount > 0 else -1))
        case "weeks":
            return day + dt.timedelta(weeks=amount)
        case "months":
            return add_months(day, amount)
        case "half-terms":
            return end_of_block(calendar, calendar.half_terms, day, amount)
        case "terms":
            return end_of_block(calendar, calendar.terms, day, amount)
        case _:
            raise ValueError(f"unknown unit '{unit}'")


def forwards_or_back(calendar: SchoolCalendar, day: dt.date, amount: int) -> dt.date:
    """School days after a day, or before it when the amount is negative."""
    if amount < 0:
        return nth_school_day_before(calendar, day, -amount)
    return nth_school_day_after(calendar, day, amount)


def end_of_block(calendar: SchoolCalendar, blocks: Sequence[HalfTermWindow], day: dt.date, number: int) -> dt.date:
    """The last day of the nth half term or term after the one a day lies in: "every term" means once in each of them.

    The last block of a year not yet known may go on, so it gives no answer.
    """
    if number < 0:
        raise ValueError("half terms and terms are not counted back")
    for _ in range(number):
        last = calendar.span_around(day)[1]
        later = [window.end for window in blocks if day < window.start <= last]
        if not later or (len(later) == 1 and (last.month, last.day) != (7, 31)):
            raise calendar.beyond(last + ONE_DAY)
        day = later[0]
    return day


LONG = dt.timedelta(weeks=4)
WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongClosure:
    """Four weeks or more between two terms. `end` is none where the calendar does not say when school begins again."""

    start: dt.date
    end: dt.date | None

    @property
    def advice_from(self) -> dt.date:
        """CR9, SI 2014/1530 reg 5(4)(a): advice asked for from this day on may come late."""
        return self.start - WEEK

    @property
    def advice_to(self) -> dt.date | None:
        """The last such day: a week before school begins again."""
        return self.end + ONE_DAY - WEEK if self.end else None


def long_closures(calendar: SchoolCalendar, day: dt.date) -> Iterator[LongClosure]:
    """The long closures of the time known without a break around a day."""
    first, last = calendar.span_around(day)
    terms = [term for term in calendar.terms if first <= term.start <= last]
    for earlier, later in pairwise(terms):
        start = earlier.end + ONE_DAY
        if later.start - start >= LONG:
            yield LongClosure(start=start, end=later.start - ONE_DAY)
    if terms and (last.month, last.day) == (7, 31):
        yield LongClosure(start=terms[-1].end + ONE_DAY, end=None)


def gaps(calendar: SchoolCalendar, start: dt.date, end: dt.date) -> Iterator[Gap]:
    """The weekdays without school between two days, in runs that weekends do not break but INSET days and closures do."""
    school = calendar.school_day_set
    run: list[dt.date] = []
    for day in days(start, end):
        if day.weekday() >= 5:
            continue
        if day in school or (run and own_day(calendar, day) != own_day(calendar, run[0])):
            yield from _gap(calendar, run)
            run = []
        if day not in school:
            run.append(day)
    yield from _gap(calendar, run)


def own_day(calendar: SchoolCalendar, day: dt.date) -> str:
    """What the school itself made of a day, if anything."""
    if any(day == inset.date for year in calendar.years for inset in year.inset_days):
        return "INSET day"
    if any(closure.start <= day <= closure.end for year in calendar.years for closure in year.closures):
        return "closure"
    return ""


def _gap(calendar: SchoolCalendar, run: list[dt.date]) -> Iterator[Gap]:
    if run:
        yield Gap(start=run[0], end=run[-1], label=label_of(calendar, run))


def label_of(calendar: SchoolCalendar, run: list[dt.date]) -> str:
    """What kind of days the days of one run are."""
    if own := own_day(calendar, run[0]):
        return "INSET days" if own == "INSET day" and len(run) > 1 else own
    if all(day in bank_holidays(day.year) for day in run):
        return "bank holiday"
    for year in calendar.years:
        for term in year.terms:
            if term.half_term and term.half_term.start <= run[-1] and run[0] <= term.half_term.end:
                return "half term"
    return "holiday"

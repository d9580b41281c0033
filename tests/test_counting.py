"""Days counted by the rules CR1 to CR11: the domain file's fixtures, deadlines worked out by hand, and properties.

Oxfordshire 2026/27: 2 Sep-23 Oct, 2 Nov-18 Dec, 4 Jan-12 Feb, 22 Feb-25 Mar, 12 Apr-28 May, 7 Jun-21 Jul.
Nottingham 2026/27: 2 Sep-16 Oct, 2 Nov-18 Dec, 4 Jan-12 Feb, 22 Feb-25 Mar, 12 Apr-30 Apr; nothing known after 3 May.
Oxfordshire 2025/26 ends on 20 July; Nottingham 2025/26 on 24 July, since 27 July is an INSET day.
Bank holidays: Good Friday 3 Apr 2026 and 26 Mar 2027, Easter Monday 6 Apr 2026 and 29 Mar 2027, 4 May 2026, 3 May 2027.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.casebook import Casebook
from generator.clocks import BeyondCalendar, SchoolCalendar, days, is_working_day
from generator.counting import (
    counted,
    deemed_made,
    gaps,
    nth_school_day_after,
    nth_school_day_before,
    nth_school_day_from,
    nth_working_day,
)
from generator.load import load
from generator.model import Calendar, Closure, HalfTerm, InsetDay
from generator.views.today import next_day_words
from tests.cases import SAMPLE, store

D = dt.date.fromisoformat
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


@cache
def sample() -> Casebook:
    """The sample's records."""
    return load(SAMPLE, store()).casebook


@cache
def calendar(series: str) -> SchoolCalendar:
    """A calendar of the sample."""
    return SchoolCalendar.of(sample(), series)


def written(day: dt.date) -> str:
    """A day as the tables write it."""
    return f"{WEEKDAYS[day.weekday()]} {day}"


def read(text: str) -> dt.date:
    """A day the tables write, whose weekday must be right."""
    day = D(text.split()[-1])
    assert text == written(day)
    return day


def changed(series: str, **changes: object) -> SchoolCalendar:
    """A calendar of the sample with fields of its year 2026/27 changed."""
    years = calendar(series).years
    assert years[-1].academic_year == "2026/27"
    return replace(calendar(series), years=(*years[:-1], replace(years[-1], **changes)))  # type: ignore[arg-type]


def after(found: SchoolCalendar, day: dt.date, amount: int) -> dt.date:
    """CR2: the day is not counted."""
    return counted(found, day, amount, "school-days")


def before(found: SchoolCalendar, day: dt.date, amount: int) -> dt.date:
    """At least so many school days before."""
    return counted(found, day, -amount, "school-days")


def first_is_day_1(found: SchoolCalendar, day: dt.date, amount: int) -> dt.date:
    """CR7: the day is counted."""
    return nth_school_day_from(found, day, amount)


def posted_then(found: SchoolCalendar, day: dt.date, amount: int) -> dt.date:
    """CR3: deemed made on the second working day, and counted from there."""
    return counted(found, deemed_made(day), amount, "school-days")


def unit(name: str) -> Callable[[SchoolCalendar, dt.date, int], dt.date]:
    """Counting in another unit; negative amounts count back."""
    return lambda found, day, amount: counted(found, day, amount, name)


Rule = Callable[[SchoolCalendar, dt.date, int], dt.date]
Row = tuple[Rule, str, int, str]

# The domain file, section E: Oxfordshire pattern, Nottingham City pattern.
FIXTURES: list[tuple[str, Rule, str, int, str, str]] = [
    ("board decides", after, "Wed 2026-10-14", 15, "Wed 2026-11-11", "Wed 2026-11-18"),
    ("suspension, day six", first_is_day_1, "Fri 2026-10-16", 6, "Fri 2026-10-23", "Fri 2026-11-06"),
    ("permanent, day six of", first_is_day_1, "Fri 2026-10-16", 6, "Fri 2026-10-23", "Fri 2026-11-06"),
    ("permanent, day six after", first_is_day_1, "Fri 2026-10-16", 7, "Mon 2026-11-02", "Mon 2026-11-09"),
    ("permanent, after the first day", after, "Fri 2026-10-16", 6, "Mon 2026-11-02", "Mon 2026-11-09"),
    ("direction, notice", before, "Mon 2026-11-02", 2, "Thu 2026-10-22", "Thu 2026-10-15"),
    ("board decides if asked", after, "Tue 2026-11-10", 50, "Tue 2027-02-02", "Tue 2027-02-02"),
    ("fair access", after, "Tue 2026-12-01", 20, "Tue 2027-01-12", "Tue 2027-01-12"),
    ("apply for a panel", after, "Mon 2026-12-14", 15, "Mon 2027-01-18", "Mon 2027-01-18"),
    ("posted", unit("working-days"), "Wed 2026-12-23", 2, "Tue 2026-12-29", "Tue 2026-12-29"),
    ("posted, then heard", posted_then, "Wed 2026-12-23", 15, "Fri 2027-01-22", "Fri 2027-01-22"),
]


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture[0])
@pytest.mark.parametrize("series", ["oxfordshire", "nottingham"])
def test_fixtures_of_the_domain_file(series: str, fixture: tuple[str, Rule, str, int, str, str]) -> None:
    _, rule, start, amount, oxfordshire, nottingham = fixture
    expected = oxfordshire if series == "oxfordshire" else nottingham
    assert written(rule(calendar(series), read(start), amount)) == expected


@pytest.mark.parametrize(
    ("series", "year"), [("oxfordshire", "2025/26"), ("oxfordshire", "2026/27"), ("nottingham", "2025/26")]
)
def test_a_year_has_194_weekdays_before_inset_days(series: str, year: str) -> None:
    [found] = [c for c in calendar(series).years if c.academic_year == year]
    alone = SchoolCalendar(series=series, years=(replace(found, inset_days=(), closures=()),))
    assert len(alone.school_days) == 194
    four = tuple(InsetDay(date=day) for day in alone.school_days[10:14])
    assert len(SchoolCalendar(series=series, years=(replace(found, inset_days=four),)).school_days) == 190


# Worked out by hand; the number in brackets is the count on the last day named.
OXFORDSHIRE: dict[str, Row] = {
    # 21 Oct (1), 22, 23 (3); half term 26-30 Oct; 2-6 Nov (8), 9-13 (13), 16, 17 (15)
    "CR2 board decides over half term": (after, "Tue 2026-10-20", 15, "Tue 2026-11-17"),
    # 24 Nov (1), 25, 26, 27 (4), 30 (5), 1 Dec (6)
    "CR7 day six of the exclusion": (first_is_day_1, "Tue 2026-11-24", 6, "Tue 2026-12-01"),
    # 25 Nov (1), 26, 27 (3), 30 (4), 1 Dec (5), 2 Dec (6): the same as day 7 with the first day counted
    "CR7 day six after the first day": (after, "Tue 2026-11-24", 6, "Wed 2026-12-02"),
    # 23 Mar (1), 24, 25 (3); Easter holiday 26 Mar-9 Apr; 12-16 Apr (8), 19, 20 (10)
    "CR2 reconsider over Easter": (after, "Mon 2027-03-22", 10, "Tue 2027-04-20"),
    # 30 Apr (1); Monday 3 May bank holiday; 4-7 May (5)
    "CR1 early May bank holiday": (after, "Thu 2027-04-29", 5, "Fri 2027-05-07"),
    # 26 May (1), 27, 28 (3); half term 31 May-4 Jun with its bank holiday; 7-9 Jun (6)
    "CR7 spring bank holiday": (first_is_day_1, "Wed 2027-05-26", 6, "Wed 2027-06-09"),
    # Saturday is not counted either way: 16 Nov (1), 17, 18 (3)
    "CR2 from a Saturday": (after, "Sat 2026-11-14", 3, "Wed 2026-11-18"),
    # The first day that can be day 1 is Monday 16 Nov: 16-20 (5), 23 (6)
    "CR7 from a Saturday": (first_is_day_1, "Sat 2026-11-14", 6, "Mon 2026-11-23"),
    # Back: 22 Feb (1); half term 15-19 Feb; 12 Feb (2)
    "back over half term": (before, "Tue 2027-02-23", 2, "Fri 2027-02-12"),
    # Back: 6, 5, 4 Jan (3); Christmas; 18, 17 Dec (5)
    "back over Christmas": (before, "Thu 2027-01-07", 5, "Thu 2026-12-17"),
    # 25 Dec bank holiday, 26 and 27 weekend, 28 bank holiday; 29 (1), 30 (2)
    "CR8 working days over Christmas": (unit("working-days"), "Thu 2026-12-24", 2, "Wed 2026-12-30"),
    # Deemed made on 30 Dec; 4-8 Jan (5), 11-15 (10), 18-22 (15)
    "CR3 posted on Christmas Eve": (posted_then, "Thu 2026-12-24", 15, "Fri 2027-01-22"),
    # Back from Tuesday 29 Dec: 24 (1), 23 (2); 28 and 25 are bank holidays
    "CR8 working days back": (unit("working-days"), "Tue 2026-12-29", -2, "Wed 2026-12-23"),
    # February has no 31st
    "CR9 a month from a month's end": (unit("months"), "Sun 2027-01-31", 1, "Sun 2027-02-28"),
    # 7 x 6 = 42 days; Christmas does not stop weeks: 2, 9, 16, 23, 30 Dec, 6 Jan
    "CR9 six weeks": (unit("weeks"), "Wed 2026-11-25", 6, "Wed 2027-01-06"),
    # 3 x 24 hours
    "72 hours": (unit("hours"), "Fri 2026-12-18", 72, "Mon 2026-12-21"),
    # 48 hours back from Monday is Saturday
    "48 hours before": (unit("hours"), "Mon 2026-11-30", -48, "Sat 2026-11-28"),
    # 18 Dec (2), 4 Jan (4), 5 (6), 6 (8), 7 (10)
    "CR11 ten sessions": (unit("sessions"), "Thu 2026-12-17", 10, "Thu 2027-01-07"),
    # 18 Dec (2), 4 Jan morning (3)
    "CR11 an odd number of sessions": (unit("sessions"), "Thu 2026-12-17", 3, "Mon 2027-01-04"),
    # Back: 16 Dec (2), 15 Dec (4)
    "CR11 sessions back": (unit("sessions"), "Thu 2026-12-17", -4, "Tue 2026-12-15"),
    # 24 Nov lies in autumn 2; the next half term, spring 1, ends before the holiday of 15-19 Feb
    "one half term": (unit("half-terms"), "Tue 2026-11-24", 1, "Fri 2027-02-12"),
    # the next term is the spring term
    "one term": (unit("terms"), "Tue 2026-11-24", 1, "Thu 2027-03-25"),
    # once a term: done in the first half of the autumn, next by the end of the spring term, not by February
    "one term from its first half": (unit("terms"), "Tue 2026-09-15", 1, "Thu 2027-03-25"),
    # done in the Christmas holiday: the next term is the spring one
    "one term from a holiday": (unit("terms"), "Mon 2026-12-28", 1, "Thu 2027-03-25"),
    "two terms": (unit("terms"), "Tue 2026-11-24", 2, "Wed 2027-07-21"),
    # 16-19 Jun (4), 22-26 (9), 29 Jun-3 Jul (14), 6-10 (19), 13-17 (24), 20 (25); summer;
    # 2-4 Sep (28), 7-11 (33), 14-18 (38), 21-25 (43), 28 Sep-2 Oct (48), 5, 6 Oct (50)
    "CR2 fifty days over the summer": (after, "Mon 2026-06-15", 50, "Tue 2026-10-06"),
}
NOTTINGHAM: dict[str, Row] = {
    # 16 Oct (1); half term 19-30 Oct; 2-6 Nov (6), 9-13 (11), 16-19 (15)
    "CR2 board decides over half term": (after, "Thu 2026-10-15", 15, "Thu 2026-11-19"),
    # 14 Oct (1), 15, 16 (3); half term 19-30 Oct; 2-4 Nov (6)
    "CR7 day six of a suspension": (first_is_day_1, "Wed 2026-10-14", 6, "Wed 2026-11-04"),
    # 14-18 Dec (5); Christmas; 4 Jan (6)
    "CR7 day six over Christmas": (first_is_day_1, "Mon 2026-12-14", 6, "Mon 2027-01-04"),
    # 15-18 Dec (4); Christmas; 4, 5 Jan (6)
    "CR7 the later reading": (after, "Mon 2026-12-14", 6, "Tue 2027-01-05"),
    # 26, 27 Mar (2); holiday 30 Mar-10 Apr with both bank holidays; 13-15 Apr (5)
    "CR1 over Easter": (after, "Wed 2026-03-25", 5, "Wed 2026-04-15"),
    # Monday 4 May bank holiday; 5, 6, 7 May (3)
    "CR1 early May bank holiday": (after, "Fri 2026-05-01", 3, "Thu 2026-05-07"),
    # Back: 2 Nov (1); half term 19-30 Oct; 16 Oct (2)
    "back over half term": (before, "Tue 2026-11-03", 2, "Fri 2026-10-16"),
    # In half term: 2-6 Nov (5)
    "CR2 from the middle of half term": (after, "Wed 2026-10-21", 5, "Fri 2026-11-06"),
    "CR7 day 1 in half term": (first_is_day_1, "Wed 2026-10-21", 1, "Mon 2026-11-02"),
    # 22, 23, 24 Jul (3); 27 Jul INSET day; summer; 1 Sep INSET day; 2, 3 Sep (5)
    "CR1 INSET days on both sides of the summer": (after, "Tue 2026-07-21", 5, "Thu 2026-09-03"),
    # 21-24 Dec (4); 25 and 28 bank holidays; 29, 30, 31 (7); 1 Jan bank holiday; 4, 5, 6 Jan (10)
    "CR8 ten working days over Christmas": (unit("working-days"), "Fri 2026-12-18", 10, "Wed 2027-01-06"),
    # 29 (1), 30 Dec (2), since 25 and 28 are bank holidays; 4-8 Jan (5), 11-15 (10), 18-22 (15)
    "CR3 posted on Christmas Day": (posted_then, "Fri 2026-12-25", 15, "Fri 2027-01-22"),
    # February has no 30th
    "CR9 three months from a month's end": (unit("months"), "Mon 2026-11-30", 3, "Sun 2027-02-28"),
    # No holiday stops days: 22 Dec (1) ... 31 (10), 1 Jan (11) ... 5 Jan (15)
    "CR9 fifteen days": (unit("calendar-days"), "Mon 2026-12-21", 15, "Tue 2027-01-05"),
    # Two weeks back
    "CR9 two weeks before": (unit("weeks"), "Wed 2027-01-06", -2, "Wed 2026-12-23"),
    "48 hours before": (unit("hours"), "Wed 2026-11-04", -48, "Mon 2026-11-02"),
    # 25 hours reach into the second day
    "25 hours": (unit("hours"), "Mon 2026-11-02", 25, "Wed 2026-11-04"),
    # 2 Nov (2), 3 (4), 4 Nov morning (5)
    "CR11 five sessions over half term": (unit("sessions"), "Fri 2026-10-16", 5, "Wed 2026-11-04"),
    # 16 Oct lies in autumn 1; the next half term, autumn 2, ends on 18 Dec
    "one half term": (unit("half-terms"), "Fri 2026-10-16", 1, "Fri 2026-12-18"),
    # So does a day in the holiday between them
    "one half term from a holiday": (unit("half-terms"), "Wed 2026-10-21", 1, "Fri 2026-12-18"),
    # spring 1, spring 2
    "two half terms": (unit("half-terms"), "Tue 2026-11-24", 2, "Thu 2027-03-25"),
    # 16-19 Mar (4), 22-25 (8); Easter; 12-16 Apr (13), 19-23 (18), 26-30 (23)
    "CR2 the last day that can be counted": (after, "Mon 2027-03-15", 23, "Fri 2027-04-30"),
}


@pytest.mark.parametrize("row", OXFORDSHIRE.values(), ids=OXFORDSHIRE)
def test_worked_by_hand_in_oxfordshire(row: Row) -> None:
    rule, start, amount, expected = row
    assert written(rule(calendar("oxfordshire"), read(start), amount)) == expected


@pytest.mark.parametrize("row", NOTTINGHAM.values(), ids=NOTTINGHAM)
def test_worked_by_hand_in_nottingham(row: Row) -> None:
    rule, start, amount, expected = row
    assert written(rule(calendar("nottingham"), read(start), amount)) == expected


def test_nobody_counts_in_a_unit_that_is_not_known() -> None:
    with pytest.raises(ValueError, match="fortnights"):
        counted(calendar("oxfordshire"), D("2026-11-24"), 1, "fortnights")


# INSET days and closures

INSET = (InsetDay(date=D("2026-11-02")), InsetDay(date=D("2027-04-30")))
SNOW = (Closure(start=D("2026-11-10"), end=D("2026-11-11"), reason="Snow"),)


def with_days_lost() -> SchoolCalendar:
    """Oxfordshire with an INSET day after half term, one before a bank holiday, and two days of snow."""
    return changed("oxfordshire", inset_days=INSET, closures=SNOW)


LOST: dict[str, Row] = {
    # 15, 16 Oct (2), 19-23 (7); half term; 2 Nov INSET; 3-6 Nov (11), 9 (12); snow; 12, 13 (14), 16 (15)
    "INSET day and closure": (after, "Wed 2026-10-14", 15, "Mon 2026-11-16"),
    # 23 Oct (1); half term; 2 Nov INSET; 3 Nov (2)
    "day 2 after an INSET day": (first_is_day_1, "Fri 2026-10-23", 2, "Tue 2026-11-03"),
    # Back: 12, 9 Nov (2), 6-3 Nov (6); 2 Nov INSET; half term; 23 Oct (7)
    "back over all of it": (before, "Fri 2026-11-13", 7, "Fri 2026-10-23"),
    # 30 Apr INSET, 3 May bank holiday; 4 May (1)
    "INSET day before a bank holiday": (after, "Thu 2027-04-29", 1, "Tue 2027-05-04"),
    # 12 Nov (2), 13 Nov (4)
    "sessions": (unit("sessions"), "Mon 2026-11-09", 4, "Fri 2026-11-13"),
    # Working days take no notice of the school: 10 (1), 11 (2)
    "working days": (unit("working-days"), "Mon 2026-11-09", 2, "Wed 2026-11-11"),
}


@pytest.mark.parametrize("row", LOST.values(), ids=LOST)
def test_inset_days_and_closures_are_not_counted(row: Row) -> None:
    rule, start, amount, expected = row
    assert written(rule(with_days_lost(), read(start), amount)) == expected


# What was skipped, in words


def gaps_between(found: SchoolCalendar, start: str, end: str) -> list[str]:
    """The gaps as text."""
    return [f"{gap.label} {gap.start:%m-%d}..{gap.end:%m-%d}" for gap in gaps(found, D(start), D(end))]


GAPS = {
    "none": ("2026-11-16", "2026-11-20", []),
    "a weekend is no gap": ("2026-11-20", "2026-11-23", []),
    "half term": ("2026-10-23", "2026-11-02", ["half term 10-26..10-30"]),
    "half term with a bank holiday": ("2027-05-28", "2027-06-07", ["half term 05-31..06-04"]),
    "Christmas": ("2026-12-18", "2027-01-04", ["holiday 12-21..01-01"]),
    "Easter": ("2027-03-25", "2027-04-12", ["holiday 03-26..04-09"]),
    "summer": ("2026-07-20", "2026-09-02", ["holiday 07-21..09-01"]),
    "bank holiday": ("2027-04-30", "2027-05-04", ["bank holiday 05-03..05-03"]),
    "two": ("2027-02-12", "2027-04-12", ["half term 02-15..02-19", "holiday 03-26..04-09"]),
}


@pytest.mark.parametrize("case", GAPS.values(), ids=GAPS)
def test_gaps(case: tuple[str, str, list[str]]) -> None:
    start, end, expected = case
    assert gaps_between(calendar("oxfordshire"), start, end) == expected


def test_gaps_name_what_the_school_itself_has_closed_for() -> None:
    found = gaps_between(with_days_lost(), "2026-10-23", "2026-11-12")
    assert found == ["half term 10-26..10-30", "INSET day 11-02..11-02", "closure 11-10..11-11"]
    assert gaps_between(with_days_lost(), "2027-04-29", "2027-05-04") == [
        "INSET day 04-30..04-30",
        "bank holiday 05-03..05-03",
    ]


def test_the_gaps_of_one_kind_are_one() -> None:
    inset = tuple(InsetDay(date=D(day)) for day in ("2026-11-20", "2026-11-23"))
    closures = tuple(Closure(start=D(day), end=D(day), reason="Boiler") for day in ("2026-12-03", "2026-12-04"))
    found = changed("oxfordshire", inset_days=inset, closures=closures)
    assert gaps_between(found, "2026-11-19", "2026-11-24") == ["INSET days 11-20..11-23"]
    assert gaps_between(found, "2026-12-02", "2026-12-07") == ["closure 12-03..12-04"]


def test_gaps_of_nottingham() -> None:
    assert gaps_between(calendar("nottingham"), "2026-10-16", "2026-11-02") == ["half term 10-19..10-30"]
    assert gaps_between(calendar("nottingham"), "2026-07-24", "2026-09-02") == [
        "INSET day 07-27..07-27",
        "holiday 07-28..08-31",
        "INSET day 09-01..09-01",
    ]


# Beyond the calendars


def with_a_year_missing() -> SchoolCalendar:
    """Oxfordshire 2025/26 and a made-up 2027/28, fifty-two weeks after the real 2026/27; nothing between them."""
    first, second = calendar("oxfordshire").years
    year = dt.timedelta(weeks=52)
    terms = tuple(
        replace(
            term,
            start=term.start + year,
            end=term.end + year,
            half_term=HalfTerm(start=term.half_term.start + year, end=term.half_term.end + year),
        )
        for term in second.terms
        if term.half_term
    )
    later: Calendar = replace(second, academic_year="2027/28", terms=terms)
    return SchoolCalendar(series="oxfordshire", years=(first, later))


REFUSED: dict[str, tuple[str, Rule, str, int, str]] = {
    # 20, 21 Jul (2), and nobody knows September 2027
    "after the last year": ("oxfordshire", after, "Mon 2027-07-19", 3, "2027/28 does not cover 2027-08-01"),
    "far after the last year": ("oxfordshire", after, "Wed 2025-09-03", 400, "2027/28 does not cover 2027-08-01"),
    "from the last day": ("oxfordshire", after, "Wed 2027-07-21", 1, "2027/28 does not cover 2027-08-01"),
    "day six in the next year": ("oxfordshire", first_is_day_1, "Thu 2027-07-15", 6, "2027/28"),
    "a start in the next year": ("oxfordshire", after, "Mon 2027-09-06", 1, "2027/28 does not cover 2027-09-06"),
    # Back: 2 Sep (1)
    "before the first year": ("oxfordshire", before, "Wed 2025-09-03", 2, "2024/25 does not cover 2025-07-31"),
    "a start before the first year": ("oxfordshire", after, "Tue 2025-07-01", 1, "2024/25 does not cover 2025-07-01"),
    "a day before every calendar": ("oxfordshire", before, "Tue 2025-07-01", 1, "2024/25"),
    "sessions": ("oxfordshire", unit("sessions"), "Wed 2027-07-21", 1, "2027/28"),
    # 19 Jul lies in summer 2, the last half term known
    "half terms": ("oxfordshire", unit("half-terms"), "Mon 2027-06-07", 1, "2027/28 does not cover 2027-08-01"),
    "half terms before the first year": ("oxfordshire", unit("half-terms"), "Tue 2025-07-01", 1, "2024/25"),
    # 23 school days to 30 Apr, as above; 3 May is a bank holiday, 4 May is not known
    "Nottingham after 3 May": ("nottingham", after, "Mon 2027-03-15", 24, "2026/27 does not cover 2027-05-04"),
    "Nottingham from 4 May": ("nottingham", after, "Tue 2027-05-04", 1, "2026/27 does not cover 2027-05-04"),
    "Nottingham before": ("nottingham", before, "Thu 2027-05-06", 2, "2026/27 does not cover 2027-05-06"),
    # the summer term has no known end
    "a term": ("nottingham", unit("terms"), "Tue 2027-02-02", 1, "2026/27 does not cover 2027-05-04"),
    # The half term that begins on 12 Apr has no known end: 30 Apr is only the last day known
    "Nottingham's last half term": ("nottingham", unit("half-terms"), "Mon 2027-03-01", 1, "2027-05-04"),
    "Nottingham inside its last half term": ("nottingham", unit("half-terms"), "Mon 2027-04-19", 1, "2027-05-04"),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_beyond_the_calendar_the_missing_year_is_named(case: tuple[str, Rule, str, int, str]) -> None:
    series, rule, start, amount, expected = case
    with pytest.raises(BeyondCalendar, match=f"the {series} calendar for .*{expected}"):
        rule(calendar(series), read(start), amount)


@pytest.mark.parametrize(
    ("rule", "start", "amount", "missing"),
    [
        (after, "Thu 2026-07-16", 3, "2026/27 does not cover 2026-08-01"),  # 17, 20 Jul (2)
        (after, "Thu 2026-07-16", 900, "2026/27 does not cover 2026-08-01"),
        (first_is_day_1, "Mon 2026-07-20", 2, "2026/27 does not cover 2026-08-01"),
        (after, "Mon 2026-10-05", 1, "2026/27 does not cover 2026-10-05"),
        (before, "Thu 2027-09-02", 2, "2026/27 does not cover 2027-07-31"),  # 1 Sep 2027 (1)
        (before, "Thu 2027-09-02", 900, "2026/27 does not cover 2027-07-31"),
        (unit("half-terms"), "Wed 2026-06-10", 1, "2026/27 does not cover 2026-08-01"),
    ],
)
def test_a_year_missing_in_the_middle_is_not_jumped_over(rule: Rule, start: str, amount: int, missing: str) -> None:
    with pytest.raises(BeyondCalendar, match=missing):
        rule(with_a_year_missing(), read(start), amount)


def test_on_both_sides_of_a_missing_year_days_are_counted() -> None:
    assert written(after(with_a_year_missing(), D("2026-07-16"), 2)) == "Mon 2026-07-20"
    assert written(before(with_a_year_missing(), D("2027-09-02"), 1)) == "Wed 2027-09-01"


def test_half_terms_are_not_counted_back() -> None:
    with pytest.raises(ValueError, match="not counted back"):
        counted(calendar("oxfordshire"), D("2026-11-24"), -1, "half-terms")


def test_working_days_need_no_calendar() -> None:
    assert written(nth_working_day(D("2031-12-24"), 1)) == "Mon 2031-12-29"  # Thu 25 and Fri 26 are bank holidays


# Properties


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """Reads the sample before a property's time is taken."""
    assert all(calendar(series).school_days for series in ("oxfordshire", "nottingham"))


SERIES = st.sampled_from(["oxfordshire", "nottingham"])
DAYS = st.dates(D("2025-08-01"), D("2027-07-31"))
NUMBERS = st.integers(1, 60)


def known(rule: Rule, found: SchoolCalendar, day: dt.date, amount: int) -> dt.date:
    """The day counted, where the calendar reaches."""
    try:
        return rule(found, day, amount)
    except BeyondCalendar:
        assume(False)
        raise


def school_days(found: SchoolCalendar, start: dt.date, end: dt.date) -> list[dt.date]:
    """The school days from start to end, looked at one by one."""
    return [day for day in days(start, end) if found.is_school_day(day)]


@given(SERIES, DAYS, NUMBERS)
def test_the_result_is_a_school_day_and_the_count_is_right(series: str, day: dt.date, amount: int) -> None:
    found = calendar(series)
    end = known(after, found, day, amount)
    assert found.is_school_day(end)
    assert end > day
    assert len(school_days(found, day + dt.timedelta(days=1), end)) == amount


@given(SERIES, DAYS, NUMBERS)
def test_counting_the_first_day(series: str, day: dt.date, amount: int) -> None:
    found = calendar(series)
    end = known(first_is_day_1, found, day, amount)
    assert found.is_school_day(end)
    assert len(school_days(found, day, end)) == amount
    if not found.is_school_day(day):
        assert end == after(found, day, amount)
    elif amount > 1:
        assert end == after(found, day, amount - 1)


@given(SERIES, DAYS, NUMBERS)
def test_counting_back(series: str, day: dt.date, amount: int) -> None:
    found = calendar(series)
    start = known(before, found, day, amount)
    assert found.is_school_day(start)
    assert start < day
    assert len(school_days(found, start, day - dt.timedelta(days=1))) == amount


@given(SERIES, DAYS, NUMBERS)
def test_one_more_day_is_never_earlier(series: str, day: dt.date, amount: int) -> None:
    found = calendar(series)
    assert known(after, found, day, amount + 1) > after(found, day, amount)
    assert known(first_is_day_1, found, day, amount + 1) > first_is_day_1(found, day, amount)
    assert known(before, found, day, amount + 1) < before(found, day, amount)


@given(SERIES, DAYS, NUMBERS)
def test_a_later_start_is_never_earlier(series: str, day: dt.date, amount: int) -> None:
    found, tomorrow = calendar(series), day + dt.timedelta(days=1)
    for rule in (after, first_is_day_1, before):
        assert known(rule, found, tomorrow, amount) >= known(rule, found, day, amount)


@given(SERIES, DAYS, NUMBERS)
def test_back_and_forth(series: str, day: dt.date, amount: int) -> None:
    found = calendar(series)
    there = known(nth_school_day_after, found, day, amount)
    back = known(nth_school_day_before, found, there, amount)
    assert back <= day
    assert back == school_days(found, back, day)[-1], "the last school day up to the start"
    start = known(nth_school_day_before, found, day, amount)
    forth = known(nth_school_day_after, found, start, amount)
    assert forth == next(d for d in days(day, forth) if found.is_school_day(d)), "the first school day from the start"


@given(SERIES, DAYS, DAYS)
def test_every_weekday_is_a_school_day_or_in_one_gap(series: str, one: dt.date, other: dt.date) -> None:
    found, start, end = calendar(series), min(one, other), min(max(one, other), calendar(series).spans[-1][1])
    skipped = [day for gap in gaps(found, start, end) for day in days(gap.start, gap.end) if day.weekday() < 5]
    weekdays = [day for day in days(start, end) if day.weekday() < 5]
    assert sorted([*skipped, *(day for day in weekdays if found.is_school_day(day))]) == weekdays


@given(SERIES, DAYS, NUMBERS, st.lists(DAYS, max_size=4))
def test_a_lost_day_is_never_an_earlier_deadline(series: str, day: dt.date, amount: int, lost: list[dt.date]) -> None:
    inset = tuple(InsetDay(date=one) for one in lost)
    found = changed(series, inset_days=inset)
    whole = changed(series, inset_days=())
    assert known(after, found, day, amount) >= known(after, whole, day, amount)
    assert known(before, found, day, amount) <= known(before, whole, day, amount)


@given(DAYS, st.integers(-60, 60).filter(bool))
def test_working_days(day: dt.date, amount: int) -> None:
    end = nth_working_day(day, amount)
    assert is_working_day(end)
    between = days(day + dt.timedelta(days=1), end) if amount > 0 else days(end, day - dt.timedelta(days=1))
    assert sum(map(is_working_day, between)) == abs(amount)


@pytest.fixture
def zones() -> Iterator[list[str]]:
    """Time zones far apart; the usual one is restored."""
    usual = os.environ.get("TZ")
    yield ["Pacific/Kiritimati", "Europe/London", "America/Los_Angeles"]
    if usual is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = usual
    time.tzset()


def test_the_time_zone_does_not_matter(zones: list[str]) -> None:
    results = set()
    for zone in zones:
        os.environ["TZ"] = zone
        time.tzset()
        calendars = [SchoolCalendar.of(sample(), series) for series in ("oxfordshire", "nottingham")]
        rows = [*OXFORDSHIRE.values()], [*NOTTINGHAM.values()]
        results.add(
            tuple(
                rule(found, read(start), amount)
                for found, table in zip(calendars, rows, strict=True)
                for rule, start, amount, _ in table
            )
        )
    assert len(results) == 1


def test_no_next_school_day_is_named_across_a_year_that_is_missing() -> None:
    known, summer = {"Oxfordshire": with_a_year_missing()}, dt.date(2026, 7, 27)
    assert list(next_day_words(known, {"Oxfordshire": False}, summer)) == [
        "No calendar says when the next one is in Oxfordshire."
    ]

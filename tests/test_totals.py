"""What suspensions add up to: terms, years, halves, bands, the limit of 45 days."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.casebook import Casebook
from generator.checks import board_not_told, suspension_limit
from generator.clocks import SchoolCalendar, bank_holidays
from generator.load import load
from generator.model import Register, SuspensionEntry
from generator.totals import (
    Band,
    Row,
    TermBucket,
    absence_term,
    band,
    by_day,
    easter_monday,
    exclusion_term,
    left_in_year,
    lunchtimes,
    rows_by_plan,
    school_year,
    term_totals,
    year_totals,
)
from tests.cases import AS_OF, BASE, SAMPLE, store
from tests.world import D

EVERY_DAY = st.dates(D("2000-01-01"), D("2050-12-31"))


@cache
def base() -> Casebook:
    """The base."""
    return load(BASE, store()).casebook


@cache
def elmfield() -> SchoolCalendar:
    """The base's calendar: 2 Sep-23 Oct, 2 Nov-18 Dec, 4 Jan-12 Feb, 22 Feb-25 Mar, 12 Apr-28 May, 7 Jun-21 Jul."""
    return SchoolCalendar.of(base(), "elmfield")


def entry(start: str, length: float | None = None, **changes: Any) -> SuspensionEntry:
    """A suspension."""
    given: dict[str, Any] = {
        "plan": "cp-7f3k",
        "category": "suspension",
        "reasons": ("DB",),
        "starts_on": D(start),
        "school_days": length,
        "parent_notice_on": D(start),
        "local_authority_notice_on": D(start),
    }
    return SuspensionEntry(**(given | changes))


def casebook_with(*entries: SuspensionEntry) -> Casebook:
    """The base with these entries in its register."""
    [register] = base().registers
    records = {kind: dict(found) for kind, found in base().records.items()}
    records["register"][register.id] = replace(register, suspensions=entries)
    return replace(base(), records=MappingProxyType({kind: MappingProxyType(found) for kind, found in records.items()}))


def rows(*entries: SuspensionEntry) -> tuple[Row, ...]:
    """The rows of the one plan."""
    [found] = rows_by_plan(casebook_with(*entries)).values()
    return found


def terms(*entries: SuspensionEntry) -> dict[str, float]:
    """Totals by term, with the terms as text."""
    return {f"{term.name} {term.start.year}": total for term, total in term_totals(rows(*entries)).items()}


# Periods


@pytest.mark.parametrize(
    ("year", "monday"),
    [(2024, "04-01"), (2025, "04-21"), (2026, "04-06"), (2027, "03-29"), (2028, "04-17"), (2029, "04-02")],
)
def test_easter_monday(year: int, monday: str) -> None:
    assert easter_monday(year) == D(f"{year}-{monday}")


@pytest.mark.parametrize("year", range(1990, 2061))
def test_easter_monday_is_a_bank_holiday(year: int) -> None:
    assert easter_monday(year).weekday() == 0
    assert easter_monday(year) in bank_holidays(year)


EXCLUSION_TERMS = {
    "2026-08-01": ("autumn", "2026-08-01", "2026-12-31"),
    "2026-12-31": ("autumn", "2026-08-01", "2026-12-31"),
    "2027-01-01": ("spring", "2027-01-01", "2027-03-29"),
    "2027-03-29": ("spring", "2027-01-01", "2027-03-29"),
    "2027-03-30": ("summer", "2027-03-30", "2027-07-31"),
    "2027-07-31": ("summer", "2027-03-30", "2027-07-31"),
    "2027-08-01": ("autumn", "2027-08-01", "2027-12-31"),
    "2026-04-06": ("spring", "2026-01-01", "2026-04-06"),
    "2026-04-07": ("summer", "2026-04-07", "2026-07-31"),
}


@pytest.mark.parametrize("day", EXCLUSION_TERMS)
def test_terms_of_exclusion_law(day: str) -> None:
    name, start, end = EXCLUSION_TERMS[day]
    assert exclusion_term(D(day)) == TermBucket(start=D(start), end=D(end), name=name)


ABSENCE_TERMS = {
    "2026-12-31": ("autumn", "2026-08-01", "2026-12-31"),
    "2027-03-28": ("spring", "2027-01-01", "2027-03-28"),
    "2027-03-29": ("summer", "2027-03-29", "2027-07-31"),
    "2027-07-31": ("summer", "2027-03-29", "2027-07-31"),
}


@pytest.mark.parametrize("day", ABSENCE_TERMS)
def test_terms_of_absence_statistics(day: str) -> None:
    name, start, end = ABSENCE_TERMS[day]
    assert absence_term(D(day)) == TermBucket(start=D(start), end=D(end), name=name)


@given(EVERY_DAY)
def test_every_day_lies_in_one_term_and_terms_adjoin(day: dt.date) -> None:
    one = dt.timedelta(days=1)
    for term_of in (exclusion_term, absence_term):
        term = term_of(day)
        assert term.start <= day <= term.end
        assert term_of(term.start) == term_of(term.end) == term
        assert term_of(term.end + one).start == term.end + one
        assert school_year(term.start) == school_year(term.end) == school_year(day)


@given(EVERY_DAY)
def test_the_two_tables_differ_only_on_easter_monday(day: dt.date) -> None:
    same = exclusion_term(day).name == absence_term(day).name
    assert same is (day != easter_monday(day.year))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2026-07-31", "2025/26"),
        ("2026-08-01", "2026/27"),
        ("2027-01-01", "2026/27"),
        ("2099-09-01", "2099/00"),
        ("0001-08-01", "1/02"),
        ("9999-12-31", "9999/00"),
    ],
)
def test_school_year(day: str, year: str) -> None:
    assert school_year(D(day)) == year
    assert exclusion_term(D(day)).name in ("autumn", "spring", "summer")


# Days and halves


def test_lunchtimes_are_halves() -> None:
    assert [lunchtimes(number) for number in (0, 1, 10, 11)] == [0, 0.5, 5, 5.5]
    assert band(lunchtimes(10)) is Band.CONSIDERS
    assert band(lunchtimes(11)) is Band.DECIDES_IF_ASKED


def shares(found: SuspensionEntry, calendar: SchoolCalendar | None) -> list[tuple[str, float]]:
    """The days of a suspension as text."""
    return [(f"{day:%m-%d}", share) for day, share in by_day(found, calendar)]


def test_the_days_of_a_suspension() -> None:
    whole = entry("2026-10-22", 3)  # Thursday, Friday; half term 26-30 Oct; Monday
    assert shares(whole, elmfield()) == [("10-22", 1), ("10-23", 1), ("11-02", 1)]
    half = entry("2026-11-05", 2.5)
    assert shares(half, elmfield()) == [("11-05", 1), ("11-06", 1), ("11-09", 0.5)]
    lunch = entry("2026-11-05", 1.5, category="lunchtime")
    assert shares(lunch, elmfield()) == [("11-05", 0.5), ("11-06", 0.5), ("11-09", 0.5)]
    assert shares(entry("2026-11-07", 1), elmfield()) == [("11-09", 1)]  # entered on a Saturday


def test_a_permanent_exclusion_has_no_days() -> None:
    assert by_day(entry("2026-11-05", category="permanent"), elmfield()) == ()
    assert by_day(entry("2026-11-05", 5, category="permanent"), elmfield()) == ()


@pytest.mark.parametrize(("start", "calendar"), [("2027-07-20", True), ("2030-01-07", True), ("2026-11-05", False)])
def test_where_no_calendar_reaches_all_counts_on_the_first_day(start: str, calendar: bool) -> None:
    found = by_day(entry(start, 5), elmfield() if calendar else None)
    assert found == ((D(start), 5),)


@given(st.dates(D("2026-08-01"), D("2027-07-31")), st.integers(1, 90), st.booleans())
def test_the_shares_add_up(start: dt.date, halves: int, lunch: bool) -> None:
    found = entry(str(start), halves / 2, category="lunchtime" if lunch else "suspension")
    assert sum(share for _, share in by_day(found, elmfield())) == halves / 2
    assert all(day >= start for day, _ in by_day(found, elmfield()))


# Totals


def test_totals_of_a_term_and_a_year() -> None:
    entries = (entry("2026-11-05", 3), entry("2026-12-01", 2.5), entry("2027-01-11", 4), entry("2027-04-19", 0.5))
    assert terms(*entries) == {"autumn 2026": 5.5, "spring 2027": 4, "summer 2027": 0.5}
    assert year_totals(rows(*entries)) == {"2026/27": 10}


def test_a_suspension_over_christmas_counts_in_both_terms() -> None:
    # 16, 17, 18 Dec (3); 4, 5 Jan (2)
    assert terms(entry("2026-12-16", 5)) == {"autumn 2026": 3, "spring 2027": 2}


def test_the_spring_ends_on_easter_monday_not_with_the_schools_term() -> None:
    # 24, 25 Mar (2); Easter Monday is 29 Mar; 12, 13, 14 Apr (3)
    assert terms(entry("2027-03-24", 5)) == {"spring 2027": 2, "summer 2027": 3}


def test_cancelled_suspensions_still_count() -> None:
    cancelled = entry("2026-11-05", 3, cancelled_on=D("2026-11-06"))
    assert terms(cancelled, entry("2026-12-01", 2.5)) == {"autumn 2026": 5.5}
    assert year_totals(rows(cancelled)) == {"2026/27": 3}


def test_nothing_adds_up_to_nothing() -> None:
    assert rows_by_plan(casebook_with()) == {}
    assert term_totals(()) == {}
    assert year_totals(()) == {}
    assert year_totals(rows(entry("2026-11-05", category="permanent"))) == {}


def test_rows_stand_in_the_order_of_their_days_over_all_registers() -> None:
    [register] = base().registers
    other: Register = replace(register, id="other", suspensions=(entry("2026-11-03", 1), entry("2026-11-24", 1)))
    records = {kind: dict(found) for kind, found in base().records.items()}
    first = replace(
        register, suspensions=(entry("2026-12-01", 1), entry("2026-11-02", 1), entry("2026-11-04", 1, plan="cp-x"))
    )
    records["register"] = {"other": other, register.id: first}
    found = rows_by_plan(replace(base(), records=records))
    assert [f"{row.entry.starts_on:%m-%d}" for row in found["cp-7f3k"]] == ["11-02", "11-03", "11-24", "12-01"]
    assert list(found) == ["cp-7f3k", "cp-x"]


def test_the_order_of_entries_changes_no_total() -> None:
    entries = [entry("2026-11-05", 3), entry("2026-12-16", 5), entry("2027-01-11", 0.5, category="lunchtime")]
    assert term_totals(rows(*entries)) == term_totals(rows(*reversed(entries)))


def test_the_sample_stays_below_the_limit() -> None:
    found = rows_by_plan(load(SAMPLE, store()).casebook)
    # 2 days in September and 12 from 16 October, all in the autumn
    assert list(term_totals(found["cp-b3n7"]).values()) == [14]
    assert all(left_in_year(total) > 0 for rows in found.values() for total in year_totals(rows).values())


# Bands and the limit


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (0, Band.CONSIDERS),
        (0.5, Band.CONSIDERS),
        (5, Band.CONSIDERS),
        (5.5, Band.DECIDES_IF_ASKED),
        (6, Band.DECIDES_IF_ASKED),
        (15, Band.DECIDES_IF_ASKED),
        (15.5, Band.DECIDES),
        (45, Band.DECIDES),
    ],
)
def test_bands(total: float, expected: Band) -> None:
    assert band(total) is expected


@pytest.mark.parametrize(("total", "left"), [(0, 45), (44.5, 0.5), (45, 0), (45.5, -0.5)])
def test_left_in_the_year(total: float, left: float) -> None:
    assert left_in_year(total) == left


@given(st.integers(0, 90), st.integers(0, 90))
def test_more_days_never_ask_less_of_the_board(one: int, other: int) -> None:
    order = list(Band)
    low, high = sorted((one, other))
    assert order.index(band(low / 2)) <= order.index(band(high / 2))


# The two rules; the cases in tests/rules say what their findings look like


def limit(*entries: SuspensionEntry) -> list[str]:
    """The pointers of CB311."""
    return [finding.location.pointer for finding in suspension_limit.check(casebook_with(*entries), AS_OF)]


def untold(*entries: SuspensionEntry) -> list[str]:
    """The messages of CB312."""
    return [finding.message for finding in board_not_told.check(casebook_with(*entries), AS_OF)]


def test_the_limit_is_found_on_the_row_that_passes_it() -> None:
    assert limit(entry("2026-09-07", 30), entry("2027-01-11", 15)) == []
    assert limit(entry("2026-09-07", 30), entry("2027-01-11", 15.5), entry("2027-04-19", 1)) == [
        "/suspensions/1/school_days"
    ]


def test_each_school_year_has_its_own_limit() -> None:
    # No calendar for 2027/28: it counts on its first day
    assert limit(entry("2026-09-07", 45), entry("2027-09-06", 45)) == []
    assert len(limit(entry("2026-09-07", 45), entry("2027-01-11", 1), entry("2027-09-06", 45.5))) == 2


def test_the_board_is_told_above_five_days_in_a_term() -> None:
    assert untold(entry("2026-11-02", 3), entry("2026-12-01", 2)) == []
    assert untold(entry("2026-12-16", 5), entry("2027-01-11", 3)) == []  # 3 in the autumn, 2 + 3 in the spring
    assert untold(entry("2026-12-14", 5), entry("2027-01-11", 5.5)) == [
        "the board must be told, because this takes the term's total to 5.5 school days, but 'board_notice_on' is missing"
    ]


def test_every_row_above_five_days_needs_its_own_notice() -> None:
    told = entry("2026-11-02", 6, board_notice_on=D("2026-11-02"))
    assert untold(told) == []
    assert len(untold(told, entry("2026-12-01", 0.5))) == 1


def test_a_missed_exam_or_a_permanent_exclusion_is_told_whatever_the_total() -> None:
    assert "misses a public exam" in untold(entry("2027-05-12", 0.5, misses_public_exam=True))[0]
    assert untold(entry("2027-05-12", 0.5, misses_public_exam=False)) == []
    assert "is permanent" in untold(entry("2026-11-02", category="permanent"))[0]
    assert untold(entry("2026-11-02", category="permanent", board_notice_on=D("2026-11-02"))) == []


@given(st.dates(D("0001-01-01"), D("9999-12-31")), st.integers(1, 90))
def test_no_date_breaks_the_rules(start: dt.date, halves: int) -> None:
    found = casebook_with(entry(str(start), halves / 2))
    assert len([*suspension_limit.check(found, AS_OF)]) == 0
    assert len([*board_not_told.check(found, AS_OF)]) <= 1

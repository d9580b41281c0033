"""School days, half terms and periods, on the term dates of Oxfordshire and Nottingham 2026/27."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from generator.casebook import Casebook
from generator.clocks import (
    BeyondCalendar,
    SchoolCalendar,
    add_months,
    bank_holidays,
    days,
    is_working_day,
    plus,
)
from generator.days import FIRST, LAST
from generator.inspection import inspect
from generator.model import Period
from tests.cases import AS_OF, BASE, check, copy_base, found_in, replace_in, store

D = dt.date.fromisoformat
HEAD = """title: Term dates
series: {series}
academic_year: 2026/27
provisional: true
citations:
  - source: Term dates
    mark: secondary
    checked_on: 2026-11-22
review:
  last_reviewed: 2026-11-01
  reviewed_by: off-site-coordinator
  next_review: 2027-07-01
terms:
"""
TERM = "  - {{name: {0}, start: {1}, end: {2}, half_term: {{start: {3}, end: {4}}}}}\n"
OXFORDSHIRE = (
    ("autumn", "2026-09-02", "2026-12-18", "2026-10-26", "2026-10-30"),
    ("spring", "2027-01-04", "2027-03-25", "2027-02-15", "2027-02-19"),
    ("summer", "2027-04-12", "2027-07-21", "2027-05-31", "2027-06-04"),
)
NOTTINGHAM = (
    ("autumn", "2026-09-02", "2026-12-18", "2026-10-19", "2026-10-30"),
    ("spring", "2027-01-04", "2027-03-25", "2027-02-15", "2027-02-19"),
)
NOTTINGHAM_END = "known_until: 2027-05-03\n"


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    """The base with both calendars. The end of Nottingham's summer term has not been published."""
    root = copy_base(tmp_path_factory.mktemp("calendars"))
    folder = root / "records/calendars"
    oxford = HEAD.format(series="oxfordshire") + "".join(TERM.format(*term) for term in OXFORDSHIRE)
    summer = "  - {name: summer, start: 2027-04-12, end: 2027-07-31}\n"
    nottingham = "".join(TERM.format(*term) for term in NOTTINGHAM) + summer + NOTTINGHAM_END
    (folder / "oxfordshire-2026-27.yaml").write_text(oxford, encoding="utf-8")
    (folder / "nottingham-2026-27.yaml").write_text(HEAD.format(series="nottingham") + nottingham, encoding="utf-8")
    inspected = inspect(root, store(), AS_OF)
    assert inspected.report.findings == ()
    return inspected.casebook


@pytest.fixture(scope="module")
def oxfordshire(casebook: Casebook) -> SchoolCalendar:
    return SchoolCalendar.of(casebook, "oxfordshire")


@pytest.fixture(scope="module")
def nottingham(casebook: Casebook) -> SchoolCalendar:
    return SchoolCalendar.of(casebook, "nottingham")


def test_oxfordshire_has_194_weekdays(oxfordshire: SchoolCalendar) -> None:
    assert len(oxfordshire.school_days) == 194
    assert list(oxfordshire.school_days) == sorted(set(oxfordshire.school_days))


SCHOOL_DAYS = ["2026-09-02", "2026-10-23", "2026-11-02", "2026-12-18", "2027-01-04", "2027-05-28", "2027-07-21"]
NO_SCHOOL_DAYS = {
    "before the first day": "2026-09-01",
    "Saturday": "2026-09-05",
    "Sunday": "2026-11-22",
    "half term": "2026-10-28",
    "Christmas": "2026-12-25",
    "last weekday of the holiday": "2027-01-01",
    "Good Friday": "2027-03-26",
    "early May bank holiday": "2027-05-03",
    "spring bank holiday": "2027-05-31",
    "after the last day": "2027-07-22",
    "August": "2026-08-03",
}


@pytest.mark.parametrize("day", SCHOOL_DAYS)
def test_school_days(day: str, oxfordshire: SchoolCalendar) -> None:
    assert oxfordshire.is_school_day(D(day))


@pytest.mark.parametrize("day", NO_SCHOOL_DAYS.values(), ids=NO_SCHOOL_DAYS)
def test_days_without_school(day: str, oxfordshire: SchoolCalendar) -> None:
    assert not oxfordshire.is_school_day(D(day))


def test_the_two_authorities_differ_in_october(oxfordshire: SchoolCalendar, nottingham: SchoolCalendar) -> None:
    october = list(days(D("2026-10-01"), D("2026-10-31")))
    assert sum(map(oxfordshire.is_school_day, october)) == 17
    assert sum(map(nottingham.is_school_day, october)) == 12
    assert oxfordshire.is_school_day(D("2026-10-20"))
    assert not nottingham.is_school_day(D("2026-10-20"))


@pytest.mark.parametrize("day", ["2026-07-31", "2027-08-01", "2030-01-01", "0001-01-01", "9999-12-31"])
def test_beyond_the_calendar_there_is_no_answer(day: str, oxfordshire: SchoolCalendar) -> None:
    assert not oxfordshire.covers(D(day))
    with pytest.raises(BeyondCalendar, match="oxfordshire"):
        oxfordshire.is_school_day(D(day))


def test_the_missing_year_is_named(oxfordshire: SchoolCalendar) -> None:
    with pytest.raises(BeyondCalendar, match="2027/28"):
        oxfordshire.is_school_day(D("2027-09-06"))
    with pytest.raises(BeyondCalendar, match="2025/26"):
        oxfordshire.is_school_day(D("2026-07-20"))


def test_nothing_is_known_after_the_last_known_day(nottingham: SchoolCalendar) -> None:
    assert nottingham.is_school_day(D("2027-04-30"))
    assert not nottingham.is_school_day(D("2027-05-03"))
    with pytest.raises(BeyondCalendar):
        nottingham.is_school_day(D("2027-05-04"))
    assert nottingham.school_days[-1] == D("2027-04-30")


def test_an_unknown_series_knows_nothing(casebook: Casebook) -> None:
    with pytest.raises(BeyondCalendar):
        SchoolCalendar.of(casebook, "elsewhere").is_school_day(AS_OF)


def test_half_terms(oxfordshire: SchoolCalendar) -> None:
    windows = [(w.name, w.start.isoformat(), w.end.isoformat()) for w in oxfordshire.half_terms]
    assert windows == [
        ("autumn 1", "2026-09-02", "2026-10-23"),
        ("autumn 2", "2026-10-31", "2026-12-18"),
        ("spring 1", "2027-01-04", "2027-02-12"),
        ("spring 2", "2027-02-20", "2027-03-25"),
        ("summer 1", "2027-04-12", "2027-05-28"),
        ("summer 2", "2027-06-05", "2027-07-21"),
    ]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-09-02", "autumn 1"),
        ("2026-11-22", "autumn 2"),
        ("2026-12-25", None),
        ("2026-10-28", None),
        ("2027-07-21", "summer 2"),
    ],
)
def test_half_term_of(day: str, name: str | None, oxfordshire: SchoolCalendar) -> None:
    window = oxfordshire.half_term_of(D(day))
    assert (window.name if window else None) == name


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("2026-09-02", "2026-12-18"),
        ("2026-10-23", "2026-12-18"),
        ("2026-10-28", "2026-12-18"),
        ("2026-11-22", "2027-02-12"),
        ("2026-12-24", "2027-02-12"),
        ("2027-05-01", "2027-07-21"),
        ("2027-06-05", None),
        ("2027-07-21", None),
    ],
)
def test_end_of_next_half_term(day: str, end: str | None, oxfordshire: SchoolCalendar) -> None:
    assert oxfordshire.end_of_next_half_term(D(day)) == (D(end) if end else None)


def test_inset_days_and_closures_are_no_school_days(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    more = "inset_days:\n  - date: 2026-11-23\nclosures:\n  - {start: 2026-12-01, end: 2026-12-03, reason: Boiler}\ncitations:"
    replace_in(root, "records/calendars/elmfield-2026-27.yaml", "citations:", more)
    calendar = SchoolCalendar.of(inspect(root, store(), AS_OF).casebook, "elmfield")
    assert len(calendar.school_days) == 194 - 4
    for day in ("2026-11-23", "2026-12-01", "2026-12-02", "2026-12-03"):
        assert not calendar.is_school_day(D(day))
    assert calendar.is_school_day(D("2026-12-04"))


BANK_HOLIDAYS = {
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", BANK_HOLIDAYS)
def test_bank_holidays(year: int) -> None:
    weekdays = sorted(day for day in bank_holidays(year) if day.weekday() < 5)
    assert [day.strftime("%m-%d") for day in weekdays] == BANK_HOLIDAYS[year].split()


def test_one_country_read_by_itself_says_what_all_of_them_say() -> None:
    for year in range(FIRST.year, LAST.year + 1):
        assert bank_holidays(year) == set(country_holidays("GB", subdiv="ENG", years=year, observed=True))


@pytest.mark.parametrize(
    ("day", "working"),
    [("2026-12-24", True), ("2026-12-25", False), ("2026-12-26", False), ("2026-12-28", False), ("2026-12-29", True)],
)
def test_working_days(day: str, working: bool) -> None:
    assert is_working_day(D(day)) is working


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        ("2026-11-22", 0, "2026-11-22"),
        ("2026-11-22", 1, "2026-12-22"),
        ("2026-11-22", 2, "2027-01-22"),
        ("2026-11-22", 12, "2027-11-22"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-11-22", -12, "2025-11-22"),
        ("2026-12-15", 12, "2027-12-15"),
    ],
)
def test_add_months(day: str, months: int, end: str) -> None:
    assert add_months(D(day), months) == D(end)


@given(st.dates(D("1990-01-01"), D("2060-01-01")), st.integers(-240, 240))
def test_add_months_lands_in_the_right_month(day: dt.date, months: int) -> None:
    end = add_months(day, months)
    assert end.year * 12 + end.month == day.year * 12 + day.month + months
    assert end.day == day.day or (end.day < day.day and (end + dt.timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("period", "end"),
    [
        (Period(years=3), "2029-11-22"),
        (Period(months=18), "2028-05-22"),
        (Period(weeks=6), "2027-01-03"),
        (Period(days=28), "2026-12-20"),
        (Period(half_terms=1), "2027-02-12"),
        (Period(half_terms=2), "2027-03-25"),
        (Period(half_terms=3), "2027-05-28"),
        (Period(half_terms=5), None),
    ],
    ids=repr,
)
def test_plus(period: Period, end: str | None, oxfordshire: SchoolCalendar) -> None:
    assert plus(AS_OF, period, oxfordshire) == (D(end) if end else None)


def test_half_terms_without_a_calendar_are_unknown() -> None:
    assert plus(AS_OF, Period(half_terms=1)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("start: 2026-09-02", "start: 1990-09-02"),
        ("start: 2026-09-02", "start: 9999-09-02"),
        ("end: 2027-07-21", "end: 9998-07-21"),
        ("start: 2027-06-04", "start: 0001-06-04"),
    ],
)
def test_mistyped_years_are_found_and_break_nothing(old: str, new: str, tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    path = "records/calendars/elmfield-2026-27.yaml"
    if old in (root / path).read_text(encoding="utf-8"):
        replace_in(root, path, old, new)
        report = check(root)
        assert {p for p, _, _ in found_in(report)} == {path}
        assert not report.failures


@given(st.dates(D("2026-08-01"), D("2027-07-31")))
def test_half_terms_hold_every_school_day(day: dt.date) -> None:
    calendar = elmfield()
    if calendar.is_school_day(day):
        assert calendar.half_term_of(day) is not None
        assert is_working_day(day)
    end = calendar.end_of_next_half_term(day)
    assert end is None or end > day


@cache
def elmfield() -> SchoolCalendar:
    """The base's own calendar, read once."""
    return SchoolCalendar.of(inspect(BASE, store(), AS_OF).casebook, "elmfield")

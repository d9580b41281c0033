"""No small count can be worked out: not from a table, not from several, not from two audiences, not from two half terms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.casebook import Casebook
from generator.half_term.report import KEY_STAGES, MARKS, REASONS, SUSPENSION_REASONS, HalfTermReport, half_term_report
from generator.load import load
from generator.model import AttendanceEntry, InternalExclusionEntry, Register, RegisterPupil, SuspensionEntry
from generator.privacy.deduction import Fact, Riddle, adds_up, at_least
from generator.privacy.suppression import Count, Counts, publish, to_hide
from tests.attacker import found_out
from tests.cases import BASE, SAMPLE, store

DAYS = [day for n in range(46) if (day := dt.date(2026, 11, 2) + dt.timedelta(days=n)).weekday() < 5]


@cache
def base() -> Casebook:
    """The base."""
    return load(BASE, store()).casebook


@cache
def sample() -> Casebook:
    """The sample."""
    return load(SAMPLE, store()).casebook


# ---- one table, checked by trying every possibility


def one_way(*numbers: int) -> Counts:
    """A table whose rows count different pupils, with its total."""
    rows = tuple(
        Count(name=f"row{i}", value=number, pupils=frozenset(f"{i}-{n}" for n in range(number)))
        for i, number in enumerate(numbers)
    )
    everyone = frozenset[str]().union(*(row.pupils for row in rows))
    total = Count(name="total", value=sum(numbers), pupils=everyone, is_total=True)
    return Counts(counts=(*rows, total), facts=(adds_up("total", [row.name for row in rows]),))


def possibilities(shown: Mapping[str, int | None], rows: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every table that fits what is shown."""
    ranges = []
    for index in range(rows):
        number = shown[f"row{index}"]
        ranges.append(range(1, most + 1) if number is None else range(number, number + 1))
    for numbers in product(*ranges):
        if shown["total"] in (None, sum(numbers)):
            yield numbers


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_every_hidden_row_has_enough_possibilities(numbers: list[int]) -> None:
    shown = publish(one_way(*numbers), 3, 3)
    found = list(possibilities(shown, len(numbers), 24))
    assert tuple(numbers) in found or None in shown.values()
    for index, number in enumerate(numbers):
        if shown[f"row{index}"] is None:
            seen = {table[index] for table in found}
            assert max(seen) - min(seen) >= 3, (numbers, dict(shown))
        else:
            assert number == 0 or number >= 3


def test_zero_is_shown_and_no_count_is_changed() -> None:
    assert dict(publish(one_way(0, 5, 9), 5, 5)) == {"row0": 0, "row1": 5, "row2": 9, "total": 14}


def test_a_lone_small_count_takes_the_next_smallest_with_it() -> None:
    assert dict(publish(one_way(3, 9, 12, 0), 5, 5)) == {"row0": None, "row1": None, "row2": 12, "row3": 0, "total": 24}


def test_two_small_counts_that_leave_too_little_take_a_third() -> None:
    assert dict(publish(one_way(1, 1, 20), 5, 5)) == {"row0": None, "row1": None, "row2": None, "total": 22}


def test_few_pupils_in_all_hide_even_the_noughts() -> None:
    assert set(publish(one_way(4, 0, 0), 5, 5).values()) == {None}


def test_nobody_at_all_is_shown() -> None:
    assert set(publish(one_way(0, 0), 5, 5).values()) == {0}


def test_many_sessions_of_one_pupil_are_one_pupil() -> None:
    pupils = frozenset("abcdefgh")
    counts = Counts(
        counts=(
            Count(name="one", value=40, pupils=frozenset("a")),
            Count(name="all", value=60, pupils=pupils, is_total=True),
            Count(name="rest", value=20, pupils=pupils - {"a"}),
        ),
        facts=(adds_up("all", ["one", "rest"]),),
    )
    assert publish(counts, 5, 5)["one"] is None
    assert publish(counts, 5, 5)["rest"] is None


def test_what_is_left_of_a_total_is_never_few_pupils() -> None:
    # 30 and 40 sessions would be wide open as numbers, but both are of the same two pupils
    few, many = frozenset("ab"), frozenset("cdefghij")
    counts = Counts(
        counts=(
            Count(name="x", value=30, pupils=few),
            Count(name="y", value=40, pupils=few),
            Count(name="z", value=50, pupils=many),
            Count(name="all", value=120, pupils=few | many, is_total=True),
        ),
        facts=(adds_up("all", ["x", "y", "z"]),),
    )
    assert publish(counts, 5, 5)["z"] is None


def test_rows_are_hidden_whole() -> None:
    # the second row's sessions are hidden for the first one's sake, and its pupils with them
    few, many = frozenset("ab"), frozenset("cdefghij")
    counts = Counts(
        counts=(
            Count(name="sessions1", value=9, pupils=few, row="1"),
            Count(name="pupils1", value=2, pupils=few, row="1"),
            Count(name="sessions2", value=20, pupils=many, row="2"),
            Count(name="pupils2", value=8, pupils=many, row="2"),
            Count(name="all", value=29, pupils=few | many, is_total=True),
        ),
        facts=(adds_up("all", ["sessions1", "sessions2"]),),
    )
    shown = publish(counts, 5, 5)
    assert [name for name, number in shown.items() if number is not None] == ["all"]


def two_ways(*rows: tuple[int, ...]) -> Counts:
    """A table with the totals of its rows and of its columns."""
    cells = {
        (i, j): Count(name=f"{i}{j}", value=n, pupils=frozenset(f"{i}{j}-{k}" for k in range(n)))
        for i, row in enumerate(rows)
        for j, n in enumerate(row)
    }
    lines = {f"row{i}": [c for (r, _), c in cells.items() if r == i] for i in range(len(rows))}
    lines |= {f"column{j}": [c for (_, k), c in cells.items() if k == j] for j in range(len(rows[0]))}
    totals = tuple(
        Count(
            name=name,
            value=sum(c.value for c in line),
            pupils=frozenset[str]().union(*(c.pupils for c in line)),
            is_total=True,
        )
        for name, line in lines.items()
    )
    facts = tuple(adds_up(name, [c.name for c in line]) for name, line in lines.items())
    return Counts(counts=(*cells.values(), *totals), facts=facts)


def test_a_wider_audience_starts_from_what_a_narrower_one_hides() -> None:
    # on its own the larger threshold would hide another column's total, and the two reports could be laid together
    table = two_ways((5, 8, 5), (3, 8, 1))
    near, alone, far = to_hide(table, [3]), to_hide(table, [5]), to_hide(table, [3, 4, 5])
    assert not near <= alone
    assert near <= far


@pytest.mark.parametrize("threshold", [0, 1, 2])
def test_a_threshold_that_protects_nobody_is_refused(threshold: int) -> None:
    with pytest.raises(ValueError, match="protects nobody"):
        to_hide(one_way(3, 9), [threshold])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=1, max_size=6), st.integers(3, 12))
def test_a_wider_audience_never_sees_more(numbers: list[int], threshold: int) -> None:
    near, far = publish(one_way(*numbers), 3, 3), publish(one_way(*numbers), threshold, 3)
    assert {name for name, number in near.items() if number is None} <= {n for n, v in far.items() if v is None}
    assert all(near[name] == number for name, number in far.items() if number is not None)


# ---- what a reader can deduce


def test_facts_other_than_sums_are_used_against_the_hidden() -> None:
    riddle = Riddle(truth={"x": 4}, facts=(Fact(terms=(("x", 1),), low=3, high=6),))
    assert list(riddle.given_away(["x"], 3)) == []
    assert list(riddle.given_away(["x"], 4)) == ["x"]


def test_whole_numbers_are_used_against_the_hidden() -> None:
    # 2x + 3y = 12 with both at least 1 has one answer in whole numbers, though not in fractions
    riddle = Riddle(truth={"x": 3, "y": 2}, facts=(Fact(terms=(("x", 2), ("y", 3)), low=12, high=12),))
    assert list(riddle.given_away(["x"], 1)) == ["x"]


def test_a_search_that_finds_nothing_in_time_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.privacy.deduction.STEPS", 0)
    riddle = Riddle(truth={"x": 4, "y": 4}, facts=(adds_up("x", ["y"]),))
    assert list(riddle.given_away(["x"], 1)) == ["x"]
    monkeypatch.undo()
    assert list(riddle.given_away(["x"], 1)) == []


def test_where_nothing_less_will_do_everything_is_hidden() -> None:
    known = Fact(terms=(("x", 1),), low=2, high=2)
    counts = Counts(
        counts=(
            Count(name="x", value=2, pupils=frozenset("ab")),
            Count(name="y", value=9, pupils=frozenset("cdefghijk")),
            Count(name="z", value=0, pupils=frozenset()),
        ),
        facts=(known, at_least("y", "x")),
    )
    assert set(publish(counts, 5, 5).values()) == {None}


# ---- whole reports, attacked with a solver

CODES = [f"rp-{n:04d}" for n in range(16)]
few_reasons = st.sampled_from(REASONS[:5])
session = st.builds(
    lambda who, day, half, reason, work, back, talk: InternalExclusionEntry(
        date=DAYS[day],
        session=half,
        pupil=CODES[who],
        reason=reason,
        referred_by="off-site-coordinator",
        work_received=work,
        work_returned=back if work else False,
        exit_interview=talk,
    ),
    st.integers(0, 15),
    st.integers(0, len(DAYS) - 1),
    st.sampled_from(["am", "pm"]),
    few_reasons,
    st.booleans(),
    st.sampled_from([True, False, None]),
    st.sampled_from(["held", "due", "not-needed", None]),
)
suspension = st.builds(
    lambda who, kind, reasons, days: SuspensionEntry(
        pupil=CODES[who],
        category=kind,
        reasons=tuple(sorted(reasons)),
        starts_on=DAYS[0],
        school_days=None if kind == "permanent" else days,
        parent_notice_on=DAYS[0],
        local_authority_notice_on=DAYS[0],
    ),
    st.integers(0, 15),
    st.sampled_from(["suspension", "suspension", "permanent", "lunchtime"]),
    st.sets(st.sampled_from(SUSPENSION_REASONS[:4]), min_size=1, max_size=3),
    st.sampled_from([0.5, 1.0, 2.0]),
)
visit = st.builds(
    lambda who, day, mark: AttendanceEntry(
        date=DAYS[day], session="am", plan=CODES[who], provider="harbour-farm", mark=mark, code="B"
    ),
    st.integers(0, 15),
    st.integers(0, len(DAYS) - 1),
    st.sampled_from(MARKS),
)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """A half term of any shape, thin or full."""
    [plain] = base().registers
    stages = draw(st.lists(st.sampled_from(KEY_STAGES[3:5]), min_size=16, max_size=16))
    permanent: set[str] = set()
    found = []
    for one in draw(st.lists(suspension, max_size=25)):
        if one.category != "permanent" or one.who not in permanent:
            found.append(one)
        if one.category == "permanent":
            permanent.add(one.who)
    return replace(
        plain,
        pupils=tuple(RegisterPupil(code=code, key_stage=stage) for code, stage in zip(CODES, stages, strict=True)),
        internal_exclusion=tuple(draw(st.lists(session, max_size=60))),
        suspensions=tuple(found),
        attendance=tuple(draw(st.lists(visit, max_size=25))),
    )


def with_registers(*found: Register) -> Casebook:
    """The base with these registers."""
    records: dict[str, Any] = dict(base().records)
    records["register"] = MappingProxyType({register.id: register for register in found})
    return replace(base(), records=MappingProxyType(records))


def numbers_of(report: HalfTermReport) -> list[int | None]:
    """Every figure of a report, in order."""
    found: list[int | None] = []
    for part in report.sections:
        found += [number for _, number in part.totals]
        found += [figure for table in part.tables for line in table.lines for figure in line.figures]
    return found


@settings(max_examples=25, deadline=None)
@given(registers(), st.integers(3, 8))
def test_no_report_gives_a_hidden_count_away(register: Register, threshold: int) -> None:
    casebook = with_registers(register)
    report = half_term_report(
        replace(casebook, settings=replace(casebook.settings, suppression_threshold=threshold)), register
    )
    assert found_out(report) == []


@settings(max_examples=10, deadline=None)
@given(registers())
def test_reports_for_two_audiences_tell_no_more_than_the_fuller(register: Register) -> None:
    casebook = with_registers(register)
    near, far = half_term_report(casebook, register), half_term_report(casebook, register, 9)
    for one, other in zip(numbers_of(near), numbers_of(far), strict=True):
        assert other is None or one == other


@settings(max_examples=8, deadline=None)
@given(registers(), registers(), registers())
def test_a_report_is_the_same_whatever_other_half_terms_hold(one: Register, two: Register, three: Register) -> None:
    # so all reports together tell what each of them tells, and no sum over them is published to subtract from
    [two, three] = [replace(r, id=f"elmfield-{n}") for n, r in enumerate((two, three))]
    alone = half_term_report(with_registers(one), one)
    assert half_term_report(with_registers(one, two, three), one) == alone
    assert half_term_report(with_registers(replace(one, internal_exclusion=one.internal_exclusion[::-1])), one) == alone


@pytest.mark.parametrize("threshold", [5, 10])
@pytest.mark.parametrize("register", [r.id for r in sample().registers])
def test_the_samples_reports_give_nothing_away(register: str, threshold: int) -> None:
    [found] = [r for r in sample().registers if r.id == register]
    report = half_term_report(sample(), found, threshold)
    assert report.threshold == threshold
    assert found_out(report) == []


def test_the_attacker_finds_a_count_that_is_hidden_alone() -> None:
    """The judge itself is judged: it must find what a careless report gives away."""
    [found] = [r for r in sample().registers if r.id == "marlstone-academy-2025-26-summer-2"]
    report = half_term_report(sample(), found)
    room = report.sections[0]
    [work] = [table for table in room.tables if table.id == "work"]
    lines = tuple(replace(line, figures=(None if line.code == "no-work" else 7,)) for line in work.lines)
    careless = replace(work, lines=lines)
    tables = tuple(careless if table.id == "work" else table for table in room.tables)
    assert "room: work no-work sessions" in found_out(replace(report, sections=(replace(room, tables=tables),)))

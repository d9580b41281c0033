"""The room's list, the half-termly report in all its forms, and the comparison of groups."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from generator.casebook import Casebook
from generator.half_term.groups import LEAST, Comparison
from generator.half_term.report import (
    CATEGORIES,
    MARKS,
    REASONS,
    RESTORATIVE,
    SUSPENSION_REASONS,
    half_term_report,
)
from generator.half_term.stays import stays
from generator.half_term_tables import COLUMNS, HIDDEN, flat, in_words
from generator.load import load
from generator.model import InternalExclusionEntry, Register, RegisterPupil, Roll
from generator.page_builder import Builder
from generator.pages import SiteContext, half_term_path, room_path
from generator.render import Renderer
from generator.tables import as_csv, as_json
from generator.views.common import Ref
from generator.views.half_term import HalfTermView, half_term_view
from generator.views.room import RoomView, room_view
from tests.cases import BASE, SAMPLE, check, copy_base, store
from tests.test_cli import call, exits

D = dt.date.fromisoformat
AS_OF = D("2026-11-22")
AUTUMN = "marlstone-academy-2026-27-autumn-1"
SUMMER = "marlstone-academy-2025-26-summer-2"
RUNNING = "marlstone-academy-2026-27-autumn-2"


@cache
def sample() -> Casebook:
    """The sample."""
    return load(SAMPLE, store()).casebook


def register(name: str) -> Register:
    """A register of the sample."""
    [found] = [r for r in sample().registers if r.id == name]
    return found


def row(day: str, half: str, who: str = "rp-4m2d", **changes: Any) -> InternalExclusionEntry:
    """A session in the room of the base's school."""
    given: dict[str, Any] = {
        "date": D(day),
        "session": half,
        "pupil": who,
        "reason": "disruption",
        "referred_by": "off-site-coordinator",
        "work_received": True,
    }
    return InternalExclusionEntry(**(given | changes))


def base_with(*rows: InternalExclusionEntry, **changes: Any) -> tuple[Casebook, Register]:
    """The base with these sessions."""
    casebook = load(BASE, store()).casebook
    [plain] = casebook.registers
    made = replace(plain, internal_exclusion=rows, **changes)
    records: dict[str, Any] = dict(casebook.records)
    records["register"] = MappingProxyType({made.id: made})
    return replace(casebook, records=MappingProxyType(records)), made


# ---- lists that stand in two places


def test_the_codes_are_those_of_the_schema() -> None:
    properties = store().schemas["register"]["properties"]
    room = properties["internal_exclusion"]["items"]["properties"]
    away = properties["suspensions"]["items"]["properties"]
    assert list(REASONS) == room["reason"]["enum"]
    assert sorted(RESTORATIVE) == sorted([*room["restorative"]["enum"], "not-recorded"])
    assert list(CATEGORIES) == away["category"]["enum"]
    assert list(SUSPENSION_REASONS) == away["reasons"]["items"]["enum"]
    assert list(MARKS) == properties["attendance"]["items"]["properties"]["mark"]["enum"]


# ---- stays


def test_a_weekend_does_not_break_a_stay_and_a_day_between_does() -> None:
    casebook, made = base_with(
        row("2026-11-06", "pm"), row("2026-11-09", "am"), row("2026-11-11", "am"), row("2026-11-09", "am", "rp-aaaa")
    )
    found = [(stay.who, stay.first.isoformat(), len(stay.sessions)) for stay in stays(casebook, made)]
    assert found == [
        ("rp-4m2d", "2026-11-06", 2),
        ("rp-aaaa", "2026-11-09", 1),
        ("rp-4m2d", "2026-11-11", 1),
    ]


def test_one_held_interview_closes_a_stay() -> None:
    casebook, made = base_with(
        row("2026-11-06", "am", exit_interview="held"), row("2026-11-06", "pm", exit_interview="due")
    )
    assert [stay.exit_interview for stay in stays(casebook, made)] == ["held"]


# ---- the room


def room(*rows: InternalExclusionEntry, as_of: str = "2026-11-13") -> RoomView:
    """The room of the base's school."""
    return room_view(base_with(*rows, room_places=2)[0], "elmfield-school", D(as_of))


def test_the_room_says_who_when_why_work_and_when_back() -> None:
    view = room(
        row("2026-11-12", "pm"),
        row("2026-11-13", "am", starts_at="09:30", separate_lunch=True),
        row("2026-11-13", "pm", work_received=False),
        row("2026-11-13", "pm", "rp-aaaa"),
    )
    first, second = view.entries
    assert (first.pupil.id, first.sessions, first.day, first.days) == ("rp-4m2d", "All day", 2, 2)
    assert (first.starts_at, first.lunch_apart, first.ends_today) == ("09:30", True, True)
    assert first.work == (("am", True), ("pm", False))
    assert first.returns == "Monday 16 November 2026, morning"
    assert (second.pupil.id, second.sessions) == ("rp-aaaa", "Afternoon")
    assert (view.morning, view.afternoon, view.places, view.is_today) == (1, 2, 2, True)


def test_a_morning_ends_with_the_afternoon_back_in_lessons() -> None:
    [entry] = room(row("2026-11-13", "am")).entries
    assert entry.returns == "Friday 13 November 2026, afternoon"


def test_on_a_sunday_the_room_shows_monday() -> None:
    view = room(row("2026-11-16", "am"), as_of="2026-11-15")
    assert (view.day, view.is_today, len(view.entries)) == (D("2026-11-16"), False, 1)


def test_interviews_that_nobody_held_are_owed() -> None:
    view = room(row("2026-11-10", "am"), row("2026-11-11", "am", "rp-aaaa", exit_interview="held"))
    assert [(owed.pupil.id, owed.ended) for owed in view.owed] == [("rp-4m2d", D("2026-11-10"))]
    assert view.entries == ()


def test_beyond_the_calendar_nobody_pretends_to_know() -> None:
    assert room(as_of="2031-01-01").day is None
    assert room(as_of="2027-01-12").register is None


# ---- the report


def figures(view: HalfTermView) -> dict[tuple[str, str, str], str]:
    """Every figure of a view by section, row and measure."""
    found = {}
    for line in flat((view,)).rows:
        cells = dict(zip(COLUMNS, line, strict=True))
        found[cells["section"], f"{cells['table']}/{cells['row']}", cells["measure"]] = cells["count"]
    return found


def test_a_report_is_made_once_when_the_half_term_is_over() -> None:
    running = half_term_view(sample(), register(RUNNING), AS_OF)
    assert (running.is_over, running.sections, running.groups) == (False, (), ())
    assert not half_term_view(sample(), register(AUTUMN), register(AUTUMN).end).is_over
    assert half_term_view(sample(), register(AUTUMN), register(AUTUMN).end + dt.timedelta(days=1)).is_over


def test_a_report_stays_the_same_for_ever() -> None:
    soon, late = (half_term_view(sample(), register(SUMMER), D(day)) for day in ("2026-07-21", "2027-06-01"))
    assert soon == late


def test_the_half_term_before_is_shown_as_its_own_report_shows_it() -> None:
    view = half_term_view(sample(), register(AUTUMN), AS_OF)
    earlier = figures(half_term_view(sample(), register(SUMMER), AS_OF))
    assert view.before == "second half of the summer term 2025/26"
    compared = 0
    for line in flat((view,)).rows:
        cells = dict(zip(COLUMNS, line, strict=True))
        key = (cells["section"], f"{cells['table']}/{cells['row']}", cells["measure"])
        if cells["before"] and key in earlier:
            assert cells["before"] == earlier[key], key
            compared += 1
    assert compared > 30


def test_a_change_is_told_only_between_two_figures_that_are_shown() -> None:
    for line in flat((half_term_view(sample(), register(AUTUMN), AS_OF),)).rows:
        cells = dict(zip(COLUMNS, line, strict=True))
        if HIDDEN in (cells["count"], cells["before"]):
            assert cells["change"] == ""
        if cells["count"] == HIDDEN:
            assert cells["share"] == ""


def test_percentages_are_whole_and_stand_with_their_total() -> None:
    shares = [line[-1] for line in flat((half_term_view(sample(), register(AUTUMN), AS_OF),)).rows if line[-1]]
    assert shares
    for share in shares:
        assert (found := re.fullmatch(r"[0-9]+% of ([0-9]+)", share)), share
        assert int(found[1]) >= 10


def test_page_text_json_and_csv_show_the_same() -> None:
    view = half_term_view(sample(), register(AUTUMN), AS_OF)
    table = flat((view,))
    rows = [dict(zip(COLUMNS, line, strict=True)) for line in table.rows]
    assert json.loads(as_json(table))["rows"] == rows
    assert list(csv.DictReader(io.StringIO(as_csv(table)))) == rows
    html, text = body(half_term_path(AUTUMN)), in_words((view,))
    for section in view.sections:
        for total in section.totals:
            shown = HIDDEN if total.figure.now is None else str(total.figure.now)
            assert re.search(rf"^{shown} +{total.words}", text, re.MULTILINE)
    shown_on_page = re.findall(r'class="cb-num" data-label="[^"]+">(?:<abbr[^>]*>)?(c|[0-9]+)', html)
    expected = []
    for section in view.sections:
        for one in section.tables:
            for line in one.rows:
                expected += [HIDDEN if f.now is None else str(f.now) for f in line.figures]
                if section.has_before:
                    expected.append(HIDDEN if line.figures[0].before is None else str(line.figures[0].before))
    assert shown_on_page == expected


@cache
def bodies() -> dict[str, str]:
    """The body of every page about registers."""
    context = SiteContext(casebook=sample(), report=check(SAMPLE, AS_OF), as_of=AS_OF)
    renderer = Renderer(context)
    return {page.path: renderer.body(page) for page in Builder(context).pages() if page.section == "registers"}


def body(path: str) -> str:
    """The body of a page."""
    return bodies()[path]


def parts(value: object) -> set[type]:
    """The types of everything a view holds."""
    found = {type(value)}
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            found |= parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            found |= parts(one)
    return found


def test_no_row_and_no_raw_count_reaches_the_reports_template() -> None:
    view = half_term_view(sample(), register(AUTUMN), AS_OF)
    allowed = {str, int, bool, tuple, type(None), dt.date, Ref}
    outside = {t for t in parts(view) if t not in allowed and t.__module__ != "generator.views.half_term"}
    assert outside == set()
    codes = {r.who for r in register(AUTUMN).internal_exclusion} | {r.who for r in register(AUTUMN).suspensions}
    assert [code for code in codes if code in body(half_term_path(AUTUMN))] == []


def test_bars_are_drawn_only_for_what_is_shown() -> None:
    view = half_term_view(sample(), register(AUTUMN), AS_OF)
    hidden = 0
    for section in view.sections:
        for table in section.tables:
            for line in table.rows:
                hidden += line.figures[0].now is None
                hidden += section.has_before and line.figures[0].before is None
    key = 1
    assert body(half_term_path(AUTUMN)).count("cb-bar--hidden") == hidden + key


def test_the_order_of_rows_tells_nothing() -> None:
    for table in half_term_report(sample(), register(AUTUMN)).sections[0].tables:
        if table.id == "reason":
            assert [line.code for line in table.lines] == list(REASONS)


def test_the_pages_say_what_may_be_handed_on() -> None:
    assert "This is the page to hand on" in body(half_term_path(AUTUMN))
    assert "the report is made" in body(half_term_path(RUNNING)).lower() or "is made once" in body(
        half_term_path(RUNNING)
    )
    assert "Do not hand this page on" in body(f"registers/{AUTUMN}.html")
    assert "Pseudonymised" in body(room_path("marlstone-academy"))


# ---- groups


def crowd(having: int, others: int, **changes: Any) -> tuple[Casebook, Register]:
    """So many pupils with free school meals and so many without, half of them for each of two reasons."""
    pupils = [
        RegisterPupil(code=f"rp-{n:04d}", key_stage="KS3", sen_provision="N", flags=("fsm",) if n < having else ())
        for n in range(having + others)
    ]
    reasons = [("disruption", "defiance")[n % 2] for n in range(having + others)]
    rows = [row("2026-11-03", "am", p.code, reason=r) for p, r in zip(pupils, reasons, strict=True)]
    roll = Roll(as_at=D("2026-01-15"), pupils=800, sen_support=100, ehc_plan=20, fsm=200, lac=8)
    return base_with(*rows, **({"pupils": tuple(pupils), "roll": roll} | changes))


def fsm(casebook: Casebook, made: Register, threshold: int | None = None) -> Comparison:
    """The comparison of pupils with free school meals."""
    [found] = [c for c in half_term_report(casebook, made, threshold).comparisons if c.characteristic == "fsm"]
    return found


def test_large_groups_are_compared_with_the_roll() -> None:
    found = fsm(*crowd(24, 24))
    assert found.having
    assert found.others
    assert (found.having.in_room, found.having.on_roll) == (24, 200)
    assert (found.others.in_room, found.others.on_roll) == (24, 600)
    assert found.times == 3.0
    assert found.reasons == (("disruption", 12, 12), ("defiance", 12, 12))


def test_reasons_are_refused_where_one_cell_is_small() -> None:
    found = fsm(*crowd(14, 40))
    assert found.having
    assert found.reasons == ()
    assert "point at a child" in found.why_no_reasons


@pytest.mark.parametrize(("having", "others"), [(LEAST - 1, 40), (40, LEAST - 1), (0, 40), (40, 0)])
def test_small_groups_are_refused_and_the_words_do_not_say_which(having: int, others: int) -> None:
    found = fsm(*crowd(having, others))
    assert (found.having, found.others, found.times) == (None, None, None)
    assert found.why_not[0] == (
        "fewer than 10 pupils with it, or fewer than 10 without it, were in the room: a figure could point at a child"
    )


def test_a_wider_audience_needs_larger_groups() -> None:
    assert fsm(*crowd(14, 40)).having
    assert fsm(*crowd(14, 40), 15).having is None


def test_what_nobody_recorded_is_not_compared() -> None:
    _, made = crowd(24, 24)
    first, *rest = made.pupils
    found = fsm(*crowd(24, 24, pupils=(replace(first, flags=None), *rest)))
    assert found.why_not == ("it is not recorded for every pupil who was in the room",)


def test_without_the_schools_own_numbers_nothing_is_compared() -> None:
    found = fsm(*crowd(24, 24, roll=None))
    assert "nobody can say how many to expect" in found.why_not[0]


def test_chance_accuses_nobody() -> None:
    roll = Roll(as_at=D("2026-01-15"), pupils=800, sen_support=100, ehc_plan=20, fsm=20, lac=8)
    assert "would not be fair" in fsm(*crowd(12, 24, roll=roll)).why_not[0]


# ---- casebook report half-term


def ask(root: Path, *arguments: str) -> Any:
    """`casebook report half-term` at the usual date."""
    return call("report", "half-term", "--root", root, "--as-of", "2026-11-22", *arguments)


def test_the_latest_report_of_each_school_is_printed() -> None:
    result = ask(SAMPLE)
    assert exits(result) == 0
    assert result.output.startswith("Marlstone Academy: first half of the autumn term 2026/27\nc: not shown")
    assert "Wolds Edge" not in result.output


def test_a_report_can_be_asked_for_by_school_and_half_term() -> None:
    result = ask(SAMPLE, "--school", "marlstone-academy", "--half-term", "2025-26-summer-1", "--format", "csv")
    assert {line["register"] for line in csv.DictReader(io.StringIO(result.output))} == {
        "marlstone-academy-2025-26-summer-1"
    }


def test_a_wider_audience_sees_less() -> None:
    near = ask(SAMPLE, "--register", AUTUMN, "--format", "csv").output
    far = ask(SAMPLE, "--register", AUTUMN, "--format", "csv", "--audience", "public").output
    assert far.count(",c,") > near.count(",c,")


def test_a_running_half_term_has_no_report_yet() -> None:
    result = ask(SAMPLE, "--register", RUNNING)
    assert exits(result) == 1
    assert "runs until 18 December 2026" in result.output


@pytest.mark.parametrize("arguments", [("--register", "nowhere"), ("--register", AUTUMN, "--audience", "everybody")])
def test_what_is_not_there_is_a_mistake_of_the_caller(arguments: tuple[str, ...]) -> None:
    assert exits(ask(SAMPLE, *arguments)) == 2


def test_options_of_one_report_do_not_fit_another(tmp_path: Path) -> None:
    root = copy_base(tmp_path / "casebook")
    assert exits(call("report", "due", "--root", root, "--as-of", "2026-11-22", "--school", "x")) == 2

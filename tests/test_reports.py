"""What the gate, the reports, the calendar and the compliance pages say, from records whose answer is known."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.commands.report import REPORTS
from generator.compliance.gate import GateState, gate, running_placements
from generator.compliance.placements import breaches, breaches_at
from generator.compliance.state import UNMET, Standings, State
from generator.ics import as_ics
from generator.model import Evidence, Provider
from generator.tables import Table, as_csv, as_json, as_text, safe_cell
from generator.views.common import Ref
from generator.views.due import DueItem, due_items
from generator.views.due_calendar import due_calendar_view
from generator.views.due_item import due_lines
from generator.views.editions import EditionChange, editions_view
from generator.views.matrix import matrix_view
from generator.views.pack import pack_view, packs_view
from generator.views.what_if import what_if_view
from tests.cases import AS_OF, SAMPLE, copy_base, replace_in
from tests.compliance_world import asked, book, guidance, long_in_force, placed, pupils, sample, written_checks
from tests.test_cli import call, exits
from tests.world import D, evidence, excused, framework, provider, requirement, waiver

FARM = "records/providers/harbour-farm.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the base."""
    return copy_base(tmp_path / "casebook")


# ---- casebook gate


def ask(root: Path, *arguments: str) -> Result:
    """`casebook gate` at the usual date."""
    return call("gate", "--root", root, "--as-of", "2026-11-22", *arguments)


def test_an_open_gate_is_0_and_says_so(root: Path) -> None:
    result = ask(root, "harbour-farm")
    assert exits(result) == 0
    assert result.output.splitlines() == [
        "Harbour Farm may be used on Sunday 22 November 2026 (open)",
        "  nothing stands against it in these records",
    ]


def test_a_closed_gate_is_1_and_says_why_and_on_what_ground(root: Path) -> None:
    result = ask(root, "harbour-farm", "--on", "2027-09-01")
    assert exits(result) == 1
    assert "may not be used on Wednesday 1 September 2027 (closed)" in result.output
    assert "closes: Public liability insurance: ran out on 31 August 2027" in result.output
    assert "Elmfield Trust safe placement rules, rule 1 (read)" in result.output


def test_a_conditional_gate_is_0(root: Path) -> None:
    replace_in(
        root,
        FARM,
        "declared_pupils:\n  as_at: 2026-11-02\n  full_time: 0",
        "declared_pupils:\n  as_at: 2026-11-02\n  full_time: 4",
    )
    result = ask(root, "harbour-farm")
    assert exits(result) == 0
    assert "(conditional)" in result.output
    assert "condition: One full-time pupil short of a school" in result.output


def test_a_use_that_outlasts_the_certificate_is_conditional(root: Path) -> None:
    result = ask(root, "harbour-farm", "--until", "2027-09-03")
    assert exits(result) == 0
    assert "(conditional)" in result.output
    assert "1 September 2027" in result.output
    assert "(open)" in ask(root, "harbour-farm", "--until", "2027-08-31").output


def test_the_gate_in_json(root: Path) -> None:
    result = ask(root, "harbour-farm", "--on", "2027-09-01", "--site", "yard", "--use", "transport", "--format", "json")
    assert exits(result) == 1
    answer = json.loads(result.stdout)
    assert {key: answer[key] for key in ("version", "provider", "site", "uses", "on", "state")} == {
        "version": 1, "provider": "harbour-farm", "site": "yard", "uses": ["transport"],
        "on": "2027-09-01", "state": "closed",
    }  # fmt: skip
    [reason] = answer["reasons"]
    assert reason["requirement"] == "liability-insurance"
    assert reason["framework"] == "safe-placement-2026"
    assert reason["state"] == "expired"
    assert reason["closes"] is True
    assert reason["sources"]


def test_an_open_gate_in_json_has_no_reasons(root: Path) -> None:
    answer = json.loads(ask(root, "harbour-farm", "--format", "json").stdout)
    assert (answer["state"], answer["reasons"], answer["site"]) == ("open", [], None)


def test_a_slip_in_the_name_gets_a_hint(root: Path) -> None:
    result = ask(root, "harbor-farm")
    assert exits(result) == 2
    assert "did you mean 'harbour-farm'" in str(result.exception.message if result.exception else "")  # type: ignore[attr-defined]


def test_an_unknown_site_is_closed_not_open(root: Path) -> None:
    result = ask(root, "harbour-farm", "--site", "meadow")
    assert exits(result) == 1
    assert "Unknown site: the provider has no site 'meadow'" in result.output


@pytest.mark.parametrize(
    "more", [("--use", "flying"), ("--on", "22/11/2026"), ("--until", "2026-11-21"), ("--format", "csv")]
)
def test_usage_mistakes_are_2(root: Path, more: tuple[str, ...]) -> None:
    assert exits(ask(root, "harbour-farm", *more)) == 2


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_record_that_cannot_be_read_is_closed(root: Path, form: str) -> None:
    replace_in(root, FARM, "type: farm-equine-outdoor", "type: [farm")
    result = ask(root, "harbour-farm", "--format", form)
    assert exits(result) == 1
    assert "closed" in result.output
    assert "cannot be read" in result.output
    if form == "json":
        answer = json.loads(result.stdout)
        assert (answer["provider"], answer["state"], len(answer["reasons"])) == ("harbour-farm", "closed", 1)


@pytest.mark.parametrize("path", ["records/frameworks/safe-placement-2026.yaml", "records/casebook.yml"])
def test_when_nobody_can_read_what_is_asked_the_gate_is_closed(root: Path, path: str) -> None:
    (root / path).write_text("title: [\n", encoding="utf-8")
    result = ask(root, "harbour-farm")
    assert exits(result) == 1
    assert "closes: Requirements cannot be read" in result.output


def test_when_a_plan_cannot_be_read_its_pupil_may_be_one_more(root: Path) -> None:
    (root / "records/case-plans/cp-7f3k.yaml").write_text("placements: [\n", encoding="utf-8")
    result = ask(root, "harbour-farm")
    assert exits(result) == 0
    assert "(conditional)" in result.output
    assert "condition: Case plans cannot be read" in result.output


def test_unknown_uses_add_nothing_by_themselves(root: Path) -> None:
    every = [part for use in ("transport", "online", "off-site-activity", "work-placement") for part in ("--use", use)]
    assert "(open)" in ask(root, "harbour-farm", *every).output


# ---- the sample: one provider of each sort

SORTS = [
    ("harbour-farm", GateState.OPEN),
    ("corner-flag", GateState.CLOSED),
    ("fourways-learning", GateState.CONDITIONAL),
    ("second-start", GateState.CONDITIONAL),
    ("kingfisher-house", GateState.CLOSED),
    ("hairwell-studio", GateState.CLOSED),
]


@pytest.fixture(scope="module")
def known() -> Standings:
    """The answers for the sample."""
    return Standings(sample())


def named(provider_id: str) -> Provider:
    """A provider of the sample."""
    found = sample().get(Provider, provider_id)
    assert found is not None
    return found


@pytest.mark.parametrize(("provider_id", "state"), SORTS)
def test_the_sample_has_each_sort(known: Standings, provider_id: str, state: GateState) -> None:
    assert gate(known, named(provider_id), AS_OF).state is state


def test_the_sample_has_one_suspended_one_waived_and_one_never_checked(known: Standings) -> None:
    titles = [r.title for r in gate(known, named("corner-flag"), AS_OF).reasons if r.closes]
    assert any(title.startswith("Suspended") for title in titles)
    [only] = gate(known, named("fourways-learning"), AS_OF).reasons
    assert only.standing is not None
    assert only.standing.state is State.WAIVED
    unchecked = named("hairwell-studio")
    assert all(e.verification == "declared" for e in unchecked.evidence)
    assert not any(s.state is State.MET for s in known.of(unchecked, AS_OF) if s.requirement.blocks)
    assert State.MISSING in {s.state for s in known.of(unchecked, AS_OF) if s.blocks}


def test_the_sample_has_one_whose_only_gap_is_left_out_with_a_reason(known: Standings) -> None:
    found = [
        p.id
        for p in sample().providers
        if p.not_applicable
        and gate(known, p, AS_OF).state is GateState.OPEN
        and not any(s.state in UNMET for s in known.of(p, AS_OF) if s.in_force)
    ]
    assert found


def test_the_sample_has_a_lapse_of_insurance_during_a_placement(known: Standings) -> None:
    found = list(breaches(sample(), AS_OF, known))
    assert any("insurance" in b.period.title.lower() and b.reviewed for b in found)


# ---- casebook report


def report(name: str, form: str = "text", root: Path = SAMPLE) -> Result:
    """`casebook report` at the usual date."""
    return call("report", "--root", root, "--as-of", "2026-11-22", name, "--format", form)


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_the_three_forms_of_a_report_say_the_same(name: str) -> None:
    as_objects = json.loads(report(name, "json").stdout)
    assert as_objects["version"] == 1
    table = list(csv.DictReader(io.StringIO(report(name, "csv").stdout)))
    assert len(table) == len(as_objects["rows"]) > 0
    assert [{k: v.removeprefix("'") for k, v in row.items()} for row in table] == [
        {k: v.removeprefix("'") for k, v in row.items()} for row in as_objects["rows"]
    ]
    assert len(report(name).stdout.splitlines()) == len(table) + 4
    assert all(exits(report(name, form)) == 0 for form in ("text", "json", "csv"))


def test_what_is_due_comes_in_order_of_its_day() -> None:
    rows = json.loads(report("due", "json").stdout)["rows"]
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    assert {row["when"].endswith("ago") for row in rows if row["date"] < "2026-11-22"} == {True}


def test_compliance_is_worst_first_and_complete(known: Standings) -> None:
    rows = json.loads(report("compliance", "json").stdout)["rows"]
    order = [state.value.replace("-", " ").capitalize() for state in State]
    found = [order.index(row["state"]) for row in rows]
    assert found == sorted(found)
    there = [p for p in sample().providers if not (p.closed_on and p.closed_on < AS_OF)]
    assert len(rows) == sum(s.in_force for p in there for s in known.of(p, AS_OF))


def test_what_cannot_be_read_is_named_not_passed_over(root: Path) -> None:
    replace_in(root, FARM, "type: farm-equine-outdoor", "type: [farm")
    result = report("compliance", root=root)
    assert "harbour-farm" in result.stderr
    assert "cannot be read" in result.stderr


def test_a_report_of_something_else_is_a_usage_mistake() -> None:
    assert exits(report("absence")) == 2
    assert exits(report("due", "xml")) == 2


def due_book(**changes: Any) -> Casebook:
    """A casebook with one provider in use."""
    return book(long_in_force(requirement()), provider(**changes), placed())


def due_of(known_book: Casebook) -> list[tuple[str, str]]:
    """What is due about providers: day and kind."""
    items = due_items(known_book, AS_OF, Standings(known_book))
    return [(str(i.on), i.kind) for i in items if i.record.kind == "provider"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"evidence": (evidence(valid_until=D("2026-12-10")),)}, [("2026-12-10", "Evidence")]),
        ({"evidence": (evidence(valid_until=D("2026-11-10")),)}, [("2026-11-10", "Evidence")]),
        ({"evidence": (evidence(valid_until=D("2027-08-31")),)}, []),
        ({"waivers": (waiver(),)}, [("2026-12-18", "Waiver ends")]),
        (
            {"evidence": (evidence(valid_until=D("2026-11-10")),), "waivers": (waiver(),)},
            [("2026-12-18", "Waiver ends")],
        ),
        ({"evidence": (evidence(valid_until=D("2026-11-10")),), "closed_on": D("2026-11-20")}, []),
    ],
)
def test_what_is_due_about_a_provider(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert due_of(due_book(**changes)) == expected


# ---- tables

DANGEROUS = ["=1+1", "+44 1632 960123", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠A1", " =1", "\u00a0=1", "\u3000=1", "﹢1"]  # fmt: skip
HARMLESS = ["", "Insurance", "7 December", "a=b", "'quoted'", "£5m", "e-mail"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_cell_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, st.sampled_from(DANGEROUS)), max_size=5))
def test_csv_goes_round_and_holds_no_formula(rows: list[tuple[str, ...]]) -> None:
    table = Table(title="T", columns=("a", "b", "c"), rows=tuple(rows))
    found = list(csv.reader(io.StringIO(as_csv(table), newline="")))
    assert found == [list(table.columns), *([safe_cell(cell) for cell in row] for row in rows)]
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in found for cell in row)
    assert json.loads(as_json(table))["rows"] == [dict(zip(table.columns, row, strict=True)) for row in rows]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from(["two\nlines", "a\r\nb", "tab\tbed", "x\u2028y"])), max_size=4))
def test_a_line_of_a_text_table_is_one_row(rows: list[tuple[str, ...]]) -> None:
    table = Table(title="T", columns=("a", "b"), rows=tuple(rows))
    assert len(as_text(table).splitlines()) == len(rows) + 4


# ---- the calendar to subscribe to

HOSTILE = (
    "Visit; bring, the \\ form\r\nATTACH:http://example.org/x\nBEGIN:VEVENT\nEND:VCALENDAR \U0001f40e \u00e9"
    + "x" * 200
)


def item(on: str = "2026-12-01", title: str = "Public liability insurance", name: str = "Farm", **more: Any) -> DueItem:
    """Something due."""
    record = Ref(kind="provider", id="farm", title=name)
    return DueItem(on=D(on), kind="Evidence", title=title, record=record, **more)


def events(found: bytes) -> list[Any]:
    """The events of a calendar, read back."""
    return list(Calendar.from_ical(found).walk("VEVENT"))


def ics(*items: DueItem) -> bytes:
    """A calendar of some items."""
    return as_ics(items, "Due: Elmfield", AS_OF)


def test_hostile_text_is_one_property() -> None:
    found = ics(item(title=HOSTILE, name=HOSTILE))
    [event] = events(found)
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP"}
    assert str(event["SUMMARY"]).replace("\r\n", "\n") == f"Evidence: {HOSTILE} ({HOSTILE})".replace("\r\n", "\n")
    assert found.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert b"\r\nATTACH" not in found


def test_lines_end_and_fold_as_the_standard_says() -> None:
    found = ics(item(title=HOSTILE), item(title="é" * 300))
    assert found.endswith(b"\r\n")
    for line in found.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode("utf-8")  # a fold never splits a character


def test_an_event_lasts_the_whole_day() -> None:
    [event] = events(ics(item(role=Ref(kind="role", id="lead", title="Lead"))))
    assert event.decoded("dtstart") == D("2026-12-01")
    assert event.decoded("dtend") == D("2026-12-02")
    assert event.decoded("dtstamp") == dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    assert str(event["description"]) == "For: Lead"


def uids(found: bytes) -> list[str]:
    """The UIDs in a calendar."""
    return [str(event["UID"]) for event in events(found)]


def test_a_renewed_certificate_moves_its_event() -> None:
    assert uids(ics(item("2026-12-01"))) == uids(ics(item("2027-12-01")))


def test_a_new_name_keeps_the_event() -> None:
    assert uids(ics(item(name="Farm"))) == uids(ics(item(name="Harbour Farm")))


def test_uids_are_apart_and_stay_when_others_come() -> None:
    first = uids(ics(item(), item(title="First aid"), item()))
    assert len(set(first)) == 3
    assert first == uids(ics(item(), item(title="First aid"), item(), item(title="New")))[:3]


def test_the_calendar_of_the_sample_reads_back(known: Standings) -> None:
    due = due_items(sample(), AS_OF, known)
    found = as_ics(due, "Due", AS_OF)
    back = events(found)
    assert [e.decoded("dtstart") for e in back] == [i.on for i in due]
    assert len(set(uids(found))) == len(due)
    assert found == as_ics(due_items(sample(), AS_OF, Standings(sample())), "Due", AS_OF)


def uids_on(day: dt.date) -> dict[tuple[str, Ref, str], str]:
    """The UID of everything due in the sample, as published on a day."""
    due = due_items(sample(), day, Standings(sample()))
    return {(i.kind, i.record, i.title): uid for i, uid in zip(due, uids(as_ics(due, "Due", day)), strict=True)}


def test_tomorrow_changes_no_uid() -> None:
    today, later = uids_on(AS_OF), uids_on(AS_OF + dt.timedelta(days=1))
    shared = today.keys() & later.keys()
    assert shared
    assert all(today[key] == later[key] for key in shared)


def test_what_one_record_has_on_one_day_is_one_line() -> None:
    one, other = Ref(kind="provider", id="a", title="A farm"), Ref(kind="policy", id="b", title="Behaviour")
    items = [
        DueItem(on=AS_OF, kind="Evidence", title="Insurance", record=one),
        DueItem(on=AS_OF, kind="Policy review", title="Behaviour", record=other),
        DueItem(on=AS_OF, kind="Evidence", title="First aid", record=one),
        DueItem(on=AS_OF, kind="Evidence", title="Insurance", record=one),
        DueItem(on=AS_OF + dt.timedelta(days=1), kind="Evidence", title="Fire", record=one),
    ]
    lines = due_lines(items)
    assert [(line.record.id, line.titles) for line in lines] == [
        ("a", ("Insurance", "First aid")),
        ("b", ()),
        ("a", ("Fire",)),
    ]


def test_the_due_calendar_groups_by_week_and_half_term(known: Standings) -> None:
    calendar = SchoolCalendar.of(sample(), "oxfordshire")
    days = ("2026-11-20", "2026-11-22", "2026-11-23", "2026-12-18", "2026-12-21", "2027-01-04", "2030-01-07")
    view = due_calendar_view(tuple(item(day) for day in days), AS_OF, calendar)
    assert [str(i.on) for i in view.overdue] == ["2026-11-20"]
    assert [(str(w.start), w.half_term, len(w.items)) for w in view.weeks] == [
        ("2026-11-16", "Autumn 2, 2026/27", 1),
        ("2026-11-23", "Autumn 2, 2026/27", 1),
        ("2026-12-14", "Autumn 2, 2026/27", 1),
        ("2026-12-21", "Holiday", 1),
        ("2027-01-04", "Spring 1, 2026/27", 1),
        ("2030-01-07", "Beyond the calendars on record", 1),
    ]
    assert view.total == len(days)


# ---- the matrix

AGREED = requirement(id="cover", title="Cover", area="insurance", blocks=False, level="good-practice")


def test_the_matrix_is_worst_first() -> None:
    both = (evidence(), evidence(requirement="cover"))
    farms = [
        provider(id="alpha", name="Alpha", evidence=both),
        provider(id="beta", name="Beta"),
        provider(id="gamma", name="Gamma", evidence=(evidence(valid_until=D("2026-12-01")), both[1])),
        provider(id="delta", name="Delta", evidence=(evidence(), evidence(requirement="cover", result="not-met"))),
        provider(id="gone", name="Gone", closed_on=D("2026-11-21")),
    ]
    known_book = book(framework(requirement(), AGREED), *farms, placed(provider="gamma"))
    view = matrix_view(known_book, AS_OF, Standings(known_book))
    [area] = view.areas
    assert [row.provider.id for row in area.rows] == ["beta", "delta", "gamma", "alpha"]
    assert [row.worst for row in area.rows] == [State.MISSING, State.NOT_MET, State.EXPIRING, State.MET]
    assert view.lines[0].provider.id == "beta"
    assert [row.in_use for row in area.rows] == [False, False, True, False]
    assert dict(area.counts) == {State.MISSING: 2, State.NOT_MET: 1, State.EXPIRING: 1, State.MET: 4}


def test_the_matrix_of_the_sample_agrees_with_the_gate(known: Standings) -> None:
    view = matrix_view(sample(), AS_OF, known)
    for line in view.lines:
        assert line.gate is gate(known, named(line.provider.id), AS_OF).state
        found = [s.state for s in known.of(named(line.provider.id), AS_OF) if s.in_force]
        assert sum(number for _, number in line.counts) == len(found)
        assert dict(line.counts) == {state: found.count(state) for state in set(found)}
    order = [list(GateState).index(line.gate) for line in view.lines]
    assert order == sorted(order)
    for area in view.areas:
        ranks = [row.worst.rank if row.worst else len(State) for row in area.rows]
        assert ranks == sorted(ranks)
        assert all(len(row.cells) == len(area.columns) for row in area.rows)


def test_what_does_not_concern_a_provider_is_an_empty_cell() -> None:
    rule = requirement(applies_when={"properties": {"type": {"const": "online"}}})
    farms = [provider(data={"type": "farm"}), provider(id="web", name="Web", data={"type": "online"})]
    known_book = book(framework(rule), *farms)
    [area] = matrix_view(known_book, AS_OF, Standings(known_book)).areas
    assert [(row.provider.id, [cell is not None for cell in row.cells]) for row in area.rows] == [
        ("web", [True]),
        ("farm", [False]),
    ]


# ---- what if


def what_if(*plans: Any, found: tuple[Evidence, ...], **changes: Any) -> Any:
    """The view for the farm."""
    known_book = book(long_in_force(requirement()), provider(evidence=found, **changes), *plans)
    return what_if_view(known_book, AS_OF, Standings(known_book))


UNTIL_JANUARY = (evidence(valid_until=D("2027-01-31")),)


@pytest.mark.parametrize(
    ("changes", "plans"),
    [
        ({"end": D("2027-03-24")}, ["cp-0001"]),
        ({"end": D("2027-02-01")}, ["cp-0001"]),
        ({"end": D("2027-01-31")}, []),
        ({"end": None}, ["cp-0001"]),
        ({"end": D("2026-11-20")}, []),
        ({"start": D("2027-01-11"), "end": D("2027-03-24")}, ["cp-0001"]),
        ({"start": D("2027-02-22"), "end": D("2027-03-24")}, []),
        ({"end": None, "agreed_maximum": D("2026-12-18")}, []),
        ({"end": None, "agreed_maximum": D("2026-10-23")}, ["cp-0001"]),
    ],
)
def test_which_plans_a_lapse_would_hit(changes: dict[str, Any], plans: list[str]) -> None:
    """The last row is over its agreed maximum and nobody has ended it, so the pupil is there."""
    view = what_if(placed(**({"start": D("2026-09-07")} | changes)), found=UNTIL_JANUARY)
    assert [ref.id for hit in view.hits for ref in hit.plans] == plans
    if view.hits:
        [hit] = view.hits
        assert (hit.ends_on, hit.closes, hit.document) == (D("2027-01-31"), True, "Certificate")
        assert view.requirements == (("insurance", "Insurance", 1),)


def test_what_if_of_the_sample_is_earliest_first(known: Standings) -> None:
    view = what_if_view(sample(), AS_OF, known)
    assert view.hits
    assert [h.ends_on for h in view.hits] == sorted(h.ends_on for h in view.hits)
    assert all(h.ends_on >= AS_OF and h.plans for h in view.hits)


# ---- editions


def kcsie(known: Standings) -> EditionChange:
    """KCSIE 2025 to 2026 in the sample."""
    view = editions_view(sample(), AS_OF, known)
    [found] = [c for c in view.changes if c.new.id == "kcsie-2026"]
    return found


def test_kingfisher_house_passes_2025_and_fails_2026(known: Standings) -> None:
    change = kcsie(known)
    assert (change.since, change.old.id) == (D("2026-09-01"), "kcsie-2025")
    [line] = [x for x in change.lines if x.provider.id == "kingfisher-house"]
    assert (line.passes_old, line.passes_new) == (True, False)
    assert "kc-written-checks" in {s.requirement.id for s in line.lost}
    assert change.losing >= 1
    assert change.both >= 1


def test_every_open_provider_stands_in_the_change_report(known: Standings) -> None:
    change = kcsie(known)
    there = {p.id for p in sample().providers if not (p.closed_on and p.closed_on < AS_OF)}
    assert {line.provider.id for line in change.lines} == there
    for line in change.lines:
        assert line.passes_new is not bool(line.lost or line.still)


def test_the_change_report_before_and_after_the_day() -> None:
    letter = evidence(requirement="written-checks", kind="letter", seen_on=D("2025-09-15"))
    farms = [
        provider(id="both", name="Both", evidence=(letter, replace(letter, seen_on=D("2026-09-10")))),
        provider(id="loses", name="Loses", evidence=(letter,)),
        provider(id="gains", name="Gains", evidence=(replace(letter, seen_on=D("2026-09-10")),)),
        provider(id="neither", name="Neither"),
    ]
    old = guidance(2025, last="2026-08-31")
    new = guidance(2026, written_checks(), requirement(id="more", title="More", blocks=False), supersedes="kcsie-2025")
    known_book = book(old, new, *farms)
    [change] = editions_view(known_book, AS_OF, Standings(known_book)).changes
    passes = {line.provider.id: (line.passes_old, line.passes_new) for line in change.lines}
    assert passes == {
        "both": (True, True), "loses": (True, False), "gains": (False, True), "neither": (False, False),
    }  # fmt: skip
    assert (change.old_on, change.new_on) == (D("2026-08-31"), AS_OF)
    assert (change.both, change.losing) == (1, 1)
    assert (change.asked_anew, change.dropped) == (("More",), ())
    [ahead] = editions_view(known_book, D("2026-07-01"), Standings(known_book)).changes
    assert (ahead.old_on, ahead.new_on) == (D("2026-07-01"), D("2026-09-01"))
    assert {line.provider.id for line in ahead.lines if line.passes_old and not line.passes_new} == {"both", "loses"}


# ---- the pack


@pytest.mark.parametrize("provider_id", [p.id for p in sample().providers])
def test_the_numbers_of_a_pack_match_its_evidence(known: Standings, provider_id: str) -> None:
    found = breaches_at(sample(), AS_OF, known)
    [pack] = pack_view(sample(), named(provider_id), AS_OF, known, found).packs
    assert [line.number for line in pack.index] == list(range(1, len(pack.index) + 1))
    rows = [row for area in pack.provider.checklist.areas for row in area.rows]
    assert rows
    for row in rows:
        if row.standing.evidence_index is not None:
            line = pack.index[pack.numbers[row.standing.evidence_index] - 1]
            assert line.evidence is row.standing.evidence
    assert len(pack.index) == sum(e.seen_on <= AS_OF for e in named(provider_id).evidence)


def test_the_pack_of_all_holds_those_in_use(known: Standings) -> None:
    view = packs_view(matrix_view(sample(), AS_OF, known))
    used = {placement.provider for _, placement in running_placements(sample(), AS_OF)}
    assert {line.provider.id for line in view.lines} == used
    assert view.as_of == AS_OF


def test_a_pack_of_an_earlier_day_knows_only_what_was_seen_then() -> None:
    farm = provider(evidence=(evidence(seen_on=D("2026-09-15")), evidence(seen_on=D("2026-11-02"))))
    known_book = book(framework(), farm)
    [pack] = pack_view(known_book, farm, D("2026-10-01"), Standings(known_book), {}).packs
    assert [str(line.evidence.seen_on) for line in pack.index] == ["2026-09-15"]


# ---- what must hold whatever the records say


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([p.id for p in sample().providers]), st.dates(D("2025-09-01"), D("2027-07-21")))
def test_an_open_gate_in_the_sample_rests_on_nothing_worse(provider_id: str, day: dt.date) -> None:
    known = Standings(sample())
    farm = named(provider_id)
    answer = gate(known, farm, day)
    blocking = [
        s for s in known.of(farm, day) if s.requirement.blocks and s.in_force and not s.requirement.applies_to_uses
    ]
    if answer.state is GateState.OPEN:
        assert not [s for s in blocking if s.state in UNMET or s.state is State.WAIVED]
    if any(s.state in UNMET for s in blocking):
        assert answer.state is GateState.CLOSED


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([p.id for p in sample().providers]), st.dates(D("2026-09-01"), D("2027-03-01")), st.data())
def test_more_good_evidence_worsens_nothing_in_the_sample(provider_id: str, day: dt.date, data: st.DataObject) -> None:
    farm = named(provider_id)
    before = Standings(sample()).of(farm, day)
    standing = data.draw(st.sampled_from(before))
    if any(e.seen_on == day and e.result != "met" for e in farm.evidence):
        return
    good = evidence(
        requirement=standing.requirement.id, kind=standing.requirement.accepts[0], seen_on=day,
        verification="visited", edition=standing.framework.id,
    )  # fmt: skip
    better = replace(farm, evidence=(*farm.evidence, good))
    for was, now in zip(before, Standings(sample()).of(better, day), strict=True):
        assert now.requirement.id == was.requirement.id
        assert now.state.rank >= was.state.rank


def test_providers_that_stand_alike_are_ordered_by_name() -> None:
    farm = provider(evidence=(evidence(),), not_applicable=(excused(of="cover"),), declared_pupils=pupils(3))
    mill = replace(farm, id="mill", name="Mill")
    one, other = asked(framework(), farm, mill), asked(framework(), mill, farm)
    assert matrix_view(one.casebook, AS_OF, one).areas == matrix_view(other.casebook, AS_OF, other).areas

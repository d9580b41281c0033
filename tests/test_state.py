"""The state of a requirement and the gate, as design.md says, and what must hold whatever the records say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compliance.gate import GateState, gate
from generator.compliance.state import UNMET, Standing, State
from generator.model import (
    CasePlan,
    DeclaredPupils,
    Evidence,
    Framework,
    Identity,
    NotApplicable,
    Provider,
    Requirement,
    Waiver,
)
from tests.cases import AS_OF
from tests.world import (
    D,
    concern,
    dispute,
    evidence,
    excused,
    framework,
    plan,
    provider,
    renewed,
    requirement,
    site,
    standings,
    waiver,
)

YEARLY = {"renewal": renewed("period", years=1)}
HALF_TERMLY = {"renewal": renewed("half-term")}
EDITION = {"renewal": renewed("new-edition")}
ALLOWED = {"not_applicable": "with-reason"}
REFUSED = {"result": "not-met"}

Row = tuple[str, dict[str, Any], list[Evidence], list[Waiver], list[NotApplicable], str]
ROWS: list[Row] = [
    # nothing seen, or nothing that counts yet
    ("nothing seen", {}, [], [], [], "missing"),
    ("seen for something else", {}, [evidence(requirement="transport")], [], [], "missing"),
    ("seen only tomorrow", {}, [evidence(seen_on=D("2026-11-23"))], [], [], "missing"),
    ("seen today", {}, [evidence(seen_on=AS_OF)], [], [], "met"),
    ("seen long ago, never renewed", {}, [evidence(seen_on=D("2016-09-15"))], [], [], "met"),
    # how long it is valid
    ("valid for long", {}, [evidence(valid_until=D("2027-08-31"))], [], [], "met"),
    ("ran out yesterday", {}, [evidence(valid_until=D("2026-11-21"))], [], [], "expired"),
    ("last day today", {}, [evidence(valid_until=AS_OF)], [], [], "expiring"),
    ("last day in 30 days", {}, [evidence(valid_until=D("2026-12-22"))], [], [], "expiring"),
    ("last day in 31 days", {}, [evidence(valid_until=D("2026-12-23"))], [], [], "met"),
    ("ran out before it was seen", {}, [evidence(valid_until=D("2026-09-01"))], [], [], "expired"),
    ("old ran out, new is valid", {}, [evidence(valid_until=D("2026-10-01")), evidence(seen_on=D("2026-10-02"))], [], [], "met"),
    ("both ran out", {}, [evidence(valid_until=D("2026-10-01")), evidence(valid_until=D("2026-11-01"))], [], [], "expired"),
    ("new ran out, old is valid", {}, [evidence(), evidence(seen_on=D("2026-10-02"), valid_until=D("2026-11-01"))], [], [], "met"),
    # what it showed
    ("found not met", {}, [evidence(result="not-met")], [], [], "not-met"),
    ("found partly met", {}, [evidence(result="partly-met")], [], [], "not-met"),
    ("refused, then met", {}, [evidence(**REFUSED), evidence(seen_on=D("2026-10-01"))], [], [], "met"),
    ("met, then refused", {}, [evidence(), evidence(seen_on=D("2026-10-01"), **REFUSED)], [], [], "not-met"),
    ("met, then partly met", {}, [evidence(), evidence(seen_on=D("2026-10-01"), result="partly-met")], [], [], "not-met"),
    ("met and refused on one day", {}, [evidence(), evidence(**REFUSED)], [], [], "not-met"),
    ("refused and met on one day", {}, [evidence(**REFUSED), evidence()], [], [], "not-met"),
    ("refused tomorrow", {}, [evidence(), evidence(seen_on=D("2026-11-23"), **REFUSED)], [], [], "met"),
    ("refused, then met, then ran out", {}, [evidence(seen_on=D("2026-09-02"), **REFUSED), evidence(valid_until=D("2026-11-01"))], [], [], "expired"),
    ("refused long ago, met since, refused again", {}, [evidence(seen_on=D("2026-09-02"), **REFUSED), evidence(), evidence(seen_on=D("2026-11-02"), **REFUSED)], [], [], "not-met"),
    # how it was verified
    ("only declared", {}, [evidence(verification="declared")], [], [], "not-met"),
    ("confirmed in writing is better", {}, [evidence(verification="confirmed-in-writing")], [], [], "met"),
    ("visited is best", {}, [evidence(verification="visited")], [], [], "met"),
    ("a declaration is enough", {"verification": "declared"}, [evidence(verification="declared")], [], [], "met"),
    ("a visit is needed", {"verification": "visited"}, [evidence(verification="confirmed-in-writing")], [], [], "not-met"),
    ("a visit is needed and was made", {"verification": "visited"}, [evidence(verification="visited")], [], [], "met"),
    ("in writing is needed", {"verification": "confirmed-in-writing"}, [evidence()], [], [], "not-met"),
    ("weak after strong", {}, [evidence(), evidence(seen_on=D("2026-10-01"), verification="declared")], [], [], "met"),
    ("weak after strong ran out", {}, [evidence(valid_until=D("2026-10-01")), evidence(seen_on=D("2026-10-01"), verification="declared")], [], [], "expired"),
    # what kind of thing it was
    ("a letter does not answer", {}, [evidence(kind="letter")], [], [], "not-met"),
    ("one of two kinds", {"accepts": ("certificate", "letter")}, [evidence(kind="letter")], [], [], "met"),
    # doubts
    ("in dispute", {}, [evidence(disputed=dispute())], [], [], "disputed"),
    ("dispute raised today", {}, [evidence(disputed=dispute("2026-11-22"))], [], [], "disputed"),
    ("dispute raised tomorrow", {}, [evidence(disputed=dispute("2026-11-23"))], [], [], "met"),
    ("dispute settled", {}, [evidence(disputed=dispute(settled="2026-11-20"))], [], [], "met"),
    ("dispute settled tomorrow", {}, [evidence(disputed=dispute(settled="2026-11-23"))], [], [], "disputed"),
    ("one of two in dispute", {}, [evidence(), evidence(disputed=dispute())], [], [], "disputed"),
    ("a waiver ends no dispute", {}, [evidence(disputed=dispute())], [waiver()], [], "disputed"),
    ("disputed and ran out", {}, [evidence(disputed=dispute(), valid_until=D("2026-11-01"))], [], [], "disputed"),
    # waivers
    ("waived while missing", {}, [], [waiver()], [], "waived"),
    ("waived while expired", {}, [evidence(valid_until=D("2026-11-01"))], [waiver()], [], "waived"),
    ("waived while not met", {}, [evidence(result="not-met")], [waiver()], [], "waived"),
    ("met needs no waiver", {}, [evidence()], [waiver()], [], "met"),
    ("expiring needs no waiver", {}, [evidence(valid_until=AS_OF)], [waiver()], [], "expiring"),
    ("the waiver ran out yesterday", {}, [], [waiver(until="2026-11-21")], [], "missing"),
    ("the waiver's last day", {}, [], [waiver(until="2026-11-22")], [], "waived"),
    ("the waiver's first day", {}, [], [waiver(start="2026-11-22")], [], "waived"),
    ("the waiver begins tomorrow", {}, [], [waiver(start="2026-11-23")], [], "missing"),
    ("the waiver is for something else", {}, [], [waiver(of="transport")], [], "missing"),
    ("one waiver ran out, another holds", {}, [], [waiver(until="2026-11-10"), waiver(start="2026-11-11")], [], "waived"),
    # not applicable
    ("excused", ALLOWED, [], [], [excused()], "not-applicable"),
    ("excused though never allowed", {}, [], [], [excused()], "missing"),
    ("excused from tomorrow", ALLOWED, [], [], [excused("2026-11-23")], "missing"),
    ("excused from today", ALLOWED, [], [], [excused("2026-11-22")], "not-applicable"),
    ("excused until yesterday", ALLOWED, [], [], [excused(until="2026-11-21")], "missing"),
    ("excused until today", ALLOWED, [], [], [excused(until="2026-11-22")], "not-applicable"),
    ("excused from something else", ALLOWED, [], [], [excused(of="transport")], "missing"),
    # renewal by period
    ("a year ago today", YEARLY, [evidence(seen_on=D("2025-11-22"))], [], [], "expiring"),
    ("more than a year ago", YEARLY, [evidence(seen_on=D("2025-11-21"))], [], [], "expired"),
    ("within the year", YEARLY, [evidence()], [], [], "met"),
    ("the certificate ends first", YEARLY, [evidence(valid_until=D("2026-11-20"))], [], [], "expired"),
    ("the year ends first", YEARLY, [evidence(seen_on=D("2025-10-01"), valid_until=D("2027-08-31"))], [], [], "expired"),
    ("three years", {"renewal": renewed("period", years=3)}, [evidence(seen_on=D("2024-01-10"))], [], [], "met"),
    ("three years over", {"renewal": renewed("period", years=3)}, [evidence(seen_on=D("2023-11-21"))], [], [], "expired"),
    ("six weeks over", {"renewal": renewed("period", weeks=6)}, [evidence(seen_on=D("2026-10-10"))], [], [], "expired"),
    # renewal every half term: good until the end of the next one
    ("this half term", HALF_TERMLY, [evidence(seen_on=D("2026-11-05"))], [], [], "met"),
    ("last half term", HALF_TERMLY, [evidence(seen_on=D("2026-10-01"))], [], [], "expiring"),
    ("before last half term", HALF_TERMLY, [evidence(seen_on=D("2026-08-20"))], [], [], "expired"),
    # renewal with a new edition: what was confirmed under the old one is due again
    ("confirmed before the edition", EDITION, [evidence(seen_on=D("2026-08-31"))], [], [], "expired"),
    ("confirmed on its first day", EDITION, [evidence(seen_on=D("2026-09-01"))], [], [], "met"),
    ("confirmed early, for this edition", EDITION, [evidence(seen_on=D("2026-08-20"), edition="rules-2026")], [], [], "met"),
    ("confirmed for another edition", EDITION, [evidence(seen_on=D("2026-08-20"), edition="rules-2025")], [], [], "expired"),
    ("an assurance is always due anew", {"area": "assurance"}, [evidence(seen_on=D("2026-08-31"))], [], [], "expired"),
    ("an assurance of this edition", {"area": "assurance"}, [evidence()], [], [], "met"),
]  # fmt: skip


def one(
    changes: dict[str, Any], found: list[Evidence], waivers: list[Waiver], excuses: list[NotApplicable], **more: Any
) -> Standing:
    """The standing of one requirement at one provider."""
    farm = provider(evidence=tuple(found), waivers=tuple(waivers), not_applicable=tuple(excuses))
    [standing] = standings(framework(requirement(**changes)), farm, **more).of(farm, AS_OF)
    return standing


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_state(row: Row) -> None:
    _, changes, found, waivers, excuses, expected = row
    standing = one(changes, found, waivers, excuses)
    assert standing.state.value == expected
    assert standing.reason
    assert standing.blocks is (expected in ("disputed", "missing", "not-met", "expired"))


def test_there_are_sixty_rows() -> None:
    assert len(ROWS) >= 60
    assert {row[-1] for row in ROWS} == {state.value for state in State}


def test_worst_first() -> None:
    words = "disputed missing not-met expired waived expiring met not-applicable"
    assert [state.value for state in sorted(State, key=lambda s: s.rank)] == words.split()


@pytest.mark.parametrize(("days", "expected"), [(30, "met"), (60, "expiring"), (59, "met")])
def test_the_window_is_the_casebooks_own(days: int, expected: str) -> None:
    standing = one({}, [evidence(valid_until=AS_OF + dt.timedelta(days=60))], [], [], due_soon_days=days)
    assert standing.state.value == expected


@pytest.mark.parametrize(
    ("changes", "in_force"),
    [
        ({}, True),
        ({"in_force_from": D("2026-11-22")}, True),
        ({"in_force_from": D("2026-11-23")}, False),
        ({"awaiting_commencement": True}, False),
        ({"awaiting_commencement": False}, True),
    ],
)
def test_what_is_not_in_force_does_not_block(changes: dict[str, Any], in_force: bool) -> None:
    standing = one(changes, [], [], [])
    assert standing.state is State.MISSING
    assert standing.in_force is in_force
    assert standing.blocks is in_force


def test_what_does_not_block_is_still_missing() -> None:
    standing = one({"blocks": False}, [], [], [])
    assert standing.state is State.MISSING
    assert not standing.blocks


@pytest.mark.parametrize(
    ("condition", "data", "applies"),
    [
        (None, {}, True),
        ({"properties": {"type": {"const": "online"}}}, {"type": "farm"}, False),
        ({"properties": {"type": {"const": "online"}}}, {"type": "online"}, True),
        ({"properties": {"type": {"const": "online"}}}, {}, True),
        ({"properties": {"activities": {"properties": {"water": {"const": True}}}}}, {"activities": {"water": False}}, False),
        ({"properties": {"activities": {"properties": {"water": {"const": True}}}}}, {"activities": {}}, True),
        ({"properties": {"activities": {"properties": {"water": {"const": True}}}}}, {}, True),
        ({"not": {"properties": {"type": {"const": "pru"}}}}, {"type": "farm"}, True),
        ({"anyOf": [{"properties": {"type": {"enum": ["a", "b"]}}}]}, {"type": "c"}, False),
    ],
)  # fmt: skip
def test_a_requirement_concerns_whom_it_says_and_the_unknown(
    condition: Any, data: dict[str, Any], applies: bool
) -> None:
    farm = provider(data=data)
    found = standings(framework(requirement(applies_when=condition)), farm).of(farm, AS_OF)
    assert bool(found) is applies


OTHER = requirement(id="cover", accepts=("letter",))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([evidence(requirement="cover", kind="letter")], "met"),
        ([evidence(requirement="cover", kind="certificate")], "met"),
        ([evidence(requirement="cover", kind="log")], "not-met"),
        ([evidence(requirement="cover", kind="letter", **REFUSED)], "not-met"),
        ([evidence(), evidence(requirement="cover", kind="letter", seen_on=D("2026-10-01"), **REFUSED)], "not-met"),
        ([evidence(requirement="unrelated", kind="letter")], "missing"),
    ],
)
@pytest.mark.parametrize("other_way", [False, True])
def test_evidence_answers_equivalents_both_ways(found: list[Evidence], expected: str, other_way: bool) -> None:
    first = requirement(equivalents=() if other_way else ("cover",))
    second = replace(OTHER, equivalents=("insurance",) if other_way else ())
    farm = provider(evidence=tuple(found))
    rules, more = framework(first), framework(second, id="more-2026", family="more")
    states = {s.requirement.id: s.state.value for s in standings(rules, more, farm).of(farm, AS_OF)}
    assert states["insurance"] == expected


TWO = (site("yard"), site("barn"))


@pytest.mark.parametrize(
    ("sites", "found", "expected"),
    [
        (TWO, [evidence()], {"yard": "met", "barn": "met", None: "met"}),
        (TWO, [evidence(site="yard")], {"yard": "met", "barn": "missing", None: "missing"}),
        (TWO, [evidence(site="yard"), evidence(site="barn", valid_until=D("2026-11-01"))], {"yard": "met", "barn": "expired", None: "expired"}),
        (TWO, [evidence(), evidence(site="barn", seen_on=D("2026-10-01"), **REFUSED)], {"yard": "met", "barn": "not-met", None: "not-met"}),
        (TWO, [evidence(), evidence(site="barn", disputed=dispute())], {"yard": "met", "barn": "disputed", None: "disputed"}),
        ((site("yard"), site("barn", closed_on=D("2026-11-21"))), [evidence(site="yard")], {"yard": "met", None: "met"}),
        ((site("yard"), site("barn", closed_on=AS_OF)), [evidence(site="yard")], {"yard": "met", None: "missing"}),
        ((site("yard"), site("barn", opened_on=D("2026-11-23"))), [evidence(site="yard")], {"yard": "met", None: "met"}),
    ],
)  # fmt: skip
def test_the_worst_site_counts(sites: tuple[Any, ...], found: list[Evidence], expected: dict[str | None, str]) -> None:
    farm = provider(sites=sites, evidence=tuple(found))
    asked = standings(framework(), farm)
    for name, state in expected.items():
        [standing] = asked.of(farm, AS_OF, site=name)
        assert standing.state.value == state, name


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, True),
        ({"in_force_to": D("2026-11-22")}, True),
        ({"in_force_to": D("2026-11-21")}, False),
        ({"in_force_from": D("2026-11-23")}, False),
    ],
)
def test_only_editions_in_force_are_asked(changes: dict[str, Any], asked: bool) -> None:
    farm = provider()
    assert bool(standings(framework(**changes), farm).of(farm, AS_OF)) is asked


# ---- the gate

MET = (evidence(),)
FULL: dict[str, Any] = {"as_at": D("2026-11-01"), "full_time_ehc_or_looked_after": 0}
GateRow = tuple[str, dict[str, Any], dict[str, Any], list[CasePlan], dict[str, Any], str]
GATES: list[GateRow] = [
    ("everything met", {}, {"evidence": MET}, [], {}, "open"),
    ("blocking missing", {}, {}, [], {}, "closed"),
    ("blocking expired", {}, {"evidence": (evidence(valid_until=D("2026-11-21")),)}, [], {}, "closed"),
    ("blocking not met", {}, {"evidence": (evidence(result="not-met"),)}, [], {}, "closed"),
    ("blocking disputed", {}, {"evidence": (evidence(disputed=dispute()),)}, [], {}, "closed"),
    ("blocking waived", {}, {"waivers": (waiver(),)}, [], {}, "conditional"),
    ("waiver over", {}, {"waivers": (waiver(until="2026-11-21"),)}, [], {}, "closed"),
    ("blocking expiring", {}, {"evidence": (evidence(valid_until=AS_OF),)}, [], {}, "open"),
    ("a must that does not block", {"blocks": False}, {}, [], {}, "conditional"),
    ("a must that ran out", {"blocks": False}, {"evidence": (evidence(valid_until=D("2026-11-01")),)}, [], {}, "conditional"),
    ("good practice missing", {"blocks": False, "level": "good-practice"}, {}, [], {}, "open"),
    ("local and blocking", {"level": "local"}, {}, [], {}, "closed"),
    ("not applicable", ALLOWED, {"not_applicable": (excused(),)}, [], {}, "open"),
    ("not in force yet", {"in_force_from": D("2026-11-23")}, {}, [], {}, "open"),
    ("awaiting commencement", {"awaiting_commencement": True}, {}, [], {}, "open"),
    ("for another use", {"applies_to_uses": ("transport",)}, {}, [], {}, "open"),
    ("for another of the uses", {"applies_to_uses": ("transport",)}, {}, [], {"uses": frozenset({"online"})}, "open"),
    ("for this use", {"applies_to_uses": ("transport",)}, {}, [], {"uses": frozenset({"transport"})}, "closed"),
    ("suspended", {}, {"evidence": MET, "concerns": (concern(),)}, [], {}, "closed"),
    ("suspended from tomorrow", {}, {"evidence": MET, "concerns": (concern(raised_on=D("2026-11-23")),)}, [], {}, "open"),
    ("suspension lifted", {}, {"evidence": MET, "concerns": (concern(closed_on=D("2026-11-20")),)}, [], {}, "open"),
    ("suspension lifted tomorrow", {}, {"evidence": MET, "concerns": (concern(closed_on=D("2026-11-23")),)}, [], {}, "closed"),
    ("open concern", {}, {"evidence": MET, "concerns": (concern(suspends=False),)}, [], {}, "conditional"),
    ("provider closed", {}, {"evidence": MET, "closed_on": D("2026-11-21")}, [], {}, "closed"),
    ("provider's last day", {}, {"evidence": MET, "closed_on": AS_OF}, [], {}, "open"),
    ("provider opens tomorrow", {}, {"evidence": MET, "opened_on": D("2026-11-23")}, [], {}, "closed"),
    ("this site", {}, {"evidence": MET}, [], {"site": "yard"}, "open"),
    ("no such site", {}, {"evidence": MET}, [], {"site": "barn"}, "closed"),
    ("site closed", {}, {"evidence": MET, "sites": (site(closed_on=D("2026-11-21")),)}, [], {"site": "yard"}, "closed"),
    ("five full-time pupils", {}, {"evidence": MET, "declared_pupils": DeclaredPupils(full_time=5, **FULL)}, [], {}, "closed"),
    ("four full-time pupils", {}, {"evidence": MET, "declared_pupils": DeclaredPupils(full_time=4, **FULL)}, [], {}, "conditional"),
    ("three full-time pupils", {}, {"evidence": MET, "declared_pupils": DeclaredPupils(full_time=3, **FULL)}, [], {}, "open"),
    ("one with an EHC plan", {}, {"evidence": MET, "declared_pupils": DeclaredPupils(as_at=AS_OF, full_time=1, full_time_ehc_or_looked_after=1)}, [], {}, "closed"),
    ("a registered school", {}, {"evidence": MET, "identity": Identity(urn="149999"), "declared_pupils": DeclaredPupils(full_time=50, **FULL)}, [], {}, "open"),
    ("a school by its type", {}, {"evidence": MET, "type": "pru", "declared_pupils": DeclaredPupils(full_time=50, **FULL)}, [], {}, "open"),
    ("pupils never asked", {}, {"evidence": MET, "declared_pupils": None}, [], {}, "conditional"),
    ("pupils not said", {}, {"evidence": MET, "declared_pupils": DeclaredPupils(as_at=AS_OF)}, [], {}, "conditional"),
    ("five of our own", {}, {"evidence": MET}, [plan(f"cp-000{n}") for n in range(5)], {}, "closed"),
    ("our own part-time", {}, {"evidence": MET}, [plan(f"cp-000{n}", full_time=False) for n in range(5)], {}, "open"),
    ("our own, over since yesterday", {}, {"evidence": MET}, [plan(f"cp-000{n}", end="2026-11-21") for n in range(5)], {}, "open"),
    ("our own with an EHC plan", {}, {"evidence": MET}, [plan(sen_provision="E")], {}, "closed"),
    ("our own looked after", {}, {"evidence": MET}, [plan(flags=("lac",))], {}, "closed"),
    ("our own with SEN support", {}, {"evidence": MET}, [plan(sen_provision="K")], {}, "open"),
]  # fmt: skip


@pytest.mark.parametrize("row", GATES, ids=lambda row: row[0])
def test_gate(row: GateRow) -> None:
    _, rule, changes, plans, question, expected = row
    farm = provider(**changes)
    asked = standings(framework(requirement(**rule)), farm, *plans)
    answer = gate(asked, farm, AS_OF, **question)
    assert answer.state.value == expected, answer.reasons
    assert bool(answer.reasons) is (expected != "open")
    assert any(reason.closes for reason in answer.reasons) is (expected == "closed")
    assert all(reason.title and reason.text for reason in answer.reasons)


def test_there_are_twenty_five_gates() -> None:
    assert len(GATES) >= 25


# ---- what must hold whatever the records say

DAYS = st.dates(D("2026-09-01"), D("2027-07-01"))
OFFSETS = st.none() | st.integers(0, 400).map(lambda n: dt.timedelta(days=n))
VERIFICATIONS = st.sampled_from(["declared", "document-seen", "confirmed-in-writing", "visited"])


@st.composite
def some_evidence(draw: st.DrawFn) -> Evidence:
    """Any piece of evidence."""
    seen, lasts = draw(DAYS), draw(OFFSETS)
    raised = draw(st.none() | DAYS)
    settled = draw(OFFSETS)
    doubt = dispute() if raised else None
    if doubt and raised:
        doubt = replace(doubt, raised_on=raised, settled_on=raised + settled if settled is not None else None)
    return evidence(
        seen_on=seen,
        valid_until=seen + lasts if lasts is not None else None,
        result=draw(st.sampled_from(["met", "met", "partly-met", "not-met"])),
        verification=draw(VERIFICATIONS),
        kind=draw(st.sampled_from(["certificate", "certificate", "letter"])),
        site=draw(st.sampled_from([None, None, "yard", "barn"])),
        disputed=doubt if draw(st.integers(0, 4)) == 0 else None,
    )


@st.composite
def some_requirement(draw: st.DrawFn) -> Requirement:
    """Any requirement."""
    renewals = [{}, YEARLY, HALF_TERMLY, EDITION, {"renewal": renewed("period", weeks=6)}]
    changes: dict[str, Any] = {
        **draw(st.sampled_from(renewals)),
        "verification": draw(VERIFICATIONS),
        "blocks": draw(st.booleans()),
        "not_applicable": draw(st.sampled_from(["never", "with-reason"])),
        "awaiting_commencement": draw(st.sampled_from([None, None, True])),
    }
    return requirement(**changes)


@st.composite
def some_provider(draw: st.DrawFn, *, quiet: bool = False) -> Provider:
    """Any provider; a quiet one has no decisions that begin or end by themselves."""
    waivers = [] if quiet else draw(st.lists(st.tuples(DAYS, DAYS), max_size=2))
    excuses = [] if quiet else draw(st.lists(DAYS, max_size=1))
    found = draw(st.lists(some_evidence(), max_size=5))
    if quiet:
        found = [replace(item, disputed=None) for item in found]
    return provider(
        sites=draw(st.sampled_from([(site("yard"),), TWO])),
        evidence=tuple(found),
        waivers=tuple(waiver(str(a), str(max(a, b))) for a, b in waivers),
        not_applicable=tuple(excused(str(day)) for day in excuses),
    )


def state_on(rule: Requirement, farm: Provider, day: dt.date, place: str | None = None) -> State:
    """The state of one requirement on a day."""
    [standing] = standings(framework(rule), farm).of(farm, day, site=place)
    return standing.state


@settings(max_examples=300, deadline=None)
@given(some_requirement(), some_provider(), DAYS)
def test_worst_wins_over_sites(rule: Requirement, farm: Provider, day: dt.date) -> None:
    each = [state_on(rule, farm, day, place.id) for place in farm.sites]
    assert state_on(rule, farm, day) is min(each, key=lambda state: state.rank)


@settings(max_examples=300, deadline=None)
@given(some_requirement(), some_provider(), DAYS)
def test_what_has_not_been_seen_is_never_fine(rule: Requirement, farm: Provider, day: dt.date) -> None:
    if not any(item.seen_on <= day for item in farm.evidence):
        assert state_on(rule, farm, day) in (State.MISSING, State.WAIVED, State.NOT_APPLICABLE)


@settings(max_examples=300, deadline=None)
@given(some_requirement(), some_provider(), DAYS, st.sampled_from([None, "yard", "barn"]))
def test_good_evidence_never_worsens_a_state(
    rule: Requirement, farm: Provider, day: dt.date, place: str | None
) -> None:
    before = state_on(rule, farm, day)
    good = evidence(seen_on=day, verification="visited", site=place, edition="rules-2026")
    after = state_on(rule, replace(farm, evidence=(*farm.evidence, good)), day)
    refused_today = any(item.seen_on == day and item.result != "met" for item in farm.evidence)
    assert after.rank >= before.rank or refused_today


@settings(max_examples=300, deadline=None)
@given(some_requirement(), some_provider(), DAYS)
def test_weak_evidence_never_makes_a_state_fine(rule: Requirement, farm: Provider, day: dt.date) -> None:
    weak = evidence(seen_on=day, kind="log", verification="visited")
    before = state_on(rule, farm, day)
    after = state_on(rule, replace(farm, evidence=(*farm.evidence, weak)), day)
    if before in UNMET:
        assert after in UNMET
    else:
        assert after is before


@settings(max_examples=400, deadline=None)
@given(some_requirement(), some_provider(quiet=True), DAYS, st.integers(0, 300))
def test_waiting_improves_nothing(rule: Requirement, farm: Provider, day: dt.date, later: int) -> None:
    """With no new evidence and no decisions that begin or end, a later day is never better."""
    farm = replace(farm, evidence=tuple(item for item in farm.evidence if item.seen_on <= day))
    now, then = state_on(rule, farm, day), state_on(rule, farm, day + dt.timedelta(days=later))
    assert then.rank <= now.rank


@settings(max_examples=300, deadline=None)
@given(some_requirement(), some_provider(), DAYS)
def test_tomorrow_is_unknown_today(rule: Requirement, farm: Provider, day: dt.date) -> None:
    """Evidence seen later changes nothing about an earlier day."""
    future = evidence(seen_on=day + dt.timedelta(days=1), result="not-met")
    assert state_on(rule, replace(farm, evidence=(*farm.evidence, future)), day) is state_on(rule, farm, day)


@settings(max_examples=300, deadline=None)
@given(some_requirement(), some_provider(), DAYS, st.randoms())
def test_the_order_of_evidence_seen_on_different_days_is_nothing(
    rule: Requirement, farm: Provider, day: dt.date, random: Any
) -> None:
    shuffled = list(farm.evidence)
    random.shuffle(shuffled)
    if len({item.seen_on for item in shuffled}) == len(shuffled):
        assert state_on(rule, replace(farm, evidence=tuple(shuffled)), day) is state_on(rule, farm, day)


@settings(max_examples=400, deadline=None)
@given(st.lists(some_requirement(), min_size=1, max_size=3), some_provider(), DAYS, st.booleans())
def test_an_open_gate_has_nothing_that_blocks(
    rules: list[Requirement], farm: Provider, day: dt.date, suspended: bool
) -> None:
    named = [replace(rule, id=f"rule-{n}") for n, rule in enumerate(rules)]
    spread = tuple(replace(item, requirement=f"rule-{n % 3}") for n, item in enumerate(farm.evidence))
    farm = replace(farm, evidence=spread, concerns=(concern(raised_on=D("2026-09-01")),) if suspended else ())
    rules_of: Framework = framework(*named)
    asked = standings(rules_of, farm)
    answer = gate(asked, farm, day)
    blocking = [s for s in asked.of(farm, day) if s.blocks]
    if answer.state is GateState.OPEN:
        assert not blocking
        assert not suspended
    assert (answer.state is GateState.CLOSED) is (bool(blocking) or suspended)


def test_a_requirement_that_is_not_of_this_casebook_is_asked_itself_and_never_left_out() -> None:
    farm = provider()
    ours = standings(framework(requirement()), farm)
    assert ours.concerns(requirement(), farm)
    assert ours.concerns(requirement(applies_when={"required": ["nothing-like-this"]}), farm) is False

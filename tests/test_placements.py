"""Placements against the gate over their whole time: breaches, what will lapse, and the rules that report them."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks import lapse_before_end, placement_while_closed
from generator.clocks import days
from generator.compliance.gate import GateState, gate
from generator.compliance.intervals import ClosedPeriod, Span, closed_periods, merged
from generator.compliance.placements import Breach, Lapse, breaches, closed_starts, gate_over, lapses
from generator.compliance.state import Standings
from generator.findings import Finding, Severity
from generator.model import CasePlan, Evidence, Provider, Record, Requirement
from tests.cases import AS_OF, SAMPLE, copy_base, replace_in
from tests.compliance_world import (
    agreed,
    asked,
    book,
    by_agreement,
    by_policy,
    current_mark,
    guidance,
    long_in_force,
    looked_at,
    placed,
    policy,
    pupils,
    signed_for,
    written_checks,
)
from tests.test_cli import call, exits
from tests.test_state import DAYS, some_provider, some_requirement
from tests.world import D, concern, dispute, evidence, excused, plan, provider, requirement, site, waiver

LIABILITY = requirement(title="Employers' liability insurance")


def seen(day: str, until: str | None = None, **changes: Any) -> Evidence:
    """A certificate seen on a day."""
    return evidence(seen_on=D(day), valid_until=D(until) if until else None, **changes)


GAP = (seen("2025-03-10", "2026-03-11"), seen("2026-03-20", "2027-03-11"))
"""Insurance that ran out on 11 March; the next certificate was seen on the 20th."""


def shown(periods: tuple[ClosedPeriod, ...]) -> list[tuple[str, str, str]]:
    """Periods as first day, last day, title."""
    return [(str(p.start), str(p.end), p.title) for p in periods]


def closed(
    farm: Provider, start: str, end: str, *rules: Requirement, others: tuple[Record, ...] = (), **use: Any
) -> list[tuple[str, str, str]]:
    """When the farm was closed between two days, joined."""
    known = asked(long_in_force(*(rules or (LIABILITY,))), farm, *others)
    return shown(merged(closed_periods(known, farm, Span(start=D(start), end=D(end), **use))))


# ---- closed periods, worked by hand

TITLE = "Employers' liability insurance"


def test_insurance_had_a_gap_from_12_to_19_march() -> None:
    farm = provider(evidence=GAP)
    assert closed(farm, "2026-01-05", "2026-07-20") == [("2026-03-12", "2026-03-19", TITLE)]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-01-05", "2026-03-11", []),
        ("2026-01-05", "2026-03-12", [("2026-03-12", "2026-03-12", TITLE)]),
        ("2026-03-15", "2026-03-16", [("2026-03-15", "2026-03-16", TITLE)]),
        ("2026-03-19", "2026-07-20", [("2026-03-19", "2026-03-19", TITLE)]),
        ("2026-03-20", "2026-07-20", []),
    ],
)
def test_only_the_days_asked_about_are_named(start: str, end: str, expected: list[Any]) -> None:
    assert closed(provider(evidence=GAP), start, end) == expected


PeriodRow = tuple[str, dict[str, Any], tuple[Requirement, ...], list[tuple[str, str]]]
PERIODS: list[PeriodRow] = [
    ("never insured", {}, (LIABILITY,), [("2026-09-07", "2026-12-18")]),
    ("insured throughout", {"evidence": (seen("2026-09-01"),)}, (LIABILITY,), []),
    ("insured from the second week", {"evidence": (seen("2026-09-14"),)}, (LIABILITY,), [("2026-09-07", "2026-09-13")]),
    ("a waiver in the middle", {"waivers": (waiver("2026-10-01", "2026-10-31"),)}, (LIABILITY,), [("2026-09-07", "2026-09-30"), ("2026-11-01", "2026-12-18")]),
    ("waived to the last day", {"waivers": (waiver("2026-09-01", "2026-12-18"),)}, (LIABILITY,), []),
    ("left out from half term", {"not_applicable": (excused("2026-10-26"),)}, (requirement(not_applicable="with-reason"),), [("2026-09-07", "2026-10-25")]),
    ("left out until half term", {"not_applicable": (excused("2026-09-01", "2026-10-25"),)}, (requirement(not_applicable="with-reason"),), [("2026-10-26", "2026-12-18")]),
    ("refused, then put right", {"evidence": (seen("2026-09-01"), seen("2026-10-05", result="not-met"), seen("2026-10-12"))}, (LIABILITY,), [("2026-10-05", "2026-10-11")]),
    ("in doubt for a week", {"evidence": (seen("2026-09-01", disputed=dispute("2026-10-05", "2026-10-12")),)}, (LIABILITY,), [("2026-10-05", "2026-10-11")]),
    ("suspended for a week", {"evidence": (seen("2026-09-01"),), "concerns": (concern(raised_on=D("2026-10-05"), closed_on=D("2026-10-12")),)}, (LIABILITY,), [("2026-10-05", "2026-10-11")]),
    ("suspended and never lifted", {"evidence": (seen("2026-09-01"),), "concerns": (concern(raised_on=D("2026-10-05")),)}, (LIABILITY,), [("2026-10-05", "2026-12-18")]),
    ("suspended and lifted on one day", {"evidence": (seen("2026-09-01"),), "concerns": (concern(raised_on=D("2026-10-05"), closed_on=D("2026-10-05")),)}, (LIABILITY,), []),
    ("a concern that does not suspend", {"evidence": (seen("2026-09-01"),), "concerns": (concern(suspends=False, raised_on=D("2026-10-05")),)}, (LIABILITY,), []),
    ("an agreement that starts late", {"agreements": (agreed("2026-09-10", "2026-09-14"),)}, (by_agreement(),), [("2026-09-07", "2026-09-13")]),
    ("an agreement that ends early", {"agreements": (agreed("2026-09-01", ends="2026-11-30"),)}, (by_agreement(),), [("2026-12-01", "2026-12-18")]),
    ("the old policy, with thirty days to confirm the new one", {"acknowledgements": (signed_for("1.0", "2025-10-01"),)}, (by_policy(),), [("2026-10-16", "2026-12-18")]),
    ("the new policy confirmed three weeks late", {"acknowledgements": (signed_for("1.0", "2025-10-01"), signed_for("2.0", "2026-11-06", current_mark()))}, (by_policy(),), [("2026-10-16", "2026-11-05")]),
    ("in force from November", {}, (requirement(in_force_from=D("2026-11-02")),), [("2026-11-02", "2026-12-18")]),
    ("awaiting commencement", {}, (requirement(awaiting_commencement=True),), []),
    ("a rule that does not bar", {}, (requirement(blocks=False),), []),
    ("the provider closes", {"evidence": (seen("2026-09-01"),), "closed_on": D("2026-11-30")}, (LIABILITY,), [("2026-12-01", "2026-12-18")]),
    ("the provider opens late", {"evidence": (seen("2026-09-01"),), "opened_on": D("2026-09-14")}, (LIABILITY,), [("2026-09-07", "2026-09-13")]),
    ("the fifth full-time pupil is declared", {"evidence": (seen("2026-09-01"),), "declared_pupils": pupils(5, 0, "2026-10-05")}, (LIABILITY,), [("2026-10-05", "2026-12-18")]),
    ("reviewed half-termly, once too late", {"evidence": (seen("2026-06-10"), seen("2026-11-06"))}, (requirement(renewal=replace(LIABILITY.renewal, rule="half-term")),), [("2026-10-24", "2026-11-05")]),
]  # fmt: skip


@pytest.mark.parametrize("row", PERIODS, ids=lambda row: row[0])
def test_closed_periods(row: PeriodRow) -> None:
    _, changes, rules, expected = row
    given_by: dict[str, Any] = {"declared_pupils": pupils(as_at="2026-09-01")} | changes
    found = closed(provider(**given_by), "2026-09-07", "2026-12-18", *rules, others=(policy(),))
    assert [(start, end) for start, end, _ in found] == expected, found


def test_two_reasons_are_two_periods() -> None:
    farm = provider(evidence=GAP, concerns=(concern(raised_on=D("2026-03-16"), closed_on=D("2026-03-23")),))
    assert closed(farm, "2026-01-05", "2026-07-20") == [
        ("2026-03-12", "2026-03-19", TITLE),
        ("2026-03-16", "2026-03-22", "Suspended: concern about missing from site"),
    ]


def test_the_site_that_is_used_counts() -> None:
    two = (site("yard"), site("barn"))
    farm = provider(sites=two, evidence=(seen("2025-03-10", site="yard"), *(replace(e, site="barn") for e in GAP)))
    span = ("2026-01-05", "2026-07-20")
    assert closed(farm, *span, site="yard") == []
    assert closed(farm, *span, site="barn") == [("2026-03-12", "2026-03-19", TITLE)]
    assert closed(farm, *span) == [("2026-03-12", "2026-03-19", TITLE)], "without a site the worst one counts"


def test_a_use_brings_its_own_periods() -> None:
    drivers = requirement(id="drivers", title="Drivers checked", applies_to_uses=("transport",))
    farm = provider(evidence=(seen("2025-03-10"),))
    assert closed(farm, "2026-03-02", "2026-03-27", LIABILITY, drivers) == []
    assert closed(farm, "2026-03-02", "2026-03-27", LIABILITY, drivers, uses=frozenset({"transport"})) == [
        ("2026-03-02", "2026-03-27", "Drivers checked")
    ]


def test_a_new_edition_closes_on_its_first_day() -> None:
    letter = evidence(requirement="written-checks", kind="letter", seen_on=D("2025-09-15"))
    farm = provider(evidence=(letter, replace(letter, seen_on=D("2026-09-24"))))
    known = asked(guidance(2025, last="2026-08-31"), guidance(2026), farm)
    found = merged(closed_periods(known, farm, Span(start=D("2026-04-13"), end=D("2026-12-18"))))
    assert shown(found) == [("2026-09-01", "2026-09-23", written_checks().title)]


def test_our_fifth_full_time_pupil_closes_from_the_first_day_to_the_last() -> None:
    four = tuple(plan(f"cp-00{n:02}") for n in range(4))
    fifth = plan("cp-0099", start="2026-10-05", end="2026-10-16")
    farm = provider(evidence=(seen("2026-09-01"),))
    found = closed(farm, "2026-09-07", "2026-12-18", others=(*four, fifth))
    assert found == [("2026-10-05", "2026-10-16", "Would be an unregistered school")]


def period(start: str, end: str, title: str = "Insurance") -> ClosedPeriod:
    """A period by hand."""
    return ClosedPeriod(start=D(start), end=D(end), title=title, text="ran out")


@pytest.mark.parametrize(
    ("given_periods", "expected"),
    [
        ([], []),
        ([("2026-03-12", "2026-03-15"), ("2026-03-16", "2026-03-19")], [("2026-03-12", "2026-03-19")]),
        ([("2026-03-12", "2026-03-15"), ("2026-03-17", "2026-03-19")], [("2026-03-12", "2026-03-15"), ("2026-03-17", "2026-03-19")]),
        ([("2026-03-12", "2026-03-19"), ("2026-03-14", "2026-03-15")], [("2026-03-12", "2026-03-19")]),
        ([("2026-03-14", "2026-03-21"), ("2026-03-12", "2026-03-15")], [("2026-03-12", "2026-03-21")]),
    ],
)  # fmt: skip
def test_adjoining_periods_are_one(given_periods: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    found = merged(period(*days_) for days_ in given_periods)
    assert [(str(p.start), str(p.end)) for p in found] == expected


def test_periods_of_different_reasons_stay_apart() -> None:
    found = merged([period("2026-03-12", "2026-03-15"), period("2026-03-16", "2026-03-19", "Agreement")])
    assert len(found) == 2


# ---- the change points against the gate of every single day

FIRST, LAST = D("2026-09-05"), D("2026-12-20")


def closing_day_by_day(known: Standings, farm: Provider, span: Span) -> dict[str, set[dt.date]]:
    """Every title that closes the gate, with its days: the slow way."""
    found: dict[str, set[dt.date]] = {}
    for day in days(span.start, span.end):
        for reason in gate(known, farm, day, site=span.site, uses=span.uses).reasons:
            if reason.closes:
                found.setdefault(reason.title, set()).add(day)
    return found


@st.composite
def some_world(draw: st.DrawFn) -> tuple[list[Record], Provider]:
    """Rules, a provider and plans with dates in the term or around it."""
    rules = [replace(draw(some_requirement()), id=f"rule-{n}", title=f"Rule {n}") for n in range(2)]
    in_force = draw(st.sampled_from([None, D("2026-10-12")]))
    rules[0] = replace(rules[0], in_force_from=in_force, blocks=True)
    rules.append(replace(by_agreement(), title="Agreement"))
    rules.append(replace(by_policy(), title="Policy"))
    farm = draw(some_provider())
    spread = tuple(replace(item, requirement=f"rule-{n % 2}") for n, item in enumerate(farm.evidence))
    term = st.dates(FIRST, LAST)
    signed = tuple(
        agreed(str(min(a, b)), str(a), str(max(a, b))) for a, b in draw(st.lists(st.tuples(term, term), max_size=2))
    )
    marks = st.sampled_from([current_mark(), None])
    given_for = tuple(
        signed_for(version, str(day), mark)
        for version, day, mark in draw(st.lists(st.tuples(st.sampled_from(["1.0", "2.0"]), term, marks), max_size=3))
    )
    raised = draw(st.lists(st.tuples(term, st.integers(0, 40)), max_size=1))
    concerns = tuple(concern(raised_on=a, closed_on=a + dt.timedelta(days=n) if n else None) for a, n in raised)
    farm = replace(
        farm,
        evidence=spread,
        agreements=signed,
        acknowledgements=given_for,
        concerns=concerns,
        opened_on=draw(st.sampled_from([None, None, D("2026-09-10")])),
        sites=(farm.sites[0], site("barn", closed_on=draw(st.sampled_from([None, D("2026-11-10")])))),
        declared_pupils=pupils(draw(st.integers(0, 4)), 0, str(draw(term))),
    )
    plans: list[Record] = [
        plan(f"cp-00{n:02}", start=str(min(a, b)), end=str(max(a, b)))
        for n, (a, b) in enumerate(draw(st.lists(st.tuples(term, term), max_size=4)))
    ]
    text = draw(st.sampled_from([None, "2026-10-20"]))
    return [long_in_force(*rules), policy(since=text or "2026-09-15"), *plans], farm


@settings(max_examples=300, deadline=None)
@given(some_world(), st.sampled_from([None, "yard", "barn"]), st.tuples(DAYS, DAYS))
def test_change_points_agree_with_every_single_day(
    world: tuple[list[Record], Provider], place: str | None, ends: tuple[dt.date, dt.date]
) -> None:
    records, farm = world
    start = max(min(ends), FIRST)
    span = Span(start=start, end=min(max(*ends, start), start + dt.timedelta(days=110)), site=place)
    known = asked(*records, farm)
    found: dict[str, set[dt.date]] = {}
    for p in closed_periods(known, farm, span):
        assert span.start <= p.start <= p.end <= span.end
        found.setdefault(p.title, set()).update(days(p.start, p.end))
    assert found == closing_day_by_day(known, farm, span)
    for p in merged(closed_periods(known, farm, span)):
        assert {*days(p.start, p.end)} <= found[p.title]


# ---- breaches, lapses and starts

SPRING: dict[str, Any] = {"start": D("2026-01-12"), "end": D("2026-05-22")}


def at_the_farm(*plans: CasePlan, farm: Provider | None = None) -> tuple[Any, Standings]:
    """A casebook with plans at the farm whose insurance had a gap."""
    known = book(long_in_force(LIABILITY), farm or provider(evidence=GAP), *plans)
    return known, Standings(known)


def breaches_of(*plans: CasePlan, farm: Provider | None = None, as_of: dt.date = AS_OF) -> list[Breach]:
    """Every breach."""
    known, standings = at_the_farm(*plans, farm=farm)
    return list(breaches(known, as_of, standings))


def lapses_of(*plans: CasePlan, farm: Provider | None = None, as_of: dt.date = AS_OF) -> list[Lapse]:
    """Every lapse ahead."""
    known, standings = at_the_farm(*plans, farm=farm)
    return list(lapses(known, as_of, standings))


def test_this_placement_stood_on_expired_insurance_from_12_to_19_march() -> None:
    [breach] = breaches_of(placed(**SPRING))
    assert (str(breach.period.start), str(breach.period.end)) == ("2026-03-12", "2026-03-19")
    assert breach.period.title == TITLE
    assert "11 March 2026" in breach.period.text
    assert breach.reviewed is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"end": D("2026-03-11")}, []),
        ({"end": D("2026-03-12")}, [("2026-03-12", "2026-03-12")]),
        ({"start": D("2026-03-16"), "end": None}, [("2026-03-16", "2026-03-19")]),
        ({"start": D("2026-03-20")}, []),
        ({"start": D("2026-12-01"), "end": None}, []),
        ({"end": None, "agreed_maximum": D("2026-03-13")}, [("2026-03-12", "2026-03-19")]),
        ({"site": "yard", "uses": ("transport",)}, [("2026-03-12", "2026-03-19")]),
    ],
)
def test_only_the_days_of_the_placement_are_a_breach(changes: dict[str, Any], expected: list[Any]) -> None:
    found = breaches_of(placed(**{**SPRING, **changes}))
    assert [(str(b.period.start), str(b.period.end)) for b in found] == expected


def test_a_placement_over_its_agreed_maximum_still_runs() -> None:
    """Nobody has ended it: the pupil is there, and so is the breach."""
    farm = provider(evidence=(seen("2026-09-01", "2026-10-31"),))
    [breach] = breaches_of(placed(start=D("2026-09-07"), agreed_maximum=D("2026-10-23")), farm=farm)
    assert (breach.period.start, breach.period.end) == (D("2026-11-01"), AS_OF)


def test_a_closed_plan_ends_its_placements() -> None:
    farm = provider(evidence=(seen("2026-09-01", "2026-10-31"),))
    over = placed(start=D("2026-09-07"), plan_changes={"closed_on": D("2026-10-30")})
    assert breaches_of(over, farm=farm) == []
    [breach] = breaches_of(placed(start=D("2026-09-07"), plan_changes={"closed_on": D("2026-11-02")}), farm=farm)
    assert breach.period.end == D("2026-11-02")


@pytest.mark.parametrize(
    ("reviews", "reviewed"),
    [
        ([("2026-03-12", "2026-03-19")], True),
        ([("2026-03-01", "2026-03-31")], True),
        ([("2026-03-13", "2026-03-19")], False),
        ([("2026-03-12", "2026-03-18")], False),
        ([("2025-03-12", "2025-03-19")], False),
        ([("2026-01-01", "2026-01-31"), ("2026-03-12", "2026-03-20")], True),
    ],
)
def test_a_review_must_cover_the_whole_breach(reviews: list[tuple[str, str]], reviewed: bool) -> None:
    [breach] = breaches_of(placed(**SPRING, breach_reviews=tuple(looked_at(*pair) for pair in reviews)))
    assert (breach.reviewed is not None) is reviewed


def test_what_will_lapse_before_the_placement_ends() -> None:
    farm = provider(evidence=(seen("2026-09-01", "2027-01-31"),))
    [lapse] = lapses_of(placed(start=D("2026-09-07"), end=D("2027-03-24")), farm=farm)
    assert (str(lapse.period.start), str(lapse.period.end)) == ("2027-02-01", "2027-03-24")


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({"end": D("2027-01-31")}, 0),
        ({"end": D("2027-02-01")}, 1),
        ({"end": None}, 0),
        ({"end": None, "agreed_maximum": D("2027-02-12")}, 1),
        ({"start": D("2027-02-15"), "end": D("2027-03-24")}, 1),
        ({"start": D("2026-09-07"), "end": D("2026-11-20")}, 0),
    ],
)
def test_only_a_placement_with_a_known_end_can_be_outlived(changes: dict[str, Any], count: int) -> None:
    farm = provider(evidence=(seen("2026-09-01", "2027-01-31"),))
    assert len(lapses_of(placed(**({"start": D("2026-09-07")} | changes)), farm=farm)) == count


def test_what_is_closed_already_is_no_lapse_ahead() -> None:
    farm = provider(evidence=(seen("2026-09-01", "2026-11-01"),))
    there = placed(start=D("2026-09-07"), end=D("2027-03-24"))
    assert lapses_of(there, farm=farm) == []
    assert len(breaches_of(there, farm=farm)) == 1


@pytest.mark.parametrize(
    ("found", "start", "count"),
    [
        ((), "2027-01-04", 1),
        ((seen("2026-09-01"),), "2027-01-04", 0),
        ((seen("2026-09-01", "2026-12-31"),), "2027-01-04", 0),
        ((), "2026-11-22", 0),
    ],
)
def test_a_planned_start_at_a_closed_provider(found: tuple[Evidence, ...], start: str, count: int) -> None:
    known, standings = at_the_farm(placed(start=D(start)), farm=provider(evidence=found))
    assert len(list(closed_starts(known, AS_OF, standings))) == count


def test_open_today_but_not_to_the_end_is_conditional() -> None:
    farm = provider(evidence=(seen("2026-09-01", "2027-01-31"),))
    _, standings = at_the_farm(farm=farm)
    until_january = gate_over(standings, farm, Span(start=AS_OF, end=D("2027-01-31")))
    until_february = gate_over(standings, farm, Span(start=AS_OF, end=D("2027-02-01")))
    assert until_january.state is GateState.OPEN
    assert until_february.state is GateState.CONDITIONAL
    [reason] = until_february.reasons
    assert "1 February 2027" in reason.text


# ---- the rules


def messages(rule: Any, *records: Record, as_of: dt.date = AS_OF) -> list[Finding]:
    """What a rule finds."""
    return list(rule.check(book(*records), as_of))


def test_cb308_names_provider_dates_and_requirement_on_the_plan() -> None:
    [found] = messages(placement_while_closed, long_in_force(LIABILITY), provider(evidence=GAP), placed(**SPRING))
    assert found.code == "CB308"
    assert found.severity is Severity.ERROR
    assert "Farm was closed from 12 to 19 March 2026" in found.message
    assert TITLE in found.message
    assert "2026-03-12" in (found.hint or "")
    assert "2026-03-19" in (found.hint or "")


def test_cb308_reviewed_is_a_notice_that_stays() -> None:
    there = placed(**SPRING, breach_reviews=(looked_at("2026-03-12", "2026-03-19", "2026-04-20"),))
    [found] = messages(placement_while_closed, long_in_force(LIABILITY), provider(evidence=GAP), there)
    assert found.severity is Severity.NOTICE
    assert "looked at on 20 April 2026" in found.message


def test_cb308_reviewed_for_one_gap_is_an_error_for_the_other() -> None:
    two_gaps = (*GAP, seen("2026-09-01", result="not-met"), seen("2026-09-08"))
    there = placed(start=D("2026-01-12"), breach_reviews=(looked_at("2026-03-12", "2026-03-19"),))
    found = messages(placement_while_closed, long_in_force(LIABILITY), provider(evidence=two_gaps), there)
    assert [f.severity for f in found] == [Severity.NOTICE, Severity.ERROR]
    assert "from 1 to 7 September 2026" in found[1].message


def test_cb308_an_error_today_is_no_breach_tomorrow_by_itself() -> None:
    """A new certificate does not make the days before it good."""
    farm, there = provider(evidence=GAP), placed(**SPRING)
    for as_of in (D("2026-03-12"), D("2026-03-19"), D("2026-03-20"), D("2027-06-01")):
        [found] = messages(placement_while_closed, long_in_force(LIABILITY), farm, there, as_of=as_of)
        assert found.severity is Severity.ERROR
    assert messages(placement_while_closed, long_in_force(LIABILITY), farm, there, as_of=D("2026-03-11")) == []


def test_cb308_a_planned_start_at_a_closed_provider_is_an_error() -> None:
    [found] = messages(placement_while_closed, long_in_force(LIABILITY), provider(), placed(start=D("2027-01-04")))
    assert found.severity is Severity.ERROR
    assert "is to start" in found.message


def test_cb309_names_the_day_and_what_lapses() -> None:
    farm = provider(evidence=(seen("2026-09-01", "2027-01-31"),))
    there = placed(start=D("2026-09-07"), end=D("2027-03-24"))
    [found] = messages(lapse_before_end, long_in_force(LIABILITY), farm, there)
    assert found.severity is Severity.WARNING
    assert "Farm closes on 1 February 2027" in found.message
    assert TITLE in found.message


def test_cb309_counts_the_other_things() -> None:
    farm = provider(evidence=(seen("2026-09-01", "2027-01-31"),), agreements=(agreed("2026-09-01", ends="2027-02-28"),))
    there = placed(start=D("2026-09-07"), end=D("2027-03-24"))
    [found] = messages(lapse_before_end, long_in_force(LIABILITY, by_agreement()), farm, there)
    assert "1 February 2027" in found.message
    assert "1 other thing" in found.message


# ---- one expired date in the sample records


def expire(root: Path) -> tuple[str, int]:
    """Lets the farm's liability insurance end on 31 October, in a copy of the sample. The plan and its line."""
    path = root / "records/providers/harbour-farm.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    starts = [n for n, line in enumerate(lines) if line.startswith("  - requirement: in-el")]
    for begin in starts:
        for n in range(begin, len(lines)):
            if lines[n].startswith("    valid_until:"):
                lines[n] = "    valid_until: 2026-10-31"
                break
    assert starts
    path.write_text("\n".join(lines), encoding="utf-8")
    plan_path = "records/case-plans/cp-w1p6.yaml"
    text = (root / plan_path).read_text(encoding="utf-8").split("\n")
    return plan_path, text.index("    provider: harbour-farm") + 1


def test_one_expired_date_in_the_sample_fails_validate(tmp_path: Path) -> None:
    from tests.sites import copy_of

    root = copy_of(SAMPLE, tmp_path / "casebook")
    assert exits(call("validate", "--root", root, "--as-of", "2026-11-22")) == 0
    path, line = expire(root)
    result = call("validate", "--root", root, "--as-of", "2026-11-22", "--format", "json")
    assert exits(result) == 1
    errors = [f for f in json.loads(result.stdout)["findings"] if f["severity"] == "error"]
    assert {f["code"] for f in errors} == {"CB308"}
    assert errors[0]["path"] == path
    assert errors[0]["line"] == line
    for words in ("Harbour Farm", "from 1 to 22 November 2026", "Employers' liability insurance", "31 October 2026"):
        assert words in errors[0]["message"]
    text = call("validate", "--root", root, "--as-of", "2026-11-22", "--format", "text").output
    assert f"{path}:{line}" in text


# ---- the ratchet

FARM = "records/providers/harbour-farm.yaml"
WAIVED = """waivers:
  - requirement: liability-insurance
    approved_by: off-site-coordinator
    approved_on: 2026-11-20
    until: 2026-12-18
    reason: The insurer has confirmed cover by telephone; the paper is in the post
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base as the first commit of a repository."""
    for name in ("GITHUB_ACTIONS", "GIT_DIR", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    root = copy_base(tmp_path / "casebook")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root)
    return root


def git(root: Path, *arguments: str) -> str:
    """A git command with a committer of its own."""
    who = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", "-C", str(root), *who, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(root: Path) -> str:
    """Commits everything."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Records")
    return git(root, "rev-parse", "HEAD")


def since(root: Path, revision: str = "HEAD", *more: str) -> Result:
    """`validate --since`."""
    return call("validate", "--root", root, "--as-of", "2026-11-22", "--since", revision, "--format", "json", *more)


def codes(result: Result) -> list[tuple[str, str]]:
    """Code and path of what was found."""
    return [(f["code"], f["path"]) for f in json.loads(result.stdout)["findings"]]


def lapse(root: Path) -> None:
    """The certificate turns out to have ended two days ago."""
    replace_in(root, FARM, "valid_until: 2027-08-31", "valid_until: 2026-11-20")


def test_nothing_changed_is_nothing_found(repository: Path) -> None:
    result = since(repository)
    assert exits(result) == 0
    assert codes(result) == []


@pytest.mark.parametrize("committed", [False, True])
def test_a_change_that_closes_a_provider_in_use_is_refused(repository: Path, committed: bool) -> None:
    lapse(repository)
    if committed:
        commit(repository)
    result = since(repository, "HEAD~1" if committed else "HEAD")
    assert exits(result) == 1
    [lowered] = [f for f in json.loads(result.stdout)["findings"] if f["code"] == "CB310"]
    assert lowered["path"] == FARM
    assert "from open to closed" in lowered["message"]
    assert "Public liability insurance" in lowered["message"]


def test_what_a_change_causes_in_an_unchanged_file_is_shown(repository: Path) -> None:
    lapse(repository)
    found = codes(since(repository))
    assert ("CB308", "records/case-plans/cp-7f3k.yaml") in found
    assert ("CB307", FARM) in found


def test_what_was_wrong_before_in_an_unchanged_file_is_not_shown(repository: Path) -> None:
    lapse(repository)
    commit(repository)
    replace_in(repository, "records/policies/commissioning.yaml", "next_review: 2027-09-01", "next_review: 2027-09-02")
    result = since(repository)
    assert codes(result) == []
    assert exits(result) == 0
    assert exits(call("validate", "--root", repository, "--as-of", "2026-11-22")) == 1


def test_a_waiver_says_why(repository: Path) -> None:
    replace_in(repository, FARM, "valid_until: 2027-08-31", "valid_until: 2026-11-21")
    path = repository / FARM
    path.write_text(path.read_text(encoding="utf-8") + WAIVED, encoding="utf-8")
    result = since(repository)
    assert "CB310" not in {code for code, _ in codes(result)}
    assert exits(result) == 0


def test_a_waiver_taken_away_is_named(repository: Path) -> None:
    """The title of the reason stays the same; what it does to the gate does not."""
    path = repository / FARM
    replace_in(repository, FARM, "valid_until: 2027-08-31", "valid_until: 2026-11-21")
    without = path.read_text(encoding="utf-8")
    path.write_text(without + WAIVED, encoding="utf-8")
    commit(repository)
    path.write_text(without, encoding="utf-8")
    [lowered] = [f for f in json.loads(since(repository).stdout)["findings"] if f["code"] == "CB310"]
    assert "from conditional to closed" in lowered["message"]
    assert "Public liability insurance" in lowered["message"]


def test_a_provider_nobody_uses_may_change(repository: Path) -> None:
    replace_in(
        repository,
        "records/case-plans/cp-7f3k.yaml",
        "    start: 2026-09-14\n",
        "    start: 2026-09-14\n    end: 2026-11-10\n",
    )
    commit(repository)
    lapse(repository)
    result = since(repository)
    assert "CB310" not in {code for code, _ in codes(result)}
    assert exits(result) == 0


def test_a_plan_that_ends_with_the_change_does_not_hide_it(repository: Path) -> None:
    replace_in(
        repository,
        "records/case-plans/cp-7f3k.yaml",
        "    start: 2026-09-14\n",
        "    start: 2026-09-14\n    end: 2026-11-10\n",
    )
    lapse(repository)
    assert ("CB310", FARM) in codes(since(repository))


def test_a_standing_that_rises_is_welcome(repository: Path) -> None:
    lapse(repository)
    commit(repository)
    replace_in(repository, FARM, "valid_until: 2026-11-20", "valid_until: 2027-08-31")
    assert codes(since(repository)) == []


def test_an_unreadable_framework_is_one_mistake(repository: Path) -> None:
    (repository / "records/frameworks/safe-placement-2026.yaml").write_text("title: [\n", encoding="utf-8")
    result = since(repository)
    assert exits(result) == 1
    assert {path for _, path in codes(result)} == {"records/frameworks/safe-placement-2026.yaml"}


def test_an_unknown_revision_is_a_usage_mistake(repository: Path) -> None:
    assert exits(since(repository, "no-such-branch")) == 2
    assert exits(since(repository, "--output=x")) == 2


def test_the_ratchet_works_in_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    root = copy_base(tmp_path / "trust" / "casebook")
    git(tmp_path / "trust", "init", "--quiet", "--initial-branch=main")
    commit(tmp_path / "trust")
    lapse(root)
    assert ("CB310", FARM) in codes(since(root))

"""What is the plan, where is the pupil, what is due? The case plan's page. Plans are pseudonymised."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.gate import Gate
from generator.compliance.placements import gate_for
from generator.compliance.state import Standings
from generator.model import (
    Budget,
    BudgetLine,
    CasePlan,
    ExitInterview,
    Loan,
    Outcome,
    Placement,
    Provider,
    Reading,
    ReducedTimetable,
    RiskAssessment,
    Target,
)
from generator.views.common import About, Ref, about, ref
from generator.views.due import DueItem
from generator.views.trajectory import Chart, chart
from generator.wording import count

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
SESSIONS = ("am", "pm")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementView:
    """One placement with the gate of its provider."""

    placement: Placement
    provider: Ref
    site: str
    programme: str
    running: bool
    gate: Gate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetView:
    """One target with the readings in one table."""

    target: Target
    rows: tuple[tuple[dt.date, float | None, float | None, str], ...]
    verdict: str
    chart: Chart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A dated line by a role."""

    date: dt.date
    kind: str
    by: Ref
    text: str
    decision: str = ""
    next_due: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlanView:
    """Everything the plan's page shows."""

    about: About
    code: str
    plan_type: str
    opened_on: dt.date
    closed_on: dt.date | None
    key_stage: str
    need: str
    sen_provision: str
    flags: tuple[str, ...]
    school: str
    key_worker: Ref
    purpose: str
    review_cycle: str
    placements: tuple[PlacementView, ...]
    timetable: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    targets: tuple[TargetView, ...]
    strategies: tuple[tuple[str, Ref], ...]
    risk: RiskAssessment | None
    risk_by: Ref | None
    risk_stale: bool
    reviews: tuple[Line, ...]
    events: tuple[Line, ...]
    stages: tuple[tuple[object, Ref], ...]
    reduced: ReducedTimetable | None
    budget: Budget | None
    planned: float
    spent: float
    loans: tuple[Loan, ...]
    work: tuple[tuple[str, dt.date, Ref, dt.date | None, dt.date | None], ...]
    exit_interview: ExitInterview | None
    exit_by: Ref | None
    outcome: Outcome | None
    due: tuple[DueItem, ...]


def case_plan_view(
    casebook: Casebook, plan: CasePlan, as_of: dt.date, standings: Standings, due: tuple[DueItem, ...]
) -> CasePlanView:
    """The view of one plan on a date."""
    school = casebook.schools.get(plan.school)
    lines: tuple[BudgetLine, ...] = plan.budget.lines if plan.budget else ()
    placements = tuple(placement_view(casebook, plan, p, as_of, standings) for p in plan.placements)
    return CasePlanView(
        about=about(casebook, plan, as_of),
        code=plan.id,
        plan_type=plan.plan_type,
        opened_on=plan.opened_on,
        closed_on=plan.closed_on,
        key_stage=plan.key_stage,
        need=plan.need,
        sen_provision=plan.sen_provision,
        flags=plan.flags,
        school=school.name if school else plan.school,
        key_worker=ref(casebook, "role", plan.key_worker),
        purpose=plan.purpose,
        review_cycle=cycle_words(plan),
        placements=placements,
        timetable=timetable(placements),
        targets=tuple(target_view(t, as_of) for t in plan.targets),
        strategies=tuple((s.strategy, ref(casebook, "role", s.by)) for s in plan.strategies),
        risk=plan.risk_assessment,
        risk_by=ref(casebook, "role", plan.risk_assessment.assessed_by) if plan.risk_assessment else None,
        risk_stale=risk_is_stale(plan, as_of),
        reviews=tuple(review_lines(casebook, plan)),
        events=tuple(event_lines(casebook, plan)),
        stages=tuple((stage, ref(casebook, "role", stage.signed_by)) for stage in plan.reintegration),
        reduced=plan.reduced_timetable,
        budget=plan.budget,
        planned=sum(line.planned for line in lines),
        spent=sum(line.spent or 0 for line in lines),
        loans=plan.loans,
        work=tuple(
            (w.subject, w.set_on, ref(casebook, "role", w.set_by), w.returned_on, w.marked_on) for w in plan.work_set
        ),
        exit_interview=plan.exit_interview,
        exit_by=ref(casebook, "role", plan.exit_interview.held_by) if plan.exit_interview else None,
        outcome=plan.outcome,
        due=due,
    )


def cycle_words(plan: CasePlan) -> str:
    """How often the plan is reviewed."""
    cycle = plan.review_cycle
    units = (("half_terms", "half term"), ("weeks", "week"), ("months", "month"), ("days", "day"), ("years", "year"))
    for name, word in units:
        if number := getattr(cycle, name):
            return f"every {word}" if number == 1 else f"every {count(number, word)}"
    return "unknown"


def placement_view(
    casebook: Casebook, plan: CasePlan, placement: Placement, as_of: dt.date, standings: Standings
) -> PlacementView:
    """A placement; the gate is asked only while it runs or before it starts."""
    provider = casebook.get(Provider, placement.provider)
    last = placement.end or plan.closed_on
    over = last is not None and last < as_of
    asked = None
    if provider and not over:
        asked = gate_for(standings, plan, provider, placement, max(as_of, placement.start))
    sites = {site.id: site.name for site in provider.sites} if provider else {}
    programmes = {p.id: p.title for p in provider.offer.programmes} if provider else {}
    return PlacementView(
        placement=placement,
        provider=ref(casebook, "provider", placement.provider),
        site=sites.get(placement.site, placement.site),
        programme=programmes.get(placement.programme or "", ""),
        running=placement.start <= as_of and not over,
        gate=asked,
    )


def timetable(placements: tuple[PlacementView, ...]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Where the pupil is each session of the week, from the placements that run."""
    cells: dict[tuple[str, str], list[str]] = {}
    for view in placements:
        if view.running:
            for session in view.placement.sessions:
                cells.setdefault((session.day, session.session), []).append(view.provider.title)
    if not cells:
        return ()
    return tuple((s, tuple((d, " and ".join(cells.get((d, s), ()))) for d in DAYS)) for s in SESSIONS)


def target_view(target: Target, as_of: dt.date) -> TargetView:
    """Baseline, expected and actual values by date."""
    dates = sorted({target.baseline.date, *(r.date for r in target.expected), *(r.date for r in target.actual)})
    expected = {r.date: r for r in target.expected}
    actual = {target.baseline.date: target.baseline} | {r.date: r for r in target.actual}
    rows = [(day, value_of(expected.get(day)), value_of(actual.get(day)), note_of(actual.get(day))) for day in dates]
    aims = numbers([target.baseline, *target.expected]) if target.expected else []
    drawn = chart(aims, numbers([target.baseline, *target.actual]), as_of)
    return TargetView(target=target, rows=tuple(rows), verdict=progress(target), chart=drawn)


def numbers(readings: list[Reading]) -> list[tuple[dt.date, float]]:
    """The readings that have a value."""
    return [(reading.date, reading.value) for reading in readings if reading.value is not None]


def value_of(reading: Reading | None) -> float | None:
    """A reading's value."""
    return reading.value if reading else None


def note_of(reading: Reading | None) -> str:
    """A reading's note; a reading without a value says so."""
    if reading is None:
        return ""
    return reading.note or ("" if reading.value is not None else "no evidence yet")


def progress(target: Target) -> str:
    """Progress in words. No evidence yet is not no progress."""
    known = [r for r in target.actual if r.value is not None]
    if not known or target.baseline.value is None:
        return "no evidence yet"
    latest = max(known, key=lambda r: r.date)
    assert latest.value is not None
    due = [r for r in target.expected if r.date <= latest.date and r.value is not None]
    better = -1 if target.higher_is_better is False else 1
    if due:
        wanted = max(due, key=lambda r: r.date).value
        assert wanted is not None
        return "on course" if (latest.value - wanted) * better >= 0 else "behind the expected line"
    change = (latest.value - target.baseline.value) * better
    return "better than at the start" if change > 0 else "as at the start" if change == 0 else "worse than at the start"


def risk_is_stale(plan: CasePlan, as_of: dt.date) -> bool:
    """Whether a new behaviour was recorded after the risk assessment, or its review is overdue."""
    if plan.risk_assessment is None or plan.closed_on:
        return False
    newer = any(e.kind == "new-behaviour" and e.date > plan.risk_assessment.assessed_on for e in plan.events)
    return newer or plan.risk_assessment.review_due < as_of


def review_lines(casebook: Casebook, plan: CasePlan) -> list[Line]:
    """Reviews, newest first."""
    lines = []
    for review in sorted(plan.reviews, key=lambda r: r.held_on, reverse=True):
        facts = []
        if review.attendance is not None:
            facts.append(f"attendance {review.attendance:g} per cent")
        for name, value in (
            ("safe", review.safe),
            ("needs met", review.needs_met),
            ("pupil's view recorded", review.pupil_voice),
        ):
            if value is not None:
                facts.append(f"{name}: {'yes' if value else 'no'}")
        text = "; ".join([*facts, *([review.note] if review.note else [])])
        lines.append(
            Line(
                date=review.held_on,
                kind=review.kind,
                by=ref(casebook, "role", review.by),
                text=text,
                decision=review.decision,
                next_due=review.next_due,
            )
        )
    return lines


def event_lines(casebook: Casebook, plan: CasePlan) -> list[Line]:
    """Events, newest first."""
    return [
        Line(
            date=event.date,
            kind=event.kind,
            by=ref(casebook, "role", event.by),
            text=" ".join(
                part for part in (f"With {event.with_}." if event.with_ else "", event.summary or "") if part
            ),
            decision=event.decision or "",
            next_due=event.follow_up,
        )
        for event in sorted(plan.events, key=lambda e: e.date, reverse=True)
    ]

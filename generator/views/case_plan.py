"""May the pupil go, what is due, where is the pupil, is it getting better? The plan's page. Plans are pseudonymised."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.gate import Gate
from generator.compliance.placements import gate_for
from generator.compliance.state import Standings
from generator.model import (
    Budget,
    CasePlan,
    Consent,
    ExitInterview,
    Loan,
    Outcome,
    Period,
    Placement,
    Provider,
    ReducedTimetable,
    ReintegrationStage,
    RiskAssessment,
    SharedInformation,
)
from generator.plans.money import Sums, sums
from generator.plans.school_days import calendar_of
from generator.plans.upkeep import ContactState, contact_states, is_closed, staleness
from generator.views.common import About, Ref, about, ref
from generator.views.due_item import DueItem
from generator.views.plan_changes import Since, since_review
from generator.views.plan_day import DayAhead, DayAsked, days_ahead
from generator.views.plan_lines import Line, event_lines, review_lines
from generator.views.plan_targets import TargetView, target_view
from generator.views.plan_week import WeekView, week_view
from generator.wording import count

FIRST_DUE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementView:
    """One placement with the gate of its provider."""

    placement: Placement
    provider: Ref
    site: str
    programme: str
    running: bool
    reports: str
    gate: Gate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """A regular contact with its role."""

    state: ContactState
    by: Ref
    every: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlanView:
    """Everything the plan's page shows."""

    about: About
    code: str
    plan_type: str
    opened_on: dt.date
    closed_on: dt.date | None
    is_closed: bool
    key_stage: str
    need: str
    sen_provision: str
    flags: tuple[str, ...]
    school: str
    key_worker: Ref
    purpose: str
    review_cycle: str
    strengths: tuple[str, ...]
    triggers: tuple[str, ...]
    staff_briefed_on: dt.date | None
    days: tuple[DayAhead, ...]
    due: tuple[DueItem, ...]
    due_first: tuple[DueItem, ...]
    week: WeekView | None
    since: Since
    placements: tuple[PlacementView, ...]
    targets: tuple[TargetView, ...]
    strategies: tuple[tuple[str, Ref], ...]
    contacts: tuple[ContactLine, ...]
    consents: tuple[Consent, ...]
    shared: tuple[SharedInformation, ...]
    risk: RiskAssessment | None
    risk_by: Ref | None
    risk_stale: tuple[str, ...]
    reviews: tuple[Line, ...]
    events: tuple[Line, ...]
    stages: tuple[tuple[ReintegrationStage, Ref], ...]
    reduced: ReducedTimetable | None
    budget: Budget | None
    sums: Sums | None
    loans: tuple[Loan, ...]
    work: tuple[tuple[str, dt.date, Ref, dt.date | None, dt.date | None], ...]
    exit_interview: ExitInterview | None
    exit_by: Ref | None
    outcome: Outcome | None


def case_plan_view(
    casebook: Casebook, plan: CasePlan, as_of: dt.date, standings: Standings, due: tuple[DueItem, ...]
) -> CasePlanView:
    """The view of one plan on a date."""
    school = casebook.schools.get(plan.school)
    calendar = calendar_of(casebook, plan)
    closed = is_closed(plan, as_of)
    asked = DayAsked(casebook=casebook, plan=plan, calendar=calendar, standings=standings, as_of=as_of)
    risk, talk = plan.risk_assessment, plan.exit_interview
    return CasePlanView(
        about=about(casebook, plan, as_of),
        code=plan.id,
        plan_type=plan.plan_type,
        opened_on=plan.opened_on,
        closed_on=plan.closed_on,
        is_closed=closed,
        key_stage=plan.key_stage,
        need=plan.need,
        sen_provision=plan.sen_provision,
        flags=plan.flags,
        school=school.name if school else plan.school,
        key_worker=ref(casebook, "role", plan.key_worker),
        purpose=plan.purpose,
        review_cycle=cycle_words(plan),
        strengths=plan.strengths,
        triggers=plan.triggers,
        staff_briefed_on=plan.staff_briefed_on,
        days=() if closed else days_ahead(asked),
        due=due,
        due_first=due[:FIRST_DUE],
        week=week_view(casebook, plan, calendar, as_of),
        since=since_review(casebook, plan, as_of),
        placements=tuple(placement_view(casebook, plan, p, as_of, standings) for p in plan.placements),
        targets=tuple(target_view(t, as_of) for t in plan.targets),
        strategies=tuple((s.strategy, ref(casebook, "role", s.by)) for s in plan.strategies),
        contacts=contact_lines(casebook, plan, as_of),
        consents=plan.consents,
        shared=plan.information_shared,
        risk=risk,
        risk_by=ref(casebook, "role", risk.assessed_by) if risk else None,
        risk_stale=tuple(str(reason) for reason in staleness(plan, as_of)),
        reviews=tuple(review_lines(casebook, plan)),
        events=tuple(event_lines(casebook, plan)),
        stages=tuple((stage, ref(casebook, "role", stage.signed_by)) for stage in plan.reintegration),
        reduced=plan.reduced_timetable,
        budget=plan.budget,
        sums=sums(plan.budget) if plan.budget else None,
        loans=plan.loans,
        work=tuple(
            (w.subject, w.set_on, ref(casebook, "role", w.set_by), w.returned_on, w.marked_on) for w in plan.work_set
        ),
        exit_interview=talk,
        exit_by=ref(casebook, "role", talk.held_by) if talk else None,
        outcome=plan.outcome,
    )


def cycle_words(plan: CasePlan) -> str:
    """How often the plan is reviewed."""
    return every_words(plan.review_cycle)


def every_words(period: Period) -> str:
    """A period as an interval: every half term, every 2 weeks."""
    units = (("half_terms", "half term"), ("weeks", "week"), ("months", "month"), ("days", "day"), ("years", "year"))
    for name, word in units:
        if number := getattr(period, name):
            return f"every {word}" if number == 1 else f"every {count(number, word)}"
    return "unknown"


def contact_lines(casebook: Casebook, plan: CasePlan, as_of: dt.date) -> tuple[ContactLine, ...]:
    """Regular contacts with their last and next day."""
    return tuple(
        ContactLine(state=state, by=ref(casebook, "role", state.contact.by), every=every_words(state.contact.every))
        for state in contact_states(plan, calendar_of(casebook, plan), as_of)
    )


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
        reports=every_words(placement.reports_every) if placement.reports_every else "",
        gate=asked,
    )

"""One pseudonymised plan. It never holds a name, a date of birth, an address or a number that belongs to a pupil."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.model.placement import Placement, SchoolTimetable
from generator.model.record import Record
from generator.model.shared import Period, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The starting value."""

    date: dt.date
    value: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One target."""

    id: str
    area: str
    target: str
    measure: str
    unit: str | None = None
    higher_is_better: bool | None = None
    baseline: Reading
    expected: tuple[Reading, ...] = ()
    actual: tuple[Reading, ...] = ()
    outcome_reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """One strategy."""

    strategy: str
    by: str
    for_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegularContact:
    """One regular contact."""

    party: str
    by: str
    every: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One agreement."""

    by: str
    given_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedInformation:
    """One thing passed on."""

    what: str
    with_: str
    shared_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """One hazard."""

    hazard: str
    likelihood: str
    severity: str
    controls: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAssessment:
    """The pupil's risk assessment."""

    assessed_on: dt.date
    assessed_by: str
    review_due: dt.date
    shared_on: dt.date | None = None
    version: int | None = None
    approved_by: str | None = None
    positive_handling: bool | None = None
    renewed_when: tuple[str, ...] = ()
    hazards: tuple[Hazard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event."""

    date: dt.date
    kind: str
    by: str
    with_: str | None = None
    parties: tuple[str, ...] = ()
    channel: str | None = None
    summary: str | None = None
    decision: str | None = None
    decided_by: str | None = None
    follow_up: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReview:
    """One review."""

    held_on: dt.date
    kind: str
    by: str
    attendance: float | None = None
    safe: bool | None = None
    needs_met: bool | None = None
    pupil_voice: bool | None = None
    parent_voice: bool | None = None
    present: tuple[str, ...] = ()
    decision: str
    note: str | None = None
    next_due: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReintegrationStage:
    """One stage."""

    id: str
    title: str
    starts_on: dt.date
    ends_on: dt.date | None = None
    sessions_per_week: int | None = None
    entry: str
    exit: str
    entry_signed_by: str | None = None
    entry_signed_on: dt.date | None = None
    signed_by: str
    signed_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReducedTimetable:
    """A time-limited part-time timetable."""

    starts_on: dt.date
    ends_on: dt.date
    reason: str
    sessions_per_week: int
    agreed_with_parent_on: dt.date
    local_authority_told_on: dt.date | None = None
    review_due: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """One line."""

    purpose: str
    planned: float
    spent: float | None = None
    as_at: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What the plan may cost and has cost."""

    allocated: float
    source: str
    approved_by: str | None = None
    approved_on: dt.date | None = None
    lines: tuple[BudgetLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """One loan."""

    item: str
    out_on: dt.date
    due_back: dt.date
    returned_on: dt.date | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSet:
    """One piece of work."""

    subject: str
    set_on: dt.date
    set_by: str
    returned_on: dt.date | None = None
    marked_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitInterview:
    """The talk at the end of an internal exclusion."""

    held_on: dt.date
    held_by: str
    understood: bool
    restorative: str | None = None
    follow_up: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How it ended."""

    result: str
    destination: str
    confirmed_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlan(Record):
    """One pseudonymised plan. It never holds a name, a date of birth, an address or a number that belongs to a pupil."""

    aliases: tuple[str, ...] = ()
    fictional: bool | None = None
    plan_type: str
    opened_on: dt.date
    closed_on: dt.date | None = None
    key_stage: str
    need: str
    sen_provision: str
    flags: tuple[str, ...] = ()
    school: str
    key_worker: str
    purpose: str
    review_cycle: Period
    strengths: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    staff_briefed_on: dt.date | None = None
    targets: tuple[Target, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    contacts: tuple[RegularContact, ...] = ()
    placements: tuple[Placement, ...] = ()
    school_timetable: tuple[SchoolTimetable, ...] = ()
    consents: tuple[Consent, ...] = ()
    information_shared: tuple[SharedInformation, ...] = ()
    risk_assessment: RiskAssessment | None = None
    events: tuple[Event, ...] = ()
    reviews: tuple[PlanReview, ...] = ()
    reintegration: tuple[ReintegrationStage, ...] = ()
    reduced_timetable: ReducedTimetable | None = None
    budget: Budget | None = None
    loans: tuple[Loan, ...] = ()
    work_set: tuple[WorkSet, ...] = ()
    exit_interview: ExitInterview | None = None
    outcome: Outcome | None = None
    review: Review

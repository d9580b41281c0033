"""Everything with a date: what falls due, for whom, from which record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.compliance.state import Standings, State
from generator.law import LawRegister
from generator.model import CasePlan, PlanReview, Provider
from generator.views.common import Ref, ref, ref_to

WEEK = dt.timedelta(days=7)
SHOWN_STATES = frozenset({State.EXPIRED, State.EXPIRING, State.WAIVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """One thing with a date."""

    on: dt.date
    kind: str
    title: str
    record: Ref
    role: Ref | None = None


def due_items(casebook: Casebook, as_of: dt.date, standings: Standings) -> tuple[DueItem, ...]:
    """Every open item, earliest first. Overdue ones are among them."""
    found = [
        *evidence_items(casebook, as_of, standings),
        *provider_items(casebook, as_of),
        *plan_items(casebook),
        *review_items(casebook),
        *law_items(casebook),
    ]
    return tuple(sorted(found, key=lambda i: (i.on, i.record.title, i.title)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePeriods:
    """What is due, by how soon. Each item stands in one of them; `later` is what comes after the half term."""

    overdue: tuple[DueItem, ...]
    today: tuple[DueItem, ...]
    week: tuple[DueItem, ...]
    week_end: dt.date
    half_term: tuple[DueItem, ...]
    half_term_end: dt.date | None
    later: tuple[DueItem, ...]


def due_periods(items: tuple[DueItem, ...], as_of: dt.date, calendar: SchoolCalendar) -> DuePeriods:
    """Items by period. On a Sunday the week is the one that begins; the half term is the running or the next one."""
    week_end = end_of_week(as_of)
    last = end_of_half_term(as_of, calendar)
    edge = max(week_end, last or week_end)
    return DuePeriods(
        overdue=tuple(i for i in items if i.on < as_of),
        today=tuple(i for i in items if i.on == as_of),
        week=tuple(i for i in items if as_of < i.on <= week_end),
        week_end=week_end,
        half_term=tuple(i for i in items if week_end < i.on <= edge),
        half_term_end=last,
        later=tuple(i for i in items if i.on > edge),
    )


def end_of_week(as_of: dt.date) -> dt.date:
    """The Sunday that ends the week; on a Sunday the next one."""
    return as_of + dt.timedelta(days=6 - as_of.weekday() or 7)


def end_of_half_term(as_of: dt.date, calendar: SchoolCalendar) -> dt.date | None:
    """The last day of the running half term, or of the next one between two; nothing beyond the calendar."""
    return next((window.end for window in calendar.half_terms if window.end >= as_of), None)


def due_by_record(items: tuple[DueItem, ...]) -> dict[tuple[str, str], tuple[DueItem, ...]]:
    """The items of each record, by kind and id."""
    table: dict[tuple[str, str], list[DueItem]] = {}
    for item in items:
        table.setdefault((item.record.kind, item.record.id), []).append(item)
    return {key: tuple(found) for key, found in table.items()}


def evidence_items(casebook: Casebook, as_of: dt.date, standings: Standings) -> Iterator[DueItem]:
    """The day the evidence for a requirement runs out, and the day a waiver ends."""
    for provider in casebook.providers:
        if provider.closed_on and provider.closed_on < as_of:
            continue
        for standing in standings.of(provider, as_of):
            until = standing.waiver.until if standing.waiver else standing.good_until
            if standing.in_force and until and standing.state in SHOWN_STATES:
                kind = "Waiver ends" if standing.waiver else "Evidence"
                yield DueItem(on=until, kind=kind, title=standing.requirement.title, record=ref_to(provider))


def provider_items(casebook: Casebook, as_of: dt.date) -> Iterator[DueItem]:
    """Visits, agreed actions and agreements of providers that are open."""
    for provider in casebook.providers:
        if provider.closed_on and provider.closed_on < as_of:
            continue
        yield from visits(casebook, provider)
        for agreement in provider.agreements:
            if agreement.ends_on and not any(
                a.kind == agreement.kind and a.starts_on > agreement.starts_on for a in provider.agreements
            ):
                title = f"{agreement.kind.replace('-', ' ').capitalize()} ends"
                yield DueItem(on=agreement.ends_on, kind="Agreement", title=title, record=ref_to(provider))


def visits(casebook: Casebook, provider: Provider) -> Iterator[DueItem]:
    """The next visit, and actions from visits that are not done."""
    newest = max(provider.visits, key=lambda v: v.date, default=None)
    if newest and newest.next_due:
        by = ref(casebook, "role", newest.by)
        yield DueItem(on=newest.next_due, kind="Visit", title="Next visit", record=ref_to(provider), role=by)
    for visit in provider.visits:
        for action in visit.actions:
            if action.done_on is None:
                owner = ref(casebook, "role", action.owner)
                yield DueItem(on=action.due, kind="Action", title=action.action, record=ref_to(provider), role=owner)


def plan_items(casebook: Casebook) -> Iterator[DueItem]:
    """Reviews, risk assessments, loans and placement ends of plans that are open."""
    for plan in casebook.case_plans:
        if plan.closed_on is None:
            yield from in_plan(casebook, plan)


def in_plan(casebook: Casebook, plan: CasePlan) -> Iterator[DueItem]:
    """The open items of one plan."""
    worker = ref(casebook, "role", plan.key_worker)
    record = ref_to(plan)
    for review in plan.reviews:
        if review.next_due and not is_answered(review, plan):
            title = f"{review.kind.replace('-', ' ').capitalize()} review"
            yield DueItem(on=review.next_due, kind="Review", title=title, record=record, role=worker)
    if plan.risk_assessment:
        day = plan.risk_assessment.review_due
        yield DueItem(on=day, kind="Risk assessment", title="Pupil risk assessment", record=record, role=worker)
    for loan in plan.loans:
        if loan.returned_on is None:
            title = f"{loan.item.replace('-', ' ').capitalize()} due back"
            yield DueItem(on=loan.due_back, kind="Loan", title=title, record=record, role=worker)
    for placement in plan.placements:
        if placement.agreed_maximum and (placement.end is None or placement.end > placement.agreed_maximum):
            yield DueItem(
                on=placement.agreed_maximum,
                kind="Placement",
                title="Agreed maximum reached",
                record=record,
                role=worker,
            )


def is_answered(review: PlanReview, plan: CasePlan) -> bool:
    """Whether the next review has been held: a later one of the same kind, or any within a week of the day or after."""
    assert review.next_due is not None
    later = [other for other in plan.reviews if other.held_on > review.held_on]
    return any(other.kind == review.kind or other.held_on >= review.next_due - WEEK for other in later)


def review_items(casebook: Casebook) -> Iterator[DueItem]:
    """The reviews of policies and procedures."""
    for policy in casebook.policies:
        owner = ref(casebook, "role", policy.owner)
        yield DueItem(
            on=policy.review.next_review, kind="Policy review", title=policy.title, record=ref_to(policy), role=owner
        )
    for procedure in casebook.procedures:
        owner = ref(casebook, "role", procedure.owner)
        day = procedure.review.next_review
        yield DueItem(on=day, kind="Procedure review", title=procedure.title, record=ref_to(procedure), role=owner)


def law_items(casebook: Casebook) -> Iterator[DueItem]:
    """The day each document of law and guidance is to be looked at again, by its oldest citation or its own review."""
    register = LawRegister(casebook=casebook)
    for source in register.sources:
        days = [source.review.next_review, *(c.recheck_on for c in register.cited.get(source.id, ()))]
        owner = ref(casebook, "role", source.review.reviewed_by)
        title = f"Look for a new edition of {source.short_title}"
        yield DueItem(on=min(days), kind="Law and guidance", title=title, record=ref_to(source), role=owner)

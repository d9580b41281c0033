"""Everything with a date: what falls due, for whom, from which record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.compliance.state import Standings, State
from generator.law import law_of
from generator.model import Provider
from generator.views.common import ref, ref_to
from generator.views.due_item import DueItem
from generator.views.plan_due import plan_due

__all__ = ["DueItem", "DuePeriods", "due_by_record", "due_items", "due_periods", "end_of_half_term", "end_of_week"]

SHOWN_STATES = frozenset({State.EXPIRED, State.EXPIRING, State.WAIVED})


def due_items(casebook: Casebook, as_of: dt.date, standings: Standings) -> tuple[DueItem, ...]:
    """Every open item, earliest first. Overdue ones are among them."""
    found = [
        *evidence_items(casebook, as_of, standings),
        *provider_items(casebook, as_of),
        *plan_items(casebook, as_of),
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

    def all(self) -> tuple[DueItem, ...]:
        """Everything, what is overdue first."""
        return (*self.overdue, *self.today, *self.week, *self.half_term, *self.later)


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


def plan_items(casebook: Casebook, as_of: dt.date) -> Iterator[DueItem]:
    """What is due in case plans."""
    for plan in casebook.case_plans:
        yield from plan_due(casebook, plan, as_of)


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
    register = law_of(casebook)
    for source in register.sources:
        days = [source.review.next_review, *(c.recheck_on for c in register.cited.get(source.id, ()))]
        owner = ref(casebook, "role", source.review.reviewed_by)
        title = f"Look for a new edition of {source.short_title}"
        yield DueItem(on=min(days), kind="Law and guidance", title=title, record=ref_to(source), role=owner)

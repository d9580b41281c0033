"""What is due in an open case plan, and for whom: the plan's part of everything with a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.model import CasePlan, Event
from generator.plans.notices import BY_BASIS, latest_day, sent
from generator.plans.reviews import WEEK, is_answered, next_review
from generator.plans.school_days import calendar_of
from generator.plans.upkeep import Stale, contact_states, is_closed, staleness
from generator.views.common import Ref, ref, ref_to
from generator.views.due_item import DueItem
from generator.vocabulary import label


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """One plan on a day, and what it takes to write its items."""

    casebook: Casebook
    plan: CasePlan
    as_of: dt.date
    calendar: SchoolCalendar

    def item(self, on: dt.date, kind: str, title: str, role: str = "") -> DueItem:
        """An item for a role, or for the key worker."""
        who: Ref = ref(self.casebook, "role", role or self.plan.key_worker)
        return DueItem(on=on, kind=kind, title=title, record=ref_to(self.plan), role=who)


def plan_due(casebook: Casebook, plan: CasePlan, as_of: dt.date) -> Iterator[DueItem]:
    """The open items of one plan; a closed one has none but what was lent."""
    agenda = Agenda(casebook=casebook, plan=plan, as_of=as_of, calendar=calendar_of(casebook, plan))
    yield from loans(agenda)
    if is_closed(plan, as_of):
        return
    yield from reviews(agenda)
    yield from risk(agenda)
    yield from placements(agenda)
    yield from contacts(agenda)
    yield from follow_ups(agenda)
    yield from way_back(agenda)


def reviews(agenda: Agenda) -> Iterator[DueItem]:
    """The reviews agreed, and the one the cycle or the half term asks for if none is agreed before it."""
    plan = agenda.plan
    for review in plan.reviews:
        if review.next_due and not is_answered(review, plan):
            yield agenda.item(review.next_due, "Review", f"{label(review.kind)} review")
    due = next_review(plan, agenda.calendar, agenda.as_of)
    if due and due.why != "agreed":
        title = "Review by the plan's own cycle" if due.why == "cycle" else "Half-termly review of the placement"
        yield agenda.item(due.on, "Review", title)


def risk(agenda: Agenda) -> Iterator[DueItem]:
    """The risk assessment: on its day, or on the day of the new behaviour that overtook it."""
    plan, found = agenda.plan, agenda.plan.risk_assessment
    if found is None:
        return
    if Stale.NEW_BEHAVIOUR in staleness(plan, agenda.as_of):
        newest = max(e.date for e in plan.events if e.kind == "new-behaviour" and e.date <= agenda.as_of)
        title = "Risk assessment after a new behaviour"
        yield agenda.item(min(newest, found.review_due), "Risk assessment", title)
    else:
        yield agenda.item(found.review_due, "Risk assessment", "Pupil risk assessment")


def loans(agenda: Agenda) -> Iterator[DueItem]:
    """What was lent and has not come back."""
    for loan in agenda.plan.loans:
        if loan.returned_on is None:
            what = "Lent item" if loan.item == "other" else label(loan.item)
            yield agenda.item(loan.due_back, "Loan", f"{what} due back")


def placements(agenda: Agenda) -> Iterator[DueItem]:
    """First days to come, the notices they need, and the longest time agreed."""
    for placement in agenda.plan.placements:
        if placement.start > agenda.as_of:
            yield agenda.item(placement.start, "Placement", "First day of a placement")
            law = BY_BASIS.get(placement.legal_basis)
            latest = latest_day(law, placement, agenda.calendar) if law else None
            if law and latest and not sent(placement, law.kind):
                yield agenda.item(latest, "Notice", f"Last day for the notice: {label(law.kind).lower()}")
        if placement.agreed_maximum and (placement.end is None or placement.end > placement.agreed_maximum):
            yield agenda.item(placement.agreed_maximum, "Placement", "Agreed maximum reached")


def contacts(agenda: Agenda) -> Iterator[DueItem]:
    """Regular contacts."""
    for state in contact_states(agenda.plan, agenda.calendar, agenda.as_of):
        if state.due:
            title = f"Contact: {label(state.contact.party).lower()}"
            yield agenda.item(state.due, "Contact", title, state.contact.by)


def follow_ups(agenda: Agenda) -> Iterator[DueItem]:
    """What was promised in an event or an exit interview, until something is recorded on or after that day."""
    plan = agenda.plan
    for event in plan.events:
        if event.follow_up and not followed_up(plan, event, event.follow_up):
            yield agenda.item(event.follow_up, "Follow-up", f"Follow up: {label(event.kind).lower()}", event.by)
    talk = plan.exit_interview
    if talk and talk.follow_up and talk.follow_up >= agenda.as_of:
        yield agenda.item(talk.follow_up, "Follow-up", "Follow up the exit interview", talk.held_by)


def followed_up(plan: CasePlan, event: Event, day: dt.date) -> bool:
    """Whether anything was recorded after an event, from the day it was to be followed up."""
    later = [e.date for e in plan.events if e.date > event.date] + [r.held_on for r in plan.reviews]
    return any(date >= day for date in later)


def way_back(agenda: Agenda) -> Iterator[DueItem]:
    """The reduced timetable, and the stages that nobody has signed into yet."""
    plan = agenda.plan
    if reduced := plan.reduced_timetable:
        if not any(review.held_on >= reduced.review_due - WEEK for review in plan.reviews):
            yield agenda.item(reduced.review_due, "Review", "Review of the reduced timetable")
        if reduced.ends_on >= agenda.as_of:
            yield agenda.item(reduced.ends_on, "Reduced timetable", "Last day of the reduced timetable")
    for number, stage in enumerate(plan.reintegration, 1):
        if stage.entry_signed_on is None and stage.signed_on is None:
            title = f"Stage {number} of the way back: sign that it may begin"
            yield agenda.item(stage.starts_on, "Way back", title, stage.entry_signed_by or stage.signed_by)

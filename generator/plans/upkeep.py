"""What goes stale or silent in an open plan: the risk assessment, the contacts, the ladder back to school."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.clocks import SchoolCalendar, plus
from generator.model import CasePlan, Event, RegularContact, ReintegrationStage
from generator.plans.school_days import on_or_after

SAID_BY_KIND = {"contact-home": "parent", "contact-provider": "provider", "visit": "provider"}


class Stale(StrEnum):
    """Why a risk assessment must not be relied on."""

    NEW_BEHAVIOUR = "a new behaviour was recorded after it"
    REVIEW_OVERDUE = "its review is overdue"


def is_closed(plan: CasePlan, as_of: dt.date) -> bool:
    """Whether the plan was closed by a day."""
    return plan.closed_on is not None and plan.closed_on <= as_of


def staleness(plan: CasePlan, as_of: dt.date) -> tuple[Stale, ...]:
    """Why the risk assessment of an open plan is out of date, if it is."""
    found = plan.risk_assessment
    if found is None or is_closed(plan, as_of):
        return ()
    newer = any(e.kind == "new-behaviour" and found.assessed_on < e.date <= as_of for e in plan.events)
    overdue = found.review_due < as_of
    return tuple(reason for reason, true in ((Stale.NEW_BEHAVIOUR, newer), (Stale.REVIEW_OVERDUE, overdue)) if true)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactState:
    """A regular contact: when it was last made, and the day by which it is to be made again, as far as can be said."""

    index: int
    contact: RegularContact
    last: dt.date | None
    due: dt.date | None


def contact_states(plan: CasePlan, calendar: SchoolCalendar, as_of: dt.date) -> Iterator[ContactState]:
    """Every regular contact. One that falls due in a holiday is due on the next school day."""
    for index, contact in enumerate(plan.contacts):
        last = last_contact(plan, contact.party, as_of)
        due = plus(last or began(plan, contact.party), contact.every, calendar)
        yield ContactState(index=index, contact=contact, last=last, due=on_or_after(calendar, due) if due else None)


def began(plan: CasePlan, party: str) -> dt.date:
    """The day from which somebody is to be spoken to: providers from the first placement on."""
    starts = [p.start for p in plan.placements] if party == "provider" else []
    return max(plan.opened_on, min(starts, default=plan.opened_on))


def last_contact(plan: CasePlan, party: str, as_of: dt.date) -> dt.date | None:
    """The newest day on which somebody was spoken to, in an event or a review."""
    days = [event.date for event in plan.events if event.date <= as_of and party in parties_of(event)]
    days += [review.held_on for review in plan.reviews if review.held_on <= as_of and party in review.present]
    return max(days, default=None)


def parties_of(event: Event) -> frozenset[str]:
    """Who took part in an event, as it says or as its kind tells."""
    told = SAID_BY_KIND.get(event.kind)
    return frozenset((*event.parties, told)) if told else frozenset(event.parties)


def unsigned_stages(plan: CasePlan, as_of: dt.date) -> Iterator[tuple[int, ReintegrationStage]]:
    """Stages that have begun although nobody has signed that they may, and which are not signed off either."""
    if is_closed(plan, as_of):
        return
    for index, stage in enumerate(plan.reintegration):
        if stage.starts_on <= as_of and stage.entry_signed_on is None and stage.signed_on is None:
            yield index, stage

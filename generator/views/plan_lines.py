"""The dated lines of a plan: reviews and events, newest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.model import CasePlan, Event, PlanReview
from generator.views.common import Ref, ref
from generator.vocabulary import label
from generator.wording import join


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A dated line by a role."""

    date: dt.date
    kind: str
    by: Ref
    text: str
    decision: str = ""
    decided_by: Ref | None = None
    next_due: dt.date | None = None


def review_lines(casebook: Casebook, plan: CasePlan) -> list[Line]:
    """Reviews, newest first."""
    return [
        Line(
            date=review.held_on,
            kind=review.kind,
            by=ref(casebook, "role", review.by),
            text="; ".join(found_in(review)),
            decision=review.decision,
            next_due=review.next_due,
        )
        for review in sorted(plan.reviews, key=lambda r: r.held_on, reverse=True)
    ]


def found_in(review: PlanReview) -> list[str]:
    """What a review found, as far as it says."""
    facts = [] if review.attendance is None else [f"attendance {review.attendance:g} per cent"]
    for name, value in (
        ("safe", review.safe),
        ("needs met", review.needs_met),
        ("pupil's view recorded", review.pupil_voice),
        ("parent's view recorded", review.parent_voice),
    ):
        if value is not None:
            facts.append(f"{name}: {'yes' if value else 'no'}")
    if review.present:
        facts.append(f"present: {join([label(one).lower() for one in review.present])}")
    return [*facts, *([review.note] if review.note else [])]


def event_lines(casebook: Casebook, plan: CasePlan) -> list[Line]:
    """Events, newest first."""
    return [
        Line(
            date=event.date,
            kind=event.kind,
            by=ref(casebook, "role", event.by),
            text=said_in(event),
            decision=event.decision or "",
            decided_by=ref(casebook, "role", event.decided_by) if event.decided_by else None,
            next_due=event.follow_up,
        )
        for event in sorted(plan.events, key=lambda e: e.date, reverse=True)
    ]


def said_in(event: Event) -> str:
    """With whom, how, and what."""
    how = f" ({label(event.channel).lower()})" if event.channel else ""
    people = event.with_ or join([label(party).lower() for party in event.parties])
    start = f"With {people}{how}." if people else f"{label(event.channel)}." if event.channel else ""
    return " ".join(part for part in (start, event.summary or "") if part)

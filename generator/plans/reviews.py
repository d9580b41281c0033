"""When the plan is next to be reviewed: by what was agreed, by its cycle, and each half term while a placement runs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.clocks import SchoolCalendar, plus
from generator.compliance.placements import ended_on
from generator.days import believable
from generator.findings import Pointer
from generator.model import CasePlan, Period, PlanReview
from generator.plans.school_days import on_or_before

OF_THE_PLAN = frozenset({"plan", "placement", "off-site-direction", "reintegration", "annual-review"})
HALF_TERM = Period(half_terms=1)
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDue:
    """The day of the next review, why it is that day, and where that stands in the record."""

    on: dt.date
    why: str
    pointer: Pointer


def held(plan: CasePlan, as_of: dt.date) -> list[tuple[int, PlanReview]]:
    """The reviews of the plan up to a day, with their places, oldest first."""
    found = [(i, r) for i, r in enumerate(plan.reviews) if r.kind in OF_THE_PLAN and r.held_on <= as_of]
    return sorted(found, key=lambda pair: (pair[1].held_on, pair[0]))


def last_held(plan: CasePlan, as_of: dt.date) -> dt.date | None:
    """The day of the newest review."""
    reviews = held(plan, as_of)
    return reviews[-1][1].held_on if reviews else None


def is_answered(review: PlanReview, plan: CasePlan) -> bool:
    """Whether the next review has been held: a later one of the same kind, or any within a week of the day or after."""
    assert review.next_due is not None
    later = [other for other in plan.reviews if other.held_on > review.held_on]
    return any(other.kind == review.kind or other.held_on >= review.next_due - WEEK for other in later)


def next_review(plan: CasePlan, calendar: SchoolCalendar, as_of: dt.date) -> ReviewDue | None:
    """The next review of an open plan; the earliest of the days it may be due."""
    if plan.closed_on and plan.closed_on <= as_of:
        return None
    found = [
        ReviewDue(on=review.next_due, why="agreed", pointer=("reviews", index, "next_due"))
        for index, review in held(plan, as_of)
        if review.next_due and not is_answered(review, plan) and review.kind != "annual-review"
    ]
    began = min((p.start for p in plan.placements), default=plan.opened_on)
    since = last_held(plan, as_of) or max(began, plan.opened_on)
    if by_cycle := end_of(since, plan.review_cycle, calendar):
        found.append(ReviewDue(on=by_cycle, why="cycle", pointer=("review_cycle",)))
    running = [p for p in plan.placements if p.start <= as_of <= (ended_on(plan, p) or as_of)]
    if running and (by_half_term := end_of(since, HALF_TERM, calendar)):
        found.append(ReviewDue(on=by_half_term, why="half-term", pointer=("reviews",)))
    return min(found, key=lambda due: due.on, default=None)


def end_of(since: dt.date, period: Period, calendar: SchoolCalendar) -> dt.date | None:
    """The last day of a period; of half terms their last school day, on which somebody can still meet.

    None where the calendar ends, and from a day that cannot be meant: that is a finding of its own.
    """
    if not believable(since):
        return None
    last = plus(since, period, calendar)
    if last and period.half_terms:
        return on_or_before(calendar, last)
    return last

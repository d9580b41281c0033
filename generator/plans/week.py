"""Where the pupil is in each session of a week: with a provider, at school, in two places, or nowhere known.

A school day has two sessions (CR11); ten a week are full time here. What a plan does not say is never taken as school.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from generator.casebook import Casebook
from generator.clocks import ONE_DAY, SchoolCalendar
from generator.compliance.placements import ended_on
from generator.findings import Pointer
from generator.model import CasePlan, ReducedTimetable
from generator.plans.school_days import WEEKDAYS, calendar_of, on_or_after, school_days
from generator.plans.upkeep import is_closed

SESSIONS = ("am", "pm")
Slot = tuple[str, str]
"""A weekday and a session."""
SLOTS: tuple[Slot, ...] = tuple((day, session) for day in WEEKDAYS for session in SESSIONS)
FULL_WEEK = len(SLOTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the week, where it stands in the record, and its days. `rest` is all that is left of the week."""

    pointer: Pointer
    first: dt.date
    last: dt.date | None
    slots: frozenset[Slot]
    provider: str = ""
    where: str = ""
    rest: bool = False

    def runs(self, on: dt.date) -> bool:
        """Whether it runs on a day."""
        return self.first <= on and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleBooking:
    """Two parts of the week that want the pupil at the same time, from a day on."""

    one: Part
    other: Part
    slots: tuple[Slot, ...]
    first: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Days on which the week is not full: what is named, what is not, and the reduced timetable in force, if any."""

    first: dt.date
    missing: tuple[Slot, ...]
    named: int
    says_school: bool
    reduced: ReducedTimetable | None


def parts(plan: CasePlan) -> tuple[Part, ...]:
    """Every part of the week the plan names, placements first."""
    placed = (
        Part(
            pointer=("placements", index),
            first=placement.start,
            last=ended_on(plan, placement),
            slots=frozenset((s.day, s.session) for s in placement.sessions),
            provider=placement.provider,
        )
        for index, placement in enumerate(plan.placements)
    )
    at_school = (
        Part(
            pointer=("school_timetable", index),
            first=part.starts_on,
            last=part.ends_on or plan.closed_on,
            slots=frozenset((s.day, s.session) for s in part.sessions),
            where=part.where,
            rest=not part.sessions,
        )
        for index, part in enumerate(plan.school_timetable)
    )
    return (*placed, *at_school)


def week(plan: CasePlan, on: dt.date) -> Mapping[Slot, tuple[Part, ...]]:
    """What the plan names for each session of the week around a day."""
    running = [part for part in parts(plan) if part.runs(on)]
    rest = tuple(part for part in running if part.rest)[:1]
    return {slot: tuple(p for p in running if slot in p.slots) or rest for slot in SLOTS}


def double_bookings(plan: CasePlan, as_of: dt.date) -> Iterator[DoubleBooking]:
    """Two places at once, today or later."""
    for one, other in combinations(parts(plan), 2):
        shared = one.slots & other.slots
        first = max(one.first, other.first, as_of)
        if shared and one.runs(first) and other.runs(first):
            ordered = tuple(slot for slot in SLOTS if slot in shared)
            yield DoubleBooking(one=one, other=other, slots=ordered, first=first)


def shortfalls(casebook: Casebook, as_of: dt.date) -> Iterator[tuple[CasePlan, Shortfall]]:
    """Open plans whose week is not full on the day, or soon will not be, each with the first time that it is not."""
    soon = as_of + dt.timedelta(days=casebook.settings.due_soon_days)
    for plan in casebook.case_plans:
        found = None if is_closed(plan, as_of) else shortfall(plan, calendar_of(casebook, plan), as_of, soon)
        if found:
            yield plan, found


def shortfall(plan: CasePlan, calendar: SchoolCalendar, as_of: dt.date, until: dt.date) -> Shortfall | None:
    """The first time from a day to another at which the week is not full; None when it is, or nothing is asked of it."""
    if not (plan.placements or plan.school_timetable or plan.reduced_timetable):
        return None
    for begins, last in spells(plan, as_of, until):
        first = on_or_after(calendar, begins) if begins > as_of else begins
        if first > until:
            return None
        named = week(plan, first)
        empty = empty_slots(named, calendar, first, last)
        reduced = reduced_on(plan, first)
        taught = FULL_WEEK - sum(not found for found in named.values())
        if empty and taught < (reduced.sessions_per_week if reduced else FULL_WEEK):
            says_school = any(part.where and part.runs(first) for part in parts(plan))
            return Shortfall(first=first, missing=empty, named=taught, says_school=says_school, reduced=reduced)
    return None


def spells(plan: CasePlan, as_of: dt.date, until: dt.date) -> Iterator[tuple[dt.date, dt.date | None]]:
    """Runs of days with the same week, from a day on; those that begin after `until` are left out."""
    start = max(as_of, plan.opened_on, min((p.first for p in parts(plan)), default=as_of))
    days = {start}
    for part in parts(plan):
        days |= {part.first, *((part.last + ONE_DAY,) if part.last else ())}
    if plan.reduced_timetable:
        days |= {plan.reduced_timetable.starts_on, plan.reduced_timetable.ends_on + ONE_DAY}
    ordered = sorted(day for day in days if day >= start)
    for first, following in zip(ordered, [*ordered[1:], None], strict=True):
        if first <= until:
            yield first, following - ONE_DAY if following else None


def empty_slots(
    named: Mapping[Slot, tuple[Part, ...]], calendar: SchoolCalendar, first: dt.date, last: dt.date | None
) -> tuple[Slot, ...]:
    """The sessions with nothing named, on weekdays that have a school day in the spell. Beyond the calendar all count."""
    fortnight = first + dt.timedelta(days=13)
    near = min(last, fortnight) if last else fortnight
    met = {WEEKDAYS[day.weekday()] for day in school_days(calendar, first, near)}
    if len(met) < len(WEEKDAYS) and (last is None or last > near):
        met |= {WEEKDAYS[day.weekday()] for day in school_days(calendar, near, last)}
    if not calendar.covers(first) or (last and not calendar.covers(last)):
        met = set(WEEKDAYS)
    return tuple(slot for slot in SLOTS if not named[slot] and slot[0] in met)


def reduced_on(plan: CasePlan, on: dt.date) -> ReducedTimetable | None:
    """The reduced timetable in force on a day."""
    found = plan.reduced_timetable
    return found if found and found.starts_on <= on <= found.ends_on else None

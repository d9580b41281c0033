"""A procedure with its days: every step dated from a start, on a calendar, for the facts that are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.clocks import BeyondCalendar, SchoolCalendar
from generator.counting import (
    LongClosure,
    before_fixed_day,
    counted,
    gaps,
    long_closures,
    nth_school_day_from,
    nth_working_day,
)
from generator.model import Clock, Procedure, Step, When
from generator.wording import join, long_date, span_of

ONE_DAY = dt.timedelta(days=1)
SCHOOL_UNITS = ("school-days", "sessions")
WORDS = {
    "school-days": "school day",
    "working-days": "working day",
    "calendar-days": "day",
    "weeks": "week",
    "months": "month",
    "hours": "hour",
    "sessions": "session",
    "half-terms": "half term",
    "terms": "term",
}


class Needed(StrEnum):
    """Whether a step is to be done, as far as the facts say."""

    YES = "needed"
    NO = "not-needed"
    DEPENDS = "depends"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedStep:
    """One step with its last day (`due`), an earlier day to be ready on (`warn`), and how they were counted."""

    number: int
    step: Step
    needed: Needed
    questions: tuple[str, ...]
    due: dt.date | None
    warn: dt.date | None
    how: str
    later: str = ""
    """Why the day may lawfully be missed; it is part of `how` too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Another procedure that this one leads to. It has a start of its own, which is not guessed."""

    procedure: str
    questions: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The result of one clock."""

    due: dt.date | None
    how: str
    warn: dt.date | None = None
    later: str = ""


def dated_steps(
    procedure: Procedure, start: dt.date, calendar: SchoolCalendar, facts: Mapping[str, str]
) -> tuple[DatedStep, ...]:
    """Every step in the procedure's order. A step that cannot be dated says why."""
    return Dating(procedure, start, calendar, facts).steps()


def follow_ups(procedure: Procedure, facts: Mapping[str, str], steps: Sequence[DatedStep]) -> tuple[FollowUp, ...]:
    """The procedures this one leads to, as far as the facts do not rule them out, in the order they are written."""
    left_out = {item.step.id for item in steps if item.needed is Needed.NO}
    found = []
    for branch in procedure.branches:
        needed, questions = needed_by(procedure, branch.when, facts)
        if branch.procedure and needed is not Needed.NO and branch.after not in left_out:
            found.append(FollowUp(procedure=branch.procedure, questions=questions, note=branch.note or ""))
    return tuple(found)


def needed_by(
    procedure: Procedure, conditions: Sequence[When], facts: Mapping[str, str]
) -> tuple[Needed, tuple[str, ...]]:
    """Whether the facts meet conditions, and the questions still open."""
    questions = {fact.id: fact.question for fact in procedure.facts}
    if any(when.fact in facts and facts[when.fact] != when.is_ for when in conditions):
        return Needed.NO, ()
    still = tuple(
        f"{questions.get(w.fact, w.fact)} {w.is_.replace('-', ' ').capitalize()}"
        for w in conditions
        if w.fact not in facts
    )
    return (Needed.DEPENDS, still) if still else (Needed.YES, ())


class Dating:
    """One dating of one procedure. Remembers what each step came to, since clocks count from one another."""

    def __init__(
        self, procedure: Procedure, start: dt.date, calendar: SchoolCalendar, facts: Mapping[str, str]
    ) -> None:
        self.procedure, self.start, self.calendar, self.facts = procedure, start, calendar, facts
        self.by_id = {step.id: step for step in procedure.steps}
        self.known: dict[str, Counted] = {}
        self.underway: set[str] = set()

    def steps(self) -> tuple[DatedStep, ...]:
        """All steps."""
        return tuple(self.dated(number, step) for number, step in enumerate(self.procedure.steps, 1))

    def dated(self, number: int, step: Step) -> DatedStep:
        """One step."""
        needed, questions = needed_by(self.procedure, step.only_if, self.facts)
        found = self.count(step)
        return DatedStep(
            number=number,
            step=step,
            needed=needed,
            questions=questions,
            due=found.due,
            warn=found.warn,
            how=found.how,
            later=found.later,
        )

    def count(self, step: Step) -> Counted:
        """The last day of a step, counted once."""
        if step.id not in self.known:
            if step.id in self.underway:
                return Counted(due=None, how="its clock counts from itself")
            self.underway.add(step.id)
            self.known[step.id] = self.by_clock(step.clock)
            self.underway.discard(step.id)
        return self.known[step.id]

    def by_clock(self, clock: Clock | None) -> Counted:
        """The result of a clock."""
        if clock is None:
            return Counted(due=None, how="no time limit")
        base, origin = self.base(clock)
        if base is None:
            return Counted(due=None, how=f"counted from the day of step '{origin}', which has no day of its own")
        try:
            return self.from_base(clock, base)
        except BeyondCalendar as error:
            return Counted(due=None, how=f"cannot be counted: {error}")

    def base(self, clock: Clock) -> tuple[dt.date | None, str]:
        """The day a clock counts from."""
        if clock.from_ is None:
            return self.start, ""
        origin = self.by_id.get(clock.from_)
        return (self.count(origin).due if origin else None), (origin.title if origin else clock.from_)

    def from_base(self, clock: Clock, base: dt.date) -> Counted:
        """A clock's day from its first day."""
        amount, unit = clock.amount or 0, clock.unit or "calendar-days"
        match clock.rule:
            case "same-day":
                return Counted(due=base, how="the same day")
            case "immediately":
                return Counted(due=base, how="at once, treated as the same day")
            case "before-event":
                return Counted(due=base, how=f"before {long_date(base)}")
            case "before-date":
                due = before_fixed_day(base, clock.date or "")
                return Counted(
                    due=due, how=f"before {long_date(due + ONE_DAY)}, in the calendar year of {long_date(base)}"
                )
            case "before" if unit in ("half-terms", "terms"):
                return Counted(due=None, how="half terms and terms are not counted back")
            case "before":
                due = counted(self.calendar, base, -amount, unit)
                return Counted(due=due, how=self.how_back(due, base, amount, unit))
            case "from-nth":
                due = self.nth(base, amount, unit)
                warn = self.nth(base, clock.warn_at, unit) if clock.warn_at else None
                return Counted(due=due, warn=warn, how=self.how_nth(base, due, amount, unit))
            case _:
                due = counted(self.calendar, base, amount, unit)
                warn = counted(self.calendar, base, clock.warn_at, unit) if clock.warn_at else None
                later = self.lawfully_later(clock, base, due)
                return Counted(due=due, warn=warn, how=self.how_within(base, due, amount, unit) + later, later=later)

    def nth(self, base: dt.date, amount: int, unit: str) -> dt.date:
        """The nth day where the first day counts as 1."""
        if unit in SCHOOL_UNITS:
            number = (amount + 1) // 2 if unit == "sessions" else amount
            return nth_school_day_from(self.calendar, base, number)
        if unit == "working-days":
            return nth_working_day(base - ONE_DAY, amount)
        return counted(self.calendar, base, amount - 1, unit) if amount > 1 else base

    def how_within(self, base: dt.date, due: dt.date, amount: int, unit: str) -> str:
        """How a clock that excludes its first day was counted."""
        return f"{quantity(amount, unit)} after {long_date(base)}, which is not counted{self.skipped(base, due, unit)}"

    def lawfully_later(self, clock: Clock, base: dt.date, due: dt.date) -> str:
        """Why the day may lawfully be missed: the advice of a school that is closed for long (CR9)."""
        if "ehc-advice" not in clock.exceptions:
            return ""
        try:
            last = self.calendar.span_around(base)[1]
            found = [c for c in long_closures(self.calendar, base) if c.advice_from <= due]
        except BeyondCalendar as error:
            return f"; whether it may lawfully be later is not known: {error}"
        words = [closed_words(c) for c in found if not c.advice_to or base <= c.advice_to]
        if due > last and not (found and found[-1].end is None):
            words.append(f"not known after {long_date(last)}, where the calendar ends")
        return f"; may lawfully be later: {join(words)}" if words else ""

    def how_nth(self, base: dt.date, due: dt.date, amount: int, unit: str) -> str:
        """How a clock that includes its first day was counted. Day 1 is the first that can be counted."""
        first = long_date(self.nth(base, 1, unit))
        return f"{WORDS[unit]} {amount} counting {first} as 1{self.skipped(base, due, unit)}"

    def how_back(self, due: dt.date, base: dt.date, amount: int, unit: str) -> str:
        """How a clock that runs backwards was counted."""
        return f"at least {quantity(amount, unit)} before {long_date(base)}{self.skipped(due, base, unit)}"

    def skipped(self, start: dt.date, end: dt.date, unit: str) -> str:
        """The days left out, where school days were counted."""
        if unit not in SCHOOL_UNITS:
            return ""
        found = [f"{gap.label} {span_of(gap.start, gap.end)}" for gap in gaps(self.calendar, start, end)]
        return f"; skipped: {join(found)}" if found else ""


def closed_words(closure: LongClosure) -> str:
    """When advice may have been asked for so that it lawfully comes late."""
    asked = f"where a school's advice was asked for from {long_date(closure.advice_from)}"
    if closure.end and closure.advice_to:
        return f"{asked} to {long_date(closure.advice_to)}, as it is closed {span_of(closure.start, closure.end)}"
    return f"{asked} on, as it is closed from {long_date(closure.start)} and the calendar does not say until when"


def quantity(amount: int, unit: str) -> str:
    """A number of a unit in words."""
    return f"{amount} {WORDS[unit]}{'' if amount == 1 else 's'}"

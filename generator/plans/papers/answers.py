"""What the papers are made of: a plan with its registers, an expectation with its source, and the answer to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from generator.casebook import Casebook
from generator.clocks import BeyondCalendar, SchoolCalendar
from generator.counting import nth_school_day_after
from generator.model import CasePlan, PlanReview, SuspensionEntry
from generator.plans.entries import Entries, entries_of
from generator.plans.reviews import held
from generator.plans.school_days import calendar_of
from generator.wording import weekday_date


class Held(StrEnum):
    """Whether the record holds what is expected, worst first."""

    MISSING = "missing"
    OLD = "old"
    TO_COME = "to-come"
    THERE = "there"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whether the record holds it, and what there is to say."""

    held: Held
    words: str


@dataclass(frozen=True, kw_only=True)
class PlanFile:
    """One plan on a day with all that papers may draw on."""

    casebook: Casebook
    plan: CasePlan
    as_of: dt.date

    @cached_property
    def calendar(self) -> SchoolCalendar:
        """The calendar of the plan's school."""
        return calendar_of(self.casebook, self.plan)

    @cached_property
    def entries(self) -> Entries:
        """The plan's rows in the registers up to the day."""
        return entries_of(self.casebook, self.plan.id).since(dt.date.min, self.as_of)

    @cached_property
    def last_review(self) -> PlanReview | None:
        """The newest review of the plan."""
        reviews = held(self.plan, self.as_of)
        return reviews[-1][1] if reviews else None

    @cached_property
    def exclusion(self) -> SuspensionEntry | None:
        """The newest suspension or exclusion that was not cancelled; a permanent one comes first."""
        rows = [row.entry for row in self.entries.suspensions if row.entry.cancelled_on is None]
        return max(rows, key=lambda e: (e.category == "permanent", e.starts_on), default=None)

    @property
    def is_permanent(self) -> bool:
        """Whether the pupil was excluded for good."""
        return self.exclusion is not None and self.exclusion.category == "permanent"

    def school_day_after(self, day: dt.date, number: int) -> dt.date | None:
        """The nth school day after a day; None beyond the school's calendar."""
        try:
            return nth_school_day_after(self.calendar, day, number)
        except BeyondCalendar:
            return None

    def deadline(self, day: dt.date, number: int, why: str) -> Answer:
        """The nth school day after a day: still to come, or gone by."""
        last = self.school_day_after(day, number)
        if last is None:
            return missing(f"{number} school days {why} lie beyond the school's calendar")
        words = f"by {weekday_date(last)}, {number} school days {why}"
        return Answer(held=Held.OLD if last < self.as_of else Held.TO_COME, words=words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One thing a meeting expects, its section of the papers, its source with the mark, and how to find it."""

    what: str
    section: str
    source: str
    mark: str
    find: Callable[[PlanFile], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One kind of meeting: who comes, what it decides, what it expects."""

    name: str
    title: str
    about: str
    wanted: Callable[[PlanFile], bool]
    expects: tuple[Expected, ...]


def there(words: str) -> Answer:
    """It is in the record."""
    return Answer(held=Held.THERE, words=words)


def missing(words: str) -> Answer:
    """It is not."""
    return Answer(held=Held.MISSING, words=words)


def not_needed(words: str) -> Answer:
    """It is not asked of this plan."""
    return Answer(held=Held.NOT_NEEDED, words=words)

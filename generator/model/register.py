"""One school's entries for one half term. Rows carry a plan code, never a name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.model.record import Record
from generator.model.shared import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPupil:
    """A pupil who is in the register and has no plan."""

    code: str
    key_stage: str
    sen_provision: str | None = None
    flags: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """The school's own numbers, from its last published census."""

    as_at: dt.date
    pupils: int
    sen_support: int | None = None
    ehc_plan: int | None = None
    fsm: int | None = None
    lac: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalExclusionEntry:
    """One session."""

    date: dt.date
    session: str
    plan: str | None = None
    pupil: str | None = None
    reason: str
    referred_by: str
    starts_at: str | None = None
    arrived: str | None = None
    left: str | None = None
    work_received: bool
    work_returned: bool | None = None
    separate_lunch: bool | None = None
    parent_told_on: dt.date | None = None
    exit_interview: str | None = None
    restorative: str | None = None

    @property
    def who(self) -> str:
        """The code of the pupil, whether there is a plan or not."""
        return self.plan or self.pupil or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionEntry:
    """One suspension or permanent exclusion."""

    plan: str | None = None
    pupil: str | None = None
    category: str
    reasons: tuple[str, ...]
    starts_on: dt.date
    school_days: float | None = None
    parent_notice_on: dt.date
    local_authority_notice_on: dt.date
    board_notice_on: dt.date | None = None
    day_6_from: dt.date | None = None
    misses_public_exam: bool | None = None
    cancelled_on: dt.date | None = None

    @property
    def who(self) -> str:
        """The code of the pupil, whether there is a plan or not."""
        return self.plan or self.pupil or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceEntry:
    """One session."""

    date: dt.date
    session: str
    plan: str
    provider: str
    site: str | None = None
    mark: str
    minutes_late: int | None = None
    code: str
    followed_up_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Record):
    """One school's entries for one half term. Rows carry a plan code, never a name."""

    aliases: tuple[str, ...] = ()
    fictional: bool | None = None
    title: str
    school: str
    academic_year: str
    term: str
    half: int
    start: dt.date
    end: dt.date
    kept_by: str
    room_places: int | None = None
    roll: Roll | None = None
    pupils: tuple[RegisterPupil, ...] = ()
    internal_exclusion: tuple[InternalExclusionEntry, ...] = ()
    suspensions: tuple[SuspensionEntry, ...] = ()
    attendance: tuple[AttendanceEntry, ...] = ()
    review: Review

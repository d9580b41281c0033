"""What was entered this half term? A register's rows, week by week. What they come to is in the half-termly report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from generator.casebook import Casebook
from generator.clocks import ONE_DAY
from generator.half_term.report import is_over, work_of
from generator.model import AttendanceEntry, InternalExclusionEntry, Register, SuspensionEntry
from generator.views.common import About, Ref, about, ref


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRow:
    """One session in the room."""

    row: InternalExclusionEntry
    pupil: Ref
    referred: Ref
    work: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The sessions of one week."""

    monday: dt.date
    rows: tuple[RoomRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """Everything the register's page shows."""

    about: About
    title: str
    school_id: str
    school: str
    start: dt.date
    end: dt.date
    kept_by: Ref
    is_over: bool
    weeks: tuple[Week, ...]
    pupils: tuple[str, ...]
    reasons: tuple[str, ...]
    suspensions: tuple[tuple[SuspensionEntry, Ref], ...]
    attendance: tuple[tuple[AttendanceEntry, Ref, Ref], ...]


def register_view(casebook: Casebook, register: Register, as_of: dt.date) -> RegisterView:
    """The view of one register."""
    school = casebook.schools.get(register.school)
    room = sorted(register.internal_exclusion, key=lambda r: (r.date, r.session, r.who))
    return RegisterView(
        about=about(casebook, register, as_of),
        title=register.title,
        school_id=register.school,
        school=school.name if school else register.school,
        start=register.start,
        end=register.end,
        kept_by=ref(casebook, "role", register.kept_by),
        is_over=is_over(register, as_of),
        weeks=tuple(
            Week(monday=monday, rows=tuple(room_row(casebook, row) for row in rows))
            for monday, rows in groupby(room, key=lambda r: monday_of(r.date))
        ),
        pupils=tuple(sorted({row.who for row in room})),
        reasons=tuple(sorted({row.reason for row in room})),
        suspensions=tuple(
            (row, pupil_ref(casebook, row.who))
            for row in sorted(register.suspensions, key=lambda r: (r.starts_on, r.who))
        ),
        attendance=tuple(
            (row, ref(casebook, "case-plan", row.plan), ref(casebook, "provider", row.provider))
            for row in sorted(register.attendance, key=lambda r: (r.date, r.session, r.plan))
        ),
    )


def room_row(casebook: Casebook, row: InternalExclusionEntry) -> RoomRow:
    """A session with what its codes stand for."""
    return RoomRow(
        row=row,
        pupil=pupil_ref(casebook, row.who),
        referred=ref(casebook, "role", row.referred_by),
        work=work_of(row.work_received, row.work_returned),
    )


def pupil_ref(casebook: Casebook, code: str) -> Ref:
    """A pupil: the plan where there is one, the bare code where there is none."""
    if code.startswith("rp-"):
        return Ref(kind="case-plan", id=code, title=code, exists=False)
    return ref(casebook, "case-plan", code)


def monday_of(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - ONE_DAY * day.weekday()

"""What was entered this half term? A register in short, and its rows, week by week, on pages of their own.

What they come to is in the half-termly report.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.casebook import Casebook
from generator.clocks import ONE_DAY
from generator.half_term.report import is_over, work_of
from generator.half_term.stays import stays
from generator.model import AttendanceEntry, InternalExclusionEntry, Register, SuspensionEntry
from generator.views.common import About, Ref, about, ref
from generator.views.parts import Part, parts
from generator.wording import count

ROWS = 150
"""How many rows a page of them holds."""
SUSPENSIONS_SHOWN = 12
MARKS = ("present", "late", "absent", "not-reported")
FOLLOW_UP = ("absent", "not-reported")


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
class WeekLine:
    """What a week in the room came to, and on which page its rows are."""

    monday: dt.date
    sessions: int
    pupils: int
    work_missing: int
    talks_due: int
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceLine:
    """What was reported from one provider."""

    provider: Ref
    sessions: int
    marks: tuple[tuple[str, int], ...]
    not_followed_up: int


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
    weeks: tuple[WeekLine, ...]
    suspensions: tuple[tuple[SuspensionEntry, Ref], ...]
    attendance: tuple[AttendanceLine, ...]
    attended: int
    talks_owed: int
    """Stays that are over without a talk on record, whether or not somebody wrote that it is due."""

    @property
    def to_do(self) -> tuple[tuple[str, str], ...]:
        """What the rows leave to be done, and where on the page it stands."""
        silent = sum(line.not_followed_up for line in self.attendance)
        return (
            *(((f"{count(self.talks_owed, 'exit interview')} owed", "room"),) if self.talks_owed else ()),
            *(((f"no follow-up on record for {count(silent, 'absence')}", "attendance"),) if silent else ()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsView:
    """One of the pages that show a register's rows: of the room, of suspensions, or of attendance."""

    about: About
    school: str
    part: Part[object]
    weeks: tuple[Week, ...] = ()
    pupils: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    suspensions: tuple[tuple[SuspensionEntry, Ref], ...] = ()
    attendance: tuple[tuple[AttendanceEntry, Ref, Ref], ...] = ()


def register_view(casebook: Casebook, register: Register, as_of: dt.date) -> RegisterView:
    """The view of one register."""
    return RegisterView(
        about=about(casebook, register, as_of),
        title=register.title,
        school_id=register.school,
        school=school_name(casebook, register),
        start=register.start,
        end=register.end,
        kept_by=ref(casebook, "role", register.kept_by),
        is_over=is_over(register, as_of),
        weeks=tuple(week_line(rows, part.number) for part in room_parts(register) for rows in part.items),
        suspensions=tuple((row, pupil_ref(casebook, row.who)) for row in suspension_rows(register)),
        attendance=tuple(attendance_lines(casebook, register)),
        attended=len(register.attendance),
        talks_owed=sum(stay.last < as_of and stay.exit_interview in ("", "due") for stay in stays(casebook, register)),
    )


def week_line(rows: tuple[InternalExclusionEntry, ...], page: int) -> WeekLine:
    """A week in short."""
    return WeekLine(
        monday=monday_of(rows[0].date),
        sessions=len(rows),
        pupils=len({row.who for row in rows}),
        work_missing=sum(not row.work_received for row in rows),
        talks_due=sum(row.exit_interview == "due" for row in rows),
        page=page,
    )


def attendance_lines(casebook: Casebook, register: Register) -> Iterator[AttendanceLine]:
    """What was reported from each provider."""
    for provider in sorted({row.provider for row in register.attendance}):
        rows = [row for row in register.attendance if row.provider == provider]
        marks = Counter(row.mark for row in rows)
        silent = sum(row.mark in FOLLOW_UP and not row.followed_up_on for row in rows)
        yield AttendanceLine(
            provider=ref(casebook, "provider", provider),
            sessions=len(rows),
            marks=tuple((mark, marks[mark]) for mark in MARKS if marks[mark]),
            not_followed_up=silent,
        )


def suspension_rows(register: Register) -> tuple[SuspensionEntry, ...]:
    """Suspensions and exclusions in the order of their first days."""
    return tuple(sorted(register.suspensions, key=lambda r: (r.starts_on, r.who)))


def room_parts(register: Register) -> tuple[Part[tuple[InternalExclusionEntry, ...]], ...]:
    """The room's rows by weeks, the weeks by pages."""
    room = sorted(register.internal_exclusion, key=lambda r: (r.date, r.session, r.who))
    weeks = [tuple(rows) for _, rows in groupby(room, key=lambda r: monday_of(r.date))]
    return parts(weeks, ROWS, len)


def attendance_parts(register: Register) -> tuple[Part[AttendanceEntry], ...]:
    """The rows of attendance by pages."""
    return parts(sorted(register.attendance, key=lambda r: (r.date, r.session, r.plan)), ROWS)


def suspension_parts(register: Register) -> tuple[Part[SuspensionEntry], ...]:
    """Suspensions by pages, where there are more than the register's page shows."""
    return parts(suspension_rows(register), ROWS) if len(register.suspensions) > SUSPENSIONS_SHOWN else ()


def room_rows(casebook: Casebook, register: Register, as_of: dt.date, number: int) -> RowsView:
    """One page of the room's rows."""
    part = room_parts(register)[number - 1]
    rows = [row for week in part.items for row in week]
    return RowsView(
        about=about(casebook, register, as_of),
        school=school_name(casebook, register),
        part=part,
        weeks=tuple(
            Week(monday=monday_of(week[0].date), rows=tuple(room_row(casebook, row) for row in week))
            for week in part.items
        ),
        pupils=tuple(sorted({row.who for row in rows})),
        reasons=tuple(sorted({row.reason for row in rows})),
    )


def attendance_rows(casebook: Casebook, register: Register, as_of: dt.date, number: int) -> RowsView:
    """One page of the rows of attendance."""
    part = attendance_parts(register)[number - 1]
    return RowsView(
        about=about(casebook, register, as_of),
        school=school_name(casebook, register),
        part=part,
        attendance=tuple(
            (row, ref(casebook, "case-plan", row.plan), ref(casebook, "provider", row.provider)) for row in part.items
        ),
    )


def suspensions_rows(casebook: Casebook, register: Register, as_of: dt.date, number: int) -> RowsView:
    """One page of suspensions and exclusions."""
    part = suspension_parts(register)[number - 1]
    return RowsView(
        about=about(casebook, register, as_of),
        school=school_name(casebook, register),
        part=part,
        suspensions=tuple((row, pupil_ref(casebook, row.who)) for row in part.items),
    )


def school_name(casebook: Casebook, register: Register) -> str:
    """What the register's school is called."""
    school = casebook.schools.get(register.school)
    return school.name if school else register.school


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

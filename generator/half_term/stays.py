"""Stays in the internal exclusion room: the sessions of one pupil on school days that follow each other."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import ONE_DAY, SchoolCalendar
from generator.model import CasePlan, InternalExclusionEntry, Register, RegisterPupil

EXIT_TALK_WITHIN = 2
"""School days after a stay by which its exit interview is held. Local: the procedure for a day in the room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomSession:
    """One row and its place in the register."""

    index: int
    row: InternalExclusionEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Sessions of one pupil without a school day between them."""

    who: str
    sessions: tuple[RoomSession, ...]

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return self.sessions[0].row.date

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.sessions[-1].row.date

    @property
    def exit_interview(self) -> str:
        """What the register says of the exit interview; nothing when it says nothing."""
        said = [s.row.exit_interview for s in self.sessions if s.row.exit_interview]
        return "held" if "held" in said else said[-1] if said else ""

    @property
    def restorative(self) -> str:
        """What became of putting things right; nothing when the register says nothing."""
        return next((s.row.restorative for s in reversed(self.sessions) if s.row.restorative), "")


def code_of(casebook: Casebook, row: InternalExclusionEntry) -> str:
    """The pupil's code of today: a plan may have had another."""
    return casebook.aliases.get(("case-plan", row.who), row.who)


def stays(casebook: Casebook, register: Register) -> tuple[Stay, ...]:
    """Every stay of a register, in the order in which they begin."""
    calendar = calendar_of(casebook, register)
    rows: dict[str, list[RoomSession]] = {}
    for index, row in enumerate(register.internal_exclusion):
        rows.setdefault(code_of(casebook, row), []).append(RoomSession(index=index, row=row))
    found = [stay for who in sorted(rows) for stay in runs_of(who, rows[who], calendar)]
    return tuple(sorted(found, key=lambda stay: (stay.first, stay.sessions[0].row.session, stay.who)))


def runs_of(who: str, sessions: list[RoomSession], calendar: SchoolCalendar | None) -> Iterator[Stay]:
    """One pupil's stays."""
    run: list[RoomSession] = []
    for session in sorted(sessions, key=lambda s: (s.row.date, s.row.session, s.index)):
        if run and session.row.date > next_school_day(calendar, run[-1].row.date):
            yield Stay(who=who, sessions=tuple(run))
            run = []
        run.append(session)
    yield Stay(who=who, sessions=tuple(run))


def calendar_of(casebook: Casebook, register: Register) -> SchoolCalendar | None:
    """The calendar of the register's school."""
    school = casebook.schools.get(register.school)
    return SchoolCalendar.of(casebook, school.calendar) if school else None


def next_school_day(calendar: SchoolCalendar | None, day: dt.date) -> dt.date:
    """The first school day after a day; the next day of the week where the calendar does not say."""
    known = calendar.school_days if calendar else ()
    index = bisect_right(known, day)
    if index < len(known):
        return known[index]
    return day + ONE_DAY * (7 - day.weekday() if day.weekday() > 3 else 1)


def facts_about(casebook: Casebook, register: Register, who: str) -> CasePlan | RegisterPupil | None:
    """What is known of a pupil: the plan, or the register's own entry."""
    return casebook.get(CasePlan, who) or next((p for p in register.pupils if p.code == who), None)

"""Who is in the internal exclusion room today? The list that is printed at eight in the morning."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import BeyondCalendar, SchoolCalendar
from generator.half_term.stays import Stay, next_school_day, stays
from generator.model import Register
from generator.views.common import Ref, ref, ref_to
from generator.views.register import monday_of, pupil_ref
from generator.wording import weekday_date

SESSIONS = {("am",): "Morning", ("pm",): "Afternoon", ("am", "pm"): "All day"}
LOOK_BACK = 10
"""School days after which an exit interview that is still due is left to the checks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One pupil today."""

    pupil: Ref
    sessions: str
    starts_at: str
    lunch_apart: bool
    reason: str
    referred: Ref
    day: int
    days: int
    work: tuple[tuple[str, bool], ...]
    parent_told_on: dt.date | None
    ends_today: bool
    returns: str

    @property
    def lacks_work(self) -> bool:
        """Whether work for a session of the day has not come."""
        return not all(came for _, came in self.work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """An exit interview that has not been held."""

    pupil: Ref
    ended: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the week in the room."""

    date: dt.date
    is_school_day: bool
    morning: tuple[Ref, ...]
    afternoon: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomView:
    """Everything the room's page shows."""

    school: str
    day: dt.date | None
    is_today: bool
    register: Ref | None
    places: int | None
    morning: int
    afternoon: int
    entries: tuple[Entry, ...]
    owed: tuple[Owed, ...]
    week: tuple[Day, ...]


def schools_with_a_room(casebook: Casebook) -> tuple[str, ...]:
    """The schools whose registers have ever had a row for the room."""
    return tuple(sorted({r.school for r in casebook.registers if r.internal_exclusion or r.room_places}))


def room_view(casebook: Casebook, school_id: str, as_of: dt.date) -> RoomView:
    """The room on the day asked about, or on the next school day."""
    school = casebook.schools.get(school_id)
    calendar = SchoolCalendar.of(casebook, school.calendar) if school else None
    day = room_day(calendar, as_of)
    register = register_on(casebook, school_id, day) if day else None
    found = stays(casebook, register) if register else ()
    here = [(stay, entry(casebook, stay, day, calendar)) for stay in found if day and is_in(stay, day)]
    return RoomView(
        school=school.name if school else school_id,
        day=day,
        is_today=day == as_of,
        register=ref_to(register) if register else None,
        places=register.room_places if register else None,
        morning=sum(e.sessions != "Afternoon" for _, e in here),
        afternoon=sum(e.sessions != "Morning" for _, e in here),
        entries=tuple(e for _, e in sorted(here, key=lambda pair: (pair[1].sessions == "Afternoon", pair[0].who))),
        owed=owed(casebook, found, day, calendar) if day else (),
        week=tuple(week(casebook, found, day, calendar)) if day else (),
    )


def room_day(calendar: SchoolCalendar | None, as_of: dt.date) -> dt.date | None:
    """The day itself when the school meets, or the next day on which it does, as far as the calendar knows."""
    try:
        if calendar is None or calendar.is_school_day(as_of):
            return as_of
    except BeyondCalendar:
        return None
    later = next_school_day(calendar, as_of)
    return later if later in calendar.school_day_set else None


def register_on(casebook: Casebook, school_id: str, day: dt.date) -> Register | None:
    """The school's register of the half term in which a day lies."""
    return next((r for r in casebook.registers_of.get(school_id, ()) if r.start <= day <= r.end), None)


def is_in(stay: Stay, day: dt.date) -> bool:
    """Whether a stay has a session on a day."""
    return any(session.row.date == day for session in stay.sessions)


def entry(casebook: Casebook, stay: Stay, day: dt.date, calendar: SchoolCalendar | None) -> Entry:
    """A pupil's line for one day."""
    today = [session.row for session in stay.sessions if session.row.date == day]
    days = sorted({session.row.date for session in stay.sessions})
    halves = tuple(dict.fromkeys(row.session for row in today))
    return Entry(
        pupil=pupil_ref(casebook, stay.who),
        sessions=SESSIONS[halves],
        starts_at=today[0].starts_at or "",
        lunch_apart=any(row.separate_lunch for row in today),
        reason=today[0].reason,
        referred=ref(casebook, "role", today[0].referred_by),
        day=days.index(day) + 1,
        days=len(days),
        work=tuple((row.session, row.work_received) for row in today),
        parent_told_on=max((row.parent_told_on for row in today if row.parent_told_on), default=None),
        ends_today=days[-1] == day,
        returns=returns(stay, calendar),
    )


def returns(stay: Stay, calendar: SchoolCalendar | None) -> str:
    """The first session back in lessons."""
    last = stay.sessions[-1].row
    if last.session == "am":
        return f"{weekday_date(last.date)}, afternoon"
    return f"{weekday_date(next_school_day(calendar, last.date))}, morning"


def owed(
    casebook: Casebook, found: tuple[Stay, ...], day: dt.date, calendar: SchoolCalendar | None
) -> tuple[Owed, ...]:
    """Exit interviews of stays that have ended and that nobody has held."""
    known = calendar.school_days if calendar else ()
    since = next(iter([d for d in known if d < day][-LOOK_BACK:]), day)
    return tuple(
        Owed(pupil=pupil_ref(casebook, stay.who), ended=stay.last)
        for stay in found
        if since <= stay.last < day and stay.exit_interview in ("", "due")
    )


def week(casebook: Casebook, found: tuple[Stay, ...], day: dt.date, calendar: SchoolCalendar | None) -> list[Day]:
    """Monday to Friday of the day's week."""
    monday = monday_of(day)
    days = [monday + dt.timedelta(days=number) for number in range(5)]
    rows = [(session.row.date, session.row.session, stay.who) for stay in found for session in stay.sessions]

    def inside(one: dt.date, half: str) -> tuple[Ref, ...]:
        codes = sorted({who for when, session, who in rows if (when, session) == (one, half)})
        return tuple(pupil_ref(casebook, who) for who in codes)

    return [
        Day(
            date=one,
            is_school_day=calendar is None or one in calendar.school_day_set,
            morning=inside(one, "am"),
            afternoon=inside(one, "pm"),
        )
        for one in days
    ]

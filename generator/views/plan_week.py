"""Where is the pupil in each session of the week? By the plan; what nobody has written down says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.model import CasePlan, Provider
from generator.plans.school_days import WEEKDAYS, on_or_after
from generator.plans.upkeep import is_closed
from generator.plans.week import FULL_WEEK, SESSIONS, SLOTS, Part, Slot, double_bookings, parts, reduced_on, week
from generator.views.common import Ref, ref
from generator.vocabulary import label
from generator.wording import count, join, weekday_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place the pupil is to be: a provider with its site, or what is done at school."""

    provider: Ref | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One session. None: nobody has written it down. Two or more: double booked. `off`: left free by agreement."""

    session: str
    places: tuple[Place, ...]
    off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """The week with what is to be said of it, and the changes that are planned."""

    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    on: dt.date
    state: str
    sentence: str
    ahead: tuple[str, ...]


def week_view(casebook: Casebook, plan: CasePlan, calendar: SchoolCalendar, as_of: dt.date) -> WeekView | None:
    """The week of today or of the next school day; None for a closed plan or one that names no place at all."""
    if is_closed(plan, as_of) or not (plan.placements or plan.school_timetable):
        return None
    on = max(on_or_after(calendar, as_of), plan.opened_on)
    named = week(plan, on)
    reduced = reduced_on(plan, on)
    taken = FULL_WEEK - sum(not found for found in named.values())
    off = reduced is not None and taken >= reduced.sessions_per_week
    rows = tuple(
        (
            day,
            tuple(
                Cell(
                    session=session,
                    places=tuple(place(casebook, plan, part, (day, session)) for part in named[day, session]),
                    off=off and not named[day, session],
                )
                for session in SESSIONS
            ),
        )
        for day in WEEKDAYS
    )
    double = sum(len(found) > 1 for found in named.values())
    state, sentence = verdict(taken, double, reduced.sessions_per_week if reduced else None)
    return WeekView(rows=rows, on=on, state=state, sentence=sentence, ahead=tuple(changes(casebook, plan, on)))


def place(casebook: Casebook, plan: CasePlan, part: Part, slot: Slot | None = None) -> Place:
    """A part of the week in words: at a provider the site of the session, or of the placement."""
    if part.where:
        return Place(provider=None, words=label(part.where))
    placement = plan.placements[int(part.pointer[1])]
    own = next((s.site for s in placement.sessions if (s.day, s.session) == slot), None)
    provider = casebook.get(Provider, part.provider)
    words = site_words(provider, own or placement.site) if provider else ""
    return Place(provider=ref(casebook, "provider", part.provider), words=words)


def site_words(provider: Provider, site_id: str) -> str:
    """What a site is called beside its provider's name; nothing where there is no other site."""
    if len(provider.sites) < 2:
        return ""
    name = next((site.name for site in provider.sites if site.id == site_id), "")
    short = name.removeprefix(provider.name).lstrip(" ,:-")
    return short if short else "main site"


def verdict(taken: int, double: int, reduced: int | None) -> tuple[str, str]:
    """The state of the week and the sentence that says it."""
    if double:
        return "not-met", f"{count(double, 'session')} {'has' if double == 1 else 'have'} two places at once."
    if reduced is not None and taken >= reduced:
        return "expiring", f"{taken} of {FULL_WEEK} sessions, on a reduced timetable of {reduced} a week."
    if taken < (reduced if reduced is not None else FULL_WEEK):
        missing = (reduced if reduced is not None else FULL_WEEK) - taken
        return (
            "missing",
            f"{taken} of {FULL_WEEK} sessions are named. Nobody has written down where the pupil is in {missing}.",
        )
    return "met", f"All {FULL_WEEK} sessions of the week are named."


def changes(casebook: Casebook, plan: CasePlan, on: dt.date) -> Iterator[str]:
    """What will begin or end after a day, in order."""
    found: list[tuple[dt.date, str]] = []
    for part in parts(plan):
        place_of = place(casebook, plan, part)
        name = place_of.provider.title if place_of.provider else place_of.words
        if part.first > on:
            found.append((part.first, f"From {weekday_date(part.first)}: {name}, {times(part)}."))
        if part.last and on <= part.last and part.last != plan.closed_on:
            found.append((part.last, f"Last day {weekday_date(part.last)}: {name}."))
    for clash in double_bookings(plan, on):
        if clash.first > on:
            when = join([f"{label(day)} {label(session).lower()}" for day, session in clash.slots])
            found.append((clash.first, f"From {weekday_date(clash.first)} two places want the pupil: {when}."))
    return (words for _, words in sorted(found))


def times(part: Part) -> str:
    """The sessions of a part in words, whole days together."""
    if part.rest:
        return "every session without a provider"
    days = []
    for day in WEEKDAYS:
        held = [session for session in SESSIONS if (day, session) in part.slots]
        if len(held) == len(SESSIONS):
            days.append(label(day))
        elif held:
            days.append(f"{label(day)} {label(held[0]).lower()}")
    whole = len(part.slots) == len(SLOTS)
    return "every day" if whole else join(days)

"""May the pupil go on the next placement day? The gate of each placement on that day, and what the plan itself adds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.compliance.gate import GateState, gate
from generator.compliance.placements import gate_for
from generator.compliance.state import Standings
from generator.model import CasePlan, Placement, PlacementSession, Provider
from generator.plans.notices import BY_BASIS, latest_day, sent
from generator.plans.school_days import WEEKDAYS, session_days
from generator.plans.upkeep import staleness
from generator.plans.week import SESSIONS, double_bookings
from generator.views.common import Ref, ref
from generator.views.plan_week import site_words
from generator.vocabulary import label
from generator.wording import join, weekday_date

WORST_FIRST = list(GateState)
Meeting = tuple[Placement, tuple[str, ...]]
"""A placement with the sessions it holds on some day."""
DRIVEN = frozenset({"school-vehicle", "provider-vehicle", "taxi"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GoAhead:
    """One placement on one day: the provider's gate, its reasons, and what the plan itself leaves open."""

    provider: Ref
    site: str
    sessions: str
    state: str
    reasons: tuple[str, ...]
    ahead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAhead:
    """A day with a placement, and the worst of what is said of its placements."""

    on: dt.date
    when: str
    far: bool
    state: str
    placements: tuple[GoAhead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAsked:
    """What is asked: the plan, its calendar, and the day from which to look."""

    casebook: Casebook
    plan: CasePlan
    calendar: SchoolCalendar
    standings: Standings
    as_of: dt.date


def days_ahead(asked: DayAsked) -> tuple[DayAhead, ...]:
    """The next placement day; when that is today, also the one after."""
    meetings: dict[dt.date, list[Meeting]] = {}
    for placement in asked.plan.placements:
        for day, sessions in session_days(asked.calendar, asked.plan, placement, asked.as_of):
            meetings.setdefault(day, []).append((placement, sessions))
            if day > asked.as_of:
                break
    shown = sorted(meetings)[: 2 if asked.as_of in meetings else 1]
    return tuple(day_ahead(asked, day, meetings[day]) for day in shown)


def day_ahead(asked: DayAsked, day: dt.date, placements: list[Meeting]) -> DayAhead:
    """One day with its placements."""
    views = tuple(view for placement, sessions in placements for view in go_ahead(asked, day, placement, sessions))
    worst = min((view.state for view in views), key=lambda state: WORST_FIRST.index(GateState(state)))
    return DayAhead(
        on=day, when=when(day, asked.as_of), far=(day - asked.as_of).days > 1, state=worst, placements=views
    )


def when(day: dt.date, as_of: dt.date) -> str:
    """Today, tomorrow or the weekday, with the date."""
    match (day - as_of).days:
        case 0:
            return f"Today, {weekday_date(day)}"
        case 1:
            return f"Tomorrow, {weekday_date(day)}"
        case _:
            return weekday_date(day)


def go_ahead(asked: DayAsked, day: dt.date, placement: Placement, sessions: tuple[str, ...]) -> Iterator[GoAhead]:
    """One placement on one day. Of a provider that no record describes nothing is known: closed."""
    provider = asked.casebook.get(Provider, placement.provider)
    where = ref(asked.casebook, "provider", placement.provider)
    times = "all day" if len(sessions) == len(SESSIONS) else join([label(session).lower() for session in sessions])
    if provider is None:
        words = ("no record says anything of this provider",)
        yield GoAhead(provider=where, site="", sessions=times, state="closed", reasons=words, ahead="")
        return
    site = site_on(placement, day)
    found = gate(
        asked.standings,
        provider,
        day,
        site=site,
        uses=frozenset(placement.uses),
        part_time=placement.full_time is False,
    )
    own = tuple(own_conditions(asked, day, placement))
    reasons = tuple(f"{reason.title}: {reason.text}" for reason in found.reasons)
    state = GateState.CONDITIONAL if found.state is GateState.OPEN and own else found.state
    yield GoAhead(
        provider=where,
        site=site_words(provider, site),
        sessions=times,
        state=state,
        reasons=(*reasons, *own),
        ahead=lapse_ahead(asked, day, placement, provider) if found.state is not GateState.CLOSED else "",
    )


def site_on(placement: Placement, day: dt.date) -> str:
    """The site of the day's first session."""

    def first(session: PlacementSession) -> bool:
        return session.day == WEEKDAYS[day.weekday()] and session.site is not None

    return next((session.site for session in placement.sessions if first(session) and session.site), placement.site)


def lapse_ahead(asked: DayAsked, day: dt.date, placement: Placement, provider: Provider) -> str:
    """What will close the provider before the placement ends, if nothing is renewed."""
    later = gate_for(asked.standings, asked.plan, provider, placement, day)
    return next((f"{r.title} {r.text}" for r in later.reasons if r.standing is None and "unless renewed" in r.text), "")


def own_conditions(asked: DayAsked, day: dt.date, placement: Placement) -> Iterator[str]:
    """What the plan leaves open: the risk assessment, the notice, the journey, the time agreed, another place."""
    plan = asked.plan
    if plan.risk_assessment is None:
        yield "No risk assessment is on record"
    elif stale := staleness(plan, asked.as_of):
        yield f"The risk assessment is out of date: {join([str(one) for one in stale])}"
    elif plan.risk_assessment.shared_on is None:
        yield "The risk assessment has not been shared with the provider"
    law = BY_BASIS.get(placement.legal_basis)
    if law and not sent(placement, law.kind):
        latest = latest_day(law, placement, asked.calendar)
        by = f"; it was due by {weekday_date(latest)}" if latest and latest < asked.as_of else ""
        yield f"No notice is recorded ({label(law.kind).lower()}){by}"
    ride = placement.transport
    if ride and ride.mode in DRIVEN and ride.risk_assessed_on is None:
        yield "The journey has not been assessed"
    if placement.agreed_maximum and day > placement.agreed_maximum:
        yield f"The longest time agreed ended on {weekday_date(placement.agreed_maximum)}"
    name = WEEKDAYS[day.weekday()]
    booked = [b for b in double_bookings(plan, day) if b.one.runs(day) and b.other.runs(day)]
    if any(slot[0] == name for b in booked for slot in b.slots):
        yield "Two places want the pupil at the same time"

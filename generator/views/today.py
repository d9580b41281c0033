"""What needs me today? The home page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import BeyondCalendar, SchoolCalendar
from generator.compliance.gate import Gate, GateState, gate, running_placements
from generator.compliance.paperwork import Holding
from generator.compliance.placements import gate_for
from generator.compliance.state import Standings
from generator.counting import nth_school_day_after
from generator.findings import Severity
from generator.inspection import Report
from generator.model import Provider
from generator.views.common import Ref, ref_to
from generator.views.due import DueItem, due_by_record, due_periods
from generator.views.history import History, Recent, since_monday
from generator.views.policy import acknowledgements
from generator.vocabulary import label
from generator.wording import distance, join, weekday_date


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLine:
    """A provider and what its gate says."""

    provider: Ref
    gate: Gate


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementLine:
    """A running placement whose provider's gate is not open."""

    plan: Ref
    provider: Ref
    gate: Gate


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """Somebody who acknowledged a policy before its words changed."""

    policy: Ref
    who: Ref
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """Everything the home page shows."""

    as_of: dt.date
    school_day: str
    organisation: str
    closed: tuple[GateLine, ...]
    conditional: tuple[GateLine, ...]
    open: int
    placements: tuple[PlacementLine, ...]
    running: int
    overdue: tuple[DueItem, ...]
    late: tuple[tuple[DueItem, ...], ...]
    """What is overdue by its record, the record that has waited longest first."""
    week: tuple[DueItem, ...]
    week_end: dt.date
    half_term: tuple[DueItem, ...]
    half_term_end: dt.date | None
    recent: Recent
    suspect: tuple[Suspect, ...]
    errors: int
    warnings: int


def today_view(
    casebook: Casebook,
    as_of: dt.date,
    standings: Standings,
    due: tuple[DueItem, ...],
    report: Report,
    history: History,
) -> TodayView:
    """The view on a date."""
    lines = [
        GateLine(provider=ref_to(p), gate=gate(standings, p, as_of))
        for p in casebook.providers
        if not (p.closed_on and p.closed_on < as_of)
    ]
    periods = due_periods(due, as_of, standings.calendar)
    return TodayView(
        as_of=as_of,
        school_day=school_day_words(casebook, as_of),
        organisation=casebook.settings.organisation.name,
        closed=tuple(line for line in lines if line.gate.state is GateState.CLOSED),
        conditional=tuple(line for line in lines if line.gate.state is GateState.CONDITIONAL),
        open=sum(line.gate.state is GateState.OPEN for line in lines),
        placements=tuple(shut_placements(casebook, as_of, standings)),
        running=sum(1 for _ in running_placements(casebook, as_of)),
        overdue=periods.overdue,
        late=tuple(due_by_record(periods.overdue).values()),
        week=(*periods.today, *periods.week),
        week_end=periods.week_end,
        half_term=periods.half_term,
        half_term_end=periods.half_term_end,
        recent=since_monday(casebook, history, as_of),
        suspect=tuple(suspects(casebook, as_of)),
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
    )


def suspects(casebook: Casebook, as_of: dt.date) -> Iterator[Suspect]:
    """Acknowledgements of a policy whose words have changed since."""
    for policy in casebook.policies:
        held = [line for line in acknowledgements(casebook, policy, as_of) if line.held.holding is Holding.SUSPECT]
        yield from (Suspect(policy=ref_to(policy), who=line.who, reason=line.held.reason) for line in held)


def shut_placements(casebook: Casebook, as_of: dt.date, standings: Standings) -> list[PlacementLine]:
    """Running placements whose gate is closed or conditional."""
    lines = []
    for plan, placement in running_placements(casebook, as_of):
        provider = casebook.get(Provider, placement.provider)
        if provider is None:
            continue
        found = gate_for(standings, plan, provider, placement, as_of)
        if found.state is not GateState.OPEN:
            lines.append(PlacementLine(plan=ref_to(plan), provider=ref_to(provider), gate=found))
    return sorted(lines, key=lambda line: (line.gate.state is not GateState.CLOSED, line.plan.id))


def school_day_words(casebook: Casebook, as_of: dt.date) -> str:
    """Whether the date is a school day, and when the next one is, on each series of calendars."""
    calendars = {label(series): SchoolCalendar.of(casebook, series) for series in casebook_series(casebook)}
    known = {name: calendar for name, calendar in calendars.items() if calendar.covers(as_of)}
    days = {name: calendar.is_school_day(as_of) for name, calendar in known.items()}
    words = [
        sentence
        for start, names in (
            ("A school day", [name for name in days if days[name]]),
            ("Not a school day", [name for name in days if not days[name]]),
            ("No calendar says whether it is a school day", sorted(calendars.keys() - known.keys())),
        )
        if names
        for sentence in (f"{start} in {join(names)}.",)
    ]
    return " ".join([*words, *next_day_words(known, days, as_of)])


def casebook_series(casebook: Casebook) -> list[str]:
    """The series of calendars there are."""
    return sorted({c.series for c in casebook.calendars})


def next_day_words(known: dict[str, SchoolCalendar], days: dict[str, bool], as_of: dt.date) -> Iterator[str]:
    """The next school day, for the calendars on which the date is none."""
    coming: dict[dt.date, list[str]] = {}
    for name in [name for name in known if not days[name]]:
        try:
            coming.setdefault(nth_school_day_after(known[name], as_of, 1), []).append(name)
        except BeyondCalendar:
            yield f"No calendar says when the next one is in {name}."
    for day, names in sorted(coming.items()):
        where = f" in {join(names)}" if len(coming) > 1 else ""
        far = "tomorrow" if (day - as_of).days == 1 else distance(day, as_of)
        yield f"The next{where} is {far}, {weekday_date(day)}."

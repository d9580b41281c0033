"""Placements against the gate over their whole time: what went wrong, what was looked at, what will lapse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.casebook import Casebook
from generator.clocks import ONE_DAY
from generator.compliance.gate import Gate, GateState, Reason, gate
from generator.compliance.intervals import ClosedPeriod, Span, closed_periods, merged
from generator.compliance.state import Standings
from generator.model import BreachReview, CasePlan, Placement, Provider
from generator.wording import long_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """Days on which a placement ran although its provider was closed, and the role's look at it, if any."""

    plan: CasePlan
    index: int
    placement: Placement
    provider: Provider
    period: ClosedPeriod
    reviewed: BreachReview | None


Breaches = Mapping[str, tuple[Breach, ...]]
"""Breaches by the provider's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """What will close the provider before a placement ends, if nothing is renewed."""

    plan: CasePlan
    index: int
    placement: Placement
    provider: Provider
    period: ClosedPeriod


def breaches_at(casebook: Casebook, as_of: dt.date, standings: Standings) -> Breaches:
    """Every breach up to a date, by the provider's id."""
    table: dict[str, list[Breach]] = {}
    for breach in breaches(casebook, as_of, standings):
        table.setdefault(breach.provider.id, []).append(breach)
    return {provider: tuple(found) for provider, found in table.items()}


def breaches(casebook: Casebook, as_of: dt.date, standings: Standings) -> Iterator[Breach]:
    """Every breach up to a date, plan by plan."""
    for plan, index, placement, provider in placements(casebook):
        last = min(as_of, ended_on(plan, placement) or as_of)
        if placement.start <= last:
            for period in periods(standings, provider, placement, placement.start, last):
                reviewed = next((r for r in placement.breach_reviews if covers(r, period)), None)
                yield Breach(
                    plan=plan, index=index, placement=placement, provider=provider, period=period, reviewed=reviewed
                )


def lapses(casebook: Casebook, as_of: dt.date, standings: Standings) -> Iterator[Lapse]:
    """What closes a provider after a date and before the end of a placement there; only what is not closed already."""
    for plan, index, placement, provider in placements(casebook):
        last = last_day(plan, placement, as_of)
        first = max(placement.start, as_of + ONE_DAY)
        if last is None or first > last:
            continue
        today = {p.title for p in periods(standings, provider, placement, as_of, as_of)}
        for period in periods(standings, provider, placement, first, last):
            if period.title not in today:
                yield Lapse(plan=plan, index=index, placement=placement, provider=provider, period=period)


def closed_starts(casebook: Casebook, as_of: dt.date, standings: Standings) -> Iterator[Lapse]:
    """Placements planned for later at a provider that is closed today and will still be on the first day."""
    for plan, index, placement, provider in placements(casebook):
        if placement.start > as_of:
            today = {p.title for p in periods(standings, provider, placement, as_of, as_of)}
            for period in periods(standings, provider, placement, placement.start, placement.start):
                if period.title in today:
                    yield Lapse(plan=plan, index=index, placement=placement, provider=provider, period=period)


def gate_for(standings: Standings, plan: CasePlan, provider: Provider, placement: Placement, on: dt.date) -> Gate:
    """The gate on a date for what a placement uses, until the placement's last day as far as it is known."""
    last = last_day(plan, placement, on) or on
    span = Span(start=on, end=last, site=placement.site, uses=frozenset(placement.uses))
    return gate_over(standings, provider, span, part_time=placement.full_time is False)


def gate_over(standings: Standings, provider: Provider, span: Span, *, part_time: bool = False) -> Gate:
    """The gate on the first day of a span; open only on condition where something lapses before its last day."""
    found = gate(standings, provider, span.start, site=span.site, uses=span.uses, part_time=part_time)
    later = Span(start=span.start + ONE_DAY, end=span.end, site=span.site, uses=span.uses)
    if found.state is GateState.CLOSED or later.start > later.end:
        return found
    ahead = tuple(
        Reason(closes=False, title=p.title, text=f"closes it on {long_date(p.start)} unless renewed")
        for p in merged(closed_periods(standings, provider, later))
    )
    state = GateState.CONDITIONAL if ahead else found.state
    return replace(found, state=state, reasons=(*found.reasons, *ahead))


def placements(casebook: Casebook) -> Iterator[tuple[CasePlan, int, Placement, Provider]]:
    """Every placement at a provider of the casebook."""
    for plan in casebook.case_plans:
        for index, placement in enumerate(plan.placements):
            if provider := casebook.get(Provider, placement.provider):
                yield plan, index, placement, provider


def ended_on(plan: CasePlan, placement: Placement) -> dt.date | None:
    """The last day of a placement that somebody has ended. One over its agreed maximum goes on until then."""
    return placement.end or plan.closed_on


def last_day(plan: CasePlan, placement: Placement, as_of: dt.date) -> dt.date | None:
    """The last day of a placement as far as it is known or agreed on a date."""
    agreed = placement.agreed_maximum
    return ended_on(plan, placement) or (agreed if agreed and agreed >= as_of else None)


def periods(
    standings: Standings, provider: Provider, placement: Placement, first: dt.date, last: dt.date
) -> tuple[ClosedPeriod, ...]:
    """When the provider was closed for what the placement uses."""
    span = Span(start=first, end=last, site=placement.site, uses=frozenset(placement.uses))
    return merged(closed_periods(standings, provider, span))


def covers(review: BreachReview, period: ClosedPeriod) -> bool:
    """Whether somebody has looked at the whole period."""
    return review.from_ <= period.start and period.end <= review.to

"""When, within a span of days, a provider was closed and why: the gate by change points, not day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.casebook import Listed
from generator.clocks import ONE_DAY
from generator.compliance.gate import Reason, concerns_uses, registration, suspended, whether_open
from generator.compliance.paperwork import versions_at
from generator.compliance.registration import is_full_time
from generator.compliance.state import Standings
from generator.compliance.verdict import ClosedPeriod
from generator.model import Policy, Provider
from generator.wording import long_date

__all__ = ["ClosedPeriod", "Span", "closed_periods", "merged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days and the use that are asked about."""

    start: dt.date
    end: dt.date
    site: str | None = None
    uses: frozenset[str] = frozenset()


def closed_periods(standings: Standings, provider: Provider, span: Span) -> tuple[ClosedPeriod, ...]:
    """Every reason that closed the provider during the span, with its days, earliest first."""
    found = (
        replace(period, start=max(period.start, span.start), end=min(period.end, span.end))
        for period in ever_closed(standings, provider, span.site, span.uses)
        if period.start <= span.end and span.start <= period.end
    )
    return tuple(sorted(found, key=lambda p: (p.start, p.end, p.title)))


def ever_closed(
    standings: Standings, provider: Provider, site: str | None, uses: frozenset[str]
) -> tuple[ClosedPeriod, ...]:
    """Every reason that ever closes the provider for a use. Worked out once, however many placements ask."""
    key = (provider.id, site, uses)
    if key not in standings.closed:
        standings.closed[key] = (
            *by_requirements(standings, provider, site, uses),
            *by_concerns(provider),
            *by_days(standings, provider, site, uses),
        )
    return standings.closed[key]


def by_requirements(
    standings: Standings, provider: Provider, site: str | None, uses: frozenset[str]
) -> Iterator[ClosedPeriod]:
    """Periods in which a blocking requirement was unmet."""
    for framework in standings.casebook.frameworks:
        if framework.id not in standings.casebook.settings.frameworks:
            continue
        for listed in standings.listed(dt.date.min, framework):
            requirement = listed.requirement
            concerned = requirement.blocks and concerns_uses(requirement.applies_to_uses, uses)
            if concerned and standings.concerns(requirement, provider):
                yield from of_requirement(standings, provider, listed, site)


def of_requirement(
    standings: Standings, provider: Provider, listed: Listed, site: str | None
) -> tuple[ClosedPeriod, ...]:
    """Periods in which one requirement was unmet, the same for every use that it concerns."""
    key = (provider.id, site, listed.framework.id, listed.requirement.id)
    if key not in standings.unmet:
        standings.unmet[key] = tuple(unmet(standings, provider, listed, site))
    return standings.unmet[key]


def unmet(standings: Standings, provider: Provider, listed: Listed, site: str | None) -> Iterator[ClosedPeriod]:
    """Periods in which one requirement was unmet. Its state is the same between two change points."""
    for start, end in spells(change_points(standings, provider, listed, site)):
        if not standings.is_current(listed.framework, start):
            continue
        standing = standings.one(listed, provider, start, site=site)
        if standing.blocks:
            yield ClosedPeriod(
                start=start,
                end=end,
                title=listed.requirement.title,
                text=standing.reason,
                requirement=listed.requirement.id,
            )


def spells(points: Iterable[dt.date]) -> Iterator[tuple[dt.date, dt.date]]:
    """The first and last day between each two change points, from the first day there is to the last."""
    days = sorted({dt.date.min, *points})
    ends = [day - ONE_DAY for day in days[1:]]
    return zip(days, [*ends, dt.date.max], strict=True)


def change_points(standings: Standings, provider: Provider, listed: Listed, site: str | None) -> Iterator[dt.date]:
    """Every day on which the state of a requirement may change."""
    requirement, framework = listed.requirement, listed.framework
    yield framework.in_force_from
    yield from after(framework.in_force_to)
    yield from known(requirement.in_force_from)
    for waiver in provider.waivers:
        if waiver.requirement == requirement.id:
            yield waiver.approved_on
            yield from after(waiver.until)
    for entry in provider.not_applicable:
        if entry.requirement == requirement.id:
            yield entry.decided_on
            yield from after(entry.until)
    for place in provider.sites:
        yield from known(place.opened_on)
        yield from after(place.closed_on)
    if requirement.answered_by:
        yield from paperwork_points(standings, provider, requirement.answered_by.policy)
    else:
        yield from evidence_points(standings, provider, listed, site)


def evidence_points(standings: Standings, provider: Provider, listed: Listed, site: str | None) -> Iterator[dt.date]:
    """When evidence was seen, when it ends, when it was in doubt."""
    scales = standings.scales
    places: list[str | None] = [site] if site else [place.id for place in provider.sites]
    for place in places or [None]:
        for index, evidence in scales.relevant(listed.requirement, provider, dt.date.max, place):
            yield evidence.seen_on
            yield from after(scales.weighed(provider, index, evidence, listed).good_until)
            if evidence.disputed:
                yield evidence.disputed.raised_on
                yield from known(evidence.disputed.settled_on)


def paperwork_points(standings: Standings, provider: Provider, policy_id: str | None) -> Iterator[dt.date]:
    """When agreements and acknowledgements begin and end."""
    for agreement in provider.agreements:
        yield agreement.signed_on
        yield agreement.starts_on
        yield from after(agreement.ends_on)
    policy = standings.casebook.get(Policy, policy_id) if policy_id else None
    if policy:
        grace = dt.timedelta(days=standings.casebook.settings.due_soon_days)
        for _, since in versions_at(policy, dt.date.max):
            yield since
            yield since + grace + ONE_DAY
        for given in provider.acknowledgements:
            yield given.acknowledged_on


def by_concerns(provider: Provider) -> Iterator[ClosedPeriod]:
    """Periods in which a suspending concern was open."""
    for concern in provider.concerns:
        last = concern.closed_on - ONE_DAY if concern.closed_on else dt.date.max
        if concern.suspends and concern.raised_on <= last:
            yield ClosedPeriod(
                start=concern.raised_on,
                end=last,
                title=suspended(concern),
                text=f"a concern was open since {long_date(concern.raised_on)}",
            )


def by_days(standings: Standings, provider: Provider, site: str | None, uses: frozenset[str]) -> Iterator[ClosedPeriod]:
    """Periods in which the provider or site was not there, or would have been an unregistered school."""
    points = {*known(provider.opened_on), *after(provider.closed_on)}
    for place in provider.sites:
        points.update((*known(place.opened_on), *after(place.closed_on)))
    if provider.declared_pupils:
        points.add(provider.declared_pupils.as_at)
    for plan, placement in standings.casebook.placed.get(provider.id, ()):
        if is_full_time(placement):
            points.update((placement.start, *after(placement.end or plan.closed_on)))
    for spell in standings.casebook.scope.sealed.get(provider.id, ()):
        points.update((spell.start, *after(spell.end)))
    for start, end in spells(points):
        reasons: Iterable[Reason] = (
            *whether_open(provider, site, start),
            *registration(standings.casebook, provider, start, uses),
        )
        for reason in reasons:
            if reason.closes:
                yield ClosedPeriod(start=start, end=end, title=reason.title, text=reason.text)


def known(day: dt.date | None) -> Iterator[dt.date]:
    """The day, if there is one."""
    if day is not None:
        yield day


def after(day: dt.date | None) -> Iterator[dt.date]:
    """The day after, if there is one."""
    if day is not None and day < dt.date.max:
        yield day + ONE_DAY


def merged(periods: Iterable[ClosedPeriod]) -> tuple[ClosedPeriod, ...]:
    """Adjoining periods with the same title joined, so that one breach is one."""
    joined: dict[str, list[ClosedPeriod]] = {}
    for period in sorted(periods, key=lambda p: (p.title, p.start)):
        same = joined.setdefault(period.title, [])
        if same and period.start <= same[-1].end + ONE_DAY:
            last = same[-1]
            same[-1] = ClosedPeriod(
                start=last.start,
                end=max(last.end, period.end),
                title=last.title,
                text=last.text,
                requirement=last.requirement,
            )
        else:
            same.append(period)
    return tuple(sorted((p for found in joined.values() for p in found), key=lambda p: (p.start, p.title)))

"""When, within a span of days, a provider was closed and why: the gate by change points, not day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.casebook import Listed
from generator.clocks import ONE_DAY
from generator.compliance.applies import applies
from generator.compliance.gate import Reason, concerns_uses, registration, suspended, whether_open
from generator.compliance.paperwork import versions_at
from generator.compliance.registration import is_full_time
from generator.compliance.state import Standings
from generator.model import Policy, Provider
from generator.wording import long_date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPeriod:
    """Days on which one reason closed a provider, both included."""

    start: dt.date
    end: dt.date
    title: str
    text: str
    requirement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days and the use that are asked about."""

    start: dt.date
    end: dt.date
    site: str | None = None
    uses: frozenset[str] = frozenset()


def closed_periods(standings: Standings, provider: Provider, span: Span) -> tuple[ClosedPeriod, ...]:
    """Every reason that closed the provider during the span, with its days, earliest first."""
    found = [
        *by_requirements(standings, provider, span),
        *by_concerns(provider, span),
        *by_days(standings, provider, span),
    ]
    return tuple(sorted(found, key=lambda p: (p.start, p.end, p.title)))


def by_requirements(standings: Standings, provider: Provider, span: Span) -> Iterator[ClosedPeriod]:
    """Periods in which a blocking requirement was unmet."""
    for framework in standings.casebook.frameworks:
        for listed in standings.listed(span.start, framework):
            requirement = listed.requirement
            concerned = requirement.blocks and concerns_uses(requirement.applies_to_uses, span.uses)
            if concerned and applies(requirement, provider):
                yield from of_requirement(standings, provider, listed, span)


def of_requirement(standings: Standings, provider: Provider, listed: Listed, span: Span) -> Iterator[ClosedPeriod]:
    """Periods in which one requirement was unmet. Its state is the same between two change points."""
    points = sorted(p for p in set(change_points(standings, provider, listed, span)) if span.start <= p <= span.end)
    for start, following in zip(points, [*points[1:], span.end + ONE_DAY], strict=True):
        if not standings.is_current(listed.framework, start):
            continue
        standing = standings.one(listed, provider, start, site=span.site)
        if standing.blocks:
            yield ClosedPeriod(
                start=start,
                end=following - ONE_DAY,
                title=listed.requirement.title,
                text=standing.reason,
                requirement=listed.requirement.id,
            )


def change_points(standings: Standings, provider: Provider, listed: Listed, span: Span) -> Iterator[dt.date]:
    """Every day on which the state of a requirement may change."""
    requirement, framework = listed.requirement, listed.framework
    yield span.start
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
    for site in provider.sites:
        yield from known(site.opened_on)
        yield from after(site.closed_on)
    if requirement.answered_by:
        yield from paperwork_points(standings, provider, requirement.answered_by.policy)
    else:
        yield from evidence_points(standings, provider, listed, span)


def evidence_points(standings: Standings, provider: Provider, listed: Listed, span: Span) -> Iterator[dt.date]:
    """When evidence was seen, when it ends, when it was in doubt."""
    scales = standings.scales
    sites = [span.site] if span.site else [site.id for site in provider.sites]
    for site in sites:
        for index, evidence in scales.relevant(listed.requirement, provider, span.end, site):
            yield evidence.seen_on
            yield from after(scales.weigh(index, evidence, listed).good_until)
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


def by_concerns(provider: Provider, span: Span) -> Iterator[ClosedPeriod]:
    """Periods in which a suspending concern was open."""
    for concern in provider.concerns:
        first = max(concern.raised_on, span.start)
        last = min(concern.closed_on - ONE_DAY, span.end) if concern.closed_on else span.end
        if concern.suspends and first <= last:
            yield ClosedPeriod(
                start=first,
                end=last,
                title=suspended(concern),
                text=f"a concern was open since {long_date(concern.raised_on)}",
            )


def by_days(standings: Standings, provider: Provider, span: Span) -> Iterator[ClosedPeriod]:
    """Periods in which the provider or site was not there, or would have been an unregistered school."""
    points = {span.start, *known(provider.opened_on), *after(provider.closed_on)}
    for site in provider.sites:
        points.update((*known(site.opened_on), *after(site.closed_on)))
    if provider.declared_pupils:
        points.add(provider.declared_pupils.as_at)
    for plan, placement in standings.casebook.placed.get(provider.id, ()):
        if is_full_time(placement):
            points.update((placement.start, *after(placement.end or plan.closed_on)))
    points.update(spell.start for spell in standings.casebook.scope.sealed.get(provider.id, ()))
    inside = sorted(p for p in points if span.start <= p <= span.end)
    for start, following in zip(inside, [*inside[1:], span.end + ONE_DAY], strict=True):
        reasons: Iterable[Reason] = (
            *whether_open(provider, span.site, start),
            *registration(standings.casebook, provider, start, span.uses),
        )
        for reason in reasons:
            if reason.closes:
                yield ClosedPeriod(start=start, end=following - ONE_DAY, title=reason.title, text=reason.text)


def known(day: dt.date | None) -> Iterator[dt.date]:
    """The day, if there is one."""
    if day is not None:
        yield day


def after(day: dt.date | None) -> Iterator[dt.date]:
    """The day after, if there is one."""
    if day is not None:
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

"""May a provider be used on a date: open, conditional or closed, with every reason. Unknown is never open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.casebook import Casebook
from generator.compliance.state import UNMET, Standing, Standings, State
from generator.model import CasePlan, Placement, Provider
from generator.wording import count, long_date

NOT_A_SCHOOL = frozenset(
    [
        "non-school-ap",
        "online",
        "one-to-one-tuition",
        "small-group-tuition",
        "work-placement",
        "vocational",
        "farm-equine-outdoor",
        "therapeutic",
        "sports",
    ]
)
FULL_TIME_LIMIT = 5
UNKNOWN_SITE, NOT_YET, FOR_GOOD = "Unknown site", "Not open yet", "Closed for good"
NOT_THERE = frozenset({UNKNOWN_SITE, NOT_YET, FOR_GOOD})
"""Reasons that lie in the dates of the place itself, which CB202 and CB206 report where they are to be mended."""


class GateState(StrEnum):
    """What the gate says, worst first."""

    CLOSED = "closed"
    CONDITIONAL = "conditional"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason for the gate's answer. `closes` says whether it closes the gate or only sets a condition."""

    closes: bool
    title: str
    text: str
    standing: Standing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The answer for a provider (and site and uses) on a date."""

    provider: Provider
    site: str | None
    on: dt.date
    state: GateState
    reasons: tuple[Reason, ...]


def gate(
    standings: Standings,
    provider: Provider,
    on: dt.date,
    *,
    site: str | None = None,
    uses: frozenset[str] = frozenset(),
) -> Gate:
    """The gate on a date. Uses add the requirements that only concern them."""
    reasons = [
        *whether_open(provider, site, on),
        *concerns(provider, on),
        *registration(standings.casebook, provider, on),
        *requirements(standings, provider, on, site, uses),
    ]
    ordered = tuple(sorted(reasons, key=lambda r: (not r.closes, r.title)))
    closed = any(reason.closes for reason in ordered)
    state = GateState.CLOSED if closed else GateState.CONDITIONAL if ordered else GateState.OPEN
    return Gate(provider=provider, site=site, on=on, state=state, reasons=ordered)


def whether_open(provider: Provider, site: str | None, on: dt.date) -> Iterator[Reason]:
    """The provider and the site exist on that day."""
    places = [("provider", provider.opened_on, provider.closed_on)]
    if site is not None:
        found = [s for s in provider.sites if s.id == site]
        places += [("site", s.opened_on, s.closed_on) for s in found]
        if not found:
            yield Reason(closes=True, title=UNKNOWN_SITE, text=f"the provider has no site '{site}'")
    for what, opened, closed in places:
        if opened and on < opened:
            yield Reason(closes=True, title=NOT_YET, text=f"the {what} opens on {long_date(opened)}")
        if closed and on > closed:
            yield Reason(closes=True, title=FOR_GOOD, text=f"the {what} closed on {long_date(closed)}")


def concerns(provider: Provider, on: dt.date) -> Iterator[Reason]:
    """Open concerns; a suspending one closes the gate until the named role lifts it."""
    for concern in provider.concerns:
        if concern.raised_on > on or (concern.closed_on and concern.closed_on <= on):
            continue
        what = concern.category.replace("-", " ")
        if concern.suspends:
            role = (concern.may_be_lifted_by or "").replace("-", " ")
            text = f"open since {long_date(concern.raised_on)}; only the {role} may lift it"
            yield Reason(closes=True, title=f"Suspended: concern about {what}", text=text)
        else:
            text = f"raised on {long_date(concern.raised_on)} and not closed"
            yield Reason(closes=False, title=f"Open concern about {what}", text=text)


def registration(casebook: Casebook, provider: Provider, on: dt.date) -> Iterator[Reason]:
    """ESA 2008 s96: a setting with five full-time pupils, or one with an EHC plan or looked after, must be a school."""
    if provider.type not in NOT_A_SCHOOL or provider.identity.urn:
        return
    declared = provider.declared_pupils
    if declared and declared.as_at > on:
        declared = None
    ours = list(full_time_placements(casebook, provider, on))
    special = [plan for plan, _ in ours if plan.sen_provision == "E" or "lac" in plan.flags]
    total = max(declared.full_time or 0 if declared else 0, len(ours))
    if total >= FULL_TIME_LIMIT:
        text = f"{count(total, 'full-time pupil')}, and five make it a school that must be registered"
        yield Reason(closes=True, title="Would be an unregistered school", text=text)
    elif special or (declared and declared.full_time_ehc_or_looked_after):
        text = "a full-time pupil with an EHC plan or looked after makes it a school that must be registered"
        yield Reason(closes=True, title="Would be an unregistered school", text=text)
    elif total == FULL_TIME_LIMIT - 1:
        text = "it has four full-time pupils; a fifth, or one with an EHC plan or looked after, would need registration"
        yield Reason(closes=False, title="One full-time pupil short of a school", text=text)
    if declared is None or declared.full_time is None or declared.full_time_ehc_or_looked_after is None:
        text = "how many full-time pupils it has is not known; ask before placing anyone full time"
        yield Reason(closes=False, title="Number of full-time pupils unknown", text=text)


def full_time_placements(casebook: Casebook, provider: Provider, on: dt.date) -> Iterator[tuple[CasePlan, Placement]]:
    """Our own full-time placements running at the provider on a date."""
    for plan, placement in running_placements(casebook, on):
        if placement.full_time and placement.provider == provider.id:
            yield plan, placement


def running_placements(casebook: Casebook, on: dt.date) -> Iterator[tuple[CasePlan, Placement]]:
    """Placements that run on a date."""
    for plan in casebook.case_plans:
        for placement in plan.placements:
            last = placement.end or plan.closed_on
            if placement.start <= on and (last is None or on <= last):
                yield plan, placement


def requirements(
    standings: Standings, provider: Provider, on: dt.date, site: str | None, uses: frozenset[str]
) -> Iterator[Reason]:
    """Requirements in force that are unmet, or met only for a time or by a waiver."""
    for standing in standings.of(provider, on, site=site):
        requirement = standing.requirement
        if not standing.in_force or not concerns_uses(requirement.applies_to_uses, uses):
            continue
        if standing.blocks:
            yield Reason(closes=True, title=requirement.title, text=standing.reason, standing=standing)
        elif (standing.state is State.WAIVED and requirement.blocks) or (
            requirement.level == "must" and standing.state in UNMET
        ):
            yield Reason(closes=False, title=requirement.title, text=standing.reason, standing=standing)


def concerns_uses(only: tuple[str, ...], uses: frozenset[str]) -> bool:
    """Whether a requirement limited to some uses concerns these."""
    return not only or not uses.isdisjoint(only)

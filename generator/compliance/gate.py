"""May a provider be used on a date: open, conditional or closed, with every reason. Unknown is never open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.casebook import Casebook
from generator.compliance.reasons import Reason
from generator.compliance.registration import registration, running_placements
from generator.compliance.state import UNMET, Standings, State
from generator.model import Concern, Framework, Provider
from generator.privacy.scope import NOT_SHOWN
from generator.wording import long_date

UNKNOWN_SITE, NOT_YET, FOR_GOOD = "Unknown site", "Not open yet", "Closed for good"
NOT_THERE = frozenset({UNKNOWN_SITE, NOT_YET, FOR_GOOD})
"""Titles of the reasons that are about whether a place exists at all."""
UNREADABLE = "Requirements cannot be read"

__all__ = [
    "NOT_THERE",
    "UNREADABLE",
    "Gate",
    "GateState",
    "Reason",
    "concerns_uses",
    "gate",
    "registration",
    "running_placements",
    "suspended",
    "whether_open",
]


class GateState(StrEnum):
    """What the gate says, worst first."""

    CLOSED = "closed"
    CONDITIONAL = "conditional"
    OPEN = "open"


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
    part_time: bool = False,
) -> Gate:
    """The gate on a date. Uses add the requirements that only concern them; `part_time` says the pupil's place is."""
    reasons = [
        *unreadable(standings.casebook),
        *whether_open(provider, site, on),
        *concerns(provider, on),
        *registration(standings.casebook, provider, on, uses, part_time=part_time),
        *requirements(standings, provider, on, site, uses),
    ]
    ordered = tuple(sorted(reasons, key=lambda r: (not r.closes, r.title)))
    closed = any(reason.closes for reason in ordered)
    state = GateState.CLOSED if closed else GateState.CONDITIONAL if ordered else GateState.OPEN
    return Gate(provider=provider, site=site, on=on, state=state, reasons=ordered)


def unreadable(casebook: Casebook) -> Iterator[Reason]:
    """What is asked of a provider is itself unknown: the settings or a framework in use cannot be read."""
    if ("casebook", "casebook") in casebook.unusable:
        yield Reason(closes=True, title=UNREADABLE, text="the settings in casebook.yml cannot be read")
    for framework_id in casebook.settings.frameworks:
        if casebook.get(Framework, framework_id) is None:
            yield Reason(closes=True, title=UNREADABLE, text=f"the framework '{framework_id}' cannot be read")


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
        if concern.suspends:
            role = (concern.may_be_lifted_by or "").replace("-", " ")
            text = f"open since {long_date(concern.raised_on)}; only the {role} may lift it"
            yield Reason(closes=True, title=suspended(concern), text=text)
        else:
            text = f"raised on {long_date(concern.raised_on)} and not closed"
            yield Reason(closes=False, title=f"Open concern{about_what(concern)}", text=text)


def suspended(concern: Concern) -> str:
    """The title of a concern that stops placements."""
    return f"Suspended: concern{about_what(concern)}" if about_what(concern) else "Suspended: a concern is open"


def about_what(concern: Concern) -> str:
    """What a concern is about, where that is shown."""
    return "" if concern.category == NOT_SHOWN else f" about {concern.category.replace('-', ' ')}"


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

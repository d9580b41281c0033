"""What if this lapses? For every requirement with an end: the day, and the placements and plans it would hit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import ONE_DAY
from generator.compliance.placements import last_day, placements
from generator.compliance.state import Standing, Standings, State
from generator.model import Requirement
from generator.views.common import Ref, ref_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One provider's evidence for one requirement: when it ends, and which plans are there on the day after."""

    requirement: Requirement
    framework: Ref
    provider: Ref
    state: State
    ends_on: dt.date
    closes: bool
    document: str
    plans: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfView:
    """Everything that would hit a placement, earliest first."""

    as_of: dt.date
    hits: tuple[Hit, ...]
    requirements: tuple[tuple[str, str, int], ...]
    quiet: int


def what_if_view(casebook: Casebook, as_of: dt.date, standings: Standings) -> WhatIfView:
    """The view on a date: providers with a placement that runs or is planned."""
    used: dict[str, list[tuple[Ref, dt.date, dt.date | None]]] = {}
    for plan, _, placement, provider in placements(casebook):
        last = last_day(plan, placement, as_of)
        if last is None or last >= as_of:
            used.setdefault(provider.id, []).append((ref_to(plan), placement.start, last))
    hits: list[Hit] = []
    quiet = 0
    for provider in casebook.providers:
        for standing in standings.of(provider, as_of) if provider.id in used else ():
            if standing.in_force and standing.good_until and standing.good_until >= as_of:
                plans = there_on(used[provider.id], standing.good_until + ONE_DAY)
                if plans:
                    hits.append(hit(standing, standing.good_until, plans))
                else:
                    quiet += 1
    hits.sort(key=lambda h: (h.ends_on, not h.closes, h.provider.title, h.requirement.title))
    counted: dict[tuple[str, str], int] = {}
    for found in hits:
        key = (found.requirement.id, found.requirement.title)
        counted[key] = counted.get(key, 0) + 1
    names = sorted(counted, key=lambda key: key[1].lower())
    return WhatIfView(
        as_of=as_of,
        hits=tuple(hits),
        requirements=tuple((i, title, counted[i, title]) for i, title in names),
        quiet=quiet,
    )


def there_on(used: list[tuple[Ref, dt.date, dt.date | None]], day: dt.date) -> tuple[Ref, ...]:
    """The plans placed on a day; a placement without an end counts."""
    found = {ref.id: ref for ref, start, last in used if start <= day and (last is None or day <= last)}
    return tuple(found[i] for i in sorted(found))


def hit(standing: Standing, ends_on: dt.date, plans: tuple[Ref, ...]) -> Hit:
    """One line."""
    evidence = standing.evidence
    return Hit(
        requirement=standing.requirement,
        framework=ref_to(standing.framework),
        provider=ref_to(standing.provider),
        state=standing.state,
        ends_on=ends_on,
        closes=standing.requirement.blocks,
        document=evidence.seen if evidence else standing.reason,
        plans=plans,
    )

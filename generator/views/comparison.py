"""How do two to four providers differ in what has been seen of them? The state of every requirement for each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.state import Standings, State

LETTERS: tuple[tuple[str, State], ...] = (
    ("d", State.DISPUTED),
    ("-", State.MISSING),
    ("n", State.NOT_MET),
    ("e", State.EXPIRED),
    ("w", State.WAIVED),
    ("s", State.EXPIRING),
    ("m", State.MET),
    ("a", State.NOT_APPLICABLE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRequirement:
    """A requirement in force."""

    id: str
    title: str
    framework: str
    blocks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """Every requirement in force, and for each provider its states in the same order; None does not concern it."""

    letters: tuple[tuple[str, State], ...]
    requirements: tuple[ComparedRequirement, ...]
    states: tuple[tuple[str, tuple[State | None, ...]], ...]


def comparison_view(casebook: Casebook, as_of: dt.date, standings: Standings) -> ComparisonView:
    """The states of a day, those that block first."""
    keys: dict[tuple[str, str], ComparedRequirement] = {}
    found: list[tuple[str, dict[tuple[str, str], State]]] = []
    for provider in casebook.providers:
        known: dict[tuple[str, str], State] = {}
        for standing in standings.of(provider, as_of):
            if standing.in_force:
                key = (standing.framework.id, standing.requirement.id)
                known[key] = standing.state
                keys.setdefault(
                    key,
                    ComparedRequirement(
                        id=standing.requirement.id,
                        title=standing.requirement.title,
                        framework=standing.framework.short_title,
                        blocks=standing.requirement.blocks,
                    ),
                )
        found.append((provider.id, known))
    order = sorted(keys, key=lambda key: (not keys[key].blocks, keys[key].title.lower(), key))
    return ComparisonView(
        letters=LETTERS,
        requirements=tuple(keys[key] for key in order),
        states=tuple((provider_id, tuple(known.get(key) for key in order)) for provider_id, known in found),
    )

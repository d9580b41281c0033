"""Proof for an inspector: what was known of a provider, when, by whom, and what is open. Printable and dated."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.placements import Breaches
from generator.compliance.state import Standings
from generator.model import Evidence, Provider
from generator.views.common import Ref, ref
from generator.views.matrix import MatrixView, ProviderLine
from generator.views.provider import ProviderView, provider_view


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLine:
    """One piece of evidence with its number in the index."""

    number: int
    evidence: Evidence
    title: str
    seen_by: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderPack:
    """One provider's part."""

    provider: ProviderView
    index: tuple[IndexLine, ...]
    numbers: dict[int, int]
    held_unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackView:
    """The pack of one provider."""

    title: str
    as_of: dt.date
    organisation: str
    packs: tuple[ProviderPack, ...]


def pack_view(
    casebook: Casebook, provider: Provider, as_of: dt.date, standings: Standings, known: Breaches
) -> PackView:
    """The pack of one provider; `known` are the breaches at each provider."""
    return PackView(
        title=pack_title(provider),
        as_of=as_of,
        organisation=casebook.settings.organisation.name,
        packs=(provider_pack(casebook, provider, as_of, standings, known),),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PacksView:
    """The providers in use, worst first, each with a pack of its own."""

    as_of: dt.date
    lines: tuple[ProviderLine, ...]


def packs_view(matrix: MatrixView) -> PacksView:
    """Every provider with a running placement."""
    return PacksView(as_of=matrix.as_of, lines=tuple(line for line in matrix.lines if line.in_use))


def provider_pack(
    casebook: Casebook, provider: Provider, as_of: dt.date, standings: Standings, known: Breaches
) -> ProviderPack:
    """One provider's part: its page, its evidence by number, its breaches."""
    seen = [(i, e) for i, e in enumerate(provider.evidence) if e.seen_on <= as_of]
    seen.sort(key=lambda pair: (pair[1].requirement, pair[1].seen_on, pair[0]))
    index = tuple(
        IndexLine(
            number=number, evidence=e, title=title(casebook, e.requirement), seen_by=ref(casebook, "role", e.seen_by)
        )
        for number, (_, e) in enumerate(seen, 1)
    )
    return ProviderPack(
        provider=provider_view(casebook, provider, as_of, standings, known),
        index=index,
        numbers={place: number for number, (place, _) in enumerate(seen, 1)},
        held_unknown=sum(e.held_at is None for _, e in seen),
    )


def pack_title(provider: Provider) -> str:
    """What the pack of one provider is called."""
    return f"Inspection pack: {provider.name}"


def title(casebook: Casebook, requirement_id: str) -> str:
    """A requirement's title."""
    listed = casebook.requirements.get(requirement_id)
    return listed[-1].requirement.title if listed else requirement_id

"""Which provider lacks what? Providers by requirements, worst first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.gate import GateState, gate
from generator.compliance.registration import running_at, running_placements
from generator.compliance.state import Standing, Standings, State
from generator.model import Framework, Provider, Requirement
from generator.views.checklist import AREAS, counts_of
from generator.views.common import Ref, ref_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A requirement of one framework edition."""

    requirement: Requirement
    framework: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A provider's states for the columns of an area; None where a requirement does not concern it."""

    provider: Ref
    gate: GateState
    in_use: bool
    cells: tuple[Standing | None, ...]
    worst: State | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixArea:
    """One area: its requirements as columns, providers as rows, worst first."""

    area: str
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    counts: tuple[tuple[State, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderLine:
    """One provider's counts over all requirements."""

    provider: Ref
    gate: GateState
    in_use: bool
    running: int
    counts: tuple[tuple[State, int], ...]
    next_end: dt.date | None
    areas: tuple[tuple[str, tuple[State, int] | None], ...]
    """For each area the worst state and how many requirements are in it; None where nothing concerns it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """The page of one area. `areas` are the names of all."""

    area: MatrixArea
    areas: tuple[str, ...]
    frameworks: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView:
    """The compliance matrix on a date."""

    as_of: dt.date
    lines: tuple[ProviderLine, ...]
    areas: tuple[MatrixArea, ...]
    frameworks: tuple[Ref, ...]

    def pages(self) -> tuple[AreaView, ...]:
        """A page for each area."""
        names = tuple(area.area for area in self.areas)
        return tuple(AreaView(area=area, areas=names, frameworks=self.frameworks) for area in self.areas)


def matrix_view(casebook: Casebook, as_of: dt.date, standings: Standings) -> MatrixView:
    """Open providers against the requirements in force."""
    in_use = {placement.provider for _, placement in running_placements(casebook, as_of)}
    providers = [p for p in casebook.providers if not (p.closed_on and p.closed_on < as_of)]
    states = {p.id: [s for s in standings.of(p, as_of) if s.in_force] for p in providers}
    gates = {p.id: gate(standings, p, as_of).state for p in providers}
    current = [f for f in casebook.frameworks if standings.is_current(f, as_of)]
    areas = [area for a in AREAS if (area := area_of(a, current, providers, states, gates, in_use)).columns]
    names = [area.area for area in areas]
    lines = [line(casebook, p, states[p.id], gates[p.id], as_of, names) for p in providers]
    return MatrixView(
        as_of=as_of,
        lines=tuple(sorted(lines, key=lambda found: (list(GateState).index(found.gate), *severity(found.counts)))),
        areas=tuple(areas),
        frameworks=tuple(ref_to(f) for f in current),
    )


def severity(counts: tuple[tuple[State, int], ...]) -> tuple[int, ...]:
    """A sort key: more of the worst states first."""
    table = dict(counts)
    return tuple(-table.get(state, 0) for state in State)


def line(
    casebook: Casebook,
    provider: Provider,
    states: list[Standing],
    state: GateState,
    as_of: dt.date,
    areas: list[str],
) -> ProviderLine:
    """A provider's line."""
    ends = [s.good_until for s in states if s.good_until and s.state in (State.MET, State.EXPIRING)]
    running = sum(1 for _ in running_at(casebook, provider, as_of))
    return ProviderLine(
        provider=ref_to(provider),
        gate=state,
        in_use=running > 0,
        running=running,
        counts=counts_of(states),
        next_end=min(ends, default=None),
        areas=tuple((area, worst_of(states, area)) for area in areas),
    )


def worst_of(states: list[Standing], area: str) -> tuple[State, int] | None:
    """The worst state in an area, and how many requirements are in it."""
    found = counts_of([standing for standing in states if standing.requirement.area == area])
    return min(found, key=lambda pair: pair[0].rank, default=None)


def area_of(
    area: str,
    frameworks: list[Framework],
    providers: list[Provider],
    states: dict[str, list[Standing]],
    gates: dict[str, GateState],
    in_use: set[str],
) -> MatrixArea:
    """The matrix of one area."""
    columns = [Column(requirement=r, framework=ref_to(f)) for f in frameworks for r in f.requirements if r.area == area]
    inside = [s for found in states.values() for s in found if s.requirement.area == area]
    shown = {s.requirement.id for s in inside}
    columns = [column for column in columns if column.requirement.id in shown]
    rows = []
    for provider in providers:
        table = {s.requirement.id: s for s in states[provider.id]}
        cells = tuple(table.get(column.requirement.id) for column in columns)
        worst = min((cell.state for cell in cells if cell), key=lambda s: s.rank, default=None)
        found = MatrixRow(
            provider=ref_to(provider), gate=gates[provider.id], in_use=provider.id in in_use, cells=cells, worst=worst
        )
        rows.append(found)
    rows.sort(key=lambda r: (r.worst.rank if r.worst else len(State), r.provider.title.lower()))
    return MatrixArea(area=area, columns=tuple(columns), rows=tuple(rows), counts=counts_of(inside))

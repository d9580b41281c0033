"""What has been shown of everything asked of a provider? The safeguarding checklist, by area, worst first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.gate import Gate, gate
from generator.compliance.state import Standing, Standings, State
from generator.model import Provider
from generator.views.common import Ref, ref, ref_to

AREAS = (
    "registration",
    "assurance",
    "safer-recruitment",
    "safeguarding",
    "health-safety",
    "transport",
    "insurance",
    "education",
    "attendance",
    "data-protection",
    "contract",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistRow:
    """One requirement with its state."""

    standing: Standing
    seen_by: Ref | None
    framework: Ref
    next_step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistArea:
    """The requirements of one area, worst first."""

    area: str
    rows: tuple[ChecklistRow, ...]
    counts: tuple[tuple[State, int], ...]

    @property
    def worst(self) -> State:
        """The worst state in the area."""
        return self.counts[0][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistView:
    """Every requirement that concerns one provider. What is not in force yet stands apart and counts for nothing."""

    provider: Ref
    gate: Gate
    areas: tuple[ChecklistArea, ...]
    totals: tuple[tuple[State, int], ...]
    future: tuple[ChecklistRow, ...]

    @property
    def unmet(self) -> tuple[ChecklistRow, ...]:
        """What is to be done, worst first, and what stops placements before the rest."""
        rows = (
            r for area in self.areas for r in area.rows if r.standing.state not in (State.MET, State.NOT_APPLICABLE)
        )
        return tuple(sorted(rows, key=urgency))


def checklist_view(casebook: Casebook, provider: Provider, as_of: dt.date, standings: Standings) -> ChecklistView:
    """The checklist of one provider on a date."""
    rows = [row(casebook, s) for s in standings.of(provider, as_of)]
    current = [r for r in rows if r.standing.in_force]
    return ChecklistView(
        provider=ref_to(provider),
        gate=gate(standings, provider, as_of),
        areas=areas_of(current),
        totals=counts(current),
        future=tuple(r for r in rows if not r.standing.in_force),
    )


def urgency(found: ChecklistRow) -> tuple[int, bool]:
    """Worst first; what stops placements before the rest."""
    return found.standing.state.rank, not found.standing.requirement.blocks


def row(casebook: Casebook, standing: Standing) -> ChecklistRow:
    """A checklist row."""
    evidence = standing.evidence
    return ChecklistRow(
        standing=standing,
        seen_by=ref(casebook, "role", evidence.seen_by) if evidence else None,
        framework=ref_to(standing.framework),
        next_step=next_step(standing),
    )


NEXT_STEPS = {
    State.DISPUTED: "Settle the doubt before relying on it.",
    State.MISSING: "Ask for it.",
    State.NOT_MET: "Ask what will change and by when.",
    State.EXPIRED: "Ask for the new one.",
    State.WAIVED: "See that it is met before the waiver ends.",
    State.EXPIRING: "Ask for the new one now.",
    State.MET: "",
    State.NOT_APPLICABLE: "",
}


def next_step(standing: Standing) -> str:
    """What to do about a requirement."""
    step = NEXT_STEPS[standing.state]
    how = standing.requirement.how_to_check
    return f"{step} {how}" if step and how else step


def areas_of(rows: list[ChecklistRow]) -> tuple[ChecklistArea, ...]:
    """The rows by area, worst first within each."""
    found = []
    for area in AREAS:
        inside = [r for r in rows if r.standing.requirement.area == area]
        if inside:
            ordered = sorted(inside, key=urgency)
            found.append(ChecklistArea(area=area, rows=tuple(ordered), counts=counts(inside)))
    return tuple(found)


def counts(rows: list[ChecklistRow]) -> tuple[tuple[State, int], ...]:
    """How many rows are in each state, worst first, without zeros."""
    return counts_of([r.standing for r in rows])


def counts_of(standings: list[Standing]) -> tuple[tuple[State, int], ...]:
    """How many requirements are in each state, worst first, without zeros."""
    counted = Counter(standing.state for standing in standings)
    return tuple((state, counted[state]) for state in State if counted[state])

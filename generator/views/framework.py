"""What does a framework edition ask, and who shows it? The framework's page."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.state import Standings, State
from generator.model import Citation, Framework, Requirement
from generator.views.checklist import AREAS
from generator.views.common import About, Ref, about, ref, ref_to


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementLine:
    """A requirement and how many open providers are in each state."""

    requirement: Requirement
    in_force: bool
    counts: tuple[tuple[State, int], ...]
    gaps: tuple[Ref, ...]
    equivalents: tuple[tuple[str, str, Ref], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkView:
    """Everything the framework's page shows."""

    about: About
    title: str
    short_title: str
    publisher: str
    edition: str
    authority: str
    in_force_from: dt.date
    in_force_to: dt.date | None
    current: bool
    supersedes: Ref | None
    superseded_by: Ref | None
    summary: str
    citations: tuple[Citation, ...]
    areas: tuple[tuple[str, tuple[RequirementLine, ...]], ...]
    requirements: int
    blocking: int
    providers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementsView:
    """What a framework asks in one area, in full. `areas` are the names of all its areas."""

    framework: Ref
    authority: str
    area: str
    areas: tuple[str, ...]
    lines: tuple[RequirementLine, ...]
    providers: int


def requirements_view(view: FrameworkView, area: str) -> RequirementsView:
    """One area of a framework."""
    return RequirementsView(
        framework=view.about.ref,
        authority=view.authority,
        area=area,
        areas=tuple(name for name, _ in view.areas),
        lines=dict(view.areas)[area],
        providers=view.providers,
    )


def framework_view(casebook: Casebook, framework: Framework, as_of: dt.date, standings: Standings) -> FrameworkView:
    """The view of one edition on a date."""
    by_requirement: dict[str, list[tuple[State, Ref]]] = {}
    in_force: dict[str, bool] = {}
    open_providers = [p for p in casebook.providers if not (p.closed_on and p.closed_on < as_of)]
    for provider in open_providers:
        for standing in standings.of(provider, as_of, framework=framework):
            by_requirement.setdefault(standing.requirement.id, []).append((standing.state, ref_to(provider)))
    for requirement in framework.requirements:
        begins = requirement.in_force_from
        in_force[requirement.id] = not requirement.awaiting_commencement and (begins is None or begins <= as_of)
    lines = {r.id: line(casebook, r, by_requirement.get(r.id, []), in_force[r.id]) for r in framework.requirements}
    areas = [(a, tuple(lines[r.id] for r in framework.requirements if r.area == a)) for a in AREAS]
    successor = next((f for f in casebook.frameworks if f.supersedes == framework.id), None)
    return FrameworkView(
        about=about(casebook, framework, as_of, hide=frozenset({"provider"})),
        title=framework.title,
        short_title=framework.short_title,
        publisher=framework.publisher,
        edition=framework.edition,
        authority=framework.authority,
        in_force_from=framework.in_force_from,
        in_force_to=framework.in_force_to,
        current=standings.is_current(framework, as_of),
        supersedes=ref(casebook, "framework", framework.supersedes) if framework.supersedes else None,
        superseded_by=ref_to(successor) if successor else None,
        summary=framework.summary,
        citations=framework.citations,
        areas=tuple((area, found) for area, found in areas if found),
        requirements=len(framework.requirements),
        blocking=sum(r.blocks for r in framework.requirements),
        providers=len(open_providers),
    )


def line(
    casebook: Casebook, requirement: Requirement, found: list[tuple[State, Ref]], in_force: bool
) -> RequirementLine:
    """A requirement's line."""
    counted = Counter(state for state, _ in found)
    equivalents = []
    for other in sorted(casebook.equivalents.get(requirement.id, ())):
        listed = casebook.requirements.get(other)
        if listed:
            equivalents.append((other, listed[-1].requirement.title, ref_to(listed[-1].framework)))
    return RequirementLine(
        requirement=requirement,
        in_force=in_force,
        counts=tuple((state, counted[state]) for state in State if counted[state]),
        gaps=tuple(provider for state, provider in found if state.rank <= State.EXPIRED.rank),
        equivalents=tuple(equivalents),
    )

"""What is on a site that is not the coordinator's: its first page, and plans in groups."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.gate import GateState, gate
from generator.compliance.state import Standings
from generator.model import Provider, School
from generator.privacy.grouping import Grouping
from generator.privacy.ladders import NONE, WITHHELD
from generator.privacy.scope import PROVIDER
from generator.views.common import Ref, ref_to
from generator.views.due import DueItem, due_periods
from generator.views.listing import ListingRow, ListingView, grouped
from generator.views.today import GateLine
from generator.vocabulary import label
from generator.wording import count, long_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A section to go to."""

    title: str
    path: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceHome:
    """The first page of an audience's site."""

    organisation: str
    audience: str
    base: str
    doors: tuple[Door, ...]
    has_gate: bool
    own: Ref | None
    """The provider whose site it is."""
    closed: tuple[GateLine, ...]
    conditional: tuple[GateLine, ...]
    open: int
    overdue: tuple[DueItem, ...]
    week: tuple[DueItem, ...]
    week_end: dt.date


def audience_home(
    casebook: Casebook, as_of: dt.date, standings: Standings, due: tuple[DueItem, ...], doors: tuple[Door, ...]
) -> AudienceHome:
    """The first page on a date."""
    scope = casebook.scope
    present = [p for p in casebook.providers if not (p.closed_on and p.closed_on < as_of)]
    lines = [GateLine(provider=ref_to(p), gate=gate(standings, p, as_of)) for p in present] if scope.has_gate else []
    periods = due_periods(due if scope.has_gate else (), as_of, standings.calendar)
    return AudienceHome(
        organisation=casebook.settings.organisation.name,
        audience=scope.title,
        base=scope.base,
        doors=doors,
        has_gate=scope.has_gate,
        own=ref_to(present[0]) if scope.base == PROVIDER and len(present) == 1 else None,
        closed=tuple(line for line in lines if line.gate.state is GateState.CLOSED),
        conditional=tuple(line for line in lines if line.gate.state is GateState.CONDITIONAL),
        open=sum(line.gate.state is GateState.OPEN for line in lines),
        overdue=periods.overdue,
        week=(*periods.today, *periods.week),
        week_end=periods.week_end,
    )


def plain_directory(casebook: Casebook, as_of: dt.date) -> ListingView:
    """The providers by type, without a verdict on any of them."""
    rows = [(label(p.type), plain_row(p)) for p in sorted(casebook.providers, key=lambda p: p.name.lower())]
    closed = [(heading, row) for heading, row in rows if casebook_closed(casebook, row, as_of)]
    shown = [pair for pair in rows if pair not in closed]
    headings = tuple(sorted({heading for heading, _ in shown}))
    groups = grouped([*shown, *(("Closed for good", row) for _, row in closed)], headings)
    intro = "Who they are, where they are and what they offer. Being listed here says nothing about quality."
    return ListingView(title="Providers", intro=intro, groups=groups)


def casebook_closed(casebook: Casebook, row: ListingRow, as_of: dt.date) -> bool:
    """Whether the provider of a row has closed for good."""
    found = casebook.get(Provider, row.ref.id)
    return bool(found and found.closed_on and found.closed_on < as_of)


def plain_row(provider: Provider) -> ListingRow:
    """One provider in the list."""
    towns = sorted({site.town for site in provider.sites if site.town})
    facts = (
        ("Where", ", ".join(towns)),
        ("Key stages", ", ".join(provider.offer.key_stages)),
        ("Programmes", ", ".join(programme.title for programme in provider.offer.programmes)),
    )
    words = " ".join([provider.name, provider.summary, *(text for _, text in facts)]).lower()
    return ListingRow(ref=ref_to(provider), summary=provider.summary, facts=facts, words=words)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGroups:
    """Plans in groups: the columns with the rung they are shown on, and the rows."""

    k: int
    columns: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], int], ...]
    withheld: str


def plan_groups(casebook: Casebook, grouping: Grouping) -> PlanGroups:
    """The groups in words."""
    columns = grouping.columns
    facts = grouping.facts
    rows = [
        (tuple(words(casebook, facts[i].path, group.values[i]) for i in columns), group.size)
        for group in grouping.groups
    ]
    return PlanGroups(
        k=grouping.k,
        columns=tuple((facts[i].title, facts[i].rungs[grouping.levels[i]]) for i in columns),
        left_out=tuple(fact.title for i, fact in enumerate(facts) if i not in columns),
        rows=tuple(sorted(rows, key=lambda row: (-row[1], row[0]))),
        withheld=withheld_words(grouping),
    )


def withheld_words(grouping: Grouping) -> str:
    """How many plans are in no group, told so that a small number is not given away."""
    if grouping.withheld >= grouping.k:
        return count(grouping.withheld, "plan")
    return f"fewer than {grouping.k} plans, or none"


def words(casebook: Casebook, path: str, value: str) -> str:
    """A value on any rung, in words."""
    return ", ".join(one_word(casebook, path, part) for part in value.split(" + "))


def one_word(casebook: Casebook, path: str, value: str) -> str:
    """One value in words."""
    if value in (NONE, WITHHELD):
        return value
    provider, school = casebook.get(Provider, value), casebook.schools.get(value)
    if path.endswith(".provider") and provider:
        return provider.name
    if path.endswith(".school") and isinstance(school, School):
        return school.name
    if len(value) == 10 and value[:4].isdigit():
        return long_date(dt.date.fromisoformat(value))
    if len(value) == 7 and value[4] == "-":
        return f"{dt.date.fromisoformat(value + '-01'):%B %Y}"
    return label(value)

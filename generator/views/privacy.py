"""What is generalised, withheld or hidden for each audience, and why; and who may see which property.

Counts only: a code would tell which plan is the rare one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.audience import audience_named, audience_names
from generator.casebook import Casebook
from generator.compliance.sealing import pupils_placed
from generator.model import Audience
from generator.privacy.grouping import Grouping
from generator.privacy.ladders import WITHHELD, Ladders
from generator.privacy.marks import Marked
from generator.privacy.scope import BASES, COORDINATOR, STAFF
from generator.vocabulary import label
from generator.wording import count

RARE = "closer, too few plans would share it together with the rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFact:
    """A fact of a plan and how wide it has to be."""

    title: str
    exact: str
    shown_by: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AudiencePrivacy:
    """What one audience is shown of plans."""

    name: str
    title: str
    k: int
    sees: str
    plans: int
    shown: int
    withheld: int
    groups: int
    together: str
    facts: tuple[ShownFact, ...]
    counts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyView:
    """The report for every audience."""

    audiences: tuple[AudiencePrivacy, ...]


def privacy_view(casebook: Casebook, plan: Marked, as_of: dt.date, only: str = "") -> PrivacyView:
    """The report for every audience or one of them. `plan` are the marks of case plans."""
    names = [name for name in audience_names(casebook.settings) if name == (only or name)]
    return PrivacyView(audiences=tuple(for_one(casebook, plan, name, as_of) for name in names))


def for_one(casebook: Casebook, plan: Marked, name: str, as_of: dt.date) -> AudiencePrivacy:
    """The report for one audience."""
    audience, base = audience_named(casebook.settings, name)
    k = audience.k or casebook.settings.k
    whole, total = base == COORDINATOR, len(casebook.case_plans)
    grouping = Ladders(casebook).grouping(plan, k) if shows_groups(audience, base) else None
    return AudiencePrivacy(
        name=name,
        title=audience.title,
        k=k,
        sees=what_is_seen(audience, base),
        plans=total,
        shown=total if whole else grouping.shown if grouping else 0,
        withheld=0 if whole else grouping.withheld if grouping else total,
        groups=len(grouping.groups) if grouping else 0,
        together=together(casebook, plan, k) if whole else "",
        facts=tuple(facts(grouping)) if grouping else (),
        counts=placed_words(casebook, base, k, as_of),
    )


def together(casebook: Casebook, plan: Marked, k: int) -> str:
    """How many plans could be told apart by their facts alone."""
    sizes = Counter(tuple(values[0] for values in row) for row in Ladders(casebook).rows(plan))
    alone, rare = sum(n == 1 for n in sizes.values()), sum(n for n in sizes.values() if n < k)
    return (
        f"Of {count(len(casebook.case_plans), 'plan')}, {alone:,} share their facts with no other, "
        f"and {rare:,} with fewer than {k - 1} others."
    )


def shows_groups(audience: Audience, base: str) -> bool:
    """Whether an audience is shown plans in groups."""
    return base == STAFF and audience.plans == "generalised"


def what_is_seen(audience: Audience, base: str) -> str:
    """What an audience sees of plans, in a sentence."""
    if base == COORDINATOR:
        return "Every plan, whole. Pseudonymised, and so personal data: keep the site behind your login."
    if shows_groups(audience, base):
        return "Plans in groups, made wider until each group is large enough. No codes."
    return "No plan at all."


def facts(grouping: Grouping) -> Iterator[ShownFact]:
    """Each fact with the rung it is shown on."""
    for fact, level in zip(grouping.facts, grouping.levels, strict=True):
        top = not grouping.groups or fact.rungs[level] == WITHHELD
        yield ShownFact(
            title=fact.title,
            exact=fact.rungs[0],
            shown_by="left out" if top else fact.rungs[level],
            why="" if not level and not top else RARE,
        )


def placed_words(casebook: Casebook, base: str, k: int, as_of: dt.date) -> str:
    """What is shown of how many pupils are at each provider."""
    if base == COORDINATOR:
        return "Exact for every provider."
    if base != STAFF:
        return "Not shown."
    known = [pupils_placed(casebook, provider, as_of, k) for provider in casebook.providers]
    few = sum(number is None for number in known)
    if known and few == len(known):
        return f"Shown as 'fewer than {k}' for every provider."
    return f"Shown as 'fewer than {k}' for {few:,} of {count(len(known), 'provider')}, exact for the others."


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRow:
    """A property and who may see it: for each audience yes, no or in part."""

    path: str
    depth: int
    about: str
    seen: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkTable:
    """One kind of record."""

    title: str
    anchor: str
    seen: tuple[tuple[str, str], ...]
    rows: tuple[MarkRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksView:
    """Who may see what, kind by kind, as the schemas say it."""

    audiences: tuple[str, ...]
    tables: tuple[MarkTable, ...]


def marks_view(kinds: Sequence[tuple[str, Marked]]) -> MarksView:
    """The tables for (title, marks) of every kind."""
    return MarksView(
        audiences=tuple(label(base) for base in BASES),
        tables=tuple(
            MarkTable(title=title, anchor=marked.path, seen=seen_by(marked), rows=tuple(mark_rows(marked, 0)))
            for title, marked in kinds
        ),
    )


def mark_rows(marked: Marked, depth: int) -> Iterator[MarkRow]:
    """The properties of a group; inside them only those with a mark of their own."""
    for name, inner in marked.inner.items():
        if depth == 0 or inner.seen_by != marked.seen_by:
            path = inner.path.partition(".")[2]
            about = str(inner.schema.get("description", name))
            yield MarkRow(path=path, depth=depth, about=about, seen=seen_by(inner))
        yield from mark_rows(inner, depth + 1)


def seen_by(marked: Marked) -> tuple[tuple[str, str], ...]:
    """For each audience whether it sees a property."""
    inside = [one for inner in marked.inner.values() for one in inner.everything()]
    found = []
    for base in BASES:
        part = any(base not in one.seen_by for one in inside)
        found.append((label(base), "no" if base not in marked.seen_by else "in part" if part else "yes"))
    return tuple(found)

"""Which providers fit? Every provider with what it can be found, narrowed, sorted and matched by."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.gate import GateState, Reason, gate
from generator.compliance.registration import CLOSE_TO_A_SCHOOL, SPECIAL_USES
from generator.compliance.state import Standings, State
from generator.model import Cost, Provider
from generator.reference.grid import kilometres
from generator.reference.subjects import CODE_WORDS, QUALIFICATIONS, SUBJECTS
from generator.views.common import Ref, ref_to
from generator.views.directory_facets import CLOSED_FOR_GOOD, Facet, facets_of
from generator.views.directory_facts import (
    capacity_of,
    cost_bands,
    current_costs,
    districts_of,
    lowest_day_price,
    open_places,
    qualification_groups,
    registration_of,
    subject_groups,
    towns_of,
    transport_of,
    unique,
)
from generator.views.directory_saved import SavedLink, saved_links

USES = ("ehc-plan", "looked-after", "one-to-one", "transport", "off-site-activity", "work-placement", "online")
LAPSES_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A reason that only some uses bring. `full_time_only`: not for a part-time place."""

    uses: tuple[str, ...]
    full_time_only: bool
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """Something a provider may not be used without, and its last good day as known today."""

    last_day: dt.date
    title: str
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeLine:
    """A programme with the groups it belongs to and the provider's own words."""

    title: str
    subjects: tuple[str, ...]
    qualifications: tuple[str, ...]
    words: tuple[str, ...]
    weeks: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """One provider as the directory knows it. `facts` are its values by facet; an empty one is not said.

    `one_short` says, where it holds, that one more full-time pupil would make it a school that must be registered.
    """

    ref: Ref
    type: str
    gate: GateState
    verdict: str
    reasons: tuple[Reason, ...]
    extras: tuple[Extra, ...]
    one_short: str
    lapses: tuple[Lapse, ...]
    unmet: int
    expiring: int
    next_expiry: dt.date | None
    opens_on: dt.date | None
    closes_on: dt.date | None
    facts: Mapping[str, tuple[str, ...]]
    programmes: tuple[ProgrammeLine, ...]
    local_authority: str
    districts: tuple[str, ...]
    step_free: bool | None
    travel: str
    hours: str
    places: int | None
    free: int | None
    as_at: dt.date
    prices: tuple[str, ...]
    day_price: float | None

    @property
    def towns(self) -> tuple[str, ...]:
        """Where it is."""
        return self.facts["towns"]

    @property
    def closed(self) -> bool:
        """Whether it has closed for good."""
        return self.verdict == CLOSED_FOR_GOOD


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """Providers under one heading of a list for reading and printing."""

    title: str
    entries: tuple[DirectoryEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryView:
    """The directory. `squares` are the outward postcodes whose place is known, in kilometres east and north."""

    entries: tuple[DirectoryEntry, ...]
    facets: tuple[Facet, ...]
    verdicts: tuple[tuple[GateState, int], ...]
    saved: tuple[SavedLink, ...]
    squares: Mapping[str, tuple[int, int]]
    lately: int
    unreadable: tuple[Ref, ...]

    def by(self, field: str) -> tuple[Grouped, ...]:
        """The providers under each choice of a facet, and at the end those that do not say."""
        facet = next((f for f in self.facets if f.field == field), None)
        groups = [
            Grouped(title=choice.title, entries=tuple(e for e in self.entries if choice.code in e.facts[field]))
            for choice in (facet.choices if facet else ())
        ]
        unsaid = tuple(e for e in self.entries if not e.facts[field])
        return (*groups, *([Grouped(title="Not said", entries=unsaid)] if unsaid else []))


def directory_view(casebook: Casebook, as_of: dt.date, standings: Standings) -> DirectoryView:
    """All providers: those that may be used first, those closed for good last, then by name."""
    entries = sorted((entry(casebook, p, as_of, standings) for p in casebook.providers), key=rank)
    facets = facets_of([e.facts for e in entries])
    verdicts = Counter(e.gate for e in entries if not e.closed)
    return DirectoryView(
        entries=tuple(entries),
        facets=facets,
        verdicts=tuple((state, verdicts[state]) for state in GateState),
        saved=tuple(saved_links(casebook.settings.saved_views, facets)),
        squares={d.code: kilometres(d.grid) for d in casebook.settings.districts},
        lately=casebook.settings.due_soon_days,
        unreadable=tuple(Ref(kind=k, id=i, title=i) for k, i in sorted(casebook.unusable) if k == "provider"),
    )


VERDICT_ORDER = (GateState.OPEN, GateState.CONDITIONAL, GateState.CLOSED)


def rank(one: DirectoryEntry) -> tuple[bool, int, str, str]:
    """The order of the directory before anything is asked."""
    return (one.closed, VERDICT_ORDER.index(one.gate), one.ref.title.lower(), one.ref.id)


def entry(casebook: Casebook, provider: Provider, as_of: dt.date, standings: Standings) -> DirectoryEntry:
    """What the directory knows of one provider."""
    found = gate(standings, provider, as_of)
    current = [s for s in standings.of(provider, as_of) if s.in_force]
    ends = [s.good_until for s in current if s.good_until and s.state in (State.MET, State.EXPIRING)]
    closed = bool(provider.closed_on and provider.closed_on < as_of)
    verdict = CLOSED_FOR_GOOD if closed else str(found.state)
    programmes = tuple(programme_lines(provider))
    return DirectoryEntry(
        ref=ref_to(provider),
        type=provider.type,
        gate=found.state,
        verdict=verdict,
        reasons=found.reasons,
        extras=tuple(extras(standings, provider, as_of, found.reasons)),
        one_short=next((reason.text for reason in found.reasons if reason.title == CLOSE_TO_A_SCHOOL), ""),
        lapses=lapses(standings, provider, as_of),
        unmet=sum(s.state.rank <= State.EXPIRED.rank for s in current),
        expiring=sum(s.state is State.EXPIRING for s in current),
        next_expiry=min(ends, default=None),
        opens_on=provider.opened_on if provider.opened_on and provider.opened_on > as_of else None,
        closes_on=provider.closed_on,
        facts=facts_of(provider, as_of, verdict, programmes, casebook.settings.due_soon_days),
        programmes=programmes,
        local_authority=provider.local_authority or "",
        districts=districts_of(provider, as_of),
        step_free=step_free(provider, as_of),
        travel=provider.offer.travel or "",
        hours=provider.offer.hours or "",
        places=provider.capacity.places,
        free=provider.capacity.free,
        as_at=provider.capacity.as_at,
        prices=prices(provider, as_of),
        day_price=lowest_day_price(provider, as_of),
    )


def facts_of(
    provider: Provider, as_of: dt.date, verdict: str, programmes: tuple[ProgrammeLine, ...], lately: int
) -> dict[str, tuple[str, ...]]:
    """The values of a provider by facet."""
    offer = provider.offer
    return {
        "gate": (verdict,),
        "type": (provider.type,),
        "registration": registration_of(provider),
        "key_stages": offer.key_stages,
        "needs": offer.needs,
        "subjects": unique(code for p in programmes for code in p.subjects),
        "qualifications": unique(code for p in programmes for code in p.qualifications),
        "modes": offer.modes,
        "attendance": offer.attendance,
        "days": offer.days,
        "transport": transport_of(provider),
        "towns": towns_of(provider, as_of),
        "capacity": capacity_of(provider, as_of, lately),
        "costs": cost_bands(provider, as_of),
    }


def programme_lines(provider: Provider) -> Iterator[ProgrammeLine]:
    """The programmes in groups and in the provider's words."""
    for programme in provider.offer.programmes:
        yield ProgrammeLine(
            title=programme.title,
            subjects=subject_groups(programme),
            qualifications=qualification_groups(programme),
            words=(*programme.subjects, *programme.qualifications),
            weeks=programme.weeks,
        )


def extras(standings: Standings, provider: Provider, as_of: dt.date, base: tuple[Reason, ...]) -> Iterator[Extra]:
    """The reasons that uses bring, each with the uses that bring it."""
    every = frozenset(USES)
    part_time = gate(standings, provider, as_of, uses=every, part_time=True).reasons
    for reason in gate(standings, provider, as_of, uses=every).reasons:
        if reason in base:
            continue
        asked = reason.standing.requirement.applies_to_uses if reason.standing else tuple(sorted(SPECIAL_USES))
        yield Extra(uses=asked, full_time_only=reason not in part_time, reason=reason)


def lapses(standings: Standings, provider: Provider, as_of: dt.date) -> tuple[Lapse, ...]:
    """What blocks and is good today but ends, soonest first."""
    found = []
    for standing in standings.of(provider, as_of):
        good = standing.in_force and not standing.blocks and standing.requirement.blocks
        last = standing.waiver.until if standing.waiver else standing.good_until
        if good and last is not None and last >= as_of:
            uses = standing.requirement.applies_to_uses
            found.append(Lapse(last_day=last, title=standing.requirement.title, uses=uses))
    return tuple(sorted(found, key=lambda one: (one.last_day, one.title))[:LAPSES_SHOWN])


def step_free(provider: Provider, as_of: dt.date) -> bool | None:
    """Whether any site in use can be reached without steps; None when none says yes and some do not say."""
    known = [site.step_free for site in open_places(provider, as_of)]
    return True if True in known else None if None in known or not known else False


def prices(provider: Provider, as_of: dt.date) -> tuple[str, ...]:
    """The prices of the day in words, with the programme where a price is for one only."""
    names = {p.id: p.title for p in provider.offer.programmes}
    return unique(
        price_words(cost) + (f" ({names.get(cost.programme, cost.programme)})" if cost.programme else "")
        for cost in current_costs(provider, as_of)
    )


def price_words(cost: Cost) -> str:
    """A price in words: "£92 a day", "£48 an hour", "no charge"."""
    if cost.amount == 0:
        return "no charge"
    article = "an" if cost.per == "hour" else "a"
    amount = f"£{cost.amount:,.2f}".removesuffix(".00")
    return f"{amount} {article} {cost.per.replace('-', ' ')}"


def words_for(codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What else people call these codes."""
    known = {**{group.id: group.also for group in (*SUBJECTS, *QUALIFICATIONS)}, **CODE_WORDS}
    return {code: known[code] for code in sorted(set(codes)) if known.get(code)}

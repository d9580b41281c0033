"""Which providers fit? The rows and filters of the provider directory."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.gate import GateState, gate
from generator.compliance.state import Standings, State
from generator.model import Provider
from generator.views.common import Ref, ref_to
from generator.vocabulary import label

SYNONYMS = {
    "farm-equine-outdoor": "farm animals horses outdoors land based",
    "pru": "pupil referral unit pru",
    "vocational": "trade practical hands-on",
    "one-to-one-tuition": "home tuition tutor eotas",
    "online": "virtual remote eotas",
    "SEMH": "semh mental health anxiety ebsa",
    "ASD": "asd autism autistic",
    "SLCN": "slcn speech language",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryRow:
    """One provider as the directory shows it."""

    ref: Ref
    type: str
    summary: str
    gate: GateState
    first_reason: str
    reasons: int
    unmet: int
    expiring: int
    towns: tuple[str, ...]
    key_stages: tuple[str, ...]
    needs: tuple[str, ...]
    modes: tuple[str, ...]
    attendance: tuple[str, ...]
    programmes: tuple[str, ...]
    places: int | None
    free: int | None
    as_at: dt.date
    next_expiry: dt.date | None
    closed: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One filter: its field, its heading, and its choices with how many providers have them."""

    field: str
    title: str
    choices: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryView:
    """The directory."""

    rows: tuple[DirectoryRow, ...]
    facets: tuple[Facet, ...]
    verdicts: tuple[tuple[GateState, int], ...]
    unreadable: tuple[Ref, ...]


FACETS = (
    ("gate", "May be used today"),
    ("type", "Type"),
    ("key_stages", "Key stage"),
    ("needs", "Need"),
    ("modes", "Way of working"),
    ("attendance", "Attendance"),
    ("towns", "Place"),
)


def directory_view(casebook: Casebook, as_of: dt.date, standings: Standings) -> DirectoryView:
    """All providers: those that may be used first, those closed for good last, then by name."""
    rows = [row(provider, as_of, standings) for provider in casebook.providers]
    rows.sort(key=lambda r: (r.closed, r.ref.title.lower()))
    verdicts = Counter(r.gate for r in rows if not r.closed)
    return DirectoryView(
        rows=tuple(rows),
        facets=tuple(facet(rows, field, title) for field, title in FACETS),
        verdicts=tuple((state, verdicts[state]) for state in GateState),
        unreadable=tuple(Ref(kind=k, id=i, title=i) for k, i in sorted(casebook.unusable) if k == "provider"),
    )


def row(provider: Provider, as_of: dt.date, standings: Standings) -> DirectoryRow:
    """A provider's row."""
    found = gate(standings, provider, as_of)
    current = [s for s in standings.of(provider, as_of) if s.in_force]
    ends = [s.good_until for s in current if s.good_until and s.state in (State.MET, State.EXPIRING)]
    offer = provider.offer
    towns = sorted({site.town for site in provider.sites if site.town})
    programmes = tuple(programme.title for programme in offer.programmes)
    return DirectoryRow(
        ref=ref_to(provider),
        type=provider.type,
        summary=provider.summary,
        gate=found.state,
        first_reason=f"{found.reasons[0].title}: {found.reasons[0].text}" if found.reasons else "",
        reasons=len(found.reasons),
        unmet=sum(s.state.rank <= State.EXPIRED.rank for s in current),
        expiring=sum(s.state is State.EXPIRING for s in current),
        towns=tuple(towns),
        key_stages=offer.key_stages,
        needs=offer.needs,
        modes=offer.modes,
        attendance=offer.attendance,
        programmes=programmes,
        places=provider.capacity.places,
        free=provider.capacity.free,
        as_at=provider.capacity.as_at,
        next_expiry=min(ends, default=None),
        closed=bool(provider.closed_on and provider.closed_on < as_of),
        words=search_words(provider, towns),
    )


def search_words(provider: Provider, towns: list[str]) -> str:
    """Everything the search box of the directory looks through, in lower case."""
    offer = provider.offer
    codes = (provider.type, *offer.needs, *offer.key_stages, *offer.modes)
    subjects = [word for p in offer.programmes for word in (p.title, *p.subjects, *p.qualifications)]
    words = [provider.name, provider.id, *towns, *codes, *map(label, codes), *subjects]
    words += [SYNONYMS[code] for code in codes if code in SYNONYMS]
    return " ".join(dict.fromkeys(" ".join(words).lower().split()))


def facet(rows: list[DirectoryRow], field: str, title: str) -> Facet:
    """A filter over one field, most frequent choice first."""
    counted: Counter[str] = Counter()
    for item in rows:
        value = getattr(item, field)
        counted.update([str(value)] if isinstance(value, str) else set(value))
    order = sorted(counted, key=lambda code: (-counted[code], label(code)))
    return Facet(field=field, title=title, choices=tuple((code, label(code), counted[code]) for code in order))

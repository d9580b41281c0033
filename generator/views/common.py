"""What many pages show alike: references to records, back-references, review dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.kinds import BY_NAME, BY_TYPE
from generator.model import Framework, Record, Review, Source

USERS_SHOWN = 12
"""How many records of a kind a page names: a page must not grow with the number of records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A record to link to. `exists` is false when there is no page for it."""

    kind: str
    id: str
    title: str
    exists: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedBy:
    """Records of one kind that name this one: the first few, and how many more."""

    kind: str
    plural: str
    refs: tuple[Ref, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Where a record lives and when it was last looked over."""

    ref: Ref
    path: str
    last_reviewed: dt.date | None
    reviewed_by: Ref | None
    next_review: dt.date | None
    overdue: bool
    used_by: tuple[UsedBy, ...]


def kind_of(record: Record) -> str:
    """The name of a record's kind."""
    return BY_TYPE[type(record)].name


def title_of(record: Record) -> str:
    """What a record is called: its name, its (short) title, or for a plan its code."""
    if isinstance(record, Framework | Source):
        return record.short_title
    return str(getattr(record, "name", None) or getattr(record, "title", None) or record.id)


def ref_to(record: Record) -> Ref:
    """A reference to a record."""
    return Ref(kind=kind_of(record), id=record.id, title=title_of(record))


def ref(casebook: Casebook, kind: str, record_id: str) -> Ref:
    """A reference by id; one that leads nowhere is shown as plain text."""
    record = casebook.records.get(kind, {}).get(casebook.aliases.get((kind, record_id), record_id))
    if record is None:
        return Ref(kind=kind, id=record_id, title=record_id.replace("-", " "), exists=False)
    return ref_to(record)


def refs(casebook: Casebook, kind: str, ids: tuple[str, ...]) -> tuple[Ref, ...]:
    """References to several records of a kind."""
    return tuple(ref(casebook, kind, record_id) for record_id in ids)


def about(casebook: Casebook, record: Record, as_of: dt.date, *, hide: frozenset[str] = frozenset()) -> About:
    """A record's own particulars. Kinds in `hide` are left out of the back-references."""
    review = getattr(record, "review", None)
    known = review if isinstance(review, Review) else None
    return About(
        ref=ref_to(record),
        path=record.path,
        last_reviewed=known.last_reviewed if known else None,
        reviewed_by=ref(casebook, "role", known.reviewed_by) if known else None,
        next_review=known.next_review if known else None,
        overdue=bool(known and known.next_review < as_of),
        used_by=used_by(casebook, record, hide),
    )


def used_by(casebook: Casebook, record: Record, hide: frozenset[str]) -> tuple[UsedBy, ...]:
    """The records that name this one, by kind; each once."""
    by_kind: dict[str, dict[str, Record]] = {}
    for source in casebook.used_by.get((kind_of(record), record.id), ()):
        if type(source) in BY_TYPE and kind_of(source) not in hide and source is not record:
            by_kind.setdefault(kind_of(source), {})[source.id] = source
    return tuple(
        UsedBy(
            kind=kind,
            plural=BY_NAME[kind].plural,
            refs=tuple(ref_to(found[i]) for i in sorted(found)[:USERS_SHOWN]),
            more=max(0, len(found) - USERS_SHOWN),
        )
        for kind, found in sorted(by_kind.items())
    )

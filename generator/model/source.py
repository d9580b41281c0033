"""One law or guidance document with its editions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.model.record import Record
from generator.model.shared import Citation, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPart:
    """One part."""

    part: str
    cited_as: tuple[str, ...]
    in_force_from: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition."""

    id: str
    edition: str
    cited_as: tuple[str, ...] = ()
    standing: str | None = None
    published: dt.date | None = None
    in_force_from: dt.date | None = None
    in_force_to: dt.date | None = None
    note: str | None = None
    parts: tuple[EditionPart, ...] = ()
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSet:
    """Words of which at least one must stand in the sentence."""

    one_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleClaim:
    """One claim that no longer holds."""

    id: str
    claim: str
    wrong_since: dt.date | None = None
    holds_instead: str
    all_of: tuple[WordSet, ...]
    unless: tuple[str, ...] = ()
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """One law or guidance document with its editions - which one is in force, which was replaced, what is still to come."""

    aliases: tuple[str, ...] = ()
    title: str
    short_title: str
    publisher: str
    authority: str
    summary: str
    url: str | None = None
    names: tuple[str, ...] = ()
    editions: tuple[Edition, ...]
    stale_claims: tuple[StaleClaim, ...] = ()
    review: Review

"""One academic year of one authority or school. Bank holidays are added by the casebook."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.model.record import Record
from generator.model.shared import Citation, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfTerm:
    """The half-term holiday."""

    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term."""

    name: str
    start: dt.date
    end: dt.date
    half_term: HalfTerm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InsetDay:
    """One day."""

    date: dt.date
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """One closure."""

    start: dt.date
    end: dt.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar(Record):
    """One academic year of one authority or school. Bank holidays are added by the casebook."""

    aliases: tuple[str, ...] = ()
    title: str
    series: str
    academic_year: str
    provisional: bool
    known_until: dt.date | None = None
    terms: tuple[Term, ...]
    inset_days: tuple[InsetDay, ...] = ()
    closures: tuple[Closure, ...] = ()
    notes: str | None = None
    citations: tuple[Citation, ...]
    review: Review

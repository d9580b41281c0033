"""Groups of fields that several kinds share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a fact comes from, and how far it has been checked."""

    source: str
    edition: str | None = None
    paragraph: str | None = None
    url: str | None = None
    mark: str
    checked_on: dt.date
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """When this record was last checked against its source."""

    last_reviewed: dt.date
    reviewed_by: str
    next_review: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """How long evidence stays good. Needed when the rule is period."""

    years: int | None = None
    months: int | None = None
    weeks: int | None = None
    days: int | None = None
    half_terms: int | None = None

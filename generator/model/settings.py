"""The one file that says whose casebook this is and which rules of thumb it uses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The school, trust or authority that keeps this casebook."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school that places pupils."""

    id: str
    name: str
    phase: str
    calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """One audience."""

    name: str
    title: str
    k: int | None = None
    like: str | None = None
    plans: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is ticked. Within a field any of the values will do; between fields all must fit."""

    gate: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    registration: tuple[str, ...] = ()
    key_stages: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    attendance: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    transport: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    capacity: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """One saved search."""

    id: str
    title: str
    find: str | None = None
    filters: Filters | None = None
    sort: str | None = None
    near: str | None = None
    table: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """One outward postcode."""

    code: str
    grid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedTerm:
    """A word or phrase that may stand although it looks like an identifier."""

    term: str
    reason: str
    reviewed_by: str
    reviewed_on: dt.date
    review_by: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Record):
    """The one file that says whose casebook this is and which rules of thumb it uses."""

    title: str
    organisation: Organisation
    fictional: bool | None = None
    notice: str | None = None
    default_calendar: str
    due_soon_days: int
    suppression_threshold: int
    k: int
    frameworks: tuple[str, ...]
    schools: tuple[School, ...] = ()
    audiences: tuple[Audience, ...] = ()
    source_url: str | None = None
    report_url: str | None = None
    saved_views: tuple[SavedView, ...] = ()
    districts: tuple[District, ...] = ()
    allowed_terms: tuple[AllowedTerm, ...] = ()

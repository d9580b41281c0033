"""One edition of a set of requirements that providers are checked against."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.model.record import Condition, Record
from generator.model.shared import Citation, Period, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """When the evidence must be renewed."""

    rule: str
    every: Period | None = None
    basis: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalDecision:
    """The local decision that makes it block although its source is not verified."""

    role: str
    decided_on: dt.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredBy:
    """What answers a requirement in place of evidence."""

    agreement: tuple[str, ...] = ()
    policy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One requirement."""

    id: str
    title: str
    statement: str
    area: str
    level: str
    in_force_from: dt.date | None = None
    awaiting_commencement: bool | None = None
    applies_when: Condition | None = None
    applies_to_uses: tuple[str, ...] = ()
    accepts: tuple[str, ...]
    verification: str
    answered_by: AnsweredBy | None = None
    how_to_check: str | None = None
    renewal: Renewal
    blocks: bool
    local_decision: LocalDecision | None = None
    not_applicable: str
    equivalents: tuple[str, ...] = ()
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework(Record):
    """One edition of a set of requirements that providers are checked against."""

    aliases: tuple[str, ...] = ()
    title: str
    short_title: str
    family: str
    publisher: str
    edition: str
    authority: str
    in_force_from: dt.date
    in_force_to: dt.date | None = None
    supersedes: str | None = None
    summary: str
    citations: tuple[Citation, ...]
    review: Review
    requirements: tuple[Requirement, ...]

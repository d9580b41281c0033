"""One policy - its text, version, approval and review, and who must say they have read it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.model.record import Record
from generator.model.shared import Citation, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who approved this version."""

    by: str
    on: dt.date
    minute: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section."""

    id: str
    title: str
    text: str
    normative: bool | None = None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MustAcknowledge:
    """Who must say they hold and follow it."""

    roles: tuple[str, ...] = ()
    providers: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAcknowledgement:
    """One acknowledgement."""

    role: str
    version: str
    fingerprint: str | None = None
    acknowledged_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyVersion:
    """One version."""

    version: str
    approved_on: dt.date
    change: str
    changes_meaning: bool | None = None
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Record):
    """One policy - its text, version, approval and review, and who must say they have read it."""

    aliases: tuple[str, ...] = ()
    title: str
    version: str
    change: str | None = None
    changes_meaning: bool | None = None
    owner: str
    approved: Approval
    in_force_from: dt.date | None = None
    summary: str
    sections: tuple[Section, ...]
    must_acknowledge: MustAcknowledge | None = None
    acknowledgements: tuple[RoleAcknowledgement, ...] = ()
    history: tuple[PolicyVersion, ...] = ()
    procedures: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    review: Review

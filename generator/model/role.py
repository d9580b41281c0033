"""One role - what it answers for. Never a person."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.record import Record
from generator.model.shared import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty."""

    duty: str
    rhythm: str
    procedure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Record):
    """One role - what it answers for. Never a person."""

    aliases: tuple[str, ...] = ()
    title: str
    kind: str
    at_provider: bool | None = None
    also_called: tuple[str, ...] = ()
    summary: str
    duties: tuple[Duty, ...] = ()
    deputy: str | None = None
    may: tuple[str, ...] = ()
    review: Review

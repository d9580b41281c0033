"""One procedure staff follow - what starts it, who does what by when, and what must be written down."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.record import Record
from generator.model.shared import Citation, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """What starts the clock."""

    event: str
    date_is: str | None = None
    planned: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact."""

    id: str
    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A fact and the answer it must have."""

    fact: str
    is_: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """By when."""

    rule: str
    amount: int | None = None
    unit: str | None = None
    date: str | None = None
    from_: str | None = None
    counting: str | None = None
    basis: str | None = None
    exceptions: tuple[str, ...] = ()
    warn_at: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice this step sends."""

    title: str
    to: tuple[str, ...]
    contents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step."""

    id: str
    title: str
    role: str
    action: str
    level: str | None = None
    only_if: tuple[When, ...] = ()
    clock: Clock | None = None
    record: str | None = None
    notice: Notice | None = None
    if_missed: str | None = None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One branch."""

    after: str
    when: tuple[When, ...]
    go_to: str | None = None
    procedure: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Record):
    """One procedure staff follow - what starts it, who does what by when, and what must be written down."""

    aliases: tuple[str, ...] = ()
    title: str
    group: str
    summary: str
    when_to_use: str
    trigger: Trigger
    owner: str
    facts: tuple[Fact, ...] = ()
    steps: tuple[Step, ...]
    branches: tuple[Branch, ...] = ()
    policies: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    review: Review

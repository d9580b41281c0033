"""Who a casebook is for, and what was concluded from records that they may not see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.privacy.grouping import Grouping

COORDINATOR, STAFF, PROVIDER, PUBLIC = BASES = ("coordinator", "staff", "provider", "public")
"""The audiences that the schemas' marks speak of, widest sight first."""
NOT_SHOWN = "not shown"
"""Stands where a required text is hidden."""
HAVE_GATE = frozenset({COORDINATOR, STAFF})
"""Those who are told whether a provider may be used. A provider's own verdict could tell it of a concern about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A time in which something that is not shown decides about a provider. `end` is the last day, if there is one."""

    start: dt.date
    end: dt.date | None
    closes: bool
    title: str
    text: str

    def holds(self, on: dt.date) -> bool:
        """Whether it holds on a day."""
        return self.start <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """An audience, what is hidden from it, and the conclusions it is given in place of what is hidden.

    `hidden` holds properties as `provider.concerns.summary`. `sealed` says for each provider when its pupils decide
    about it; `placed` how many pupils it has of ours, `None` for fewer than k.
    """

    name: str = COORDINATOR
    title: str = ""
    base: str = COORDINATOR
    provider: str = ""
    k: int = 0
    kinds: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    sealed: Mapping[str, tuple[Spell, ...]] = field(default_factory=dict)
    placed: Mapping[str, int | None] = field(default_factory=dict)
    plans: Grouping | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is hidden."""
        return self.base == COORDINATOR

    @property
    def label(self) -> str:
        """What a folder with its site is marked with: the name, and the provider where it is made for one."""
        return f"{self.name}-{self.provider}" if self.provider else self.name

    @property
    def has_gate(self) -> bool:
        """Whether it is told if a provider may be used."""
        return self.base in HAVE_GATE

    def shows(self, path: str) -> bool:
        """Whether a property such as `provider.costs` is shown."""
        return path not in self.hidden


WHOLE = Scope()

"""A list of records in groups: what a section page shows, and what it is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.state import Standings
from generator.views.common import Ref
from generator.views.due import DueItem

REVIEW_OVERDUE = "Review overdue"
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRow:
    """One record in a list."""

    ref: Ref
    summary: str
    facts: Facts = ()
    state: str = ""
    alarm: str = ""
    """What is overdue, in a word or two; empty when nothing is."""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingView:
    """A section page."""

    title: str
    intro: str
    groups: tuple[tuple[str, tuple[ListingRow, ...]], ...]

    @property
    def alarms(self) -> int:
        """How many of its records have something overdue."""
        return len(self.said)

    @property
    def said(self) -> tuple[str, ...]:
        """What is overdue, record by record."""
        return tuple(row.alarm for _, rows in self.groups for row in rows if row.alarm)

    @property
    def overdue(self) -> str:
        """What is overdue in all of them."""
        return "a review overdue" if set(self.said) == {REVIEW_OVERDUE} else "something overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterListing(ListingView):
    """The section page of the registers, with what is made from them: (id, words)."""

    rooms: tuple[tuple[str, str], ...]
    reports: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a listing is made from."""

    casebook: Casebook
    as_of: dt.date
    standings: Standings
    due: tuple[DueItem, ...]
    due_of: Mapping[tuple[str, str], tuple[DueItem, ...]]


def grouped(
    rows: list[tuple[str, ListingRow]], order: tuple[str, ...]
) -> tuple[tuple[str, tuple[ListingRow, ...]], ...]:
    """Rows under their headings, headings in a given order, empty ones left out."""
    found: dict[str, list[ListingRow]] = {heading: [] for heading in order}
    for heading, row in rows:
        found.setdefault(heading, []).append(row)
    return tuple((heading, tuple(inside)) for heading, inside in found.items() if inside)

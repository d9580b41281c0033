"""What every record has, whatever its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.findings import Location
from generator.source import Document

Condition = Mapping[str, object]
"""A JSON Schema over a provider record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record's id, its data as read, and where each value stands in its file."""

    id: str
    document: Document = field(repr=False, compare=False)

    @property
    def data(self) -> Mapping[str, object]:
        """The values as read, with their types."""
        return self.document.data

    @property
    def path(self) -> str:
        """The file, relative to the root."""
        return self.document.path

    def at(self, *pointer: str | int) -> Location:
        """Where a value stands; a missing one is placed at its parent."""
        return self.document.at(*pointer)

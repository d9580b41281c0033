"""What a check says: severity, place, message. No behaviour, so that every layer may use it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Pointer = tuple[str | int, ...]


class Severity(StrEnum):
    """How much a finding matters. Only errors fail a run, unless it is strict."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Location:
    """A place in a record. Line and column count from 1; a whole file is line 1, column 1."""

    path: str
    line: int = 1
    column: int = 1
    pointer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One mistake in one place. Equal only if every field is equal."""

    code: str
    rule: str
    severity: Severity
    location: Location
    message: str
    hint: str = ""
    citation: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, str, str, str]:
        """Order in every report: path, line, column, code, message, and whatever else tells two findings apart."""
        where = self.location
        return (where.path, where.line, where.column, self.code, self.message, self.hint, where.pointer, self.citation)


def json_pointer(pointer: Pointer) -> str:
    """The pointer in the form of RFC 6901."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in pointer)

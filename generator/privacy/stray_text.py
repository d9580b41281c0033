"""Texts where a record's schema has no place for them: unknown fields, values of the wrong shape, lines that are no YAML.

A value that stands where a choice, a date or a reference belongs is doubted only for what surely identifies somebody, so that
a slip in a code is not taken for a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.findings import Location, Pointer
from generator.privacy.free_text import NOTHING, is_free, may_hold, schemas
from generator.privacy.lexicon import is_listed
from generator.privacy.spans import Kind, Span
from generator.schema import is_date
from generator.source import Document

LIKE_A_DATE = frozenset({Kind.REFERENCE, Kind.ULN, Kind.NHS, Kind.DOB, Kind.VEHICLE, Kind.TRN, Kind.DBS})
"""What a date, a time or a code with a slip in it may be taken for."""
LINE = re.compile(r"[ \t]*(?:- +)*(?:([A-Za-z_]\w*):(?:[ \t]+|$))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """A text and where it begins. `doubted` when it stands where only a choice, a date or a reference may."""

    where: Location
    text: str
    doubted: bool = False
    holds: frozenset[str] = NOTHING

    def concerns(self, span: Span) -> bool:
        """Whether what was found in it is worth saying."""
        if may_hold(self.holds, span.kind):
            return False
        if not self.doubted:
            return True
        if span.kind is Kind.NAME:
            named = self.text[span.start : span.end]
            return named.istitle() or is_listed(named)
        return span.kind not in LIKE_A_DATE


def stray_texts(kind: str, document: Document) -> Iterator[Stray]:
    """Every text of a document that its schema has no place for. Where one begins is only known to the value."""
    for pointer, text, is_name, known in _strays(schemas().schemas[kind], kind, document.data, ()):
        where = document.at_key(*pointer) if is_name else document.at(*pointer)
        yield Stray(where=Location(path=where.path, line=where.line, column=where.column), text=text, doubted=known)


def _strays(schema: dict[str, Any], home: str, value: object, at: Pointer) -> Iterator[tuple[Pointer, str, bool, bool]]:
    """Pointer and text, whether it is a field's name, and whether the schema knows the place."""
    schema, home = schemas().resolve(schema, home)
    if schema.get("x-json"):
        return
    if isinstance(value, dict):
        fields = schema.get("properties", {})
        for name, inner in value.items():
            if name not in fields:
                yield (*at, name), name.replace("_", " "), True, False
            yield from _strays(fields.get(name, {}), home, inner, (*at, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _strays(schema.get("items", {}), home, inner, (*at, index))
    elif isinstance(value, str) and not is_free(schema) and not belongs(schema, value):
        yield at, value, False, bool(schema)


def belongs(schema: dict[str, Any], text: str) -> bool:
    """Whether a text is one of those a schema asks for."""
    if "enum" in schema or "const" in schema:
        return text in schema.get("enum", (schema.get("const"),))
    if schema.get("type") != "string":
        return False
    if schema.get("format") == "date":
        return is_date(text)
    return "pattern" in schema and re.search(schema["pattern"], text) is not None


def stray_lines(kind: str, document: Document) -> Iterator[Stray]:
    """Every line of a text that could not be read, without the names of fields the schema knows."""
    fields = fields_of(kind)
    for number, line in enumerate(document.lines(), 1):
        found = LINE.match(line)
        field = found[1] if found else None
        start = found.end() if found and (field is None or field in fields) else 0
        holds = fields.get(field or "", NOTHING)
        where = Location(path=document.path, line=number, column=start + 1)
        yield Stray(where=where, text=line[start:], doubted=holds is None, holds=holds or NOTHING)


@cache
def fields_of(kind: str) -> dict[str, frozenset[str] | None]:
    """Every field that a schema knows by its name alone: what a text in it may hold, None where none is free."""
    found: dict[str, frozenset[str] | None] = {}
    for name, holds in _fields(schemas().schemas[kind], kind):
        known = found.get(name)
        found[name] = holds if known is None else known | (holds or NOTHING)
    return found


def _fields(schema: dict[str, Any], home: str) -> Iterator[tuple[str, frozenset[str] | None]]:
    schema, home = schemas().resolve(schema, home)
    if "items" in schema:
        yield from _fields(schema["items"], home)
    for name, sub in schema.get("properties", {}).items():
        own, inside = schemas().resolve(sub, home)
        item = schemas().resolve(own["items"], inside)[0] if "items" in own else own
        yield name, frozenset(item.get("x-holds", ())) if is_free(item) else None
        yield from _fields(own, inside)

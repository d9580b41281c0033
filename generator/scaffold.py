"""A record to start from, written from the schema itself: required fields to fill in, the others as comments.

No value is made up: one that looks like a fact would be taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.checks import unfinished_record
from generator.kinds import Kind
from generator.schema import SchemaStore

TO_DO = unfinished_record.LEFT_OVER


class Scaffold:
    """Writes one record."""

    def __init__(self, schemas: SchemaStore) -> None:
        self.schemas = schemas

    def record(self, kind: Kind) -> str:
        """The text of a new record of a kind."""
        head = f"# {kind.title}: fill in what says '{TO_DO}', then run: casebook validate\n"
        return head + "\n".join(self.fields(self.schemas.schemas[kind.schema], kind.schema, "")) + "\n"

    def fields(self, schema: dict[str, Any], home: str, indent: str) -> Iterator[str]:
        """The lines of a group: required fields, then the others as comments."""
        schema, home = self.schemas.resolve(schema, home)
        required = self.needed(schema)
        for name in required:
            yield from self.field(name, schema["properties"][name], home, indent)
        others = [name for name in schema.get("properties", {}) if name not in (*required, "id", "aliases")]
        if others:
            yield f"{indent}# may also have: {', '.join(others)}"

    def needed(self, schema: dict[str, Any]) -> list[str]:
        """The required fields; where any one of several will do, the first."""
        names = list(schema.get("required", ()))
        return names or list(schema.get("properties", {}))[: schema.get("minProperties", 0)]

    def field(self, name: str, schema: dict[str, Any], home: str, indent: str) -> Iterator[str]:
        """The lines of one field, with its description above it."""
        schema, home = self.schemas.resolve(schema, home)
        yield f"{indent}# {schema['description']}{self.choices(schema)}"
        match schema.get("type"):
            case "object":
                yield f"{indent}{name}:"
                yield from self.fields(schema, home, indent + "  ")
            case "array":
                yield from self.entries(name, schema, home, indent)
            case _:
                yield f"{indent}{name}: {TO_DO}"

    def choices(self, schema: dict[str, Any]) -> str:
        """The values a field may have, or how it is written."""
        if "enum" in schema:
            return f" One of: {', '.join(map(str, schema['enum']))}."
        if schema.get("type") == "boolean":
            return " One of: true, false."
        says = schema.get("x-says", "")
        return f" ({says})" if says and "one line" not in says else ""

    def entries(self, name: str, schema: dict[str, Any], home: str, indent: str) -> Iterator[str]:
        """The lines of a list with one entry."""
        if not schema.get("minItems"):
            yield f"{indent}{name}: []"
            return
        yield f"{indent}{name}:"
        item, home = self.schemas.resolve(schema["items"], home)
        if item.get("type") != "object":
            yield f"{indent}  - {TO_DO}"
            return
        lines = list(self.fields(item, home, indent + "    "))
        first = next(i for i, line in enumerate(lines) if not line.lstrip().startswith("#"))
        for number, line in enumerate(lines):
            yield f"{indent}  - {line.lstrip()}" if number == first else line

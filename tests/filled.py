"""Fills a record from its schema: every property once, with a text of the test's choice where any text is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.findings import Pointer
from generator.schema import SchemaStore

Schema = dict[str, object]
Value = str | int | float | bool | list["Value"] | dict[str, "Value"]
TextFor = Callable[[Pointer], str]

PROBE = "Any text may stand here."
EXAMPLES = ("part-1", "cp-7f3k", "rp-4m2d", "09:30", "2026/27", "01632 960123", "https://example.org/", "1.0")
IDS = {
    "role": "off-site-coordinator",
    "provider": "harbour-farm",
    "school": "elmfield-school",
    "calendar": "elmfield",
    "policy": "commissioning",
    "procedure": "first-day-absence",
    "framework": "safe-placement-2026",
    "case-plan": "cp-7f3k",
}
OWN = ("id", "aliases")


@dataclass(kw_only=True)
class Filled:
    """A record and the places in it that hold a text of the test's choice."""

    record: dict[str, Value]
    texts: list[Pointer]


@dataclass(kw_only=True)
class Filler:
    """Fills one record."""

    schemas: SchemaStore
    text_for: TextFor
    texts: list[Pointer] = field(default_factory=list)

    def value(self, schema: Schema, home: str, pointer: Pointer) -> Value:
        """A value that satisfies the schema."""
        schema, home = self.schemas.resolve(schema, home)
        match schema:
            case {"enum": [first, *_]} | {"const": first}:
                assert isinstance(first, str)
                return first
            case {"type": "object"}:
                return self.group(schema, home, pointer)
            case {"type": "array", "items": dict(items)}:
                return [self.value(items, home, (*pointer, 0))]
            case {"type": "boolean"}:
                return True
            case {"type": "integer" | "number"}:
                least = schema.get("minimum", 1)
                assert isinstance(least, int | float)
                return least
        return self.text(schema, pointer)

    def group(self, schema: Schema, home: str, pointer: Pointer) -> dict[str, Value]:
        """Every property of a group, or the first where only one may stand."""
        properties, most = schema["properties"], schema.get("maxProperties")
        assert isinstance(properties, dict)
        assert most is None or isinstance(most, int)
        names = [name for name in properties if pointer or name not in OWN][:most]
        return {name: self.value(properties[name], home, (*pointer, name)) for name in names}

    def text(self, schema: Schema, pointer: Pointer) -> str:
        """An id that exists, a text of the right form, or the test's own text."""
        if (kind := schema.get("x-ref")) in IDS:
            return IDS[str(kind)]
        if schema.get("format") == "date":
            return "2026-10-05"
        pattern = str(schema.get("pattern", ""))
        if "format" not in schema and re.search(pattern, PROBE):
            self.texts.append(pointer)
            return self.text_for(pointer)
        return next(example for example in EXAMPLES if re.search(pattern, example))


def filled(schemas: SchemaStore, kind: str, text_for: TextFor) -> Filled:
    """A record of a kind with every property."""
    filler = Filler(schemas=schemas, text_for=text_for)
    record = filler.value(schemas.schemas[kind], kind, ())
    assert isinstance(record, dict)
    return Filled(record=record, texts=filler.texts)

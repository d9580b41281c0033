"""Reads from the schemas who may see what. A property of a record that does not say is the coordinator's alone.

`x-audience` lists the audiences that may see a kind or a property. Groups pass their mark on to what is inside them;
a mark inside can only narrow it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.privacy.scope import COORDINATOR
from generator.schema import SchemaStore

ONLY_COORDINATOR = frozenset({COORDINATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A kind or property with those who may see it. `inner` are the properties of a group or of a list's groups."""

    path: str
    seen_by: frozenset[str]
    required: bool
    schema: Mapping[str, Any]
    is_list: bool
    ref: str
    quasi: str
    inner: Mapping[str, Marked]

    def everything(self) -> Iterator[Marked]:
        """This and all properties inside it."""
        yield self
        for marked in self.inner.values():
            yield from marked.everything()


def marked(schemas: SchemaStore, kind: str) -> Marked:
    """A kind with everything in it."""
    root = schemas.schemas[kind]
    seen_by = frozenset(root.get("x-audience", ONLY_COORDINATOR))
    inner = {}
    required = frozenset(root.get("required", ()))
    for name, schema in root["properties"].items():
        given = stated(schemas, schema, kind)
        may = seen_by & (ONLY_COORDINATOR if given is None else given)
        inner[name] = _marked(schemas, schema, kind, f"{kind}.{name}", may, name in required)
    return Marked(path=kind, seen_by=seen_by, required=True, schema=root, is_list=False, ref="", quasi="", inner=inner)


def stated(schemas: SchemaStore, schema: dict[str, Any], home: str) -> frozenset[str] | None:
    """The mark a property carries itself, or its shared definition does."""
    resolved, _ = schemas.resolve(schema, home)
    return frozenset(resolved["x-audience"]) if "x-audience" in resolved else None


def _marked(
    schemas: SchemaStore, schema: dict[str, Any], home: str, path: str, seen_by: frozenset[str], required: bool
) -> Marked:
    own, home = schemas.resolve(schema, home)
    is_list = "items" in own
    item, inside = schemas.resolve(own["items"], home) if is_list else (own, home)
    inner: dict[str, Marked] = {}
    if not own.get("x-json"):
        wanted = frozenset(item.get("required", ()))
        for name, sub in item.get("properties", {}).items():
            given = stated(schemas, sub, inside)
            may = seen_by if given is None else seen_by & given
            inner[name] = _marked(schemas, sub, inside, f"{path}.{name}", may, name in wanted)
    return Marked(
        path=path,
        seen_by=seen_by,
        required=required,
        schema=own,
        is_list=is_list,
        ref=item.get("x-ref", ""),
        quasi=own.get("x-quasi", ""),
        inner=inner,
    )

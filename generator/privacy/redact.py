"""Takes out of a record's values what an audience may not see. Works by the schemas' marks; knows no kind by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.privacy.marks import Marked
from generator.privacy.scope import NOT_SHOWN

Exists = Callable[[str, str], bool]
"""Whether a record of a kind may be named: (kind, id)."""


class CannotHide(Exception):
    """A required value has nothing that could stand in its place: the schema's marks are wrong."""


def redacted(marked: Marked, data: Mapping[str, Any], audience: str, exists: Exists) -> dict[str, Any]:
    """The values of a group that an audience may see. What names a hidden record is hidden with it."""
    kept = {}
    for name, value in data.items():
        inner = marked.inner[name]
        if audience not in inner.seen_by:
            if inner.required:
                kept[name] = stand_in(inner)
        elif inner.is_list:
            kept[name] = list(_items(inner, value, audience, exists))
        elif inner.ref and not exists(inner.ref, value):
            if inner.required:
                kept[name] = NOT_SHOWN
        else:
            kept[name] = _value(inner, value, audience, exists)
    return kept


def _value(marked: Marked, value: Any, audience: str, exists: Exists) -> Any:
    return redacted(marked, value, audience, exists) if marked.inner else value


def _items(marked: Marked, values: list[Any], audience: str, exists: Exists) -> Iterator[Any]:
    for value in values:
        if not marked.ref or exists(marked.ref, value):
            yield _value(marked, value, audience, exists)


def stand_in(marked: Marked) -> object:
    """What stands in place of a required value that is hidden: an empty list, or words that say so."""
    if marked.is_list:
        return []
    is_text = marked.schema.get("type") == "string" or all(isinstance(v, str) for v in marked.schema.get("enum", [0]))
    if not is_text or "format" in marked.schema:
        raise CannotHide(f"'{marked.path}' is required and is no text, so it cannot be hidden on its own")
    return NOT_SHOWN


def hidden_paths(marked: Marked, audience: str) -> frozenset[str]:
    """Every property that an audience may not see."""
    return frozenset(one.path for one in marked.everything() if audience not in one.seen_by)

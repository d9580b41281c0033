"""Walks a record's groups of fields without knowing its kind: every group with its pointer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from generator.build_model import key_of
from generator.findings import Pointer
from generator.model import Record


def groups(record: Record) -> Iterator[tuple[Pointer, Any]]:
    """The record itself and every group of fields inside it, outermost first."""
    found: list[tuple[Pointer, Any]] = []
    _gather(record, (), found)
    return iter(found)


def _gather(group: Any, pointer: Pointer, found: list[tuple[Pointer, Any]]) -> None:
    found.append((pointer, group))
    for name, key in _nested(group.__class__):
        value = getattr(group, name)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                _gather(item, (*pointer, key, index), found)
        elif value is not None:
            _gather(value, (*pointer, key), found)


def free_text(record: Record) -> Iterator[tuple[Pointer, str]]:
    """Every text of a record that is more than one word, with its pointer. What its citations say is left out."""
    yield from _texts(record.data, ())


def _texts(value: object, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    if isinstance(value, str):
        if " " in value:
            yield pointer, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key != "citations":
                yield from _texts(inner, (*pointer, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*pointer, index))


@cache
def _nested(kind: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a type that may hold groups, and what records call them."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name != "document"}
    return tuple((name, key_of(name)) for name, hint in hints.items() if _holds_groups(hint))


def _holds_groups(hint: Any) -> bool:
    return is_dataclass(hint) or any(_holds_groups(inner) for inner in get_args(hint))

"""Walks a record's groups of fields without knowing its kind: every group with its pointer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from generator.build_model import key_of
from generator.findings import Pointer
from generator.model import Record


def groups(record: Record) -> Iterator[tuple[Pointer, Any]]:
    """The record itself and every group of fields inside it, outermost first."""
    yield from _groups(record, ())


def _groups(group: Any, pointer: Pointer) -> Iterator[tuple[Pointer, Any]]:
    yield pointer, group
    for name, key in _names(group.__class__):
        value = getattr(group, name)
        if is_dataclass(value):
            yield from _groups(value, (*pointer, key))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if is_dataclass(item):
                    yield from _groups(item, (*pointer, key, index))


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
def _names(kind: Any) -> tuple[tuple[str, str], ...]:
    """Fields that may hold groups: everything but the record's own machinery and plain values."""
    plain = ("str", "int", "float", "bool", "dt.date", "str | None", "int | None", "float | None", "bool | None")
    return tuple(
        (f.name, key_of(f.name))
        for f in fields(kind)
        if f.name != "document" and f.type not in (*plain, "dt.date | None", "tuple[str, ...]")
    )

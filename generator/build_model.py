"""Checked data to frozen records, guided by the dataclasses' own types. Knows no kind by name."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from generator.model.record import Record
from generator.source import Document

R = TypeVar("R", bound=Record)
Build = Callable[[Any], Any]


def record_of(kind: type[R], record_id: str, document: Document, data: dict[str, Any]) -> R:
    """The record of a document that satisfies its schema, from the document's data."""
    values = {name: build(data[key]) for key, name, build in _plan(kind) if key in data}  # type: ignore[arg-type]
    return kind(id=record_id, document=document, **values)


def key_of(name: str) -> str:
    """The record's field for a dataclass field: `from_` is written `from`."""
    return name.removesuffix("_") if name.endswith("_") else name


@cache
def _plan(kind: Any) -> tuple[tuple[str, str, Build], ...]:
    hints = get_type_hints(kind)
    skip = {"id", "document"} if issubclass(kind, Record) else set()
    return tuple((key_of(f.name), f.name, _builder(hints[f.name])) for f in fields(kind) if f.name not in skip)


def _builder(hint: Any) -> Build:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _builder(next(a for a in get_args(hint) if a is not type(None)))
    if origin is tuple:
        inner = _builder(get_args(hint)[0])
        return lambda value: tuple([inner(item) for item in value])
    if hint is date:
        return _day
    if is_dataclass(hint):
        return _group_builder(hint)
    return lambda value: value


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    """The same day is held once, however many rows name it."""
    return date.fromisoformat(text)


def _group_builder(kind: Any) -> Build:
    def build(value: dict[str, Any]) -> Any:
        return kind(**{name: make(value[key]) for key, name, make in _plan(kind) if key in value})

    return build

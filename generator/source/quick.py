"""The fast way through an unremarkable text. A test holds it to what the Builder says."""

from __future__ import annotations

import unicodedata
from sys import intern
from typing import Any

import yaml

from generator.findings import Pointer
from generator.source.events import MAX_DEPTH, MAX_KEYS, NULLS, events
from generator.source.looseness import is_long_quote, may_lose_question

SHORT = 32
"""Texts shorter than this (codes, days, words of a list) return again and again; each is held once."""


def quick(text: str) -> tuple[dict[str, Any], frozenset[Pointer]] | None:
    """The data of an unremarkable text and which values are quoted, without places.

    None where anything asks for a closer look: the Builder then reads the text again and says what is wrong. Most
    records are never asked for a place, and this is the hot loop of the whole program.
    """
    if "\\" in text or may_lose_question(text):
        return None
    scalar, opening, closing = yaml.ScalarEvent, (yaml.MappingStartEvent, yaml.SequenceStartEvent), CLOSING
    root: Any = None
    container: Any = None
    key: str | None = None
    pointer: Pointer = ()
    stack: list[tuple[Any, Pointer]] = []
    quoted: set[Pointer] = set()
    try:
        for event in events(text):
            kind: Any = event.__class__
            if kind is scalar:
                value: Any = event.value
                if event.anchor or event.tag is not None or container is None:
                    return None
                if key is None and container.__class__ is dict:
                    if value in container or value in NULLS or value == "<<":
                        return None
                    key = intern(value)
                    continue
                if event.style:
                    if is_long_quote(event):
                        return None
                    quoted.add((*pointer, len(container) if key is None else key))
                elif value in NULLS:
                    value = None
                if value is not None and not value.isascii():
                    value = unicodedata.normalize("NFC", value)
                if value is not None and len(value) < SHORT:
                    value = intern(value)
            elif kind in opening:
                nameless = key is None and container.__class__ is dict
                if event.anchor or event.tag is not None or nameless or len(stack) >= MAX_DEPTH:
                    return None
                value = {} if kind is yaml.MappingStartEvent else []
            elif kind in closing:
                if len(container) > MAX_KEYS and container.__class__ is dict:
                    return None
                container, pointer = stack.pop()
                continue
            elif kind is yaml.AliasEvent or (kind is yaml.DocumentStartEvent and odd_start(event, root)):
                return None
            else:
                continue
            here = key if key is not None else len(container or ())
            if container is None:
                root = value
            elif key is None:
                container.append(value)
            else:
                container[key] = value
                key = None
            if kind is not scalar:
                stack.append((container, pointer))
                pointer = pointer if container is None else (*pointer, here)
                container = value
    except yaml.YAMLError:
        return None
    return (root, frozenset(quoted)) if root and isinstance(root, dict) else None


CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def odd_start(event: Any, root: Any) -> bool:
    """Whether a document start brings directives or a second document."""
    return bool(event.version or event.tags or root is not None)

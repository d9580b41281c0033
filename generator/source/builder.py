"""The careful way through a text: notes every place and says exactly what is refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from generator.characters import FORBIDDEN, name_of
from generator.findings import Pointer
from generator.reading import (
    duplicate_key,
    empty_record,
    hidden_character,
    not_one_record,
    too_large,
    yaml_shortcut,
)
from generator.source.events import MAX_DEPTH, MAX_KEYS, NULLS, place_of
from generator.source.looseness import is_long_quote, may_lose_question, refuse_loose_quote, refuse_lost_question
from generator.source.refusal import Place, Refusal


class Builder:
    """Builds the data from the parser's events, without recursion, refusing shortcuts on sight, and notes all places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.escapes = "\\" in text
        self.questions = may_lose_question(text)
        self.documents = 0
        self.root: Any = None
        self.values: dict[Pointer, Place] = {}
        self.keys: dict[Pointer, Place] = {}
        self.quoted: set[Pointer] = set()
        self.stack: list[tuple[Any, Pointer]] = []
        self.margins: list[int] = [-1]
        self.container: Any = None
        self.pointer: Pointer = ()
        self.key: str | None = None

    def take(self, events: Iterable[Any]) -> None:
        """Everything the parser says."""
        for event in self.scalars(events):
            match event:
                case yaml.MappingStartEvent():
                    self.open(event, {})
                case yaml.SequenceStartEvent():
                    self.open(event, [])
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self.close()
                case yaml.AliasEvent():
                    message = "a value begins with * and would be read as a reference"
                    raise Refusal(yaml_shortcut.RULE, message, "put the whole value in quotes", place_of(event))
                case yaml.DocumentStartEvent():
                    self.start(event)

    def scalars(self, events: Iterable[Any]) -> Iterator[Any]:
        """Files every scalar and hands on all other events."""
        values, keys, quoted = self.values, self.keys, self.quoted
        scalar: Any = yaml.ScalarEvent
        for event in events:
            if event.__class__ is not scalar:
                yield event
                continue
            mark, value, style = event.start_mark, event.value, event.style
            place = (mark.line, mark.column)
            if event.anchor or event.tag is not None or (self.escapes and style == '"'):
                self.refuse(event)
            if self.questions:
                refuse_lost_question(event, self.text)
            if style and is_long_quote(event):
                refuse_loose_quote(event, self.text, self.margins[-1])
            container = self.container
            if container.__class__ is dict and self.key is None:
                if value in container or value in NULLS or value == "<<" or len(container) >= MAX_KEYS:
                    self.refuse_key(event, value)
                keys[(*self.pointer, value)] = place
                self.key = value
                continue
            plain = not style
            filed = None if plain and value in NULLS else value
            if filed is not None and not value.isascii():
                filed = unicodedata.normalize("NFC", value)
            pointer = self.put(filed)
            values[pointer] = place
            if not plain:
                quoted.add(pointer)

    def put(self, value: Any) -> Pointer:
        """Files a value under its parent and says where that is."""
        container = self.container
        if container is None:
            self.root = value
            return ()
        if container.__class__ is dict:
            key = self.key
            assert key is not None
            container[key] = value
            self.key = None
            return (*self.pointer, key)
        container.append(value)
        return (*self.pointer, len(container) - 1)

    def open(self, event: Any, container: Any) -> None:
        """Begins a group or a list."""
        self.refuse(event)
        if len(self.stack) >= MAX_DEPTH:
            message = f"the record is nested more than {MAX_DEPTH} levels deep"
            raise Refusal(too_large.RULE, message, "remove what was pasted in", place_of(event))
        if self.container.__class__ is dict and self.key is None:
            raise Refusal(
                yaml_shortcut.RULE, "a list or group is used as a field's name", "write a plain name", place_of(event)
            )
        pointer = self.put(container)
        self.values[pointer] = place_of(event)
        self.stack.append((self.container, self.pointer))
        self.margins.append(self.margins[-1] if event.flow_style else event.start_mark.column)
        self.container, self.pointer = container, pointer

    def close(self) -> None:
        """Ends a group or a list."""
        self.container, self.pointer = self.stack.pop()
        self.margins.pop()

    def start(self, event: Any) -> None:
        """Begins a document; there may be one, without directives."""
        self.documents += 1
        if event.version or event.tags:
            raise Refusal(
                yaml_shortcut.RULE, "the file begins with a YAML directive (%)", "remove the line", place_of(event)
            )
        if self.documents > 1:
            message = "a second record starts here"
            raise Refusal(not_one_record.RULE, message, "put each record into a file of its own", place_of(event))

    def refuse(self, event: Any) -> None:
        """Anchors and tags (`*` and `&` must never eat a word), and characters smuggled in as escapes."""
        if event.anchor:
            message = "a value begins with & and would be read as a mark, not as text"
            raise Refusal(yaml_shortcut.RULE, message, "put the whole value in quotes", place_of(event))
        if event.tag is not None:
            message = "a value begins with ! and would be read as a type"
            raise Refusal(yaml_shortcut.RULE, message, "put the whole value in quotes", place_of(event))
        if isinstance(event, yaml.ScalarEvent) and (found := FORBIDDEN.search(event.value)):
            message = f"the value holds the hidden or control character {name_of(found.group())} as an escape"
            raise Refusal(hidden_character.RULE, message, "write the text without it", place_of(event))

    def refuse_key(self, event: Any, key: str) -> None:
        """Field names that are given twice, missing, or a merge key; quoted, an odd name is only unknown."""
        place = place_of(event)
        if not event.style and (key in NULLS or key == "<<"):
            message = "a merge key (<<) is used" if key == "<<" else "a field has no name"
            raise Refusal(yaml_shortcut.RULE, message, "write the field out as 'name: value'", place)
        if key in self.container:
            first = self.keys[(*self.pointer, key)][0] + 1
            message = f"this field is already given on line {first}"
            raise Refusal(duplicate_key.RULE, message, "keep one of the two lines", place)
        if len(self.container) >= MAX_KEYS:
            raise Refusal(too_large.RULE, f"a group has more than {MAX_KEYS:,} fields", "split the record", place)

    def record(self) -> tuple[dict[str, Any], frozenset[Pointer]]:
        """The finished data and which values are quoted, or the refusal of what is no record."""
        if self.root is None or self.root in ({}, ""):
            raise Refusal(empty_record.RULE, "the record is empty", "fill it in or delete the file")
        if not isinstance(self.root, dict):
            kind = "a list" if isinstance(self.root, list) else "a bare text"
            message = f"the file holds {kind} instead of a record"
            raise Refusal(not_one_record.RULE, message, "write 'field: value' lines", self.values[()])
        return self.root, frozenset(self.quoted)

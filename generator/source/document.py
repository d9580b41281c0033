"""A record's values, still untyped, with their places; and how a text becomes one."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from generator.characters import printable
from generator.findings import Location, Pointer, json_pointer
from generator.reading import not_yaml, too_large
from generator.source.builder import Builder
from generator.source.events import MAX_DEPTH, events
from generator.source.places import places_in
from generator.source.prescan import refuse_odd_text
from generator.source.problems import explain, runaway_quote
from generator.source.quick import quick
from generator.source.refusal import Place, Refusal

ABOUT_PUPILS = ("records/case-plans/", "records/registers/")


@dataclass(frozen=True, eq=False)
class Document:
    """One record's values, still untyped, and, once somebody asks, where each of them stands."""

    path: str
    text: str
    data: dict[str, Any]
    quoted: frozenset[Pointer] = field(repr=False)

    @property
    def values(self) -> dict[Pointer, Place]:
        """The place of every value."""
        return places_in(self.text).all.values

    @property
    def keys(self) -> dict[Pointer, Place]:
        """The place of every field's name."""
        return places_in(self.text).all.keys

    @property
    def fingerprint(self) -> str:
        """Changes with the text."""
        return hashlib.blake2b(self.text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    @property
    def about_pupils(self) -> bool:
        """Whether its text may name a pupil by mistake, and so must stay out of messages and logs."""
        return self.path.startswith(ABOUT_PUPILS)

    def at(self, *pointer: str | int) -> Location:
        """Where the value is; where there is none, its nearest parent."""
        return self._located(places_in(self.text).nearest(pointer), pointer)

    def at_key(self, *pointer: str | int) -> Location:
        """Where the field's name is written."""
        return self._located(self.keys[pointer], pointer) if pointer in self.keys else self.at(*pointer)

    def _located(self, place: Place, pointer: Pointer) -> Location:
        line, column = place
        return Location(path=self.path, line=line + 1, column=column + 1, pointer=json_pointer(pointer))

    def passage(self, pointer: Pointer, words: str) -> Location:
        """Where a passage of a value is written, however its lines are broken; where the value is, if that is unclear."""
        whole = self.at(*pointer)
        start = sum(len(line) + 1 for line in self.lines()[: whole.line - 1]) + whole.column - 1
        found = re.compile(r"\s+".join(map(re.escape, words.split()))).search(self.text, start)
        if not words.strip() or found is None:
            return whole
        line = self.text.count("\n", 0, found.start())
        column = found.start() - (self.text.rfind("\n", 0, found.start()) + 1)
        return replace(whole, line=line + 1, column=column + 1)

    def value_before(self, place: Place) -> Pointer:
        """The innermost value that starts last before a place."""
        before = (pointer for pointer, start in self.values.items() if start <= place)
        return max(before, key=lambda pointer: (self.values[pointer], len(pointer)), default=())

    def lines(self) -> list[str]:
        """The text line by line, without line ends."""
        return self.text.split("\n")


def parse(text: str, name: str) -> Document:
    """The document in a text. Raises Refusal for whatever YAML would change behind the writer's back."""
    refuse_odd_text(text)
    if found := quick(text):
        data, quoted = found
        return Document(path=name, text=text, data=data, quoted=quoted)
    builder = Builder(text)
    try:
        builder.take(events(text))
    except yaml.MarkedYAMLError as error:
        raise runaway_quote(error, text) or explain(error, text) from None
    except yaml.YAMLError as error:
        raise Refusal(not_yaml.RULE, printable(str(error)), "check the punctuation of the file") from None
    except RecursionError:
        raise Refusal(too_large.RULE, "the record is nested too deeply", f"use at most {MAX_DEPTH} levels") from None
    data, quoted = builder.record()
    return Document(path=name, text=text, data=data, quoted=quoted)

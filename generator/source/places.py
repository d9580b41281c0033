"""Where the values of a text stand.

The first value that is asked for is looked for and nothing else is noted: most records are asked for one place at most. Who
asks again gets the places of everything. A test holds the one to the other.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

import yaml

from generator.findings import Pointer
from generator.source.builder import Builder
from generator.source.events import events, place_of
from generator.source.refusal import Place

ASKED_LATELY = 8
OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


class Places:
    """The places in one text that the reader has taken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked = False

    @cached_property
    def all(self) -> Builder:
        """Every place."""
        builder = Builder(self.text)
        builder.take(events(self.text))
        return builder

    def nearest(self, pointer: Pointer) -> Place:
        """Where a value stands; where there is none, its nearest parent."""
        if not self.asked:
            self.asked = True
            return looked_for(self.text, pointer)
        return nearest(self.all.values, pointer)


@lru_cache(maxsize=ASKED_LATELY)
def places_in(text: str) -> Places:
    """Where everything in a text stands. Forgotten again: of ten thousand texts, places would fill the memory."""
    return Places(text)


def nearest(places: dict[Pointer, Place], pointer: Pointer) -> Place:
    """The place of a pointer or of its nearest parent that has one."""
    while pointer and pointer not in places:
        pointer = pointer[:-1]
    return places.get(pointer, (0, 0))


def looked_for(text: str, pointer: Pointer) -> Place:
    """Where a value stands, or its nearest parent, by reading no further than needed."""
    place = (0, 0)
    found = -1  # how many parts of the pointer are found; the record itself is found before any
    depth = 0
    inside: Any = None
    key: str | int | None = None
    for event in events(text):
        kind: Any = event.__class__
        if kind in CLOSING:
            depth -= 1
            if depth == found:
                break
        elif kind is yaml.ScalarEvent or kind in OPENING:
            if depth == found + 1:
                if inside is yaml.MappingStartEvent and key is None:
                    key = event.value
                    continue
                if found < 0 or key == pointer[found]:
                    place = place_of(event)
                    found += 1
                    if found == len(pointer) or kind is yaml.ScalarEvent:
                        break
                    inside, key = kind, 0 if kind is yaml.SequenceStartEvent else None
                else:
                    key = key + 1 if isinstance(key, int) else None
            depth += kind in OPENING
    return place

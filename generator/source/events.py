"""The parser's events: the only place, with its neighbours in this package, that calls PyYAML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from generator.source.refusal import Place

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
MAX_KEYS = 2_000
MAX_DEPTH = 20


def events(text: str) -> Iterable[Any]:
    """What the parser says of a text, as it goes."""
    found: Iterable[Any] = iter(LOADER(text).get_event, None)
    return found


def scalars(text: str) -> Iterator[Any]:
    """Every name and value of a text, as far as it can be read."""
    try:
        for event in events(text):
            if isinstance(event, yaml.ScalarEvent):
                yield event
    except yaml.YAMLError:
        return


def place_of(event: Any) -> Place:
    """Where an event starts."""
    return event.start_mark.line, event.start_mark.column

"""A long list in parts, each on a page of its own, so that no page grows with the number of records."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T_co]):
    """A part of a list: which of how many, its items, and where they stand among all, from 1."""

    number: int
    of: int
    items: tuple[T_co, ...]
    first: int
    last: int
    total: int


def parts(items: Iterable[T], most: int, size: Callable[[T], int] = lambda _: 1) -> tuple[Part[T], ...]:
    """The list in parts of about equal size, none larger than `most` unless one item is; none for an empty list."""
    listed = tuple(items)
    sizes = [size(item) for item in listed]
    total = sum(sizes)
    if not listed:
        return ()
    even = -(-total // -(-total // most)) if total else most
    cuts, held = [0], 0
    for place, weight in enumerate(sizes):
        if (held and held + weight > most) or held >= even:
            cuts.append(place)
            held = 0
        held += weight
    bounds = [*cuts, len(listed)]
    before = [sum(sizes[:cut]) for cut in bounds]
    return tuple(
        Part(
            number=number,
            of=len(cuts),
            items=listed[start:end],
            first=before[number - 1] + 1,
            last=before[number],
            total=total,
        )
        for number, (start, end) in enumerate(itertools.pairwise(bounds), 1)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A page that shows a part of a list, with the view of the record it is about."""

    whole: object
    part: Part[object]


def part_view(whole: Callable[[], object], part: Part[object]) -> PartView:
    """One part, from a view that is made once for all of them."""
    return PartView(whole=whole(), part=part)

"""Puts people into groups of at least k by making facts wider, the same way every time. Knows no records and no words.

Every fact has a ladder: the exact value, then wider and wider ones, at last nothing. One rung is chosen for each fact
and holds for everybody (global recoding), so any choice of columns still shows groups of at least k.

1. Start with every fact as it is.
2. While more than one in ten are in groups smaller than k: widen the fact that leaves the fewest in such groups. When
   several do, the one widened least so far, then the one that stands first.
3. Take back every widening that turns out not to be needed, the last fact first, until none is left.
4. Whoever is still in a group smaller than k is withheld.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

WITHHELD_AT_MOST = 10
"""At most one in so many may be withheld rather than widen a fact for everybody."""

Row = tuple[tuple[str, ...], ...]
"""One person: for each fact, its value on each rung of its ladder."""
Levels = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact that could help to tell who somebody is, and the names of the rungs of its ladder."""

    path: str
    title: str
    rungs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People who look alike: the widened value of each fact, and how many they are."""

    values: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """What may be shown: the rung of each fact, the groups, and how many are withheld."""

    k: int
    facts: tuple[Fact, ...]
    levels: Levels
    groups: tuple[Group, ...]
    total: int
    withheld: int
    alone: int

    @property
    def shown(self) -> int:
        """How many people are in the groups."""
        return self.total - self.withheld

    @property
    def columns(self) -> tuple[int, ...]:
        """The facts that still say something."""
        return tuple(i for i, fact in enumerate(self.facts) if self.levels[i] < len(fact.rungs) - 1)


def grouped(facts: tuple[Fact, ...], rows: Sequence[Row], k: int) -> Grouping:
    """The groups of at least k. The order of the rows does not matter."""
    levels = narrowed(facts, rows, k, widened(facts, rows, k))
    sizes = sizes_at(rows, levels)
    groups = sorted((values, size) for values, size in sizes.items() if size >= k)
    return Grouping(
        k=k,
        facts=facts,
        levels=levels,
        groups=tuple(Group(values=values, size=size) for values, size in groups),
        total=len(rows),
        withheld=sum(size for size in sizes.values() if size < k),
        alone=sum(size == 1 for size in sizes_at(rows, (0,) * len(facts)).values()),
    )


def sizes_at(rows: Sequence[Row], levels: Levels) -> Counter[tuple[str, ...]]:
    """How many people share each combination of values."""
    return Counter(tuple([row[i][level] for i, level in enumerate(levels)]) for row in rows)


def in_small_groups(rows: Sequence[Row], levels: Levels, k: int) -> int:
    """How many people are in groups smaller than k."""
    return sum(size for size in sizes_at(rows, levels).values() if size < k)


def widened(facts: tuple[Fact, ...], rows: Sequence[Row], k: int) -> Levels:
    """The rungs after widening until few enough are in small groups, or nothing is left to widen."""
    levels: Levels = (0,) * len(facts)
    while in_small_groups(rows, levels, k) > len(rows) // WITHHELD_AT_MOST:
        choices = [i for i, fact in enumerate(facts) if levels[i] < len(fact.rungs) - 1]
        if not choices:
            break
        best = min(choices, key=lambda i: (in_small_groups(rows, moved(levels, i, 1), k), levels[i], i))
        levels = moved(levels, best, 1)
    return levels


def narrowed(facts: tuple[Fact, ...], rows: Sequence[Row], k: int, levels: Levels) -> Levels:
    """The rungs after taking back what was not needed."""
    allowed = max(in_small_groups(rows, levels, k), len(rows) // WITHHELD_AT_MOST)
    again = True
    while again:
        again = False
        for i in reversed(range(len(facts))):
            if levels[i] and in_small_groups(rows, moved(levels, i, -1), k) <= allowed:
                levels, again = moved(levels, i, -1), True
    return levels


def moved(levels: Levels, index: int, by: int) -> Levels:
    """The rungs with one of them moved."""
    return (*levels[:index], levels[index] + by, *levels[index + 1 :])

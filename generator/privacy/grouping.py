"""Puts people into groups of at least k by making facts wider, the same way every time. Knows no records and no words.

Every fact has a ladder: the exact value, then wider and wider ones, at last nothing. One rung is chosen for each fact
and holds for everybody (global recoding), so any choice of columns still shows groups of at least k.

Of all choices of rungs that leave at most one in ten in groups smaller than k, the one is taken that keeps most: a fact
counts 1 when it is exact, 0 when it is left out, and in between by the rungs left. Where two keep the same, the one that
is closer in the fact that stands first. Whoever is in a smaller group all the same is withheld.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

WITHHELD_AT_MOST = 10
"""At most one in so many may be withheld rather than widen a fact for everybody."""

WHOLE = 12
"""What an exact fact counts for: a number that ladders of two to five rungs divide."""

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
    levels = Search(facts, rows, k).run()
    sizes = sizes_at(rows, levels)
    groups = sorted((values, size) for values, size in sizes.items() if size >= k)
    return Grouping(
        k=k,
        facts=facts,
        levels=levels,
        groups=tuple(Group(values=values, size=size) for values, size in groups),
        total=len(rows),
        withheld=sum(size for size in sizes.values() if size < k),
    )


def sizes_at(rows: Sequence[Row], levels: Levels) -> Counter[tuple[str, ...]]:
    """How many people share each combination of values."""
    return Counter(tuple([row[i][level] for i, level in enumerate(levels)]) for row in rows)


class Search:
    """Looks for the rungs that keep most. Another fact can only split groups, so what fails without it is not tried with it."""

    def __init__(self, facts: tuple[Fact, ...], rows: Sequence[Row], k: int) -> None:
        self.facts = facts
        self.rows = rows
        self.k = k
        self.allowed = len(rows) // WITHHELD_AT_MOST
        self.best: Levels = ()
        self.most = -1

    def run(self) -> Levels:
        """The rungs to take; every fact left out when nothing else will do."""
        self.add((), [0] * len(self.rows), 0)
        return self.best or tuple(len(fact.rungs) - 1 for fact in self.facts)

    def add(self, levels: Levels, groups: list[int], kept: int) -> None:
        """Tries every rung of the next fact, the closest first. `groups` says in which group each person is so far."""
        index = len(levels)
        if index == len(self.facts):
            if kept > self.most:
                self.best, self.most = levels, kept
            return
        top = len(self.facts[index].rungs) - 1
        for level in range(top + 1):
            now = kept + worth(level, top)
            if now + WHOLE * (len(self.facts) - index - 1) <= self.most:
                break
            split = groups if level == top else self.split(groups, index, level)
            if self.few_enough(split):
                self.add((*levels, level), split, now)

    def split(self, groups: list[int], index: int, level: int) -> list[int]:
        """The groups split by one more fact."""
        numbers: dict[tuple[int, str], int] = {}
        return [
            numbers.setdefault((group, row[index][level]), len(numbers))
            for group, row in zip(groups, self.rows, strict=True)
        ]

    def few_enough(self, groups: list[int]) -> bool:
        """Whether at most one in ten are in groups smaller than k."""
        return sum(size for size in Counter(groups).values() if size < self.k) <= self.allowed


def worth(level: int, top: int) -> int:
    """What a rung keeps of a fact, in twelfths."""
    return WHOLE * (top - level) // top

"""Chance that can be repeated: the same seed deals the same on every version of Python."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Chance:
    """Random choices. Uses `random()` alone, the one method whose sequence Python promises never to change."""

    def __init__(self, seed: str) -> None:
        self._source = random.Random(seed)  # noqa: S311

    def below(self, limit: int) -> int:
        """A whole number from 0 up to the limit, without it."""
        return int(self._source.random() * limit)

    def pick(self, among: Sequence[T]) -> T:
        """One of them."""
        return among[self.below(len(among))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """All of them in another order."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(len(items))]


class Deck(Generic[T]):
    """Deals every item once before any comes twice."""

    def __init__(self, items: Sequence[T], chance: Chance) -> None:
        self._items, self._chance = tuple(items), chance
        self._left: list[T] = []

    def deal(self) -> T:
        """The next item."""
        if not self._left:
            self._left = self._chance.shuffled(self._items)
        return self._left.pop()

"""What a reader of published counts can work out about those that are not shown. Knows numbers, not records.

The reader is given everything: every count that is shown, the names of those that are hidden, and every fact that
follows from how the tables are made (parts add up to their total; nobody has more stays than sessions). A count that is
hidden is at least 1, because a nought is always shown. What the reader can work out is then a question about whole
numbers, and it is answered by finding them: a hidden count is called open only if two complete sets of counts have been
found that fit everything published and differ in it by as much as is asked. Where none is found in the time allowed the
answer is no, so a mistake here hides too much and never too little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

MOST = 1_000_000
"""No count in a register can be larger; the reader may know that."""
STEPS = 400
"""Guesses before the search gives up and the answer is no."""
ROUNDS = 200
"""Looks at each fact before narrowing gives up, which counts as a no."""

Bounds = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something every reader knows: a sum of counts, each taken so many times, lies from `low` to `high`."""

    terms: tuple[tuple[str, int], ...]
    low: int | None = None
    high: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The counts it speaks of."""
        return tuple(name for name, _ in self.terms)


def adds_up(total: str, parts: Sequence[str]) -> Fact:
    """The parts are the total."""
    return Fact(terms=(*((part, 1) for part in parts), (total, -1)), low=0, high=0)


def at_least(more: str, less: str, times: int = 1) -> Fact:
    """One count is at least so many times another."""
    return Fact(terms=((more, 1), (less, -times)), low=0)


def covers(total: str, parts: Sequence[str]) -> Fact:
    """Nobody in the total is in none of the parts, though some may be in several."""
    return Fact(terms=(*((part, 1) for part in parts), (total, -1)), low=0)


class Riddle:
    """What is left to guess: the hidden counts with their true values, and the facts that still speak of them."""

    def __init__(self, *, truth: Mapping[str, int], facts: Sequence[Fact]) -> None:
        self.truth = truth
        self.facts = tuple(facts)
        speaking: dict[str, list[int]] = {name: [] for name in truth}
        for number, fact in enumerate(self.facts):
            for name in fact.names:
                speaking[name].append(number)
        self.facts_of = speaking

    @cached_property
    def possible(self) -> Bounds | None:
        """What the facts alone leave for each count; none when they contradict each other."""
        return self.narrowed(dict.fromkeys(self.truth, (1, MOST)), range(len(self.facts)))

    def given_away(self, names: Sequence[str], width: int) -> Iterator[str]:
        """Those of the hidden counts for which the reader need not leave room of this width, in the order given.

        Every set of counts that has been found speaks for all hidden counts, so few searches settle many of them.
        """
        seen = {name: (value, value) for name, value in self.truth.items()}
        possible = self.possible or {}
        for name in names:
            low, high = possible.get(name, (0, 0))
            if high - low < width or not self._is_open(name, width, seen, high):
                yield name

    def _is_open(self, name: str, width: int, seen: Bounds, high: int) -> bool:
        true = self.truth[name]
        top = min(true + width, high)
        while seen[name][1] - seen[name][0] < width and top > seen[name][1]:
            widen(seen, self.fitting(name, top, MOST))
            top -= 1
        least = seen[name][1] - width
        if seen[name][0] > least >= 1:
            widen(seen, self.fitting(name, 1, least))
        return seen[name][1] - seen[name][0] >= width

    def fitting(self, name: str, low: int, high: int) -> Mapping[str, int] | None:
        """Counts that fit everything and put this one between two numbers, if some have been found."""
        if self.possible is None:
            return None
        first, last = self.possible[name]
        bounds = self.possible | {name: (max(low, first), min(high, last))}
        return self._found(bounds, self.facts_of[name], [STEPS]) if bounds[name][0] <= bounds[name][1] else None

    def _found(self, bounds: Bounds, changed: Iterable[int], steps: list[int]) -> Mapping[str, int] | None:
        """Whole numbers within the bounds that fit every fact; none when the steps run out."""
        steps[0] -= 1
        narrowed = self.narrowed(bounds, changed) if steps[0] >= 0 else None
        if narrowed is None:
            return None
        unsure = [(high - low, name) for name, (low, high) in narrowed.items() if low < high]
        if not unsure:
            return {name: low for name, (low, _) in narrowed.items()}
        _, name = min(unsure)
        low, high = narrowed[name]
        guess = min(max(self.truth[name], low), high)
        tries = ((guess, guess), (guess + 1, high), (low, guess - 1))
        guesses = (self._found(narrowed | {name: (a, b)}, self.facts_of[name], steps) for a, b in tries if a <= b)
        return next((found for found in guesses if found is not None), None)

    def narrowed(self, bounds: Bounds, changed: Iterable[int]) -> Bounds | None:
        """The bounds, narrowed by the facts until nothing changes; None when no number is left for one. Facts are named by
        their number here: they are asked for very often, and a number is sooner found again than what it stands for."""
        found, waiting = dict(bounds), dict.fromkeys(changed)
        for _ in range(ROUNDS * len(self.facts)):
            if not waiting:
                return found
            number = next(iter(waiting))
            del waiting[number]
            narrower = narrow_by(found, self.facts[number])
            if narrower is None:
                return None
            for name in narrower:
                waiting.update(dict.fromkeys(self.facts_of[name]))
        return None if waiting else found


def widen(seen: Bounds, found: Mapping[str, int] | None) -> None:
    """Remembers the values of one more set of counts, in place."""
    for name, value in (found or {}).items():
        low, high = seen[name]
        seen[name] = (min(low, value), max(high, value))


def narrow_by(found: Bounds, fact: Fact) -> list[str] | None:
    """Narrows the bounds of a fact's counts in place and names those that changed; None when it cannot hold."""
    least = most = 0
    for name, times in fact.terms:
        first, last = found[name]
        least += times * (first if times > 0 else last)
        most += times * (last if times > 0 else first)
    spread = most - least
    above = spread if fact.high is None else fact.high - least
    below = spread if fact.low is None else most - fact.low
    if above >= spread and below >= spread:
        return []  # it holds whatever the counts are
    if above < 0 or below < 0:
        return None
    changed = []
    for name, times in fact.terms:
        first, last = found[name]
        up, down = (above // times, below // times) if times > 0 else (below // -times, above // -times)
        if last - first > up or last - first > down:
            larger, smaller = max(first, last - down), min(last, first + up)
            if larger > smaller:
                return None
            found[name] = (larger, smaller)
            changed.append(name)
    return changed

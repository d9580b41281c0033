"""What a reader of published counts can work out about those that are not shown. Knows numbers, not records.

The reader is given everything: every count that is shown, the names of those that are hidden, and every fact that
follows from how the tables are made (parts add up to their total; nobody has more stays than sessions). A count that is
hidden is at least 1, because a nought is always shown. What the reader can work out is then a question about whole
numbers, and it is answered by finding them: a hidden count is called open only if two complete sets of counts have been
found that fit everything published and differ in it by as much as is asked. Where none is found in the time allowed the
answer is no, so a mistake here hides too much and never too little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST = 1_000_000
"""No count in a register can be larger; the reader may know that."""
STEPS = 400
"""Guesses before the search gives up and the answer is no."""
ROUNDS = 200

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Riddle:
    """What is left to guess: the hidden counts with their true values, and the facts that still speak of them."""

    truth: Mapping[str, int]
    facts: tuple[Fact, ...]

    def is_open(self, name: str, width: int) -> bool:
        """Whether the reader must leave room of at least this width for a hidden count."""
        true = self.truth[name]
        top = next((top for top in range(true + width, true, -1) if self.may_be(name, top, MOST)), true)
        return top - true >= width or (top - width >= 1 and self.may_be(name, 1, top - width))

    def may_be(self, name: str, low: int, high: int) -> bool:
        """Whether counts have been found that fit everything and put this one between two numbers."""
        bounds = dict.fromkeys(self.truth, (1, MOST))
        bounds[name] = (low, high)
        return self._found(bounds, [STEPS])

    def _found(self, bounds: Bounds, steps: list[int]) -> bool:
        """Whether whole numbers within the bounds fit every fact; no when the steps run out."""
        steps[0] -= 1
        narrowed = narrow(bounds, self.facts) if steps[0] >= 0 else None
        if narrowed is None:
            return False
        unsure = [name for name, (low, high) in narrowed.items() if low < high]
        if not unsure:
            return True
        name = min(unsure, key=lambda n: (narrowed[n][1] - narrowed[n][0], n))
        low, high = narrowed[name]
        guess = min(max(self.truth[name], low), high)
        tries = ((guess, guess), (guess + 1, high), (low, guess - 1))
        return any(self._found(narrowed | {name: (a, b)}, steps) for a, b in tries if a <= b)


def narrow(bounds: Bounds, facts: Sequence[Fact]) -> Bounds | None:
    """The bounds, narrowed by each fact until nothing changes; None when no number is left for one of them."""
    found = dict(bounds)
    for _ in range(ROUNDS):
        before = dict(found)
        for fact in facts:
            if not narrow_by(found, fact):
                return None
        if found == before:
            return found
    return found


def narrow_by(found: Bounds, fact: Fact) -> bool:
    """Narrows the bounds of a fact's counts in place; False when it cannot hold."""
    ends = [sorted((times * found[name][0], times * found[name][1])) for name, times in fact.terms]
    least, most = sum(low for low, _ in ends), sum(high for _, high in ends)
    for (name, times), (low, high) in zip(fact.terms, ends, strict=True):
        room_up = None if fact.high is None else fact.high - (least - low)
        room_down = None if fact.low is None else fact.low - (most - high)
        first, last = found[name]
        upper, lower = (room_up, room_down) if times > 0 else (room_down, room_up)
        if upper is not None:
            last = min(last, upper // times)
        if lower is not None:
            first = max(first, -(-lower // times))
        if first > last:
            return False
        found[name] = (first, last)
    return True

"""Whether a regular expression can be made slow: its positions are walked as an automaton, on one text in several ways at once.

A backtracking matcher needs exponential time where some text leads from a position back to it in two ways, and the square
or more where one text stays at a position, leads from it to another, and stays there. Knows nothing of schemas. What it
cannot read it refuses, so that nothing passes unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

ALPHABET = (*map(chr, range(128)), "é", "\u2028", "😀")
Edge = tuple[int, int]


@dataclass(slots=True)
class Part:
    """A part of the pattern: where it may begin and end, and whether it may be nothing."""

    first: list[int]
    last: list[int]
    empty: bool


@dataclass(slots=True)
class Walk:
    """The positions of a pattern, with the letters each takes, and the ways from each to the next."""

    letters: list[frozenset[str]] = field(default_factory=list)
    edges: dict[Edge, int] = field(default_factory=dict)

    def take(self, letters: frozenset[str]) -> Part:
        """One more position."""
        self.letters.append(letters)
        here = len(self.letters) - 1
        return Part([here], [here], empty=False)

    def join(self, one: Part, other: Part) -> None:
        """Leads from every end of a part to every beginning of another."""
        for edge in product(one.last, other.first):
            self.edges[edge] = self.edges.get(edge, 0) + 1

    def sequence(self, items: Any) -> Part:
        """Parts one after another."""
        whole = Part([], [], empty=True)
        for operator, value in items:
            part = self.part(operator, value)
            self.join(whole, part)
            first = whole.first + part.first if whole.empty else whole.first
            last = whole.last + part.last if part.empty else part.last
            whole = Part(first, last, empty=whole.empty and part.empty)
        return whole

    def part(self, operator: Any, value: Any) -> Part:
        """One part of any kind."""
        if operator in (c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY):
            return self.take(taken(operator, value))
        if operator in (c.AT, c.ASSERT, c.ASSERT_NOT):
            return Part([], [], empty=True)
        if operator is c.SUBPATTERN:
            return self.sequence(value[3])
        if operator is c.BRANCH:
            parts = [self.sequence(branch) for branch in value[1]]
            first, last = ([at for part in parts for at in getattr(part, name)] for name in ("first", "last"))
            return Part(first, last, empty=any(part.empty for part in parts))
        if operator in (c.MAX_REPEAT, c.MIN_REPEAT):
            return self.repeated(*value)
        raise ValueError(f"cannot read {operator}")

    def repeated(self, least: int, most: int, items: Any) -> Part:
        """A part again and again: written out as often as it must come, and as often as it may or with a way back."""
        endless = most is c.MAXREPEAT
        written = max(least, 1) if endless else most
        whole, before = Part([], [], empty=True), Part([], [], empty=True)
        for number in range(1, written + 1):
            part = self.sequence(items)
            if endless and number == written:
                self.join(part, part)
            self.join(before, part)
            first = whole.first + part.first if before.empty else whole.first
            last = whole.last + part.last if number >= least or part.empty else []
            whole = Part(first, last, empty=least == 0 or (part.empty and whole.empty))
            before = Part([], part.last + (before.last if part.empty else []), empty=part.empty and before.empty)
        return whole


def taken(operator: Any, value: Any) -> frozenset[str]:
    """The letters one position takes."""
    if operator is c.ANY:
        return frozenset(ALPHABET) - {"\n"}
    if operator in (c.LITERAL, c.NOT_LITERAL):
        return frozenset({chr(value)} if operator is c.LITERAL else set(ALPHABET) - {chr(value)})
    found: set[str] = set()
    negated = value[0][0] is c.NEGATE
    for kind, inner in value[1:] if negated else value:
        if kind is c.LITERAL:
            found.add(chr(inner))
        elif kind is c.RANGE:
            found |= {letter for letter in ALPHABET if inner[0] <= ord(letter) <= inner[1]}
        elif kind is c.CATEGORY and inner is c.CATEGORY_SPACE:
            found |= {letter for letter in ALPHABET if letter.isspace()}
        else:
            raise ValueError(f"cannot read {kind} {inner}")
    return frozenset(set(ALPHABET) - found if negated else found)


def reached(
    start: tuple[int, ...], steps: Callable[[tuple[int, ...]], Iterator[tuple[int, ...]]]
) -> set[tuple[int, ...]]:
    """Everything that some text leads to."""
    found: set[tuple[int, ...]] = set()
    edge = [start]
    while edge:
        for after in steps(edge.pop()):
            if after not in found:
                found.add(after)
                edge.append(after)
    return found


def slow(pattern: str) -> str:
    """How a text can make a pattern slow; nothing when none can."""
    walk = Walk()
    walk.sequence(_parser.parse(pattern))
    number = range(len(walk.letters))
    after = {at: [b for (a, b) in walk.edges if a == at] for at in number}

    def steps(state: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        for ends in product(*(after[at] for at in state)):
            if frozenset.intersection(*(walk.letters[at] for at in ends)):
                yield ends

    back = {at: {end for (end,) in reached((at,), steps)} for at in number}
    for (a, b), ways in walk.edges.items():
        if ways > 1 and a in back[b]:
            return f"exponential at position {a}"
    loops = [at for at in number if at in back[at]]
    for at in loops:
        for one, other in reached((at, at), steps):
            if one != other and (at, at) in reached((one, other), steps):
                return f"exponential at position {at}"
    for one, other in product(loops, loops):
        if one != other and other in back[one] and (one, other, other) in reached((one, one, other), steps):
            return f"the square of its length at positions {one} and {other}"
    return ""


def anchored(pattern: str) -> bool:
    """Whether each way through a pattern begins at the beginning and ends at the end."""
    tree = list(_parser.parse(pattern))
    return all_at(tree, 0, c.AT_BEGINNING) and all_at(tree, -1, c.AT_END)


def all_at(items: list[Any], index: int, place: Any) -> bool:
    """Whether every way has a mark of a place at its beginning (0) or at its end (-1)."""
    if not items:
        return False
    operator, value = items[index]
    if operator is c.BRANCH:
        return all(all_at(list(way), index, place) for way in value[1])
    return operator is c.AT and value is place

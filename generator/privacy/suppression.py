"""Which counts are hidden so that nobody can work out a small one. Knows numbers, not records.

A count is small when fewer pupils than the threshold stand behind it: one pupil's twelve sessions are one pupil. Small
counts are hidden, then as many others as it takes until for every hidden count

* the reader must leave room for at least `threshold` different sizes more than the least (see `deduction`), and
* what is left of a total when the shown parts are taken away stands for at least `threshold` pupils.

A nought is shown, for there is nobody in it; but where all the pupils of a table together are too few, the noughts go too,
because they would leave one answer for everybody. Larger thresholds start from what smaller ones hide, so that a
report for a wider audience never shows what a narrower one hides, and two reports laid side by side tell no more than
the fuller of them. Where nothing less will do, everything is hidden, noughts included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generator.privacy.deduction import Fact, Riddle

LEAST_THRESHOLD = 3
"""With a smaller one two pupils could find each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number and the pupils it counts or comes from. `row` names the counts that are hidden together with it."""

    name: str
    value: int
    pupils: frozenset[str]
    row: str = ""
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Counts that a reader sees together, and what follows from how they were made."""

    counts: tuple[Count, ...]
    facts: tuple[Fact, ...] = ()


Published = Mapping[str, int | None]
"""Each count by its name, None where it is hidden. This alone may leave the building."""


def publish(counts: Counts, threshold: int, floor: int) -> Published:
    """The counts as they may be shown. `floor` is the casebook's own threshold; an audience's may be larger."""
    hidden = to_hide(counts, range(floor, max(floor, threshold) + 1))
    return MappingProxyType({c.name: None if c.name in hidden else c.value for c in counts.counts})


def is_small(number: int, threshold: int) -> bool:
    """Whether a number of pupils is too small to show. Nobody at all is not."""
    return 0 < number < threshold


def to_hide(counts: Counts, thresholds: Sequence[int]) -> frozenset[str]:
    """The names of the counts to hide, for one threshold after another, the smallest first."""
    hidden: frozenset[str] = frozenset()
    for threshold in thresholds:
        if threshold < LEAST_THRESHOLD:
            raise ValueError(f"a threshold below {LEAST_THRESHOLD} protects nobody")
        small = {c.name for c in counts.counts if is_small(len(c.pupils), threshold)}
        if any(c.is_total and c.name in small for c in counts.counts):
            return frozenset(c.name for c in counts.counts)
        hidden = protected(counts, hidden | with_rows(counts, small), threshold)
    return hidden


def protected(counts: Counts, hidden: frozenset[str], threshold: int) -> frozenset[str]:
    """More and more hidden, until nothing hidden can be worked out."""
    everything = frozenset(c.name for c in counts.counts)
    settled: set[str] = set()  # hiding more leaves the reader more to guess, so what was open stays open
    while weak := next(weak_spots(counts, hidden, threshold, settled), None):
        wider = hidden | with_rows(counts, next_to_hide(counts, hidden, weak))
        if wider == hidden:
            return everything
        hidden = wider
    return hidden


def with_rows(counts: Counts, names: set[str]) -> frozenset[str]:
    """The counts and all that stand in a row with them, but for noughts."""
    rows = {c.row for c in counts.counts if c.name in names and c.row}
    return frozenset(names | {c.name for c in counts.counts if c.row in rows and c.value})


def weak_spots(counts: Counts, hidden: frozenset[str], threshold: int, settled: set[str]) -> Iterator[frozenset[str]]:
    """The hidden counts that could be worked out, each with those hidden beside it. Adds the others to `settled`."""
    pupils = {c.name: c.pupils for c in counts.counts}
    for fact in counts.facts:
        beside = hidden.intersection(fact.names)
        parts = [name for name, times in fact.terms if times > 0]
        if fact.high == 0 and beside and beside <= set(parts):
            behind = frozenset[str]().union(*(pupils[name] for name in beside))
            if is_small(len(behind), threshold):
                yield beside
    order = [c.name for c in counts.counts if c.name in hidden and c.name not in settled]
    riddles = riddle_of(counts, hidden)
    while order:
        riddle = riddles[order[0]]
        inside = [name for name in order if name in riddle.truth]
        for name in riddle.given_away(inside, threshold):
            yield frozenset({name})
        settled.update(inside)
        order = [name for name in order if name not in riddle.truth]


def riddle_of(counts: Counts, hidden: frozenset[str]) -> Mapping[str, Riddle]:
    """For each hidden count the riddle it is part of: the hidden counts that facts tie it to, and those facts."""
    values = {c.name: c.value for c in counts.counts}
    left = [f for f in (without_known(fact, values, hidden) for fact in counts.facts) if f.terms]
    group = {name: frozenset({name}) for name in sorted(hidden)}
    for fact in left:
        joined = frozenset[str]().union(*(group[name] for name in fact.names))
        group |= dict.fromkeys(joined, joined)
    made = {
        names: Riddle(
            truth={name: values[name] for name in sorted(names)},
            facts=tuple(fact for fact in left if names.issuperset(fact.names)),
        )
        for names in set(group.values())
    }
    return {name: made[names] for name, names in group.items()}


def without_known(fact: Fact, values: Mapping[str, int], hidden: frozenset[str]) -> Fact:
    """The fact with every count that is shown put in as a number."""
    known = sum(times * values[name] for name, times in fact.terms if name not in hidden)
    return Fact(
        terms=tuple(term for term in fact.terms if term[0] in hidden),
        low=None if fact.low is None else fact.low - known,
        high=None if fact.high is None else fact.high - known,
    )


def next_to_hide(counts: Counts, hidden: frozenset[str], weak: frozenset[str]) -> set[str]:
    """The smallest count still shown that is tied to a weak spot; parts before totals, sums before other facts."""
    order = {c.name: (c.is_total, c.value, index) for index, c in enumerate(counts.counts)}
    shown = {c.name for c in counts.counts if c.name not in hidden and c.value}
    tied = set(riddles_around(counts, hidden, weak))
    for facts in (
        [f for f in counts.facts if f.high == 0 and weak.intersection(f.names)],
        [f for f in counts.facts if tied.intersection(f.names)],
    ):
        near = shown.intersection(*[{name for fact in facts for name in fact.names}])
        if near:
            return {min(near, key=order.__getitem__)}
    return shown


def riddles_around(counts: Counts, hidden: frozenset[str], weak: frozenset[str]) -> Iterator[str]:
    """Every hidden count that facts tie to a weak spot."""
    riddles = riddle_of(counts, hidden)
    for name in sorted(weak):
        yield from riddles[name].truth

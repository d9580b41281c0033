"""Counts of a register as tables whose small numbers are still to be hidden. Only `report` may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.privacy.deduction import Fact, adds_up, at_least, covers
from generator.privacy.suppression import Count, Counts

PUPILS = "pupils"
Things = Sequence[tuple[tuple[str, ...], str]]
"""What is counted: the codes of each thing, and the pupil it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """A table before anything is hidden: its rows' codes, its measures, and whether its rows add up to all."""

    id: str
    measures: tuple[str, ...]
    codes: tuple[str, ...]
    counts: Counts
    sums: bool = True


def name_of(table: str, code: str, measure: str) -> str:
    """The name of a count in a table."""
    return f"{table}/{code}/{measure}"


def total_of(measure: str) -> str:
    """The name of the count of everything."""
    return f"all/{measure}"


def total(things: Things, measure: str) -> Count:
    """How many things there are in all."""
    everyone = frozenset(who for _, who in things)
    value = len(everyone) if measure == PUPILS else len(things)
    return Count(name=total_of(measure), value=value, pupils=everyone, is_total=True)


def by_code(table: str, things: Things, measure: str, codes: tuple[str, ...]) -> RawTable:
    """Things by their codes, with nothing said of how many pupils are behind each."""
    counts = tuple(
        Count(
            name=name_of(table, code, measure),
            value=sum(code in its for its, _ in things),
            pupils=frozenset(who for its, who in things if code in its),
            row=f"{table}/{code}",
        )
        for code in codes
    )
    names = [count.name for count in counts]
    single = all(len(its) == 1 for its, _ in things)
    facts = (adds_up(total_of(measure), names),) if single else overlapping(total_of(measure), names)
    return RawTable(id=table, measures=(measure,), codes=codes, counts=Counts(counts=counts, facts=facts), sums=single)


def with_pupils(table: RawTable) -> RawTable:
    """The same table with the number of pupils behind each count."""
    [measure] = table.measures
    people = tuple(
        Count(name=f"{count.row}/{PUPILS}", value=len(count.pupils), pupils=count.pupils, row=count.row)
        for count in table.counts.counts
    )
    names = [count.name for count in people]
    apart = sum(count.value for count in people) == len(frozenset[str]().union(*(count.pupils for count in people)))
    facts = (adds_up(total_of(PUPILS), names),) if apart else overlapping(total_of(PUPILS), names)
    facts += tuple(at_least(f"{count.row}/{measure}", f"{count.row}/{PUPILS}") for count in people)
    counts = Counts(counts=(*table.counts.counts, *people), facts=(*table.counts.facts, *facts))
    return RawTable(id=table.id, measures=(measure, PUPILS), codes=table.codes, counts=counts, sums=table.sums)


def overlapping(whole: str, parts: Sequence[str]) -> tuple[Fact, ...]:
    """Parts of which each lies inside the whole, that together are all of it, and that may share."""
    return (covers(whole, parts), *(at_least(whole, part) for part in parts))


def together(tables: Sequence[RawTable], totals: Sequence[Count], facts: Sequence[Fact]) -> Counts:
    """Everything a reader sees side by side."""
    return Counts(
        counts=tuple(count for table in tables for count in table.counts.counts) + tuple(totals),
        facts=tuple(fact for table in tables for fact in table.counts.facts) + tuple(facts),
    )


def pupils_behind(table: RawTable) -> Mapping[str, frozenset[str]]:
    """The pupils behind each row, for comparing groups."""
    return {count.row.rpartition("/")[2]: count.pupils for count in table.counts.counts}

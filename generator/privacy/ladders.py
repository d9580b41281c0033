"""The ladders on which a plan's facts are made wider before a wider audience sees them. `x-quasi` names a fact's ladder.

Every property of a case plan that could help to tell who the pupil is carries `x-quasi` in the schema. Only these are
ever shown of a plan to another audience than coordinators, and only in groups.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.model import CasePlan, Provider
from generator.privacy.grouping import Fact, Grouping, Row, grouped
from generator.privacy.marks import Marked

WITHHELD = "withheld"
NONE = "none"
PHASES = {"EYFS": "primary", "KS1": "primary", "KS2": "primary", "KS3": "secondary", "KS4": "secondary"}
AREAS = {
    "SPLD": "cognition-and-learning",
    "MLD": "cognition-and-learning",
    "SLD": "cognition-and-learning",
    "PMLD": "cognition-and-learning",
    "SLCN": "communication-and-interaction",
    "ASD": "communication-and-interaction",
    "SEMH": "SEMH",
    "HI": "sensory-or-physical",
    "VI": "sensory-or-physical",
    "MSI": "sensory-or-physical",
    "PD": "sensory-or-physical",
}
"""The broad areas of need of the SEND code of practice."""

Rung = tuple[str, Callable[[str], str]]


class Ladders:
    """The ladders of one casebook: some rungs need its calendars, schools and providers."""

    def __init__(self, casebook: Casebook) -> None:
        self.casebook = casebook

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Rung, ...]]:
        """Each ladder: what its rungs are called, the exact value first, and how a value is put on them."""
        last: Rung = ("withheld", lambda _: WITHHELD)
        return {
            "need": (("need", str), ("broad area", lambda need: AREAS.get(need, "other-or-not-yet-known")), last),
            "key-stage": (("key stage", str), ("phase", lambda stage: PHASES.get(stage, "post-16")), last),
            "sen-provision": (("SEN provision", str), ("EHC plan or not", ehc_or_not), last),
            "plan-type": (("type of plan", str), last),
            "provider": (("provider", str), ("type of provider", self.type), last),
            "school": (("school", str), ("phase of school", self.phase), last),
            "day": (
                ("day", str),
                ("month", lambda day: day[:7]),
                ("half term", self.half_term),
                ("school year", school_year),
                last,
            ),
            "never": (last,),
        }

    @cached_property
    def calendar(self) -> SchoolCalendar:
        """The calendar half terms are named by: one for all, so that a half term does not tell the school."""
        return SchoolCalendar.of(self.casebook, self.casebook.settings.default_calendar)

    def half_term(self, day: str) -> str:
        """The half term of a day, or the next one when it falls in a holiday; the school year where none is known."""
        on = dt.date.fromisoformat(day)
        for window in self.calendar.half_terms:
            if on <= window.end and window.academic_year == school_year(day):
                return f"{window.academic_year} {window.name}"
        return school_year(day)

    def phase(self, school: str) -> str:
        """The phase of a school."""
        known = self.casebook.schools.get(school)
        return known.phase if known else "unknown"

    def type(self, provider: str) -> str:
        """The type of a provider."""
        known = self.casebook.get(Provider, provider)
        return known.type if known else "unknown"

    def facts(self, plan: Marked) -> tuple[Fact, ...]:
        """The facts of a plan that have a ladder, the one that is kept closest first when all else is equal."""
        found = [one for one in plan.everything() if one.quasi]
        order = list(self.by_name)
        found.sort(key=lambda one: (order.index(one.quasi), one.path))
        return tuple(
            Fact(path=one.path, title=TITLES[one.quasi], rungs=tuple(name for name, _ in self.by_name[one.quasi]))
            for one in found
            if one.quasi != "never"
        )

    def row(self, plan: CasePlan, facts: tuple[Fact, ...], ladder_of: Mapping[str, str]) -> Row:
        """A plan's values on every rung. Several values, as of several placements, stay together."""
        made = []
        for fact in facts:
            values = sorted({str(value) for value in values_at(plan.data, fact.path.split(".")[1:])})
            rungs = self.by_name[ladder_of[fact.path]]
            made.append(tuple(" + ".join(sorted({widen(v) for v in values})) or NONE for _, widen in rungs[:-1]))
        return tuple((*values, WITHHELD) for values in made)

    def grouping(self, plan: Marked, k: int) -> Grouping:
        """The plans of the casebook in groups of at least k."""
        return grouped(self.facts(plan), self.rows(plan), k)

    def rows(self, plan: Marked) -> list[Row]:
        """Every plan's values on every rung."""
        facts = self.facts(plan)
        ladder_of = {one.path: one.quasi for one in plan.everything()}
        return [self.row(one, facts, ladder_of) for one in self.casebook.case_plans]


TITLES = {
    "day": "Plan opened",
    "key-stage": "Key stage",
    "need": "Need",
    "sen-provision": "SEN provision",
    "school": "School",
    "provider": "Provider",
    "plan-type": "Type of plan",
}


def values_at(value: Any, names: list[str]) -> Iterator[Any]:
    """The values at a path, over all entries of the lists on the way."""
    if isinstance(value, list):
        for item in value:
            yield from values_at(item, names)
    elif not names:
        yield value
    elif isinstance(value, Mapping) and names[0] in value:
        yield from values_at(value[names[0]], names[1:])


def school_year(day: str) -> str:
    """The school year of a day, from September to August."""
    year, month = int(day[:4]), int(day[5:7])
    first = year if month >= 9 else year - 1
    return f"{first}/{(first + 1) % 100:02}"


def ehc_or_not(provision: str) -> str:
    """Whether there is an EHC plan."""
    return "ehc-plan" if provision == "E" else "no-ehc-plan"

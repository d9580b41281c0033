"""The half-termly report: counts that may be shown, in tables. What stands in it is safe to hand on, and nothing else is.

A register's report is made once, when its half term is over: two editions of one report can be subtracted from each
other, and the difference may be one pupil. It speaks of one half term only. Sums over several half terms are never
published, because they could be subtracted too; a comparison sets two published reports side by side.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.half_term.counting import (
    PUPILS,
    RawTable,
    Things,
    by_code,
    name_of,
    together,
    total,
    total_of,
    with_pupils,
)
from generator.half_term.groups import Comparison, comparisons
from generator.half_term.stays import Stay, calendar_of, code_of, facts_about, stays
from generator.model import Register
from generator.privacy.deduction import Fact, at_least
from generator.privacy.suppression import Count, Published, publish
from generator.totals import HALF

SESSIONS, STAYS, SUSPENSIONS, HALF_DAYS = "sessions", "stays", "suspensions", "half-days"
UNKNOWN = "not-recorded"
REASONS = (
    "disruption",
    "defiance",
    "verbal-abuse",
    "physical-aggression",
    "bullying",
    "damage",
    "mobile-phone",
    "truancy",
    "smoking-or-vaping",
    "online-misuse",
    "safety-separation",
)
KEY_STAGES = ("EYFS", "KS1", "KS2", "KS3", "KS4", "KS5")
WORK = ("work-returned", "work-not-returned", "return-not-known", "no-work")
EXIT = ("held", "due", "not-needed", UNKNOWN)
RESTORATIVE = ("apology", "restorative-meeting", "repair", "agreement", "declined", "none-needed", UNKNOWN)
CATEGORIES = ("suspension", "permanent", "lunchtime")
SUSPENSION_REASONS = ("PP", "PA", "VP", "VA", "OW", "BU", "RA", "LG", "DS", "SM", "DA", "DM", "TH", "DB", "MT", "PH")
MOST_STAYS = 60
"""No half term has more school days, so no pupil has more stays."""
MOST_REASONS = 3
"""Of one suspension (the register's own limit, and the census's)."""
MARKS = ("present", "late", "absent", "not-reported")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row: a code and a figure for each measure, None where it is hidden."""

    code: str
    figures: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatTable:
    """A table that may be shown. `sums` says whether its first column adds up to the section's total."""

    id: str
    measures: tuple[str, ...]
    lines: tuple[Line, ...]
    sums: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The room, the suspensions or the attendance at providers."""

    id: str
    totals: tuple[tuple[str, int | None], ...]
    tables: tuple[StatTable, ...]

    def total(self, measure: str) -> int | None:
        """The total of a measure, where it may be shown."""
        return dict(self.totals)[measure]


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfTermReport:
    """One register's report."""

    register: str
    school: str
    academic_year: str
    term: str
    half: int
    start: dt.date
    end: dt.date
    threshold: int
    sections: tuple[Section, ...]
    comparisons: tuple[Comparison, ...]


def is_over(register: Register, as_of: dt.date) -> bool:
    """Whether the half term is over, so that its report may be made."""
    return register.end < as_of


def half_term_report(casebook: Casebook, register: Register, threshold: int | None = None) -> HalfTermReport:
    """The report of one register, for an audience with this threshold or for the casebook's own."""
    floor = casebook.settings.suppression_threshold
    wanted = max(floor, threshold or floor)
    room, compared = room_section(casebook, register, wanted)
    sections = (
        room,
        published(
            "suspensions", suspension_tables(casebook, register), *suspension_totals(casebook, register), wanted, floor
        ),
        published("attendance", *attendance(casebook, register), (), wanted, floor),
    )
    return HalfTermReport(
        register=register.id,
        school=register.school,
        academic_year=register.academic_year,
        term=register.term,
        half=register.half,
        start=register.start,
        end=register.end,
        threshold=wanted,
        sections=sections,
        comparisons=compared,
    )


def published(
    section: str,
    tables: tuple[RawTable, ...],
    totals: tuple[Count, ...],
    facts: tuple[Fact, ...],
    threshold: int,
    floor: int,
) -> Section:
    """A section with its small numbers hidden."""
    shown = publish(together(tables, totals, facts), threshold, floor)
    return Section(
        id=section,
        totals=tuple((count.name.rpartition("/")[2], shown[count.name]) for count in totals),
        tables=tuple(table_of(table, shown) for table in tables),
    )


def table_of(table: RawTable, shown: Published) -> StatTable:
    """A table with what may be shown."""
    lines = tuple(
        Line(code=code, figures=tuple(shown[name_of(table.id, code, measure)] for measure in table.measures))
        for code in table.codes
    )
    return StatTable(id=table.id, measures=table.measures, lines=lines, sums=table.sums)


# The room


def room_section(casebook: Casebook, register: Register, threshold: int) -> tuple[Section, tuple[Comparison, ...]]:
    """What the room's rows come to, and how groups compare."""
    floor = casebook.settings.suppression_threshold
    sessions: Things = [((row.reason,), code_of(casebook, row)) for row in register.internal_exclusion]
    found = stays(casebook, register)
    tables = room_tables(casebook, register, sessions, found)
    totals = (total(sessions, SESSIONS), total([((), s.who) for s in found], STAYS), total(sessions, PUPILS))
    facts = (
        at_least(total_of(SESSIONS), total_of(STAYS)),
        at_least(total_of(STAYS), total_of(PUPILS)),
        *often_facts(),
        *sessions_a_pupil_may_have(casebook, register),
    )
    section = published("room", tables, totals, facts, threshold, floor)
    return section, comparisons(
        casebook, register, tables[0], section.total(PUPILS), section.tables[0].lines, threshold
    )


def room_tables(
    casebook: Casebook, register: Register, sessions: Things, found: tuple[Stay, ...]
) -> tuple[RawTable, ...]:
    """The tables about the room; the first is that of the reasons."""
    number: dict[str, int] = {}
    for stay in found:
        number[stay.who] = number.get(stay.who, 0) + 1
    often: Things = [(("again" if number[who] > 1 else "once",), who) for who in sorted(number)]
    stage = {who: key_stage(casebook, register, who) for who in sorted(number)}
    stages = tuple(code for code in (*KEY_STAGES, UNKNOWN) if code in stage.values())
    rows = register.internal_exclusion
    work: Things = [((work_of(row.work_received, row.work_returned),), code_of(casebook, row)) for row in rows]
    exits: Things = [((stay.exit_interview or UNKNOWN,), stay.who) for stay in found]
    mended: Things = [((stay.restorative or UNKNOWN,), stay.who) for stay in found]
    return (
        with_pupils(by_code("reason", sessions, SESSIONS, REASONS)),
        with_pupils(by_code("key-stage", [((stage[who],), who) for _, who in sessions], SESSIONS, stages)),
        by_code("often", often, PUPILS, ("once", "again")),
        by_code("work", work, SESSIONS, WORK),
        by_code("exit-interview", exits, STAYS, EXIT),
        by_code("restorative", mended, STAYS, RESTORATIVE),
    )


def often_facts() -> tuple[Fact, ...]:
    """Who was there once has one stay, who was there again has two at least, and nobody has more than there are days."""
    stays_, once, again = total_of(STAYS), name_of("often", "once", PUPILS), name_of("often", "again", PUPILS)
    return (
        Fact(terms=((stays_, 1), (once, -1), (again, -2)), low=0),
        Fact(terms=((stays_, 1), (once, -1), (again, -MOST_STAYS)), high=0),
    )


def sessions_a_pupil_may_have(casebook: Casebook, register: Register) -> Iterator[Fact]:
    """Nobody can have more sessions than the half term holds, and everybody knows how many those are."""
    calendar = calendar_of(casebook, register)
    known = calendar.school_days if calendar else ()
    most = 2 * sum(register.start <= day <= register.end for day in known)
    if most:
        yield Fact(terms=((total_of(PUPILS), most), (total_of(SESSIONS), -1)), low=0)


def key_stage(casebook: Casebook, register: Register, who: str) -> str:
    """A pupil's key stage, where it is known."""
    facts = facts_about(casebook, register, who)
    return facts.key_stage if facts else UNKNOWN


def work_of(received: bool, returned: bool | None) -> str:
    """What became of a session's work."""
    if not received:
        return "no-work"
    return "return-not-known" if returned is None else "work-returned" if returned else "work-not-returned"


# Suspensions and attendance


def suspension_tables(casebook: Casebook, register: Register) -> tuple[RawTable, ...]:
    """Suspensions by category and by reason."""
    rows = [(row, casebook.aliases.get(("case-plan", row.who), row.who)) for row in register.suspensions]
    return (
        with_pupils(by_code("category", [((row.category,), who) for row, who in rows], SUSPENSIONS, CATEGORIES)),
        with_pupils(
            by_code("suspension-reason", [(row.reasons, who) for row, who in rows], SUSPENSIONS, SUSPENSION_REASONS)
        ),
    )


def suspension_totals(casebook: Casebook, register: Register) -> tuple[tuple[Count, ...], tuple[Fact, ...]]:
    """How many, of how many pupils, and how many half days of school they cost."""
    things: Things = [((), casebook.aliases.get(("case-plan", row.who), row.who)) for row in register.suspensions]
    number, pupils = total(things, SUSPENSIONS), total(things, PUPILS)
    lost = sum(round((row.school_days or 0) / HALF) for row in register.suspensions)
    days = Count(name=total_of(HALF_DAYS), value=lost, pupils=pupils.pupils, is_total=True)
    with_length = [name_of("category", code, SUSPENSIONS) for code in ("suspension", "lunchtime")]
    at_least_half_a_day = Fact(terms=((days.name, 1), *((name, -1) for name in with_length)), low=0)
    reasons = tuple((name_of("suspension-reason", code, SUSPENSIONS), -1) for code in SUSPENSION_REASONS)
    at_most_three = Fact(terms=((number.name, MOST_REASONS), *reasons), low=0)
    once = at_least(name_of("category", "permanent", PUPILS), name_of("category", "permanent", SUSPENSIONS))
    return (number, pupils, days), (at_least(number.name, pupils.name), at_least_half_a_day, at_most_three, once)


def attendance(casebook: Casebook, register: Register) -> tuple[tuple[RawTable, ...], tuple[Count, ...]]:
    """Sessions at providers by mark."""
    rows: Things = [
        ((row.mark,), casebook.aliases.get(("case-plan", row.plan), row.plan)) for row in register.attendance
    ]
    return (with_pupils(by_code("mark", rows, SESSIONS, MARKS)),), (total(rows, SESSIONS), total(rows, PUPILS))

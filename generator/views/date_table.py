"""What are the last days if it starts on any day of this half term? A table to print and pin up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from string import ascii_lowercase

from generator.casebook import Casebook
from generator.clocks import HalfTermWindow, SchoolCalendar
from generator.deadlines import DatedStep, dated_steps
from generator.model import Procedure
from generator.views.common import Ref, ref, ref_to
from generator.views.procedure import StepView, step_view
from generator.wording import MONTHS, WEEKDAYS

Days = tuple[tuple[dt.date | None, dt.date | None, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A step in the key: what it is, who does it, its clock in words."""

    step: StepView
    role: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Steps that fall on the same days, whenever the procedure starts.

    Row by row: the last day, the day of an earlier reading, and why it may lawfully be later.
    """

    lines: tuple[Line, ...]
    days: Days

    @property
    def warns(self) -> bool:
        """Whether another reading gives an earlier day."""
        return any(warn for _, warn, _ in self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A last day in few words; empty when it is not known."""

    due: str
    warn: str
    same_day: bool
    note: str
    """The letter of the note that says why it may lawfully be later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A start day and the last days that follow from it."""

    start: str
    new_week: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateTableView:
    """One procedure's last days for every start in a half term."""

    procedure: Ref
    date_is: str
    planned: bool
    series: str
    window: HalfTermWindow | None
    provisional: bool
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    dated: tuple[Line, ...]
    undated: tuple[Line, ...]
    unknown: bool
    notes: dict[str, str]
    """What the letters in the table stand for."""


def date_table_view(casebook: Casebook, procedure: Procedure, as_of: dt.date) -> DateTableView:
    """The view: the half term as_of lies in, or the next one after a holiday."""
    calendar = SchoolCalendar.of(casebook, casebook.settings.default_calendar)
    window = next((w for w in calendar.half_terms if w.end >= as_of), None)
    starts = tuple(d for d in calendar.school_days if window and window.start <= d <= window.end)
    rows = [dated_steps(procedure, start, calendar, {}) for start in starts]
    lines = [line_of(casebook, procedure, number) for number in range(1, len(procedure.steps) + 1)]
    dated = [index for index in range(len(lines)) if any(row[index].due for row in rows)]
    columns = columns_of(lines, dated, rows)
    reasons = dict.fromkeys(later for column in columns for _, _, later in column.days if later)
    letters = {reason: letter_of(number) for number, reason in enumerate(reasons)}
    return DateTableView(
        procedure=ref_to(procedure),
        date_is=procedure.trigger.date_is or "",
        planned=bool(procedure.trigger.planned),
        series=calendar.series,
        window=window,
        provisional=any(y.provisional for y in calendar.years if window and y.academic_year == window.academic_year),
        columns=columns,
        rows=tuple(row_of(number, starts, columns, letters) for number in range(len(starts))),
        dated=tuple(lines[index] for index in dated),
        undated=tuple(line for index, line in enumerate(lines) if index not in dated),
        unknown=any(due is None for column in columns for due, _, _ in column.days),
        notes={letter: reason.removeprefix("; ") for reason, letter in letters.items()},
    )


def letter_of(number: int) -> str:
    """The mark of a note, counted from 0: a to z, then aa, bb and so on."""
    times, letter = divmod(number, len(ascii_lowercase))
    return ascii_lowercase[letter] * (times + 1)


def line_of(casebook: Casebook, procedure: Procedure, number: int) -> Line:
    """One step for the key."""
    step = procedure.steps[number - 1]
    return Line(step=step_view(casebook, procedure, number, step), role=ref(casebook, "role", step.role))


def columns_of(lines: list[Line], dated: list[int], rows: list[tuple[DatedStep, ...]]) -> tuple[Column, ...]:
    """A column for each run of days, earliest first; steps with the same days share one."""
    found: dict[Days, list[Line]] = {}
    for index in dated:
        days = tuple((row[index].due, row[index].warn, row[index].later) for row in rows)
        found.setdefault(days, []).append(lines[index])
    columns = (Column(lines=tuple(shared), days=days) for days, shared in found.items())
    return tuple(sorted(columns, key=lambda c: (next(due for due, _, _ in c.days if due), c.lines[0].step.number)))


def row_of(number: int, starts: tuple[dt.date, ...], columns: tuple[Column, ...], letters: dict[str, str]) -> Row:
    """One start day's row."""
    start = starts[number]
    return Row(
        start=day_words(start, start),
        new_week=number > 0 and start.weekday() < starts[number - 1].weekday(),
        cells=tuple(cell_of(*column.days[number], start, letters) for column in columns),
    )


def cell_of(due: dt.date | None, warn: dt.date | None, later: str, start: dt.date, letters: dict[str, str]) -> Cell:
    """One last day."""
    return Cell(
        due=day_words(due, start) if due else "",
        warn=day_words(warn, start) if warn else "",
        same_day=due == start,
        note=letters.get(later, ""),
    )


def day_words(day: dt.date, start: dt.date) -> str:
    """A day in few words, with its year only where that is not the start's: Tue 24 Nov."""
    words = f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return words if day.year == start.year else f"{words} {day.year}"

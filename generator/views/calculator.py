"""By when must each step be done? The calculator's page: what can be picked; the counting happens in the browser."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.views.common import Ref, ref_to
from generator.views.section_lists import GROUPS
from generator.vocabulary import label


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChoice:
    """A series of calendars and the days it knows."""

    series: str
    spans: tuple[tuple[dt.date, dt.date], ...]
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculatorView:
    """Everything the calculator's page shows before anything is picked."""

    groups: tuple[tuple[str, tuple[Ref, ...]], ...]
    calendars: tuple[CalendarChoice, ...]
    example: str
    as_of: dt.date


def calculator_view(casebook: Casebook, as_of: dt.date) -> CalculatorView:
    """The procedures by part of the work, and the calendars, the usual one first."""
    found: dict[str, list[Ref]] = {label(group): [] for group in GROUPS}
    for procedure in sorted(casebook.procedures, key=lambda p: p.title.lower()):
        found.setdefault(label(procedure.group), []).append(ref_to(procedure))
    usual = casebook.settings.default_calendar
    series = sorted({c.series for c in casebook.calendars}, key=lambda name: (name != usual, name))
    return CalculatorView(
        groups=tuple((heading, tuple(refs)) for heading, refs in found.items() if refs),
        calendars=tuple(
            CalendarChoice(series=name, spans=SchoolCalendar.of(casebook, name).spans, chosen=name == usual)
            for name in series
        ),
        example=next((refs[0].id for refs in found.values() if refs), "PROCEDURE"),
        as_of=as_of,
    )

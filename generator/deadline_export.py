"""What the browser's deadline calculator counts with, as one script that sets one global. Same records, same bytes."""

from __future__ import annotations

import datetime as dt

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar, academic_year, bank_holidays
from generator.export import compact
from generator.model import Branch, Calendar, Clock, Procedure, Step
from generator.views.common import ref
from generator.vocabulary import label

Json = dict[str, object]

NAME = "window.casebookDeadlines"
YEARS_BEFORE, YEARS_AFTER = 1, 3
"""Bank holidays go this far beyond the calendars, for clocks in working days."""


def script(casebook: Casebook, as_of: dt.date) -> str:
    """The script. It works from a folder too, where a page may fetch nothing."""
    return f"{NAME} = {compact(data(casebook, as_of))};\n"


def data(casebook: Casebook, as_of: dt.date) -> Json:
    """Calendars and procedures, version 1. The engine that reads it: site/assets/deadline-engine.js."""
    calendars = [SchoolCalendar.of(casebook, series) for series in sorted({c.series for c in casebook.calendars})]
    return {
        "version": 1,
        "as_of": as_of.isoformat(),
        "default_calendar": casebook.settings.default_calendar,
        "bank_holidays": {str(year): working_holidays(year) for year in years_of(calendars, as_of)},
        "calendars": [calendar_data(calendar) for calendar in calendars],
        "procedures": [
            procedure_data(casebook, procedure) for procedure in sorted(casebook.procedures, key=lambda p: p.id)
        ],
    }


def years_of(calendars: list[SchoolCalendar], as_of: dt.date) -> range:
    """The years whose bank holidays a clock may meet."""
    known = [day.year for calendar in calendars for span in calendar.spans for day in span] or [as_of.year]
    return range(min(known) - YEARS_BEFORE, max(known) + YEARS_AFTER + 1)


def working_holidays(year: int) -> list[str]:
    """The bank holidays of a year that fall on Monday to Friday."""
    return [day.isoformat() for day in sorted(bank_holidays(year)) if day.weekday() < 5]


def calendar_data(calendar: SchoolCalendar) -> Json:
    """One series: what is known, its school days, and what the days between are called."""
    return {
        "series": calendar.series,
        "title": label(calendar.series),
        "spans": [span(start, end) for start, end in calendar.spans],
        "school_days": [day.isoformat() for day in calendar.school_days],
        "blocks": [span(window.start, window.end) for window in calendar.half_terms],
        "terms": [span(window.start, window.end) for window in calendar.terms],
        "years": [year_data(year) for year in calendar.years],
    }


def year_data(year: Calendar) -> Json:
    """One academic year of a series: its days without school by kind."""
    return {
        "academic_year": year.academic_year,
        "provisional": year.provisional,
        "span": span(*academic_year(year)),
        "inset_days": [day.date.isoformat() for day in year.inset_days],
        "closures": [span(closure.start, closure.end) for closure in year.closures],
        "half_terms": [span(term.half_term.start, term.half_term.end) for term in year.terms if term.half_term],
    }


def span(start: dt.date, end: dt.date) -> list[str]:
    """The first and the last day of something."""
    return [start.isoformat(), end.isoformat()]


def procedure_data(casebook: Casebook, procedure: Procedure) -> Json:
    """One procedure: what starts it, its questions, its steps."""
    return {
        "id": procedure.id,
        "title": procedure.title,
        "event": procedure.trigger.event,
        "date_is": procedure.trigger.date_is or "",
        "planned": bool(procedure.trigger.planned),
        "facts": [
            {
                "id": fact.id,
                "question": fact.question,
                "answers": [{"id": answer, "label": label(answer)} for answer in fact.answers],
            }
            for fact in procedure.facts
        ],
        "steps": [step_data(casebook, number, step) for number, step in enumerate(procedure.steps, 1)],
        "follow_ups": [follow_up_data(branch, branch.procedure) for branch in procedure.branches if branch.procedure],
    }


def step_data(casebook: Casebook, number: int, step: Step) -> Json:
    """One step with its clock and conditions."""
    unverified = bool(step.citations) and all(citation.mark == "unverified" for citation in step.citations)
    return {
        "number": number,
        "id": step.id,
        "title": step.title,
        "role": ref(casebook, "role", step.role).title,
        "clock": clock_data(step.clock) if step.clock else None,
        "only_if": [{"fact": when.fact, "is": when.is_} for when in step.only_if],
        "unverified": unverified,
        "source": step.citations[0].source if step.citations else "",
    }


def follow_up_data(branch: Branch, procedure: str) -> Json:
    """Another procedure this one leads to."""
    return {
        "procedure": procedure,
        "after": branch.after,
        "only_if": [{"fact": when.fact, "is": when.is_} for when in branch.when],
        "note": branch.note or "",
    }


def clock_data(clock: Clock) -> Json:
    """A clock: only what is counted with."""
    return {
        "rule": clock.rule,
        "amount": clock.amount,
        "unit": clock.unit,
        "from": clock.from_,
        "warn_at": clock.warn_at,
        "date": clock.date,
        "exceptions": list(clock.exceptions),
    }

"""Is the pupil getting on? Each target with its readings, a small chart and a sentence. No evidence yet is not no progress."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.model import Reading, Target
from generator.views.trajectory import Chart, chart
from generator.wording import long_date

STATES = {
    "on course": "met",
    "better than at the start": "met",
    "behind the expected line": "expiring",
    "as at the start": "expiring",
    "worse than at the start": "not-met",
    "no evidence yet": "missing",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetView:
    """One target with the readings in one table."""

    target: Target
    rows: tuple[tuple[dt.date, float | None, float | None, str], ...]
    verdict: str
    state: str
    sentence: str
    chart: Chart | None


def target_view(target: Target, as_of: dt.date) -> TargetView:
    """Baseline, expected and actual values by date."""
    dates = sorted({target.baseline.date, *(r.date for r in target.expected), *(r.date for r in target.actual)})
    expected = {r.date: r for r in target.expected}
    actual = {target.baseline.date: target.baseline} | {r.date: r for r in target.actual}
    rows = [(day, value_of(expected.get(day)), value_of(actual.get(day)), note_of(actual.get(day))) for day in dates]
    aims = numbers([target.baseline, *target.expected]) if target.expected else []
    drawn = chart(aims, numbers([target.baseline, *target.actual]), as_of)
    verdict = progress(target)
    return TargetView(
        target=target,
        rows=tuple(rows),
        verdict=verdict,
        state=STATES[verdict],
        sentence=sentence(target),
        chart=drawn,
    )


def numbers(readings: list[Reading]) -> list[tuple[dt.date, float]]:
    """The readings that have a value."""
    return [(reading.date, reading.value) for reading in readings if reading.value is not None]


def value_of(reading: Reading | None) -> float | None:
    """A reading's value."""
    return reading.value if reading else None


def note_of(reading: Reading | None) -> str:
    """A reading's note; a reading without a value says so."""
    if reading is None:
        return ""
    return reading.note or ("" if reading.value is not None else "no evidence yet")


def latest(target: Target) -> Reading | None:
    """The newest reading with a value."""
    return max((r for r in target.actual if r.value is not None), key=lambda r: r.date, default=None)


def aim_at(target: Target, day: dt.date) -> Reading | None:
    """The last expected value up to a day."""
    return max(
        (r for r in target.expected if r.date <= day and r.value is not None), key=lambda r: r.date, default=None
    )


def progress(target: Target) -> str:
    """Progress in words. No evidence yet is not no progress."""
    newest = latest(target)
    if newest is None or newest.value is None or target.baseline.value is None:
        return "no evidence yet"
    better = -1 if target.higher_is_better is False else 1
    aim = aim_at(target, newest.date)
    if aim and aim.value is not None:
        return "on course" if (newest.value - aim.value) * better >= 0 else "behind the expected line"
    change = (newest.value - target.baseline.value) * better
    return "better than at the start" if change > 0 else "as at the start" if change == 0 else "worse than at the start"


def amount(value: float, unit: str | None) -> str:
    """A value with its unit."""
    return f"{value:g} {unit}" if unit else f"{value:g}"


def sentence(target: Target) -> str:
    """What the readings say, for somebody who does not see the chart."""
    begun = target.baseline
    start = f"{amount(begun.value, target.unit)} at the start" if begun.value is not None else "no figure at the start"
    newest = latest(target)
    if newest is None or newest.value is None:
        return (
            f"Nothing has been measured since {long_date(begun.date)} ({start}). That is no evidence, not no progress."
        )
    said = f"{amount(newest.value, target.unit)} on {long_date(newest.date)}, {start}"
    aim = aim_at(target, newest.date)
    if aim and aim.value is not None:
        by = "then" if aim.date == newest.date else long_date(aim.date)
        said += f"; expected by {by}: {aim.value:g}"
    silent = [r for r in target.actual if r.value is None and r.date > newest.date]
    if silent:
        said += f". No evidence since: the look on {long_date(silent[-1].date)} gave no figure"
    return f"{said}."

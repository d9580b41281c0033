"""Is the pupil on course? A target's readings as points of a small chart. Knows nothing of plans."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 38, 348, 12, 160
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)

Reading = tuple[dt.date, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A reading and where it is drawn."""

    x: float
    y: float
    date: dt.date
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Two lines over time, with the marks of the upright axis."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    expected: tuple[Point, ...]
    actual: tuple[Point, ...]
    marks: tuple[tuple[float, str], ...]
    today: float | None


def chart(expected: Iterable[Reading], actual: Iterable[Reading], as_of: dt.date) -> Chart | None:
    """The chart; None when there are fewer than two days to draw."""
    lines = (sorted(expected), sorted(actual))
    readings = [*lines[0], *lines[1]]
    days = sorted({day for day, _ in readings})
    if len(days) < 2:
        return None
    marks = scale([value for _, value in readings])
    first, last = days[0], days[-1]
    low, high = marks[0], marks[-1]

    def across(day: dt.date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - first).days / (last - first).days, 1)

    def up(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low), 1)

    def points(line: list[Reading]) -> tuple[Point, ...]:
        return tuple(Point(x=across(day), y=up(value), date=day, value=value) for day, value in line)

    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=RIGHT,
        bottom=BOTTOM,
        expected=points(lines[0]),
        actual=points(lines[1]),
        marks=tuple((up(mark), f"{mark:g}") for mark in marks),
        today=across(as_of) if first <= as_of <= last else None,
    )


def scale(values: list[float]) -> tuple[float, ...]:
    """Three to six round numbers that reach from below the smallest value to above the largest."""
    low, high = min(values), max(values)
    if low > 0 and low < high * 0.6:
        low = 0
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(span / 4))
    step = next(power * s for s in STEPS if power * s >= span / 4 * 0.999)
    start, end = math.floor(low / step), math.ceil(high / step)
    return tuple(round(step * i, 6) for i in range(start, max(end, start + 1) + 1))

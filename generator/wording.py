"""How dates, counts and field names are put into words, the same everywhere."""

from __future__ import annotations

import datetime as dt
import difflib

from generator.characters import printable
from generator.findings import Pointer

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def field_name(pointer: Pointer) -> str:
    """The field a pointer leads to, in quotes; an entry of a list is named by its list."""
    names = [part for part in pointer if isinstance(part, str)]
    if not names:
        return "the record"
    if isinstance(pointer[-1], int):
        return f"entry {pointer[-1] + 1} of '{printable(names[-1])}'"
    return f"'{printable(names[-1])}'"


def long_date(day: dt.date) -> str:
    """A date as people write it: 22 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: dt.date) -> str:
    """A date for tables: 22 Nov 2026."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def day_date(day: dt.date) -> str:
    """A date for tables, with its weekday: Sun 22 Nov 2026."""
    return f"{WEEKDAYS[day.weekday()][:3]} {short_date(day)}"


def weekday_date(day: dt.date) -> str:
    """A date with its weekday: Sunday 22 November 2026."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def span_of(start: dt.date, end: dt.date) -> str:
    """Days from one to another: on 14 October 2026, from 12 to 19 March 2026."""
    if start == end:
        return f"on {long_date(start)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"from {start.day} to {long_date(end)}"
    return f"from {long_date(start)} to {long_date(end)}"


def distance(day: dt.date, today: dt.date) -> str:
    """How far a date lies from another: in 12 days, 3 days ago, today."""
    number = (day - today).days
    if number == 0:
        return "today"
    words = count(abs(number), "day")
    return f"in {words}" if number > 0 else f"{words} ago"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: 1 provider, 2 providers."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def join(words: list[str], last: str = "and") -> str:
    """A list in a sentence: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def nearest_words(word: str, known: list[str]) -> str:
    """A question naming the nearest known words, or nothing."""
    near = [f"'{found}'" for found in difflib.get_close_matches(word, known, 3, 0.5)]
    return f"; did you mean {join(near, 'or')}?" if near else ""

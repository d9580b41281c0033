"""Dates of birth of children of school age, as people write them."""

from __future__ import annotations

import datetime as dt

from benchmarks.identifiers.draw import Chance

FIRST, DAYS = dt.date(2009, 9, 1), 365 * 7


def of_birth(chance: Chance) -> tuple[str, str]:
    """A date of birth and the form it is written in."""
    born = FIRST + dt.timedelta(days=chance.below(DAYS))
    return chance.pick(tuple((text, form) for form, text in ways(born).items()))


def ways(day: dt.date) -> dict[str, str]:
    """Every way of writing a date that the corpus uses."""
    month, number = day.strftime("%B"), f"{day.day}{ordinal(day.day)}"
    return {
        "slashes": day.strftime("%d/%m/%Y"),
        "slashes, short": f"{day.day}/{day.month}/{day:%y}",
        "dots": f"{day.day}.{day.month}.{day.year}",
        "dots, short": day.strftime("%d.%m.%y"),
        "hyphens": day.strftime("%d-%m-%Y"),
        "year first": day.isoformat(),
        "month in words": f"{day.day} {month} {day.year}",
        "month in words, ordinal": f"{number} {month} {day.year}",
        "month in words, of": f"{number} of {month} {day.year}",
        "month short": f"{day.day} {month[:3]} {day:%y}",
        "month first": f"{month} {number} {day.year}",
        "small letters": f"{number} {month.lower()[:3]} {day.year}",
    }


def ordinal(day: int) -> str:
    """st, nd, rd or th."""
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")

"""Which dates can be meant at all. Knows nothing of calendars."""

from __future__ import annotations

import datetime as dt

FIRST, LAST = dt.date(1990, 1, 1), dt.date(2060, 12, 31)
"""Between these days a date is believable, and worth counting from."""
RANGE = f"use a date from {FIRST.year} to {LAST.year}"


def believable(day: dt.date) -> bool:
    """Whether somebody can have meant a date."""
    return FIRST <= day <= LAST

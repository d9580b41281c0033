"""The sources one page names, numbered in the order of their first mention. Knows citations, no pages."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from generator.model import Citation


class Footnotes:
    """Filled while a page is rendered, and listed at its end, or on a page of their own. Named twice, it has one number."""

    def __init__(self, place: str = "") -> None:
        self.place = place
        self.numbers: dict[Citation, int] = {}

    def number(self, citation: Citation) -> int:
        """The source's number on this page."""
        return self.numbers.setdefault(citation, len(self.numbers) + 1)

    @property
    def usual_day(self) -> dt.date:
        """The day on which most of them were looked at; of several such days the last."""
        days = Counter(citation.checked_on for citation in self.numbers)
        return max(days, key=lambda day: (days[day], day))

    def __iter__(self) -> Iterator[tuple[int, Citation]]:
        return ((number, citation) for citation, number in self.numbers.items())

    def __len__(self) -> int:
        return len(self.numbers)

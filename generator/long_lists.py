"""Lists that grow with the records, on as many pages as they need. The first part has the address of the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from generator.pages import Page, part_path
from generator.views.due import DueItem
from generator.views.due_calendar import DueCalendarView, DueWeek
from generator.views.listing import ListingRow, ListingView
from generator.views.matrix import AreaView
from generator.views.parts import parts

T = TypeVar("T")

LINES = 150
"""How many lines a page holds."""
CELLS = 1_200
"""How many cells of a matrix a page holds."""


def in_parts(
    page: Page, items: Iterable[T], shown: Callable[[tuple[T, ...]], object], most: int = LINES
) -> Iterator[Page]:
    """The page, or several in its place when the list is too long for one. `shown` makes the view of some of the list."""
    found = parts(items, most)
    if len(found) < 2:
        yield page
        return
    for part in found:
        yield replace(
            page,
            path=part_path(page.path, part.number),
            title=page.title if part.number == 1 else f"{page.title}, page {part.number}",
            view=shown(part.items),
            part=part,
            first_part=page.path,
            searched=part.number == 1,
            whole=page.view,
        )


def area_pages(page: Page, view: AreaView) -> Iterator[Page]:
    """The providers against the requirements of an area."""
    rows = max(1, CELLS // max(1, len(view.area.columns)))
    return in_parts(page, view.area.rows, lambda some: replace(view, area=replace(view.area, rows=some)), rows)


def listing_pages(page: Page) -> Iterator[Page]:
    """The records of a kind in groups. A group may begin on one page and go on upon the next."""
    view = page.view
    assert isinstance(view, ListingView)
    rows = [(heading, row) for heading, found in view.groups for row in found]
    return in_parts(page, rows, lambda some: replace(view, groups=under_headings(some)))


def under_headings(rows: Iterable[tuple[str, ListingRow]]) -> tuple[tuple[str, tuple[ListingRow, ...]], ...]:
    """Rows under their headings again, in the order they come in."""
    held: dict[str, list[ListingRow]] = {}
    for heading, row in rows:
        held.setdefault(heading, []).append(row)
    return tuple((heading, tuple(found)) for heading, found in held.items())


def due_pages(page: Page, view: DueCalendarView) -> Iterator[Page]:
    """What is overdue, then week by week."""
    halves = {week.start: week.half_term for week in view.weeks}
    items: list[tuple[dt.date | None, DueItem]] = [(None, item) for item in view.overdue]
    items += [(week.start, item) for week in view.weeks for item in week.items]

    def shown(some: Iterable[tuple[dt.date | None, DueItem]]) -> DueCalendarView:
        held: dict[dt.date | None, list[DueItem]] = {}
        for start, item in some:
            held.setdefault(start, []).append(item)
        late = tuple(held.pop(None, ()))
        weeks = [DueWeek(start=day, half_term=halves[day], items=tuple(found)) for day, found in held.items() if day]
        return replace(view, overdue=late, weeks=tuple(weeks))

    yield from told_where_later(tuple(in_parts(page, items, shown, LINES * 2)))


def told_where_later(pages: tuple[Page, ...]) -> Iterator[Page]:
    """The pages, of which those that are full of what is overdue say where this week begins."""
    views = [page.view for page in pages]
    begins = next((p.path for p, v in zip(pages, views, strict=True) if isinstance(v, DueCalendarView) and v.weeks), "")
    for page, view in zip(pages, views, strict=True):
        if isinstance(view, DueCalendarView) and not view.weeks:
            page = replace(page, view=replace(view, later_on=begins))
        yield page

"""A long list in parts: nothing is lost, nothing is twice, and no part is larger than it may be."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from generator.clocks import SchoolCalendar
from generator.inspection import nothing_found
from generator.load import load
from generator.long_lists import LINES, due_pages, listing_pages
from generator.pages import Page, SiteContext, part_path
from generator.render import Renderer
from generator.views.common import Ref
from generator.views.due import DueItem
from generator.views.due_calendar import DueCalendarView, due_calendar_view
from generator.views.listing import REVIEW_OVERDUE, ListingRow, ListingView
from generator.views.parts import parts
from tests.cases import AS_OF, BASE, store


@given(st.lists(st.integers(0, 40), max_size=60), st.integers(1, 50))
def test_every_item_is_in_one_part_in_its_order(sizes: list[int], most: int) -> None:
    found = parts(sizes, most, lambda size: size)
    assert [item for part in found for item in part.items] == sizes
    assert all(sum(part.items) <= most or len([size for size in part.items if size]) == 1 for part in found)
    assert [part.number for part in found] == list(range(1, len(found) + 1))
    assert all(part.of == len(found) and part.items for part in found)


@given(st.integers(1, 500), st.integers(1, 50))
def test_a_part_says_where_its_items_stand(number: int, most: int) -> None:
    found = parts(range(number), most)
    assert len(found) == -(-number // most)
    assert [(part.first, part.last) for part in found] == [(p.items[0] + 1, p.items[-1] + 1) for p in found]
    assert {part.total for part in found} == {number}
    assert max(len(part.items) for part in found) - min(len(part.items) for part in found) < len(found)


def test_the_first_part_has_the_address_of_the_whole() -> None:
    assert part_path("due/overdue.html", 1) == "due/overdue.html"
    assert part_path("due/overdue.html", 3) == "due/overdue-part-3.html"


def test_a_page_full_of_what_is_overdue_says_where_this_week_begins() -> None:
    today = dt.date(2026, 11, 23)
    days = [today - dt.timedelta(days=LINES * 4 + 50 - number) for number in range(LINES * 5)]
    harting = Ref(kind="provider", id="harting-barn", title="Harting Barn")
    due = tuple(DueItem(on=day, kind="Action", title="Send it", record=harting) for day in days)
    calendar = SchoolCalendar(series="none", years=())
    view = due_calendar_view(due, today, calendar)
    page = Page(
        path="due/index.html", section="due", section_title="Due", title="Due", description="", template="", view=view
    )
    told = [found.view.later_on for found in due_pages(page, view) if isinstance(found.view, DueCalendarView)]
    assert told == ["due/index-part-3.html", "due/index-part-3.html", ""]


def test_a_page_of_a_list_counts_what_is_overdue_in_the_whole_list() -> None:
    ids = [f"cp-{number:04}" for number in range(LINES * 2)]
    rows = tuple(
        ListingRow(ref=Ref(kind="case-plan", id=name, title=name), summary="", alarm=REVIEW_OVERDUE) for name in ids
    )
    view = ListingView(title="Case plans", intro="", groups=(("Open", rows),))
    page = Page(
        path="case-plans/index.html",
        section="case-plans",
        section_title="Case plans",
        title="Case plans",
        description="",
        template="sections/listing.html.j2",
        view=view,
    )
    renderer = Renderer(SiteContext(casebook=load(BASE, store()).casebook, report=nothing_found(AS_OF), as_of=AS_OF))
    shown = [renderer.body(part) for part in listing_pages(page)]
    assert len(shown) == 2
    for body in shown:
        assert f"{LINES * 2} case plans with a review overdue" in body
        assert "reach this page only" in body
        assert "Nothing on this page fits." in body

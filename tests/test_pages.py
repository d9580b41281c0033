"""What every page has and weighs: a verdict first, the day it speaks of, a way to report a mistake, and no more than it must."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.kinds import KINDS
from generator.long_lists import LINES
from tests.browser_setup import chromium, required
from tests.sites import BASE, ROOT, build, copy_of

LIMIT = 40 * 1024
"""The most a record's page may weigh, in bytes, with everything that is in it."""
FOLDERS = tuple(kind.folder for kind in KINDS)
COPIES = 60
in_browser = pytest.mark.skipif(chromium() is None and not required(), reason="no Chromium on this machine")


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_record_page_is_heavier_than_agreed(sample: Path, folder: str) -> None:
    names = [path.stem for path in sorted((ROOT / "records" / folder).glob("*.yaml"))]
    heavy = {n: size for n in names if (size := (sample / folder / f"{n}.html").stat().st_size) > LIMIT}
    assert names
    assert heavy == {}, "what is not needed first goes on a page of its own: see generator/leaf_pages.py"


def test_a_frame_weighs_little(sample: Path) -> None:
    """What every page of the theme carries, whatever stands on it."""
    for path in ("case-plans/cp-r9d3", "frameworks/kcsie-2026", "index"):
        html = (sample / f"{path}.html").read_text(encoding="utf-8")
        body = html[html.index('<div id="casebook-content"') : html.rindex("</article>")]
        assert len(html.encode()) - len(body.encode()) < 15_000, path
        assert "<script>" not in html


def test_a_page_does_not_grow_with_the_number_of_records(tmp_path: Path) -> None:
    few, many = copy_of(BASE, tmp_path / "few"), copy_of(BASE, tmp_path / "many")
    for folder, name, copy in (
        ("case-plans", "cp-7f3k", "cp-{0:02d}zz"),
        ("providers", "harbour-farm", "farm-{0:02d}"),
    ):
        record = many / "records" / folder / f"{name}.yaml"
        for number in range(COPIES):
            shutil.copy(record, record.with_name(f"{copy.format(number)}.yaml"))
    for root in (few, many):
        assert build(root, "--force").returncode in (0, 1)
    search = [json.loads((root / "site/public/search/search_index.json").read_text("utf-8")) for root in (few, many)]
    assert (
        len(search[1]["docs"]) - len(search[0]["docs"]) <= COPIES * 5
    )  # a plan with its papers, a provider with its lists
    for page in (
        "providers/harbour-farm",
        "policies/commissioning",
        "roles/off-site-coordinator",
        "frameworks/safe-placement-2026",
    ):
        small, large = ((root / f"site/public/{page}.html").stat().st_size for root in (few, many))
        assert large - small < 9_000, (page, small, large)


def test_a_page_carries_only_the_shapes_it_uses(sample: Path) -> None:
    html = (sample / "providers" / "harbour-farm.html").read_text(encoding="utf-8")
    shapes, used = (
        set(re.findall(r'<symbol id="i-([a-z-]+)"', html)),
        set(re.findall(r'<use href="#i-([a-z-]+)"', html)),
    )
    assert shapes == used
    assert len(shapes) > 3


@pytest.mark.parametrize(
    "path",
    [
        "procedures/suspension",
        "policies/child-protection",
        "frameworks/kcsie-2026",
        "calendars/oxfordshire-2026-27",
        "sources/index",
        "case-plans/meeting-cp-9zrd",
        "sources/send-regulations-2014",
        "registers/marlstone-academy-2026-27-autumn-2",
        "registers/half-term-marlstone-academy-2026-27-autumn-1",
        "registers/room-marlstone-academy",
        "checks/cb303",
    ],
)
def test_a_verdict_comes_before_details(sample: Path, path: str) -> None:
    html = (sample / f"{path}.html").read_text(encoding="utf-8").partition("<article")[2]
    first_heading = html.index("<h2")
    assert 0 < html.index('class="cb-verdict') < first_heading


def test_a_mistake_is_reported_to_a_mailbox_with_the_page_and_no_more(sample: Path) -> None:
    for path in ("index", "case-plans/cp-w1p6", "providers/index"):
        html = (sample / f"{path}.html").read_text(encoding="utf-8")
        assert f'href="mailto:casebook@example.org?subject=Mistake%20on%20{path}.html"' in html


def test_without_an_address_no_page_asks(tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path / "root")
    assert build(root).returncode == 0
    assert "cb-report" not in (root / "site/public/index.html").read_text(encoding="utf-8")


@pytest.fixture
def opened(unsearched: str, browser: Browser) -> Iterator[Page]:
    """A page of the site with a clipboard."""
    context = browser.new_context(base_url=unsearched)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


@in_browser
@pytest.mark.parametrize(
    ("now", "says"),
    [("2026-11-22", ""), ("2026-11-25", ", 3 days ago, not today"), ("2026-11-21", ", 1 day from today")],
)
def test_the_page_says_when_it_does_not_speak_of_today(opened: Page, now: str, says: str) -> None:
    opened.clock.set_fixed_time(f"{now}T12:00:00Z")
    opened.goto("providers/harbour-farm.html")
    line = opened.locator(".cb-asof")
    opened.wait_for_function("document.querySelector('.cb-asof').dataset.ready")
    assert line.inner_text() == f"As of 22 Nov 2026{says}"


@in_browser
def test_an_identifier_and_a_source_can_be_copied(opened: Page) -> None:
    opened.goto("procedures/suspension.html")
    opened.get_by_role("button", name="Copy the identifier suspension").click()
    opened.get_by_role("button", name="Copied").first.wait_for()
    assert opened.evaluate("navigator.clipboard.readText()") == "suspension"
    opened.goto("procedures/steps-of-suspension.html")
    opened.locator(".cb-footnotes .cb-copy").first.click()
    opened.wait_for_function("navigator.clipboard.readText().then((text) => text !== 'suspension')")
    text = opened.evaluate("navigator.clipboard.readText()")
    assert "Regulations 2012, SI 2012/1033" in text
    assert "another site" not in text


@in_browser
def test_headings_of_a_long_table_stay_in_sight(opened: Page) -> None:
    opened.set_viewport_size({"width": 1280, "height": 700})
    opened.goto("sources/index.html")
    opened.locator(".table-wrap.is-whole").first.wait_for()
    table = opened.get_by_role("region", name="Every document")
    table.locator("tbody tr").nth(20).scroll_into_view_if_needed()
    bar = opened.locator(".md-header").bounding_box()
    head = table.locator("thead th").first.bounding_box()
    assert bar
    assert head
    assert abs(head["y"] - (bar["y"] + bar["height"])) < 2


@in_browser
def test_a_table_too_wide_for_the_page_scrolls_in_its_frame_and_keeps_its_headings(opened: Page) -> None:
    opened.set_viewport_size({"width": 375, "height": 500})
    opened.goto("procedures/dates-suspension.html")
    opened.locator(".table-wrap.is-wide").wait_for()
    where = opened.evaluate("""() => {
      const wrap = document.querySelector(".table-wrap");
      wrap.scrollTo(60, wrap.scrollHeight);
      return [wrap.scrollTop, wrap.querySelector("thead th").getBoundingClientRect().top - wrap.getBoundingClientRect().top];
    }""")
    assert where[0] > 200
    assert where[1] < 3


@in_browser
def test_the_card_of_a_row_has_its_first_cell_as_its_heading(opened: Page) -> None:
    opened.set_viewport_size({"width": 375, "height": 700})
    opened.goto("providers/harbour-farm.html")
    label = "(place) => getComputedStyle(document.querySelector(place), '::before').content"
    assert opened.evaluate(label, ".cb-table.stack tbody td:nth-child(1)") == "none"
    assert opened.evaluate(label, ".cb-table.stack tbody td:nth-child(2)") == '"Subjects"'


@in_browser
def test_a_phone_has_the_contents_of_a_page_in_the_page(opened: Page) -> None:
    opened.set_viewport_size({"width": 375, "height": 700})
    opened.goto("providers/harbour-farm.html")
    opened.locator(".cb-jump summary").click()
    opened.locator(".cb-jump").get_by_role("link", name="Contacts").click()
    assert opened.locator("#contacts").is_visible()
    assert opened.evaluate("Math.abs(document.querySelector('#contacts').getBoundingClientRect().top) < 200")
    opened.set_viewport_size({"width": 1280, "height": 700})
    assert opened.locator(".cb-jump").is_hidden()


@in_browser
def test_the_matrix_is_printed_across_the_sheet_and_nothing_else_is(opened: Page) -> None:
    for path, first in (("compliance/area-safeguarding", b"841"), ("providers/harbour-farm", b"59")):
        opened.goto(f"{path}.html")
        boxes = set(re.findall(rb"/MediaBox \[0 0 (\d+)", opened.pdf(prefer_css_page_size=True, format="A4")))
        assert boxes, path
        assert all(width.startswith(first) for width in boxes), (path, boxes)


@in_browser
def test_what_is_due_is_narrowed_to_a_role(opened: Page) -> None:
    opened.goto("due/index.html")
    lines = opened.locator(".cb-dues > li:visible")
    total = lines.count()
    opened.locator('[data-filter="role"]').select_option("Senior leader")
    assert 0 < lines.count() < total
    assert all("Senior leader" in words for words in lines.all_inner_texts())


def test_a_page_that_is_not_there_says_so_and_leads_on(sample: Path) -> None:
    html = (sample / "404.html").read_text(encoding="utf-8")
    assert "This page is not here" in html
    assert "says nothing about whether a provider may be used" in html


def test_today_begins_with_whether_placements_may_go_on(sample: Path) -> None:
    html = (sample / "index.html").read_text(encoding="utf-8").partition("<article")[2]
    assert "Not a school day in Nottingham and Oxfordshire. The next is tomorrow, Monday 23 November 2026." in html
    first = html.index('id="placements"')
    assert 'class="cb-verdict cb-tone--conditional"' in html[:first]
    assert html.index("4 running placements to look at") < html.index('class="cb-tiles"')


@pytest.mark.parametrize("path", ["roles/off-site-coordinator", "roles/headteacher"])
def test_a_role_begins_with_how_much_is_due(sample: Path, path: str) -> None:
    html = (sample / f"{path}.html").read_text(encoding="utf-8").partition("<article")[2]
    assert html.index('class="cb-verdict') < html.index("<h2") < html.index('id="duties"')


def test_a_register_counts_the_talks_nobody_wrote_were_due(sample: Path) -> None:
    register = (sample / "registers/marlstone-academy-2026-27-autumn-2.html").read_text(encoding="utf-8")
    room = (sample / "registers/room-marlstone-academy.html").read_text(encoding="utf-8")
    assert "3 exit interviews owed" in room
    assert "3 exit interviews owed" in register


def test_a_finding_names_its_record_and_leads_to_it(sample: Path) -> None:
    html = (sample / "checks" / "index.html").read_text(encoding="utf-8")
    assert re.search(
        r'data-label="Where"[^>]*><span><a href="\.\./procedures/equipment-loan\.html">Equipment loan</a>', html
    )


def test_a_short_list_has_no_search_box(sample: Path) -> None:
    assert 'type="search"' not in (sample / "calendars/index.html").read_text(encoding="utf-8").partition("<article")[2]
    assert 'type="search"' in (sample / "roles/index.html").read_text(encoding="utf-8").partition("<article")[2]


@in_browser
def test_rows_of_the_room_are_in_sight_and_narrow_to_a_pupil(opened: Page) -> None:
    opened.goto("registers/room-of-marlstone-academy-2026-27-autumn-2.html")
    rows = opened.locator("tbody tr")
    rows.first.wait_for()
    whole = rows.filter(visible=True).count()
    assert whole == rows.count() > 50
    opened.get_by_label("Pupil").select_option("rp-4t6k")
    assert 0 < rows.filter(visible=True).count() < whole
    assert opened.locator(".cb-week:visible").count() < opened.locator(".cb-week").count()


def test_lists_that_grow_are_on_pages_of_their_own(tmp_path: Path) -> None:
    """Twice the records are more pages, not heavier ones; what is counted is counted over all of them."""
    root = copy_of(BASE, tmp_path / "root")
    plan = root / "records" / "case-plans" / "cp-7f3k.yaml"
    for number in range(LINES * 2):
        shutil.copy(plan, plan.with_name(f"cp-{number:03x}z.yaml"))
    assert build(root, "--force").returncode in (0, 1)
    public = root / "site" / "public"
    pages = [public / "case-plans/index.html", *sorted(public.glob("case-plans/index-part-*.html"))]
    assert len(pages) == 3
    assert all(page.stat().st_size < 250_000 for page in pages)
    texts = [page.read_text(encoding="utf-8") for page in pages]
    assert all(f"{LINES * 2 + 1} case plans" in text for text in texts)
    listed = [name for text in texts for name in re.findall(r'class="cb-card__title"><a href="(cp-[^"]*)"', text)]
    assert len(listed) == len(set(listed)) == LINES * 2 + 1
    assert 'aria-label="page 3"' in texts[0]
    heavy = {p.name for p in public.rglob("*.html") if p.stat().st_size > 400_000}
    assert heavy == set()


@in_browser
def test_every_pack_can_be_put_on_one_page_to_print(opened: Page) -> None:
    opened.goto("compliance/packs.html")
    names = opened.locator("[data-pack]").all_inner_texts()
    assert len(names) > 3
    assert opened.locator(".cb-pack").count() == 0
    opened.get_by_role("button", name="Put every pack on this page").click()
    opened.get_by_text(f"All {len(names)} are below").wait_for()
    assert opened.locator(".cb-pack h2[id^=pack-]").all_inner_texts() == names
    used = opened.evaluate("""() => [...document.querySelectorAll(".cb-pack use")].every(
      (use) => document.querySelector(use.getAttribute("href")))""")
    assert used


@in_browser
def test_a_week_of_a_calendar_is_a_row_and_its_days_are_told_apart(opened: Page) -> None:
    opened.goto("calendars/oxfordshire-2026-27.html")
    days = opened.locator(".cb-month").first.locator("tbody tr").nth(1).locator("td")
    boxes = [day.bounding_box() for day in days.all()]
    assert len({box["y"] for box in boxes if box}) == 1
    assert len({box["x"] for box in boxes if box}) == 7
    shade = "(day) => getComputedStyle(day).backgroundColor"
    assert days.first.evaluate(shade) != days.last.evaluate(shade)
    holiday = opened.locator(".cb-month td.d-h").first
    assert "holiday" in holiday.inner_text()
    assert '"H"' in holiday.evaluate("(day) => getComputedStyle(day, '::after').content")

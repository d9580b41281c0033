"""The built site in Chromium: every kind of page opens, nothing fails, nothing leaves, search and filters find."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser_setup import chromium, required

pytestmark = pytest.mark.skipif(chromium() is None and not required(), reason="no Chromium on this machine")

PAGES = (
    "index.html",
    "providers/index.html",
    "providers/match.html",
    "providers/compare.html",
    "providers/lists.html",
    "providers/harbour-farm.html",
    "providers/hairwell-studio.html",
    "compliance/index.html",
    "compliance/area-safeguarding.html",
    "compliance/what-if.html",
    "compliance/editions.html",
    "compliance/pack-spanner-and-spark.html",
    "due/index.html",
    "frameworks/index.html",
    "frameworks/kcsie-2026.html",
    "procedures/index.html",
    "procedures/suspension.html",
    "procedures/calculator.html",
    "procedures/dates-suspension.html",
    "procedures/flowchart-suspension.html",
    "policies/index.html",
    "policies/child-protection.html",
    "roles/index.html",
    "roles/off-site-coordinator.html",
    "case-plans/index.html",
    "case-plans/cp-w1p6.html",
    "case-plans/cp-d8j4.html",
    "case-plans/meeting-cp-4gs5.html",
    "registers/index.html",
    "registers/marlstone-academy-2026-27-autumn-1.html",
    "registers/room-marlstone-academy.html",
    "registers/half-term-marlstone-academy-2025-26-summer-1.html",
    "calendars/index.html",
    "calendars/oxfordshire-2026-27.html",
    "sources/index.html",
    "sources/keeping-children-safe-in-education.html",
    "reference/index.html",
    "reference/attendance-codes.html",
    "reference/suspension-reasons.html",
    "reference/glossary.html",
    "checks/index.html",
    "checks/cb201.html",
    "how-to/index.html",
    "about.html",
)


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """The page of every test, whose complaints in the console are noted too."""
    troubles: list[str] = []

    def complained(message: ConsoleMessage) -> None:
        if message.type == "error":
            troubles.append(message.text)

    page.on("console", complained)
    yield page
    page.remove_listener("console", complained)
    assert troubles == []


@pytest.mark.parametrize("path", PAGES)
def test_every_kind_of_page_opens_and_fits_on_a_phone(page: Page, unsearched: str, path: str) -> None:
    response = page.goto(unsearched + path)
    assert response is not None
    assert response.ok
    assert page.locator("h1").count() == 1
    assert page.locator("article h1").inner_text().strip()
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("harbour farm", "providers/harbour-farm.html"),
        ("cp-w1p6", "case-plans/cp-w1p6.html"),
        ("CB303", "checks/cb303.html"),
    ],
)
def test_the_site_search_finds(page: Page, address: str, words: str, expected: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type(words)
    found = page.locator(f'.md-search-result__link[href*="{expected}"]').first
    found.wait_for(timeout=10_000)


WIDER_THAN_ITS_BOX = """() => [...document.querySelectorAll(".cb-flow rect")].flatMap(box => {
  const words = [];
  for (let next = box.nextElementSibling; next && next.matches("text:not(.cb-flow__label)"); next = next.nextElementSibling) words.push(next);
  const room = box.getBBox();
  return words.filter(text => { const b = text.getBBox(); return b.x + b.width > room.x + room.width; }).map(t => t.textContent);
})"""


@pytest.mark.parametrize("name", ["suspension", "day-6-provision", "governing-board-review"])
def test_words_stay_inside_the_boxes_of_a_flowchart(page: Page, unsearched: str, name: str) -> None:
    page.goto(f"{unsearched}procedures/flowchart-{name}.html")
    assert page.locator(".cb-flow rect").count() > 5
    assert page.evaluate(WIDER_THAN_ITS_BOX) == []


def test_the_attendance_codes_can_be_searched(page: Page, unsearched: str) -> None:
    page.goto(f"{unsearched}reference/attendance-codes.html")
    rows = page.locator("tr[data-item]:visible")
    total = rows.count()
    page.locator('input[type="search"]:visible').last.fill("transport")
    page.wait_for_function("location.search.includes('transport')")
    assert 0 < rows.count() < total


def test_the_matrix_is_narrowed_and_remembers(page: Page, unsearched: str) -> None:
    page.goto(f"{unsearched}compliance/area-safeguarding.html")
    rows = page.locator(".cb-matrix tbody tr:visible")
    total = rows.count()
    page.locator('[data-filter="state"]').select_option("missing")
    assert 0 < rows.count() < total
    page.reload()
    assert 0 < rows.count() < total
    page.locator('[data-filter="state"]').select_option("")
    assert rows.count() == total


@pytest.mark.parametrize("code", ["cp-7f3k", "cp-w1p6", "cp-d8j4", "cp-4gs5"])
def test_a_key_worker_sees_at_once_whether_to_go_and_what_is_due(page: Page, unsearched: str, code: str) -> None:
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto(f"{unsearched}case-plans/{code}.html")
    day = page.locator(".cb-ahead").first
    assert "2026" in day.locator("h2").inner_text()
    assert day.locator(".cb-state").first.inner_text().strip() in ("Open", "Conditional", "Closed")
    first_due = page.locator(".cb-next-due li").first
    for shown in (day, first_due):
        box = shown.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 667, code


def test_only_the_chosen_meeting_is_printed(page: Page, unsearched: str) -> None:
    page.goto(f"{unsearched}case-plans/meeting-cp-4gs5.html")
    page.emulate_media(media="print")
    assert page.locator(".cb-meeting:visible").count() > 1
    page.goto(f"{unsearched}case-plans/meeting-cp-4gs5.html#governors")
    assert page.locator(".cb-meeting:visible").count() == 1
    assert page.locator(".cb-paper__head").is_visible()
    assert "do not leave in the room" in page.locator(".cb-paper__head").inner_text()


def test_the_site_works_from_a_shared_drive(browser: Browser, drive: Path) -> None:
    opened = browser.new_page()
    elsewhere: list[str] = []
    opened.on("request", lambda r: elsewhere.append(r.url) if r.url.startswith("http") else None)
    opened.goto((drive / "index.html").as_uri())
    opened.keyboard.press("/")
    opened.keyboard.type("harbour farm")
    opened.locator('.md-search-result__link[href*="harbour-farm"]').first.wait_for(timeout=10_000)
    opened.close()
    assert elsewhere == []


def test_every_sheet_of_paper_says_what_it_is_and_of_which_day(page: Page, unsearched: str, tmp_path: Path) -> None:
    page.goto(f"{unsearched}providers/harbour-farm.html")
    said = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--cb-paper')")
    assert said == '"Cherwell and Trent casebook: Harbour Farm, as of 22 November 2026"'
    if reader := shutil.which("pdftotext"):
        page.pdf(path=tmp_path / "sheet.pdf", format="A4", prefer_css_page_size=True)
        text = subprocess.run(
            [reader, str(tmp_path / "sheet.pdf"), "-"], capture_output=True, text=True, check=True
        ).stdout
        assert text.count(said.strip('"')) >= text.count("\f") > 1
        assert f"Page 2 of {text.count(chr(12))}" in text

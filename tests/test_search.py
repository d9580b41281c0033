"""The site's search answers what people type, in both engines, and knows titles and one line of each page, no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, TimeoutError

from generator.export import WEIGHTS
from generator.reference.search_words import TOPICS, words_for
from tests.browser_setup import chromium, required
from tests.once import ENGINES, Once
from tests.serving import served
from tests.sites import ROOT

LONGEST_TEXT = 1000
QUESTIONS = {
    "what is day 6": "procedures/day-6-provision.html",
    "provider with hair and beauty": "providers/hairwell-studio.html",
    "dsl training expired": "frameworks/asks-kcsie-2026-safeguarding.html#q-sg-dsl-training",
    "harbour-farm": "providers/harbour-farm.html",
    "attendance code B": "reference/attendance-codes.html#code-b",
    "CB303": "checks/cb303.html",
    "cp-w1p6": "case-plans/cp-w1p6.html",
    "ehcp": "reference/glossary.html#term-ehcp",
    "restraint": "procedures/restrictive-intervention.html",
    "mechanics place": "providers/spanner-and-spark.html",
    "motor vehicle provider nottingham": "providers/trent-motor-works.html",
    "who has free places": "providers/index.html",
    "providers in banbury": "providers/second-start.html",
    "papers for a meeting cp-7f3k": "case-plans/cp-7f3k.html",
    "hairdressing": "providers/hairwell-studio.html",
    "common ground missing": "providers/common-ground.html",
    "inspection pack": "compliance/packs.html",
    "what is due this week": "due/index.html",
    "closed providers": "providers/index.html",
    "what if insurance lapses": "compliance/what-if.html",
    "what changed since monday": "index.html",
}
RESULTS = """() => {
  const found = [];
  const walk = (root) => root.querySelectorAll("*").forEach((element) => {
    if (element.shadowRoot) walk(element.shadowRoot);
    const address = element.matches("a[href*='?h=']") && element.getAttribute("href").replace(/[?]h=[^#]*/, "");
    if (address && !found.includes(address)) found.push(address);
  });
  walk(document);
  return found;
}"""
AMONG_THE_FIRST_THREE = f"(wanted) => ({RESULTS})().slice(0, 3).some((address) => address.endsWith(wanted))"


@pytest.fixture(scope="module", params=ENGINES)
def site(request: pytest.FixtureRequest, once: Once) -> Path:
    """The sample site, built with each engine."""
    return once.site(*ENGINES[request.param])


@pytest.fixture(scope="module")
def opened(site: Path, browser: Browser) -> Iterator[Page]:
    """A page with the search open."""
    with served(site) as address:
        page = browser.new_page()
        page.goto(f"{address}index.html")
        page.keyboard.press("/")
        yield page
        page.close()


def entries(site: Path) -> list[dict[str, str]]:
    """The index, whichever engine made it."""
    mkdocs, zensical = site / "search" / "search_index.json", site / "search.json"
    index = json.loads((mkdocs if mkdocs.is_file() else zensical).read_text(encoding="utf-8"))
    found: list[dict[str, str]] = index.get("docs", index.get("items"))
    return found


@pytest.mark.skipif(chromium() is None and not required(), reason="no Chromium on this machine")
@pytest.mark.parametrize(("words", "expected"), QUESTIONS.items())
def test_the_right_page_is_among_the_first_three(opened: Page, words: str, expected: str) -> None:
    opened.keyboard.press("Control+A")
    opened.keyboard.type(words)
    try:
        opened.wait_for_function(AMONG_THE_FIRST_THREE, arg=expected, timeout=10_000)
    except TimeoutError:
        pytest.fail(f"{words}: {opened.evaluate(RESULTS)[:5]}")


def test_results_say_what_kind_of_page_they_are(site: Path) -> None:
    made = {e["location"]: e["text"] for e in entries(site)}
    assert made["providers/harbour-farm.html"].startswith("Provider · May be used today")
    assert made["providers/checklist-harbour-farm.html"].startswith("Checklist · ")
    assert made["checks/cb303.html"].startswith("Rule · ")
    assert made["how-to/add-a-provider.html"].startswith("How to · ")
    assert made["decisions/swap.html"].startswith("Decision · ")


def test_the_index_holds_one_line_of_a_record_and_no_row_of_a_checklist(site: Path) -> None:
    pages = ROOT / "site" / "pages"
    written = tuple(path.relative_to(pages).with_suffix(".html").as_posix() for path in pages.rglob("*.md"))
    records = [e for e in entries(site) if not e["location"].startswith(written)]
    assert records
    for entry in records:
        assert len(entry["text"]) <= LONGEST_TEXT, entry["location"]
        assert not entry["location"].startswith("providers/checklist-") or "#" not in entry["location"]


def test_what_holds_the_same_as_another_page_comes_after_it() -> None:
    assert all(WEIGHTS[kind] < 1 for kind in ("Checklist", "Dates", "Inspection pack"))


def test_every_topic_finds_something() -> None:
    titles = [p.read_text(encoding="utf-8").splitlines() for p in sorted((ROOT / "records").rglob("*.yaml"))]
    known = " ".join(line for lines in titles for line in lines if "title:" in line).lower()
    for topic in TOPICS:
        assert any(stem in known for stem in topic.stems), topic.id
        assert words_for(topic.stems[0]), topic.id

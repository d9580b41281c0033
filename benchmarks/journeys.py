"""Readers' journeys where there are 2,000 providers, in Chromium: do they still end at their answers, in how many clicks, how soon?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

from benchmarks.measure import ROOT, Plan, Row, at, casebook
from benchmarks.providers import providers
from tests.browser_setup import ARGUMENTS, chromium
from tests.serving import served
from tests.test_errands import ERRANDS, MOST, Errand, take

PROVIDERS = 2_000
PAGES = (
    "index",
    "providers/index",
    "providers/lists",
    "providers/match",
    "providers/compare",
    "compliance/index",
    "due/index",
)
LOADED = 3.0
"""Seconds within which a page should be there, read from this computer."""
TOLD = "document.querySelector('[data-result]').textContent"


def rows(plan: Plan) -> Iterator[Row]:
    """Builds the site, or takes one that is there already, and makes every journey."""
    if chromium() is None:
        return
    root = plan.folder / "journeys"
    number = providers(ROOT, root, plan.records or PROVIDERS)
    casebook("build", *at(root))
    yield from journeys(root / "site" / "public", number)


def journeys(public: Path, number: int) -> Iterator[Row]:
    """Every journey on a built site."""
    what = f"{number:,} providers"
    with opened(public) as (page, address):
        for path in PAGES:
            yield loading(page, f"{what}, opening {path}", f"{address}{path}.html")
        for errand in ERRANDS:
            yield made(f"{what}, {errand.reader}: {errand.asks}", errand, page, address)
        for title, journey in DIRECTORY.items():
            page.goto(f"{address}providers/index.html")
            yield judged(f"{what}, {title}", lambda journey=journey: journey(page))  # type: ignore[misc]


@contextmanager
def opened(public: Path) -> Iterator[tuple[Page, str]]:
    """A page in a browser, and the address of the site."""
    with served(public) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        page.set_default_timeout(20_000)
        yield page, address
        browser.close()


def loading(page: Page, work: str, address: str) -> Row:
    """How long a page takes until it is loaded."""
    started = time.perf_counter()
    with suppress(Error):  # it takes longer than anybody waits, and the row says so
        page.goto(address)
    taken = time.perf_counter() - started
    return Row(work=work, measured=f"{taken:.2f} s", reach=f"< {LOADED:.0f} s", met=taken < LOADED)


def made(work: str, errand: Errand, page: Page, address: str) -> Row:
    """An errand from the home page to its answer. Where it names a provider among many alike, the first found will do."""
    started = time.perf_counter()
    try:
        page.goto(address)
        for step in (*errand.way, *errand.crowded):
            try:
                take(page, step)
            except AssertionError:
                page.locator("[data-results] [data-provider] a").first.click()
        page.locator("article").get_by_text(errand.answer).locator("visible=true").first.wait_for()
    except Error as error:
        return Row(work=work, measured=str(error).splitlines()[0], reach="its answer", met=False)
    measured = f"{errand.clicks} clicks, {time.perf_counter() - started:.1f} s"
    return Row(work=work, measured=measured, reach=f"at most {MOST} clicks", met=errand.clicks <= MOST)


def judged(work: str, journey: Callable[[], bool]) -> Row:
    """A journey in the directory, with the time it took."""
    started = time.perf_counter()
    try:
        kept = journey()
    except Error:
        kept = False
    taken = f"{time.perf_counter() - started:.1f} s"
    return Row(work=work, measured=taken if kept else "broken", reach="holds", met=kept)


def tick(page: Page, field: str, value: str) -> None:
    """Ticks a filter, wherever it is folded away."""
    page.locator(f'input[name="{field}"][value="{value}"]').evaluate("box => box.click()")


def counts_hold(page: Page) -> bool:
    """The number beside a choice is how many ticking it shows."""
    held = True
    for field, value in (("key_stages", "KS4"), ("towns", "Oxford"), ("gate", "open")):
        promised = page.locator(f'label:has(input[name="{field}"][value="{value}"]) [data-count]').text_content() or ""
        tick(page, field, value)
        held = held and int(promised) > 0 and page.evaluate(TOLD).startswith(f"{int(promised)} of ")
    return held


def address_holds(page: Page) -> bool:
    """What was asked is in the address: opened again, it shows the same; back goes back."""
    tick(page, "key_stages", "KS4")
    before = page.evaluate(TOLD)
    tick(page, "subjects", "motor-vehicle")
    narrowed = page.evaluate(TOLD)
    page.reload()
    again = page.evaluate(TOLD)
    page.go_back()
    page.wait_for_function("told => document.querySelector('[data-result]').textContent === told", arg=before)
    return bool(again == narrowed != before)


def comparison_holds(page: Page) -> bool:
    """Two that are ticked stand side by side, and those rows alone that differ can be shown."""
    for box in page.locator("[data-pick]").all()[:2]:
        box.check()
    page.locator("[data-compare]").click()
    rows = page.locator(".cb-compare tbody tr:has(td)")
    rows.first.wait_for()
    both, every = page.locator(".cb-compare thead a").count() == 2, rows.count()
    page.locator("[name=differences]").check()
    return both and 0 < rows.count() < every


DIRECTORY: dict[str, Callable[[Page], bool]] = {
    "numbers beside filters": counts_hold,
    "the address keeps what was asked": address_holds,
    "two are compared": comparison_holds,
}

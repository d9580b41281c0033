"""How long a reader waits for the site's search, in Chromium."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from playwright.sync_api import Page, sync_playwright

from benchmarks.checking import made
from benchmarks.measure import Plan, Row, at, casebook
from tests.browser_setup import ARGUMENTS, chromium
from tests.serving import served

WORDS = ("harbour", "reintegration", "northgate", "exclusion", "calendar")


def search(plan: Plan) -> Iterator[Row]:
    """From the key press to the first result: on a page just opened, and on one where the index is there."""
    if chromium() is None:
        return
    root, number = made(plan, 5_000)
    casebook("build", *at(root), "--force")
    cold, warm = [], []
    with served(root / "site" / "public") as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        for word in WORDS:
            page = browser.new_context().new_page()
            page.goto(f"{address}index.html")
            page.keyboard.press("/")
            cold.append(seconds(page, word[:3], word[:3]))
            warm.append(seconds(page, word[3:], word))
            page.context.close()
        browser.close()
    for title, found, limit in (("cold", cold, 1.0), ("warm", warm, 0.3)):
        middle = statistics.median(found)
        measured = f"{middle * 1000:.0f} ms (up to {max(found) * 1000:.0f})"
        work = f"site search, {number:,} records, first result, {title}"
        yield Row(work=work, measured=measured, reach=f"< {limit * 1000:.0f} ms", met=middle < limit)


def seconds(page: Page, typed: str, whole: str) -> float:
    """Types some letters and waits for the first result of the whole word."""
    started = time.perf_counter()
    page.keyboard.type(typed)
    page.locator(f'.md-search-result__link[href*="h={whole}"]').first.wait_for()
    return time.perf_counter() - started

"""How long a coordinator waits in the provider directory with as many providers as a large authority has, in Chromium."""

from __future__ import annotations

import datetime as dt
import shutil
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.measure import AS_OF, ROOT, Plan, Row, at, casebook
from generator.compliance.state import standings_of
from generator.directory_export import directory_script
from generator.load import load
from generator.pages import DIRECTORY_FILE
from generator.schema import SchemaStore
from generator.views.directory import directory_view
from tests.browser_setup import ARGUMENTS, chromium

PROVIDERS = 2_000
LIMIT = 100
WORDS = ("mechanics", "level 1 mecanics", "harbour", "anxiety", "OX4")
PRESS = """async letters => {
  const box = document.querySelector("[name=find]");
  const waited = [];
  for (let end = 1; end <= letters.length; end += 1) {
    const started = performance.now();
    box.value = letters.slice(0, end);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    waited.push(performance.now() - started);
  }
  return waited;
}"""
TICK = """async () => {
  const started = performance.now();
  document.querySelector('[name="key_stages"][value="KS4"]').click();
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - started;
}"""


def rows(plan: Plan) -> Iterator[Row]:
    """Opening the page, from a key press to the results painted, and ticking a filter."""
    if chromium() is None:
        return
    number = plan.records or PROVIDERS
    root = plan.folder / "directory"
    shutil.copytree(ROOT / "records", root / "records")
    casebook("build", *at(root), "--force", "--offline")
    public = root / "site" / "public"
    weight = fill(root, public, number)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        page = browser.new_page()
        opened = opening(page, (public / "providers" / "index.html").as_uri())
        pressed = [float(time) for word in WORDS for time in page.evaluate(PRESS, word)]
        page.evaluate(PRESS, " ")
        ticked = float(page.evaluate(TICK))
        browser.close()
    what = f"directory, {number:,} providers"
    yield Row(work=f"{what}, data file", measured=f"{weight / 1e6:.1f} MB before compression")
    yield Row(work=f"{what}, opening", measured=f"{opened:.2f} s")
    middle, worst = statistics.median(pressed), max(pressed)
    measured = f"{middle:.0f} ms (up to {worst:.0f})"
    yield Row(work=f"{what}, a key press", measured=measured, reach=f"< {LIMIT} ms", met=middle < LIMIT)
    yield Row(work=f"{what}, a filter", measured=f"{ticked:.0f} ms", reach=f"< {LIMIT} ms", met=ticked < LIMIT)


def fill(root: Path, public: Path, number: int) -> int:
    """Puts the data of so many providers where the sample's were: copies with names of their own. Returns its size."""
    folder = root / "records" / "providers"
    originals = sorted(folder.glob("*.yaml"))
    for copy in range(number - len(originals)):
        source = originals[copy % len(originals)]
        first, rest = source.read_text(encoding="utf-8").split("\n", 1)
        (folder / f"{source.stem}-{copy}.yaml").write_text(f"{first} {copy}\n{rest}", encoding="utf-8")
    found = load(root, SchemaStore.load()).casebook
    as_of = dt.date.fromisoformat(AS_OF)
    script = directory_script(directory_view(found, as_of, standings_of(found)), as_of)
    return (public / DIRECTORY_FILE).write_text(script, encoding="utf-8")


def opening(page: Page, address: str) -> float:
    """Seconds until the first providers are shown; then waits until the page rests and its index is made."""
    started = time.perf_counter()
    page.goto(address)
    page.locator("[data-results] [data-provider]").first.wait_for()
    opened = time.perf_counter() - started
    page.wait_for_timeout(2_000)
    return opened

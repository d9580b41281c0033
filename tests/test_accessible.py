"""Every kind of page for everyone: axe has nothing to say, nothing scrolls sideways, and the keyboard reaches everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.axe import WIDTHS, all_complaints, thin_out
from tests.browser_setup import chromium, required
from tests.page_kinds import kinds_of, without_likes
from tests.sites import ROOT

pytestmark = pytest.mark.skipif(chromium() is None and not required(), reason="no Chromium on this machine")

PARTS = [pytest.param(number, marks=pytest.mark.xdist_group(f"looked-at-{number}")) for number in range(4)]
"""The pages in equal parts, so that no process is left alone with all of them."""
NOT_SHOWN = {"records/broken", "records/failed", "sections/listing"}
"""Records and pages that failed are on a forced site only; the last is what list pages extend."""
TEMPLATES = ROOT / "generator" / "templates"
UNSEEN = """() => {
  const tried = new Set(), unseen = [];
  document.activeElement.blur();
  const look = one => { const s = getComputedStyle(one); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow].join(); };
  for (const one of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, textarea, [tabindex='0']")) {
    const kind = [one.tagName, one.type, one.className, one.parentElement.className].join();
    if (tried.has(kind) || !one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    tried.add(kind);
    const before = look(one);
    one.focus();
    if (document.activeElement !== one) continue;
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (!outlined || look(one) === before) unseen.push(one.outerHTML.slice(0, 120));
    one.blur();
  }
  return unseen;
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter(one => {
  const style = getComputedStyle(one);
  const longest = times => Math.max(...times.split(",").map(parseFloat));
  return longest(style.transitionDuration) > 0.02 || longest(style.animationDuration) > 0.02 || style.scrollBehavior === "smooth";
}).map(one => one.outerHTML.slice(0, 80))"""

ON_PAPER = """() => {
  const shown = one => one !== null && one.checkVisibility() && one.getBoundingClientRect().height > 0;
  const main = document.querySelector("h1").parentElement.parentElement;
  const words = [...main.querySelectorAll("p, li, td, dd, text")].filter(shown).length;
  const nameless = [...document.querySelectorAll("thead th")].filter(head => shown(head) && head.querySelector("button")
    && getComputedStyle(head.querySelector("button")).display !== "contents");
  return [
    ...(shown(document.querySelector("h1")) && words > 1 ? [] : ["its sheet is blank"]),
    ...[...document.querySelectorAll(".md-header, .md-tabs, .md-sidebar, .cb-crumbs, .cb-filter, .cb-copy")].filter(shown).map(one => `on paper: ${one.className}`),
    ...nameless.map(head => `no heading on a second sheet: ${head.innerText}`),
  ];
}"""
"""What is wrong with a page's print. Chromium leaves buttons out of the headings it repeats, unless they have no box."""


@pytest.fixture(scope="module")
def still(browser: Browser) -> Iterator[Page]:
    """One page for all, in which nothing moves."""
    opened = browser.new_page(reduced_motion="reduce")
    yield opened
    opened.close()


def test_every_template_is_looked_at(sample: Path, narrow_sites: tuple[Path, ...]) -> None:
    seen = {kind for site in (sample, *narrow_sites) for kind in kinds_of(site)}
    found = {
        path.relative_to(TEMPLATES).as_posix().removesuffix(".html.j2")
        for path in TEMPLATES.rglob("*.html.j2")
        if not path.name.startswith("_")
    }
    assert found - seen - NOT_SHOWN == set()
    assert {kind for kind in seen if not kind.startswith("written/")} <= found


def to_look_at(sample: Path, address: str, narrow_sites: tuple[Path, ...]) -> list[str]:
    """The addresses of a page of each kind: those of the sample, then those that only other audiences have."""
    known = kinds_of(sample)
    found = [f"{address}{path}" for path in without_likes(sample, known).values()]
    for site in narrow_sites:
        others = {kind: path for kind, path in kinds_of(site).items() if kind not in known}
        found += [f"{site.as_uri()}/{path}" for path in without_likes(site, others).values()]
        known |= others
    return found


@pytest.mark.parametrize("part", PARTS)
def test_every_kind_of_page_is_for_everyone(
    part: int, still: Page, sample: Path, unsearched: str, narrow_sites: tuple[Path, ...]
) -> None:
    addresses = to_look_at(sample, unsearched, narrow_sites)[part :: len(PARTS)]
    furniture: set[str] = set()
    found = [f"{address}: {said}" for address in addresses for said in look_at(still, address, furniture)]
    assert len(addresses) > 5
    assert not found, "\n".join(found)


def look_at(page: Page, address: str, furniture: set[str]) -> Iterator[str]:
    """What is wrong on a page, at each width, and on its print."""
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.goto(address)
    if page.locator("h1").count() != 1:
        yield "there is not one h1"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield f"it scrolls sideways at {width}"
    page.emulate_media(media="print")
    yield from page.evaluate(ON_PAPER)
    page.emulate_media(media="screen")
    thin_out(page)
    yield from all_complaints(page, furniture)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.emulate_media(color_scheme="light")
    page.keyboard.press("Tab")
    yield from (f"it does not show the keyboard's place: {control}" for control in page.evaluate(UNSEEN))


@pytest.fixture
def walk(browser: Browser, unsearched: str) -> Iterator[Page]:
    """A page opened by somebody who has only a keyboard."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened.goto(f"{unsearched}providers/index.html")
    yield opened
    opened.close()


def test_the_first_key_leads_past_the_navigation(walk: Page) -> None:
    walk.keyboard.press("Tab")
    assert walk.evaluate("document.activeElement.matches('.md-skip')")
    assert walk.locator(".md-skip").is_visible()
    walk.keyboard.press("Enter")
    walk.keyboard.press("Tab")
    assert walk.evaluate("document.activeElement.closest('main .md-content') !== null")


@pytest.mark.parametrize("path", ["index.html", "providers/index.html", "procedures/calculator.html"])
def test_nothing_moves_for_who_wants_no_motion(walk: Page, unsearched: str, path: str) -> None:
    walk.goto(unsearched + path)
    assert walk.evaluate(MOVING) == []


def test_motion_is_looked_for_where_it_is(browser: Browser, unsearched: str) -> None:
    opened = browser.new_page()
    opened.goto(unsearched)
    assert opened.evaluate(MOVING) != []
    opened.close()

"""Every kind of page for everyone: axe has nothing to say, nothing scrolls sideways, and the keyboard reaches everything."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.axe import complaints, thin_out
from tests.browser_setup import chromium, required
from tests.page_kinds import kinds_of
from tests.sites import ROOT

pytestmark = pytest.mark.skipif(chromium() is None and not required(), reason="no Chromium on this machine")

WIDTHS = (1280, 320)
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


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_any_kind_of_page(still: Page, address: str, sample: Path, width: int) -> None:
    found = sweep(still, sample, address, width)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_pages_made_for_others(
    still: Page, sample: Path, narrow_sites: tuple[Path, ...], width: int
) -> None:
    known = kinds_of(sample).keys()
    found = [trouble for site in narrow_sites for trouble in sweep(still, site, f"{site.as_uri()}/", width, known)]
    assert not found, "\n".join(found)


def sweep(page: Page, site: Path, address: str, width: int, known: Collection[str] = ()) -> list[str]:
    """What is wrong on one page of each kind that is not known yet, in light and in dark."""
    page.set_viewport_size({"width": width, "height": 900})
    pages = [path for kind, path in kinds_of(site).items() if kind not in known]
    return [f"{path}: {trouble}" for path in pages for trouble in look_at(page, f"{address}{path}", width)]


def look_at(page: Page, address: str, width: int) -> list[str]:
    """What is wrong on a page and its print. Dark differs from light in colours only, so only they are looked at again."""
    page.emulate_media(color_scheme="light")
    page.goto(address)
    troubles = [] if page.locator("h1").count() == 1 else ["there is not one h1"]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        troubles.append("it scrolls sideways")
    page.emulate_media(media="print")
    troubles += page.evaluate(ON_PAPER)
    page.emulate_media(media="screen")
    thin_out(page)
    troubles += complaints(page)
    page.emulate_media(color_scheme="dark")
    return troubles + [f"in dark: {said}" for said in complaints(page, colours_only=True)]


@pytest.fixture
def walk(browser: Browser, address: str) -> Iterator[Page]:
    """A page opened by somebody who has only a keyboard."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened.goto(f"{address}providers/index.html")
    yield opened
    opened.close()


def test_the_first_key_leads_past_the_navigation(walk: Page) -> None:
    walk.keyboard.press("Tab")
    assert walk.evaluate("document.activeElement.matches('.md-skip')")
    assert walk.locator(".md-skip").is_visible()
    walk.keyboard.press("Enter")
    walk.keyboard.press("Tab")
    assert walk.evaluate("document.activeElement.closest('main .md-content') !== null")


def test_every_kind_of_control_shows_where_the_keyboard_is(walk: Page, address: str, sample: Path) -> None:
    unseen: set[str] = set()
    for path in kinds_of(sample).values():
        walk.goto(address + path)
        walk.keyboard.press("Tab")
        unseen |= {f"{path}: {control}" for control in walk.evaluate(UNSEEN)}
    assert not unseen, "\n".join(sorted(unseen))


@pytest.mark.parametrize("path", ["index.html", "providers/index.html", "procedures/calculator.html"])
def test_nothing_moves_for_who_wants_no_motion(walk: Page, address: str, path: str) -> None:
    walk.goto(address + path)
    assert walk.evaluate(MOVING) == []


def test_motion_is_looked_for_where_it_is(browser: Browser, address: str) -> None:
    opened = browser.new_page()
    opened.goto(address)
    assert opened.evaluate(MOVING) != []
    opened.close()

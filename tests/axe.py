"""What axe-core says of a page that is open in Chromium: all its rules, those for good practice and 24-pixel targets too."""

from __future__ import annotations

from collections.abc import Mapping

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

How = dict[str, object]
EVERYTHING: How = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS: How = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
ALIKE = """() => {
  const name = one => one.tagName + "." + (one.getAttribute("class") ?? "");
  for (const parent of document.querySelectorAll(".md-typeset :is(tbody, ul, ol, dl, div, section, svg, fieldset)")) {
    const seen = new Map();
    for (const child of parent.isConnected ? [...parent.children] : []) {
      const kind = name(child);
      const known = seen.get(kind) ?? seen.set(kind, { times: 0, inside: new Set() }).get(kind);
      const inside = [...child.querySelectorAll("*")].map(name);
      const news = inside.some(one => !known.inside.has(one));
      if (known.times > 1 && !news) child.remove();
      else known.times += 1;
      inside.forEach(one => known.inside.add(one));
    }
  }
}"""


FURNITURE = (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-sidebar--secondary", ".md-footer")
MADE_OF = """names => names.flatMap(name => [...document.querySelectorAll(name)].map(block => [name,
  [block, ...block.querySelectorAll("*")].map(one => `${name} ${one.tagName}.${one.getAttribute("class") ?? ""}`)]))"""
WHOLE: Mapping[str, object] = {"exclude": []}
WIDTHS = (1280, 320)
LAID_OUT = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""The theme gives its side columns their height a frame after the window has another size."""


def complaints(page: Page, how: How = EVERYTHING, where: Mapping[str, object] = WHOLE) -> list[str]:
    """Each broken rule with the first place that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("([where, how]) => axe.run(where, how)", [where, how])["violations"]
    return [f"{v['id']} x{len(v['nodes'])}: {v['nodes'][0]['html'][:160]}" for v in found]


def all_complaints(page: Page, known: set[str]) -> list[str]:
    """What axe says of an open page at each width, in light and in dark. Dark differs from light in colours only.

    After the first look at a page the theme's furniture is left out where it is made of nothing but what pages before had.
    """
    blocks = page.evaluate(MADE_OF, list(FURNITURE))
    others = {"exclude": [[name] for name, kinds in blocks if known.issuperset(kinds)]}
    known.update(kind for _, kinds in blocks for kind in kinds)
    page.emulate_media(reduced_motion="reduce")  # or a colour is looked at on its way to another
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(LAID_OUT)
        page.emulate_media(color_scheme="light")
        where = WHOLE if width == WIDTHS[0] else others
        found += [f"{width}: {said}" for said in complaints(page, where=where)]
        page.emulate_media(color_scheme="dark")
        found += [f"{width}, dark: {said}" for said in complaints(page, COLOURS, others)]
    return found


def thin_out(page: Page) -> None:
    """Takes out of long tables and lists what is made exactly like what stands before it: axe would only say it again."""
    page.evaluate(ALIKE)

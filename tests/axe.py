"""What axe-core says of a page that is open in Chromium: all its rules, those for good practice and 24-pixel targets too."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

EVERYTHING = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {
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


def complaints(page: Page, *, colours_only: bool = False) -> list[str]:
    """Each broken rule with the first place that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("options => axe.run(options)", COLOURS if colours_only else EVERYTHING)["violations"]
    return [f"{v['id']} x{len(v['nodes'])}: {v['nodes'][0]['html'][:160]}" for v in found]


def thin_out(page: Page) -> None:
    """Takes out of long tables and lists what is made exactly like what stands before it: axe would only say it again."""
    page.evaluate(ALIKE)

"""`make screenshots`: one page of every kind as it looks on a phone, a tablet and a laptop, in light, dark and on paper.

Writes into `build/screenshots` with an `index.html` to look through; nobody's records but the sample's are shown.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, sync_playwright

from tests.browser_setup import ARGUMENTS, chromium
from tests.page_kinds import kinds_of
from tests.sites import ROOT, build, copy_of

OUT = ROOT / "build" / "screenshots"
WIDTHS = (375, 768, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TALLEST = 3_600
STYLE = "body { font: 14px sans-serif } figure { display: inline-block; margin: 4px; vertical-align: top } img { width: 320px; border: 1px solid #999 }"


def main() -> int:
    """Builds the sample unless a site is named, and photographs it."""
    only = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="casebook-screenshots-") as folder, sync_playwright() as driver:
        site = sample(Path(folder))
        kinds = {kind: path for kind, path in kinds_of(site).items() if not only or any(word in kind for word in only)}
        browser = driver.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        page = browser.new_page(reduced_motion="reduce")
        OUT.mkdir(parents=True, exist_ok=True)
        for kind, path in kinds.items():
            page.goto((site / path).as_uri())
            for name in photographed(page, kind.replace("/", "-")):
                sys.stdout.write(f"{name}\n")
        browser.close()
    (OUT / "index.html").write_text(index(), encoding="utf-8")
    sys.stdout.write(f"look at {OUT / 'index.html'}\n")
    return 0


def sample(folder: Path) -> Path:
    """The sample's site, made to be opened from a folder, or one that stands already and is named."""
    if ready := os.environ.get("CASEBOOK_SAMPLE_SITE"):
        return Path(ready).resolve()
    root = copy_of(ROOT, folder / "root")
    done = build(root, "--offline")
    if done.returncode:
        raise SystemExit(done.stderr)
    return root / "site" / "public"


def photographed(page: Page, kind: str) -> Iterator[str]:
    """Writes every picture of an open page and its print. Yields the names of the files."""
    page.emulate_media(media="screen")
    for scheme, width in product(SCHEMES, WIDTHS):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        height = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
        name = f"{kind}-{width}-{scheme}.png"
        page.screenshot(path=OUT / name, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
        yield name
    page.emulate_media(media="print", color_scheme="light")
    page.pdf(path=OUT / f"{kind}.pdf", format="A4", prefer_css_page_size=True)
    yield f"{kind}.pdf"


def index() -> str:
    """A page to look through what there is."""
    parts = [
        f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Screenshots</title><style>{STYLE}</style>'
    ]
    for pdf in sorted(OUT.glob("*.pdf")):
        parts.append(f'<h2>{escape(pdf.stem)} <a href="{pdf.name}">on paper</a></h2>')
        for shot in sorted(OUT.glob(f"{pdf.stem}-[0-9]*.png")):
            parts.append(
                f'<figure><a href="{shot.name}"><img src="{shot.name}" alt=""></a><figcaption>{shot.stem}</figcaption></figure>'
            )
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())

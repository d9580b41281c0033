"""How heavy the pages of a site are, by kind: what the theme's frame takes, what their own text takes, and the heaviest.

`python -m benchmarks.weight SITE` prints it for a site that is there.
"""

from __future__ import annotations

import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.checking import made
from benchmarks.measure import Plan, Row, at, casebook

RECORD_LIMIT = 40 * 1024
LIMIT = 400 * 1024
HEAVIEST = 10
KIND = re.compile(r'<div class="cb" data-kind="([^"]+)">')
BODY = re.compile(r'<div id="casebook-content".*</article>', re.DOTALL)
DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """One page in bytes: all of it, its own text, and the drawings in that."""

    name: str
    kind: str
    whole: int
    body: int
    drawings: int


def weights(site: Path) -> Iterator[Weight]:
    """Every page of a site."""
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        kind, body = KIND.search(html), BODY.search(html)
        own = body[0] if body else ""
        yield Weight(
            name=path.relative_to(site).as_posix(),
            kind=kind[1] if kind else "written",
            whole=len(html.encode()),
            body=len(own.encode()),
            drawings=sum(len(drawing.encode()) for drawing in DRAWING.findall(own)),
        )


def rows(plan: Plan) -> Iterator[Row]:
    """The pages of records, the heaviest pages of all, and what every visitor loads."""
    root, number = made(plan, 5_000)
    casebook("build", *at(root), "--force")
    site = root / "site" / "public"
    found = {weight.name: weight for weight in weights(site)}
    for folder in sorted(path for path in (root / "records").iterdir() if path.is_dir()):
        pages = [found[f"{folder.name}/{path.stem}.html"] for path in folder.glob("*.yaml")]
        most = max(page.whole for page in pages)
        frame = statistics.median(page.whole - page.body for page in pages)
        middle = statistics.median(page.whole for page in pages)
        measured = f"{kilobytes(middle)}, heaviest {kilobytes(most)}, frame {kilobytes(frame)}"
        work = f"page of one of {len(pages):,} {folder.name}: middle of all"
        yield Row(work=work, measured=measured, reach="<= 40 KB", met=most <= RECORD_LIMIT)
    for page in sorted(found.values(), key=lambda page: -page.whole)[:HEAVIEST]:
        work = f"among the heaviest at {number:,} records: {page.name}"
        yield Row(work=work, measured=kilobytes(page.whole), reach="<= 400 KB", met=page.whole <= LIMIT)
    index = site / "search" / "search_index.json"
    yield Row(work=f"search index at {number:,} records", measured=kilobytes(index.stat().st_size))


def kilobytes(size: float) -> str:
    """A size in words."""
    return f"{size / 1024:,.0f} KB"


def listed(site: Path) -> Iterator[str]:
    """The pages of a site by kind, the heaviest kind first, then the heaviest pages."""
    kinds: dict[str, list[Weight]] = defaultdict(list)
    for weight in weights(site):
        kinds[weight.kind].append(weight)
    yield f"{'kind':34}{'pages':>6}{'middle':>9}{'most':>9}{'frame':>8}{'drawn':>8}  heaviest\n"
    for kind, pages in sorted(kinds.items(), key=lambda item: -max(page.whole for page in item[1])):
        ordered = sorted(pages, key=lambda page: page.whole)
        middle, most = ordered[len(ordered) // 2], ordered[-1]
        frame = middle.whole - middle.body
        yield f"{kind:34}{len(pages):6}{middle.whole:9}{most.whole:9}{frame:8}{middle.drawings:8}  {most.name}\n"
    everything = sorted((page for pages in kinds.values() for page in pages), key=lambda page: -page.whole)
    yield "".join(f"\n{page.whole:9}  {page.name}" for page in everything[:HEAVIEST]) + "\n"


if __name__ == "__main__":
    sys.stdout.writelines(listed(Path(sys.argv[1])))

"""One page of every kind of a built site, found in the site itself: no list to forget a kind in."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

KIND = re.compile(r'<div class="cb" data-kind="([^"]+)">')
NOT_READ = {"404.html"}
WRITTEN = "written/"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def kinds_of(public: Path) -> dict[str, str]:
    """For each template the longest page made with it, and every hand-written page as a kind of its own."""
    longest: dict[str, tuple[int, str]] = {}
    for path in sorted(public.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        name = path.relative_to(public).as_posix()
        if name in NOT_READ or 'http-equiv="refresh"' in html:
            continue
        found = KIND.search(html)
        kind = found[1] if found else f"{WRITTEN}{name.removesuffix('.html')}"
        longest[kind] = max(longest.get(kind, (0, "")), (len(html), name))
    return {kind: name for kind, (_, name) in sorted(longest.items())}


class Anatomy(HTMLParser):
    """How the text of a page is made: each kind of element, and inside which."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.kinds: set[tuple[str, str]] = set()
        self.feed(html[html.find("<article") : html.find("</article>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element in another."""
        kind = f"{tag}.{dict(attrs).get('class') or ''}"
        self.kinds.add((self.inside[-1] if self.inside else "", kind))
        if tag not in VOID:
            self.inside.append(kind)

    def handle_endtag(self, tag: str) -> None:
        """Out of it again."""
        while self.inside and self.inside.pop().partition(".")[0] != tag:
            pass


def without_likes(public: Path, kinds: dict[str, str]) -> dict[str, str]:
    """The kinds less the hand-written pages that are made of nothing but what longer ones are made of."""
    written = {
        kind: (public / path).read_text(encoding="utf-8") for kind, path in kinds.items() if kind.startswith(WRITTEN)
    }
    known: set[tuple[str, str]] = set()
    left_out = set()
    for kind in sorted(written, key=lambda kind: (-len(written[kind]), kind)):
        made_of = Anatomy(written[kind]).kinds
        if made_of <= known:
            left_out.add(kind)
        known |= made_of
    return {kind: path for kind, path in kinds.items() if kind not in left_out}

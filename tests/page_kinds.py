"""One page of every kind of a built site, found in the site itself: no list to forget a kind in."""

from __future__ import annotations

import re
from pathlib import Path

KIND = re.compile(r'<div class="cb" data-kind="([^"]+)">')
NOT_READ = {"404.html"}


def kinds_of(public: Path) -> dict[str, str]:
    """For each template the longest page made with it, and every hand-written page as a kind of its own."""
    longest: dict[str, tuple[int, str]] = {}
    for path in sorted(public.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        name = path.relative_to(public).as_posix()
        if name in NOT_READ or 'http-equiv="refresh"' in html:
            continue
        found = KIND.search(html)
        kind = found[1] if found else f"written/{name.removesuffix('.html')}"
        longest[kind] = max(longest.get(kind, (0, "")), (len(html), name))
    return {kind: name for kind, (_, name) in sorted(longest.items())}

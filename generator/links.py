"""Checks that every link inside a built site leads to a page or a place that is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
ANCHOR = re.compile(r'\s(?:id|name)="([^"]*)"')
OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class DeadLink:
    """A link that leads nowhere."""

    page: str
    target: str


def dead_links(pages: Mapping[str, str], files: frozenset[str]) -> Iterator[DeadLink]:
    """Links in `pages` (path to HTML) that lead to no file, or to no anchor of a page."""
    anchors: dict[str, frozenset[str]] = {}

    def anchors_of(path: str) -> frozenset[str]:
        if path not in anchors:
            anchors[path] = frozenset(ANCHOR.findall(pages.get(path, "")))
        return anchors[path]

    for page, html in pages.items():
        for raw in sorted(set(LINK.findall(html))):
            target = raw.replace("&amp;", "&").replace("&#38;", "&")
            if OUTSIDE.match(target) or not target or target.startswith("data:"):
                continue
            path, _, anchor = target.partition("#")
            path = unquote(path.partition("?")[0])
            place = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
            if path.startswith("/"):
                place = path.lstrip("/")
            missing = place not in files and f"{place}/index.html".removeprefix("./") not in files
            no_anchor = bool(anchor) and place in pages and unquote(anchor) not in anchors_of(place)
            if missing or (no_anchor and not anchor.startswith("__")):
                yield DeadLink(page=page, target=raw)

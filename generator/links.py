"""Checks that every link inside a built site leads to a page or a place that is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
ANCHOR = re.compile(r'\s(?:id|name)="([^"]*)"')
ANCHOR_ELEMENT = re.compile(r'<a\s(?:[^>]*\s)?href="(?P<target>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class DeadLink:
    """A link that leads nowhere."""

    page: str
    target: str


def unlinked(page: str, html: str, files: frozenset[str]) -> str:
    """The page with links to pages that are not there turned into plain words."""

    def words(found: re.Match[str]) -> str:
        place = place_of(page, found["target"])
        return found[0] if place is None or leads_somewhere(place, files) else found["words"]

    return ANCHOR_ELEMENT.sub(words, html)


def place_of(page: str, raw: str) -> str | None:
    """The path within the site that a link on a page leads to; None for one that leads outside."""
    target = raw.replace("&amp;", "&").replace("&#38;", "&")
    if OUTSIDE.match(target) or not target or target.startswith("data:"):
        return None
    path = unquote(target.partition("#")[0].partition("?")[0])
    if path.startswith("/"):
        return path.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page


def leads_somewhere(place: str, files: frozenset[str]) -> bool:
    """Whether there is a page or file at a path."""
    return place in files or f"{place}/index.html".removeprefix("./") in files


def dead_links(pages: Mapping[str, str], files: frozenset[str]) -> Iterator[DeadLink]:
    """Links in `pages` (path to HTML) that lead to no file, or to no anchor of a page."""
    anchors: dict[str, frozenset[str]] = {}

    def anchors_of(path: str) -> frozenset[str]:
        if path not in anchors:
            anchors[path] = frozenset(ANCHOR.findall(pages.get(path, "")))
        return anchors[path]

    for page, html in pages.items():
        for raw in sorted(set(LINK.findall(html))):
            place = place_of(page, raw)
            if place is None:
                continue
            anchor = raw.replace("&amp;", "&").replace("&#38;", "&").partition("#")[2]
            missing = not leads_somewhere(place, files)
            no_anchor = bool(anchor) and place in pages and unquote(anchor) not in anchors_of(place)
            if missing or (no_anchor and not anchor.startswith("__")):
                yield DeadLink(page=page, target=raw)

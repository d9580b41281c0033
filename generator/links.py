"""Checks that every link inside a built site leads to a page or a place that is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sys import intern
from urllib.parse import unquote

LINKS = (' href="', ' src="')
ANCHORS = (' id="', ' name="')
SHAPE = "i-"
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
    target = plain(raw)
    if OUTSIDE.match(target) or not target or target.startswith("data:"):
        return None
    path = unquote(target.partition("#")[0].partition("?")[0])
    if path.startswith("/"):
        return path.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page


def leads_somewhere(place: str, files: frozenset[str]) -> bool:
    """Whether there is a page or file at a path."""
    return place in files or f"{place}/index.html".removeprefix("./") in files


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What matters of a page here: where it leads, and the places in it that can be led to."""

    links: tuple[str, ...]
    anchors: tuple[str, ...]


def marks_of(html: str) -> Marks:
    """The marks of a page or of a part of one."""
    line = html.replace("\n", " ").replace("\t", " ")
    return Marks(links=values_of(LINKS, line), anchors=values_of(ANCHORS, line))


def values_of(attributes: tuple[str, ...], line: str) -> tuple[str, ...]:
    """What stands in attributes, each once. A text is cut at them many times sooner than a pattern is found in it. The same words
    stand on many pages and are held once."""
    pieces = (piece for attribute in attributes for piece in line.split(attribute)[1:])
    return tuple(sorted({intern(piece.partition('"')[0]) for piece in pieces}))


class Leads:
    """Where pages lead, and what they can be led to in, each once: what the links of a site come to without its pages."""

    def __init__(self) -> None:
        self.links: dict[str, set[str]] = {}
        """What stands in the links of the pages of a folder."""
        self.anchors: dict[str, tuple[str, ...]] = {}
        """The places in each page. Many pages have the same."""
        self._held: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, page: str, html: str) -> None:
        """Adds a page. A link to a place in itself is looked up at once, and only kept if there is none. Shapes are used by
        their own page alone."""
        marks = marks_of(html)
        self._keep(page, tuple(anchor for anchor in marks.anchors if not anchor.startswith(SHAPE)))
        folder, name = posixpath.split(page)
        places = {f"#{anchor}" for anchor in marks.anchors}
        elsewhere = (name + raw if raw.startswith("#") else raw for raw in marks.links if raw not in places)
        self.links.setdefault(folder, set()).update(elsewhere)

    def join(self, links: Mapping[str, set[str]], anchors: Mapping[str, tuple[str, ...]]) -> None:
        """Adds what somebody else has gathered."""
        for folder, found in links.items():
            self.links.setdefault(folder, set()).update(found)
        for page, places in anchors.items():
            self._keep(page, places)

    def _keep(self, page: str, places: tuple[str, ...]) -> None:
        self.anchors[page] = self._held.setdefault(places, places)

    def are_sound(self, files: frozenset[str]) -> bool:
        """Whether no link can be dead. Where one might be, the pages themselves have to be asked which, and whether."""
        places = {page: Marks(links=(), anchors=anchors) for page, anchors in self.anchors.items()}
        any_of = {
            posixpath.join(folder, ""): Marks(links=tuple(found), anchors=()) for folder, found in self.links.items()
        }
        return next(dead_ends(places | any_of, files), None) is None


def dead_links(pages: Mapping[str, str], files: frozenset[str]) -> Iterator[DeadLink]:
    """Links in `pages` (path to HTML) that lead to no file, or to no anchor of a page."""
    return dead_ends({page: marks_of(html) for page, html in pages.items()}, files)


def dead_ends(pages: Mapping[str, Marks], files: frozenset[str]) -> Iterator[DeadLink]:
    """The same, when the marks of the pages are known. Most links of a page stand on its neighbours too."""
    places: dict[tuple[str, str], tuple[str | None, str, bool]] = {}
    anchors: dict[str, frozenset[str]] = {}
    for page, marks in pages.items():
        folder = posixpath.dirname(page)
        for raw in marks.links:
            key = (page if raw.startswith("#") else folder, raw)
            if key not in places:
                found = place_of(page, raw)
                missing = found is not None and not leads_somewhere(found, files)
                places[key] = found, plain(raw).partition("#")[2], missing
            place, anchor, missing = places[key]
            if place is None:
                continue
            if anchor and place in pages and place not in anchors:
                anchors[place] = frozenset(pages[place].anchors)
            no_anchor = bool(anchor) and place in pages and unquote(anchor) not in anchors[place]
            if missing or (no_anchor and not anchor.startswith("__")):
                yield DeadLink(page=page, target=raw)


def plain(raw: str) -> str:
    """An attribute's text as an address."""
    return raw.replace("&amp;", "&").replace("&#38;", "&")

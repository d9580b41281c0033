"""One built page of the theme with placeholders, into which any number of bodies are stamped.

The engine never sees a record: it builds an empty page for each section. This module knows where in that page the
title, description, contents list and body go. It must not know what a page means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import escape

TITLE = "CASEBOOKFRAMETITLE"
DESCRIPTION = "CASEBOOKFRAMEDESCRIPTION"
BODY = "CASEBOOKFRAMEBODY"
TOC = "CASEBOOKFRAMETOC"
TOC_ID = TOC.lower()
CONTENT_ID = "casebook-content"

TOC_ITEM = re.compile(rf'<li class="md-nav__item">\s*<a href="#{TOC_ID}"(?:(?!</li>).)*</li>', re.DOTALL)
HEADING_ONE = re.compile(rf"<h1[^>]*>[^<]*</h1>\s*(?=<p>\s*{BODY})")
HEADING_TWO = re.compile(rf'<h2 id="{TOC_ID}">.*?</h2>', re.DOTALL)
BODY_PARAGRAPH = re.compile(rf"<p>\s*{BODY}\s*</p>")
PLAIN_WORDS = re.compile(rf'<span class="md-ellipsis">\s*({TOC})\s*</span>')
NEIGHBOURS = re.compile(r'\s*<link rel="(?:prev|next)"[^>]*>')
CANONICAL = re.compile(r'<link rel="canonical" href="[^"]*"\s*/?>')
CANONICAL_SLOT = "CASEBOOKFRAMECANONICAL"
SLOTS = re.compile(f"({TITLE}|{DESCRIPTION}|{BODY}|{TOC}|{CANONICAL_SLOT})")


class BadFrame(Exception):
    """The engine's page lacks a place the casebook needs: the theme has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """What is put into a frame. Everything but the body is text and is escaped here."""

    title: str
    description: str
    body: str
    contents: tuple[tuple[str, str], ...]
    canonical: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A built page cut at its placeholders: literal text and slot names in turn."""

    pieces: tuple[str, ...]
    toc_item: str

    def stamp(self, page: Stamped) -> str:
        """The page with everything in place. Filled text is never searched for placeholders again."""
        values = {
            TITLE: str(escape(page.title)),
            DESCRIPTION: str(escape(page.description)),
            BODY: f'<div id="{CONTENT_ID}" class="casebook" tabindex="-1">\n{page.body}\n</div>',
            TOC: "".join(self.toc_item.replace(TOC_ID, anchor).replace(TOC, text) for anchor, text in page.contents),
            CANONICAL_SLOT: f'<link rel="canonical" href="{escape(page.canonical)}">' if page.canonical else "",
        }
        return "".join(values.get(piece, piece) for piece in self.pieces)


def markdown(hide: tuple[str, ...] = ()) -> str:
    """The source of a frame: a page of nothing but placeholders."""
    hidden = "".join(f"\n  - {name}" for name in hide)
    front = f"title: {TITLE}\ndescription: {DESCRIPTION}\nsearch:\n  exclude: true\n"
    front += f"hide:{hidden}\n" if hide else ""
    return f"---\n{front}---\n\n{BODY}\n\n## {TOC}\n"


def frame_of(html: str, name: str) -> Frame:
    """The frame in a built page. Raises BadFrame when a place is missing."""
    found = TOC_ITEM.search(html)
    if found is None or not BODY_PARAGRAPH.search(html) or TITLE not in html:
        raise BadFrame(f"the theme's page for '{name}' has no place for a title, a body or a contents list")
    item = PLAIN_WORDS.sub(r"\1", found.group())  # it stands twice for every heading of every page
    html = TOC_ITEM.sub(lambda _: TOC, html)
    html = HEADING_ONE.sub("", html)
    html = HEADING_TWO.sub("", html)
    html = BODY_PARAGRAPH.sub(lambda _: BODY, html, count=1)
    html = html.replace(f'"#{TOC_ID}"', f'"#{CONTENT_ID}"')
    html = NEIGHBOURS.sub("", html)
    html = CANONICAL.sub(CANONICAL_SLOT, html)
    return Frame(pieces=tuple(SLOTS.split(html)), toc_item=item)

"""Markdown of policies and procedures to HTML that is safe: parsed without raw HTML, then sanitised. The only way in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

TAGS = frozenset(
    [
        "p",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "a",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "code",
        "pre",
        "br",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "hr",
    ]
)
ATTRIBUTES = {"a": {"href"}}
OPEN = re.compile(r"[\s\x00-\x20]*[/\\]|%5c", re.IGNORECASE)
"""How an address begins that names a host without a scheme, or the top of a drive."""
HEADING = re.compile(r"<(/?)h([1-6])>")
PARSER = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def prose(text: str) -> Markup:
    """The text as HTML. Headings start at the third level; links may lead to https pages only."""
    rendered = HEADING.sub(lambda m: f"<{m[1]}h{min(int(m[2]) + 2, 6)}>", PARSER.render(text))
    clean = nh3.clean(
        rendered,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        attribute_filter=kept,
        url_schemes={"https"},
        link_rel="noopener noreferrer",
    )
    return Markup(clean)  # noqa: S704 - sanitised just above


def kept(_tag: str, _name: str, value: str) -> str | None:
    """An address within the site or of an https page. One that leaves its scheme open would lead to a drive of the
    network where the site is read from a folder."""
    return None if OPEN.match(value) else value


def plain_blocks(text: str) -> tuple[str, ...]:
    """The words of each heading, paragraph, list item and table cell, without their Markdown."""
    inline = (token for token in PARSER.parse(text) if token.type in ("inline", "code_block", "fence"))
    blocks = (" ".join("".join(words_of(token)).split()) for token in inline)
    return tuple(block for block in blocks if block)


def words_of(token: Token) -> Iterator[str]:
    """The text within one block; line breaks count as spaces."""
    if token.children is None:
        yield token.content
    for child in token.children or ():
        yield " " if child.type in ("softbreak", "hardbreak") else child.content

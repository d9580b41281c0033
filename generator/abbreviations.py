"""Explains abbreviations where they first come up on a page. Works on HTML we have rendered ourselves, and only adds to it:

the text of the page, its tags and its escapes stay as they are, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from markupsafe import escape

from generator.reference.glossary import EXPLAINED

PIECES = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))"
    r"|(?P<raw><(?P<of>script|style|textarea)\b.*?(?:</(?P=of)\s*>|\Z))"
    r"""|(?P<tag><(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>)"""
    r"|(?P<escape>&#?[a-zA-Z0-9]+;)"
    r"|(?P<text>[^<&]+)"
    r"|(?P<odd>.)",
    re.DOTALL | re.IGNORECASE,
)
LEFT_ALONE = frozenset(
    [
        "a",
        "abbr",
        "button",
        "code",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "kbd",
        "label",
        "math",
        "nav",
        "option",
        "pre",
        "samp",
        "select",
        "summary",
        "svg",
        "title",
    ]
)


def explained(html: str, meanings: Mapping[str, str] = EXPLAINED) -> str:
    """The page with the first of each known abbreviation in running text wrapped in <abbr>."""
    pattern = any_of(tuple(meanings))
    left = dict(meanings)
    depth = 0
    out: list[str] = []
    for kind, name, piece in pieces(html):
        if kind == "open" and name in LEFT_ALONE:
            depth += 1
        elif kind == "close" and name in LEFT_ALONE:
            depth = max(0, depth - 1)
        out.append(wrap(piece, pattern, left) if kind == "text" and depth == 0 else piece)
    return "".join(out)


def pieces(html: str) -> Iterator[tuple[str, str, str]]:
    """The HTML in pieces that make it up again: kind, name of the tag, and the piece itself."""
    for found in PIECES.finditer(html):
        name = (found["name"] or "").lower()
        if found["tag"] is None:
            yield "text" if found["text"] is not None else "other", "", found[0]
        elif found[0].endswith("/>"):
            yield "other", name, found[0]
        else:
            yield "close" if found["end"] else "open", name, found[0]


def wrap(text: str, pattern: re.Pattern[str], left: dict[str, str]) -> str:
    """The text with each abbreviation that is still left wrapped, once. What was wrapped is no longer left."""

    def replace(found: re.Match[str]) -> str:
        meaning = left.pop(found[0], None)
        return found[0] if meaning is None else f'<abbr title="{escape(meaning)}">{found[0]}</abbr>'

    return pattern.sub(replace, text)


@lru_cache(maxsize=4)
def any_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the terms as a word of its own, or with an s for more than one. Longer ones go first."""
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    return (
        re.compile(rf"(?<![\w&/@.#-])(?:{'|'.join(map(re.escape, ordered))})(?=s?(?![\w/@-]))")
        if ordered
        else re.compile(r"(?!)")
    )

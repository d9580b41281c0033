"""Which characters may stand in a record, and how the others are named. Knows nothing of YAML."""

from __future__ import annotations

import re

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, NEL
    "\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f"  # invisible, direction marks
    "\u2028-\u202e\u2060-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb"  # separators, overrides, isolates
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # lone surrogates, code points that are no characters
    "\U000e0000-\U000e0fff]"  # tag characters
    "|(?<![\U0001f000-\U0001faff\u2600-\u27bf\ufe0f])\u200d"  # a joiner outside an emoji
)


PLAIN = bytes(range(0x20, 0x7F)) + b"\t\n\r"
JOINER = "\u200d"


def may_hide(text: str) -> bool:
    """Whether a text needs a closer look: a quick answer that is never wrongly no."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, PLAIN).decode("utf-8", "surrogatepass")
    return JOINER in rest or FORBIDDEN.search(rest) is not None


def name_of(character: str) -> str:
    """The character as an escape that is safe to print, such as \\x1b or U+202E."""
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"U+{code:04X}"


def printable(text: str, limit: int = 60) -> str:
    """The text with every unsafe character written as an escape, cut to `limit` characters."""
    if len(text) <= limit and text.isascii() and text.isprintable():
        return text
    shown = "".join(
        name_of(c) if FORBIDDEN.match(c) or c == "\u200d" or c in "\r\n\t" else c for c in text[: limit + 1]
    )
    return shown if len(text) <= limit else shown[:limit] + "…"

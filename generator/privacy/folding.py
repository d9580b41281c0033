"""A text as plain ASCII for comparison, and the way back: accents, curly marks, look-alikes and hidden characters.

Whatever a person would read as a letter becomes that letter, so that a name cannot slip through by the way it is typed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

LETTERS = {
    **dict.fromkeys("‘’ʼʻ`´′＇", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("“”„«»", '"'),
    "ł": "l",
    "Ł": "L",
    "ø": "o",
    "Ø": "O",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
    "ß": "ss",
    "ẞ": "SS",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ð": "d",
    "Ð": "D",
    "þ": "th",
    "Þ": "Th",
    "ə": "a",
    "Ə": "A",
    "ħ": "h",
    "ɓ": "b",
    "Ɓ": "B",
    "ɗ": "d",
    "Ɗ": "D",
    "ƙ": "k",
    "Ƙ": "K",
    "ɛ": "e",
    "Ɛ": "E",
    "ɔ": "o",
    "Ɔ": "O",
    "ŋ": "n",
    **dict(zip("абвгдежзийклмнопрстуфхцчшыьэюяієї", "abvgdezziiklmnoprstufhccsy'euaiei", strict=True)),
    **dict(zip("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЫЬЭЮЯІЄЇ", "ABVGDEZZIIKLMNOPRSTUFHCCSY'EUAIEI", strict=True)),
    **dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "abgdeziqiklmnxoprsstyfhpo", strict=True)),
    **dict(zip("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", "ABGDEZIQIKLMNXOPRSTYFHPO", strict=True)),
}
DROPPED = frozenset("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text; `origin[i]` is where its character i stood. None where nothing moved."""

    text: str
    origin: tuple[int, ...] | None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the folded text as a stretch of the text itself."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end]


def fold(text: str) -> Folded:
    """The text to look at. Plain text is given back as it is."""
    if text.isascii():
        return Folded(text, None)
    out: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        plain = character if character.isascii() else folded(character)
        out.append(plain)
        origin += [index] * len(plain)
    origin.append(len(text))
    return Folded("".join(out), tuple(origin))


def folded(character: str) -> str:
    """One character as ASCII: nothing for what is not seen, a dot for what is no letter of ours."""
    if character in DROPPED or unicodedata.combining(character):
        return ""
    if character in LETTERS:
        return LETTERS[character]
    if character.isspace():
        return "\n" if character in "\u2028\u2029\x85" else " "
    parts = [p for p in unicodedata.normalize("NFKD", character) if not unicodedata.combining(p)]
    plain = "".join(p if p.isascii() else LETTERS.get(p, "") for p in parts)
    return plain or ("" if 0xE0000 <= ord(character) <= 0xE0FFF else ";")

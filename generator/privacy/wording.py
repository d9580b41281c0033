"""A text as words: how each is written, whether it begins a sentence, and whether the text shouts or is a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

TOKEN = re.compile(r"[A-Za-z]+(?:['-](?=[A-Za-z])[A-Za-z]+)*'?|[0-9]+[A-Za-z]*")
NEW_SENTENCE = re.compile(r"[.!?:;|\n*\t>\"=/]|^\s*-|\s-+\s|^\s*\(|\d[.)]")
SUFFIX = re.compile(r"('s|')$", re.IGNORECASE)


@dataclass(slots=True)
class Word:
    """One word. `base` is lower case without a possessive ending."""

    start: int
    end: int
    text: str
    base: str
    shape: str
    begins: bool
    gap: str
    owns: bool
    taken: bool = False
    name: bool = False


@dataclass(slots=True)
class Wording:
    """All words of a text."""

    words: list[Word]
    shouting: bool
    heading: bool
    text: str = field(repr=False)


def wording(text: str) -> Wording:
    """The words of a folded text."""
    words: list[Word] = []
    end = 0
    for found in TOKEN.finditer(text):
        gap = text[end : found.start()]
        written = found.group()
        bare = SUFFIX.sub("", written)
        begins = not words or NEW_SENTENCE.search(gap) is not None
        if begins and words and gap == ". " and is_initial(words[-1]):
            begins = False
        words.append(
            Word(
                found.start(), found.start() + len(bare), bare, bare.lower(), shape(bare), begins, gap, bare != written
            )
        )
        end = found.end()
    return Wording(words, shouts(words), is_heading(words, text), text)


def is_initial(word: Word) -> bool:
    """Whether a word with a full stop is an initial or a title, which end no sentence."""
    return (len(word.text) == 1 and word.shape == "U") or word.base in (
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "prof",
        "rev",
        "mx",
    )


def shape(text: str) -> str:
    """l lower case, T capitalised, U all capitals, M mixed, d with a digit."""
    if not text.isalpha() and any(c.isdigit() for c in text):
        return "d"
    if text.islower():
        return "l"
    if text.isupper():
        return "U"
    parts = re.split(r"['-]", text)
    if text[0].isupper() and all(p.istitle() or p.islower() for p in parts if p):
        return "T"
    if text[0].isupper() and re.fullmatch(
        r"(?:Mac|Mc|O'|D'|De|La|Le|Van|Fitz|Ap|Al|Abd|El|Ni|Du|Di)[A-Z][a-z]+(?:-[A-Z][a-z]+)?", text
    ):
        return "T"
    return "M"


def shouts(words: list[Word]) -> bool:
    """Whether most of a text is in capitals."""
    letters = [w for w in words if w.shape != "d" and len(w.text) > 1]
    loud = sum(w.shape == "U" for w in letters)
    return len(letters) >= 3 and loud >= 3 and loud * 10 >= len(letters) * 6


LITTLE = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "vs",
        "via",
        "per",
    ]
)


def is_heading(words: list[Word], text: str) -> bool:
    """Whether nearly every word of some weight begins with a capital."""
    heavy = [w for w in words if w.base not in LITTLE and w.shape != "d"]
    capital = sum(w.shape in "TU" for w in heavy)
    return len(heavy) >= 3 and capital * 10 >= len(heavy) * 8 and not text.rstrip().endswith(".")

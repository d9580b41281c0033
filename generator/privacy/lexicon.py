"""The word lists, read once and only when a text needs them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")
Phrases = dict[str, tuple[tuple[str, ...], ...]]
WORD = re.compile(r"[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a word may be. All words are lower case and without accents."""

    words: frozenset[str]
    rarer: frozenset[str]
    first: frozenset[str]
    family: frozenset[str]
    places: frozenset[str]
    things: frozenset[str]
    phrases: Phrases

    def known(self, word: str) -> bool:
        """Whether this is an ordinary word, in any of its forms, or made of such words."""
        if word in self.words or word in self.things:
            return True
        for ending in ENDINGS:
            if word.endswith(ending) and word[: -len(ending)] in self.words:
                return True
        if word in CONTRACTED:
            return True
        if word.endswith("s") and len(word) > 5 and self.known(word[:-1]):
            return True
        return "-" in word and all(part.isdigit() or self.known(part) for part in word.split("-") if part)

    def heard_of(self, word: str) -> bool:
        """Whether this is a word at all, be it a rare one."""
        return self.known(word) or word in self.rarer or (word.endswith("s") and word[:-1] in self.rarer)

    def is_first(self, word: str) -> bool:
        """Whether this is a given name, also one of two parts."""
        return word in self.first or ("-" in word and all(p in self.first or p in self.family for p in word.split("-")))

    def is_family(self, word: str) -> bool:
        """Whether this is a family name: also with O', Mc, Mac, or of two parts."""
        if word in self.family:
            return True
        if "-" in word:
            return any(part in self.family and part not in self.words for part in word.split("-"))
        return word.startswith(("o'", "d'", "m'", "n'")) and len(word) > 4


CONTRACTED = frozenset(["i've", "i'm", "i'd", "i'll", "o'clock", "ma'am", "y'all", "can't", "won't", "shan't", "ain't"])
ENDINGS = ("'s", "s'", "'ll", "'ve", "'d", "'re", "'m", "n't", "s", "ed", "ing", "er", "ly", "es", "ness", "able")


def lines(name: str) -> list[str]:
    """The entries of one list."""
    return (DATA / name).read_text(encoding="ascii").split("\n")


@cache
def fingerprint() -> str:
    """Changes with any list."""
    found = hashlib.blake2b(digest_size=16)
    for path in sorted(DATA.glob("*.txt")):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def is_listed(text: str) -> bool:
    """Whether a word of a text stands in the lists of names."""
    lists = lexicon()
    return any(lists.is_first(word) or lists.is_family(word) for word in WORD.findall(text.lower()))


@cache
def lexicon() -> Lexicon:
    """All lists."""
    things = terms((DATA / "things.txt").read_text(encoding="utf-8"))
    places = [place for place in lines("places.txt") if place]
    return Lexicon(
        words=frozenset(lines("words.txt")),
        rarer=frozenset(lines("rarer-words.txt")),
        first=frozenset(lines("first-names.txt")),
        family=frozenset(lines("family-names.txt")),
        places=frozenset(place for place in places if " " not in place),
        things=frozenset(term for term in things if " " not in term),
        phrases=phrases((*things, *places)),
    )


def terms(text: str) -> list[str]:
    """The terms of a list written for people: parted by commas or lines, with headings."""
    parts = (part for line in text.split("\n") if not line.startswith("#") for part in line.split(","))
    return [part.strip().lower() for part in parts if part.strip()]


def phrases(entries: tuple[str, ...]) -> Phrases:
    """Entries of several words by their first word, the longest first."""
    table: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        words = tuple(found.lower().removesuffix("'s") for found in WORD.findall(entry))
        if len(words) > 1:
            table.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(found, key=lambda words: (-len(words), words))) for first, found in table.items()}


@cache
def is_slip(word: str) -> bool:
    """Whether a word is one slip of the fingers away from an ordinary word of some length."""
    lists = lexicon()
    if not 4 <= len(word) <= 20:
        return False
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    if any(lists.known(a + b[1] + b[0] + b[2:]) for a, b in splits if len(b) > 1):
        return True
    if len(word) < 5:
        return False
    if any(lists.known(a + b[1:]) for a, b in splits if b):
        return True
    if any(a in lists.words and b in lists.words and len(a) > 1 and len(b) > 2 for a, b in splits):
        return True
    return len(word) > 6 and any(lists.known(a + c + b[k:]) for a, b in splits for c in LETTERS for k in (0, 1))


LETTERS = "etaoinshrdlcumwfgypbvk"

"""Finds identifiers in text. Knows no files and no records; says where and what kind, never what.

A text is first looked at word by word: where every word is known to be harmless, nothing else is asked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from generator.privacy.births import births
from generator.privacy.contacts import contacts
from generator.privacy.folding import fold
from generator.privacy.glance import harmless
from generator.privacy.lexicon import WORD, Phrases, lexicon, phrases
from generator.privacy.names import names
from generator.privacy.numbers import numbers
from generator.privacy.references import classes, references
from generator.privacy.spans import Kind, Span, outermost

NAME_WORD, NAME_SEPARATOR = re.compile(r"[A-Za-z0-9]+"), re.compile(r"[-_/]")
DIGIT = re.compile(r"[0-9]")
LONGEST_WORD, LONGEST_PIECE = 120, 2000
SEEN_LATELY = 10_000
LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


class Detector:
    """A detector for one casebook. `allowed` are the terms that may stand: its own names of providers and programmes."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._terms = tuple(sorted({fold(term).text.lower().strip() for term in allowed if term.strip()}))
        self._seen: dict[str, tuple[Span, ...]] = {}

    @cached_property
    def fingerprint(self) -> str:
        """Changes with any term that may stand."""
        return hashlib.blake2b("\0".join(self._terms).encode(), digest_size=16).hexdigest()

    @cached_property
    def _allowed(self) -> Phrases:
        return phrases(self._terms)

    @cached_property
    def _single(self) -> frozenset[str]:
        return frozenset(one_words(self._terms))

    def spans(self, text: str) -> tuple[Span, ...]:
        """Every identifier of a text, in order."""
        if text not in self._seen:
            if len(self._seen) >= SEEN_LATELY:
                self._seen.clear()
            self._seen[text] = () if harmless(text) else self.looked_at(text)
        return self._seen[text]

    @cached_property
    def _written_as_names(self) -> frozenset[tuple[str, ...]]:
        return frozenset(form for term in self._terms for form in forms(term))

    def in_name(self, name: str) -> tuple[Span, ...]:
        """Every identifier in the name of a file, a branch or a tag, in which terms that may stand are written its way."""
        words = [found.span() for found in NAME_WORD.finditer(name)]
        plain = NAME_SEPARATOR.sub(" ", name)
        for first in range(len(words)):
            for last in range(len(words), first, -1):
                if tuple(plain[a:b].lower() for a, b in words[first:last]) in self._written_as_names:
                    start, end = words[first][0], words[last - 1][1]
                    plain = plain[:start] + " " * (end - start) + plain[end:]
        return self.spans(plain)

    def looked_at(self, text: str) -> tuple[Span, ...]:
        """What a text holds, looked at with care, piece by piece."""
        folded = fold(text)
        found: list[Span] = []
        for offset, piece in pieces(folded.text):
            for span in self.in_piece(piece):
                start, end = folded.back(offset + span.start, offset + span.end)
                if start < end:
                    found.append(Span(start=start, end=end, kind=span.kind))
        return outermost(found)

    def in_piece(self, text: str) -> list[Span]:
        """What a piece of folded text holds."""
        formed = [*contacts(text), *births(text)]
        if DIGIT.search(text):
            formed += [*numbers(text), *references(text), *classes(text)]
        return [*formed, *names(blanked(text, formed), self._allowed, self._single)]


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in pieces of a readable length, each with its place, so that no text, however made, takes long.

    Words nobody writes are cut short.
    """
    if len(text) > LONGEST_WORD:
        text = LONG_WORD.sub(lambda found: found[0][:LONGEST_WORD] + " " * (len(found[0]) - LONGEST_WORD), text)
    start = 0
    while len(text) - start > LONGEST_PIECE:
        end = max(text.rfind("\n", start, start + LONGEST_PIECE), text.rfind(". ", start, start + LONGEST_PIECE)) + 1
        end = end if end > start else text.rfind(" ", start, start + LONGEST_PIECE) + 1
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def blanked(text: str, spans: list[Span]) -> str:
    """The text with what is found already put out of sight of the search for names."""
    for span in spans:
        if span.kind is not Kind.SCHOOL_CLASS:
            text = text[: span.start] + "0" * (span.end - span.start) + text[span.end :]
    return text


def forms(term: str) -> Iterator[tuple[str, ...]]:
    """The words of a term as names of files have them: without apostrophes, with or without its 'the' and its 'and'."""
    words = tuple(NAME_WORD.findall(term.replace("'", "").replace("&", " and ")))
    for known in (words, words[1:] if words[:1] == ("the",) else ()):
        yield from (form for form in (known, tuple(word for word in known if word != "and")) if form)


def one_words(terms: Iterable[str]) -> Iterable[str]:
    """Allowed single words: terms of one word, and the telling words of longer ones unless they are names."""
    lists = lexicon()
    for term in terms:
        parts = [part.lower() for part in WORD.findall(term)]
        for part in parts:
            if len(parts) == 1 or not (lists.is_first(part) or lists.is_family(part) or lists.known(part)):
                yield part

"""Finds identifiers in text. Knows no files and no records; says where and what kind, never what.

A text is first looked at word by word: where every word is known to be harmless, nothing else is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.privacy.births import births
from generator.privacy.contacts import contacts
from generator.privacy.folding import fold
from generator.privacy.glance import harmless
from generator.privacy.lexicon import WORD, lexicon, phrases
from generator.privacy.names import names
from generator.privacy.numbers import numbers
from generator.privacy.references import classes, references
from generator.privacy.spans import Kind, Span, outermost

DIGIT = re.compile(r"[0-9]")


class Detector:
    """A detector for one casebook. `allowed` are the terms that may stand: its own names of providers and programmes."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        terms = tuple(sorted({fold(term).text.lower().strip() for term in allowed if term.strip()}))
        self._allowed = phrases(terms)
        self._single = frozenset(one_words(terms))
        self._seen: dict[str, tuple[Span, ...]] = {}

    def spans(self, text: str) -> tuple[Span, ...]:
        """Every identifier of a text, in order."""
        if text not in self._seen:
            self._seen[text] = () if harmless(text) else self.looked_at(text)
        return self._seen[text]

    def looked_at(self, text: str) -> tuple[Span, ...]:
        """What a text holds, looked at with care."""
        folded = fold(text)
        plain = folded.text
        formed = [*contacts(plain), *births(plain)]
        if DIGIT.search(plain):
            formed += [*numbers(plain), *references(plain), *classes(plain)]
        hidden = blanked(plain, formed)
        found = [*formed, *names(hidden, self._allowed, self._single)]
        moved = []
        for span in found:
            start, end = folded.back(span.start, span.end)
            if start < end:
                moved.append(Span(start=start, end=end, kind=span.kind))
        return outermost(moved)


def blanked(text: str, spans: list[Span]) -> str:
    """The text with what is found already put out of sight of the search for names."""
    for span in spans:
        if span.kind is not Kind.SCHOOL_CLASS:
            text = text[: span.start] + "0" * (span.end - span.start) + text[span.end :]
    return text


def one_words(terms: Iterable[str]) -> Iterable[str]:
    """Allowed single words: terms of one word, and the telling words of longer ones unless they are names."""
    lists = lexicon()
    for term in terms:
        parts = [part.lower() for part in WORD.findall(term)]
        for part in parts:
            if len(parts) == 1 or not (lists.is_first(part) or lists.is_family(part) or lists.known(part)):
                yield part

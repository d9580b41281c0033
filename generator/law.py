"""The register of law and guidance: which document and edition a citation means, and where an edition stands on a date.

One definition for the checks and the pages. A citation means the document whose name it begins with (the longest
name wins) and the edition whose words stand first in its edition.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property, lru_cache

from generator.casebook import Casebook
from generator.clocks import add_months
from generator.findings import Pointer
from generator.model import Citation, Edition, EditionPart, Framework, Policy, Procedure, Provider, Record, Role, Source

RECHECK_MONTHS = 12
SAYS_SO = re.compile(r"\b(replaced|superseded|draft|not commenced|not in force|withdrawn)\b", re.IGNORECASE)


class Standing(StrEnum):
    """Where an edition stands on a date."""

    IN_FORCE = "in-force"
    IN_PART = "in-part"
    TO_COME = "to-come"
    REPLACED = "replaced"
    DRAFT = "draft"
    ANNOUNCED = "announced"
    NOT_COMMENCED = "not-commenced"


def standing_of(edition: Edition, as_of: dt.date) -> Standing:
    """Where an edition stands on a date. One without dates is in force, from a day nobody has recorded."""
    if edition.standing:
        return Standing(edition.standing)
    if edition.in_force_to and edition.in_force_to < as_of:
        return Standing.REPLACED
    return Standing.TO_COME if edition.in_force_from and edition.in_force_from > as_of else Standing.IN_FORCE


def edition_meant(source: Source, citation: Citation, as_of: dt.date) -> Edition:
    """The edition a citation means; the one in force, or the only one, where it names none."""
    return edition_cited(source, citation) or in_force(source, as_of) or source.editions[-1]


def in_force(source: Source, as_of: dt.date) -> Edition | None:
    """The edition in force on a date, if only in part; the newest if the record holds several."""
    current = (Standing.IN_FORCE, Standing.IN_PART)
    return next((e for e in reversed(source.editions) if standing_of(e, as_of) in current), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One citation with the record and place it stands in."""

    record: Record
    pointer: Pointer
    citation: Citation
    edition: Edition | None

    @property
    def recheck_on(self) -> dt.date:
        """The day somebody should look at it again."""
        return add_months(self.citation.checked_on, RECHECK_MONTHS)

    @property
    def says_so(self) -> bool:
        """Whether the citation itself tells the reader that its edition was replaced, or is not in force."""
        return bool(SAYS_SO.search(f"{self.citation.edition or ''} {self.citation.note or ''}"))


@dataclass(frozen=True, kw_only=True, eq=False)
class LawRegister:
    """The documents of a casebook by the names they are cited by."""

    casebook: Casebook
    _known: dict[str, Source | None] = field(default_factory=dict, repr=False)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every document, by id."""
        return self.casebook.all(Source)

    @cached_property
    def names(self) -> tuple[tuple[str, Source], ...]:
        """Every name with its document, the longest first."""
        named = {(name.lower(), source.id): source for source in self.sources for name in (source.title, *source.names)}
        return tuple((name, named[name, i]) for name, i in sorted(named, key=lambda key: (-len(key[0]), key)))

    def document(self, citation: Citation) -> Source | None:
        """The document a citation means, if the register holds it."""
        cited = citation.source.lower()
        if cited not in self._known:
            self._known[cited] = next((s for name, s in self.names if begins_with(cited, name)), None)
        return self._known[cited]

    @cached_property
    def cited(self) -> Mapping[str, tuple[Cited, ...]]:
        """Everything that cites each document, by the document's id; under "" what cites none of them."""
        table: dict[str, list[Cited]] = {}
        for record, pointer, citation in citations(self.casebook):
            source = self.document(citation)
            edition = edition_cited(source, citation) if source else None
            found = Cited(record=record, pointer=pointer, citation=citation, edition=edition)
            table.setdefault(source.id if source else "", []).append(found)
        return {key: tuple(found) for key, found in table.items()}


@lru_cache(maxsize=4)
def law_of(casebook: Casebook) -> LawRegister:
    """The register of a casebook, shared by everybody who asks, so that what cites what is looked up once."""
    return LawRegister(casebook=casebook)


def rests_on(record: Record, as_of: dt.date) -> bool:
    """Whether a record tells people what to do on a date. An edition of a framework that is over is history."""
    if isinstance(record, Framework):
        return not (record.in_force_to and record.in_force_to < as_of)
    return isinstance(record, Policy | Procedure | Provider | Role)


def citations(casebook: Casebook) -> Iterator[tuple[Record, Pointer, Citation]]:
    """Every citation of the casebook but the register's own."""
    for record, found in casebook.groups:
        if not isinstance(record, Source):
            for pointer, group in found:
                if isinstance(group, Citation):
                    yield record, pointer, group


def begins_with(text: str, name: str) -> bool:
    """Whether a text begins with a name and the name ends there."""
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()


def edition_cited(source: Source, citation: Citation) -> Edition | None:
    """The edition a citation means; None when it names none that is known."""
    places = [
        (place, index)
        for index, edition in enumerate(source.editions)
        for words in (edition.edition, *edition.cited_as)
        if (place := place_of(words, citation.edition or "")) >= 0
    ]
    return source.editions[min(places)[1]] if places else None


def parts_cited(edition: Edition, citation: Citation) -> Iterator[EditionPart]:
    """The parts with a beginning of their own that a citation means."""
    where = f"{citation.source} {citation.paragraph or ''}"
    for part in edition.parts:
        if any(place_of(words, where) >= 0 for words in part.cited_as):
            yield part


def place_of(words: str, text: str) -> int:
    """Where words stand in a text as whole words; -1 if they do not."""
    found = whole_words(words).search(text)
    return found.start() if found else -1


def whole_words(words: str) -> re.Pattern[str]:
    """Finds words whatever their capitals and the spaces between them; a star at the end stands for any ending."""
    return any_of((words,))


@cache
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds the first of several words."""
    return re.compile("|".join(one_pattern(one) for one in words), re.IGNORECASE)


def one_pattern(words: str) -> str:
    """The pattern of one word or phrase."""
    end = "" if words.endswith("*") else r"(?!\w)"
    inside = r"\s+".join(re.escape(word) for word in words.removesuffix("*").split())
    return rf"(?<!\w){inside}{end}"

"""Is this document still the law? One document of law or guidance: its editions and who cites it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds import BY_TYPE
from generator.law import Cited, LawRegister, Standing, in_force, standing_of
from generator.model import Citation, Edition, Source, StaleClaim
from generator.views.common import About, Ref, about, ref_to, title_of


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine:
    """One edition and where it stands. `replaced_by` is the next one that is or will be in force."""

    edition: Edition
    standing: Standing
    replaced_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedLine:
    """One record's citation of a document."""

    record: Ref
    citation: Citation
    recheck_on: dt.date
    replaced: bool
    says_so: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One document."""

    source: Source
    current: Edition | None
    in_part: bool
    editions: tuple[EditionLine, ...]
    claims: tuple[StaleClaim, ...]
    cited: tuple[CitedLine, ...]
    recheck_on: dt.date | None
    about: About

    def records(self) -> tuple[tuple[Ref, int], ...]:
        """The records that cite it, and how often each does."""
        return tuple(Counter(line.record for line in self.cited).items())


def source_view(register: LawRegister, source: Source, as_of: dt.date) -> SourceView:
    """One document on a date."""
    found = register.cited.get(source.id, ())
    lines = [cited_line(c, as_of) for c in found]
    current = in_force(source, as_of)
    return SourceView(
        source=source,
        current=current,
        in_part=bool(current and standing_of(current, as_of) is Standing.IN_PART),
        editions=tuple(edition_lines(source, as_of)),
        claims=source.stale_claims,
        cited=tuple(sorted(lines, key=lambda line: (line.record.title.lower(), line.citation.paragraph or ""))),
        recheck_on=min((c.recheck_on for c in found), default=None),
        about=about(register.casebook, source, as_of),
    )


def edition_lines(source: Source, as_of: dt.date) -> Iterator[EditionLine]:
    """The editions, newest first."""
    for index in range(len(source.editions) - 1, -1, -1):
        edition = source.editions[index]
        later = [e for e in source.editions[index + 1 :] if not e.standing]
        yield EditionLine(
            edition=edition,
            standing=standing_of(edition, as_of),
            replaced_by=later[0].edition if later and edition.in_force_to else "",
        )


def cited_line(cited: Cited, as_of: dt.date) -> CitedLine:
    """One citation of a document."""
    replaced = bool(cited.edition and standing_of(cited.edition, as_of) is Standing.REPLACED)
    return CitedLine(
        record=record_ref(cited),
        citation=cited.citation,
        recheck_on=cited.recheck_on,
        replaced=replaced,
        says_so=cited.says_so,
    )


def record_ref(cited: Cited) -> Ref:
    """The record a citation stands in; the settings have no page."""
    if type(cited.record) in BY_TYPE:
        return ref_to(cited.record)
    return Ref(kind="", id=cited.record.id, title=title_of(cited.record), exists=False)

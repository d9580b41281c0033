"""Is what we rest on still the law? The register of law and guidance, and one document of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.law import Cited, LawRegister, Standing, in_force, rests_on, standing_of
from generator.model import Citation, Edition, Source, StaleClaim
from generator.views.common import Ref, ref_to
from generator.views.source import record_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """An edition or part that is not in force yet. `on` is none while no date is set."""

    source: Ref
    what: str
    standing: Standing
    on: dt.date | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StillCited:
    """A replaced edition and the records that cite it, those first whose citation does not say so."""

    source: Ref
    edition: str
    until: dt.date | None
    silent: tuple[Ref, ...]
    open_about_it: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One document in the table of all."""

    source: Ref
    publisher: str
    authority: str
    current: Edition | None
    in_part: bool
    marks: tuple[Citation, ...]
    cited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """What is due a look: a document by its oldest citation, or a source outside the register by its name."""

    name: str
    source: Ref | None
    url: str
    oldest: dt.date
    on: dt.date
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unverified:
    """What nobody has read: a document or source, and the records that rest on it."""

    name: str
    source: Ref | None
    url: str
    records: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawView:
    """The register."""

    title: str
    intro: str
    coming: tuple[Coming, ...]
    replaced: tuple[StillCited, ...]
    documents: tuple[DocumentLine, ...]
    due: tuple[Recheck, ...]
    elsewhere: tuple[Recheck, ...]
    unverified: tuple[Unverified, ...]
    unverified_elsewhere: tuple[Unverified, ...]
    claims: tuple[tuple[Ref, StaleClaim], ...]


def law_view(register: LawRegister, as_of: dt.date) -> LawView:
    """The register on a date."""
    sources = sorted(register.sources, key=lambda s: s.title.lower())
    return LawView(
        title="Law and guidance",
        intro="What our rules and procedures rest on: which edition is in force, what it replaced, what is still to come, "
        "and what somebody should look at again.",
        coming=tuple(coming(sources, as_of)),
        replaced=tuple(still_cited(register, sources, as_of)),
        documents=tuple(document_line(register, source, as_of) for source in sources),
        due=by_day(recheck(register.cited.get(s.id, ()), s) for s in sources if s.id in register.cited),
        elsewhere=by_day(recheck(found, None) for found in by_name(register.cited.get("", ()))),
        unverified=tuple(unverified(register, sources)),
        unverified_elsewhere=tuple(unverified_elsewhere(register)),
        claims=tuple((ref_to(source), claim) for source in sources for claim in source.stale_claims),
    )


def coming(sources: Iterable[Source], as_of: dt.date) -> tuple[Coming, ...]:
    """Editions and parts that are not in force, those with a date first."""
    found = []
    for source in sources:
        for edition in source.editions:
            standing = standing_of(edition, as_of)
            if standing not in (Standing.IN_FORCE, Standing.IN_PART, Standing.REPLACED) and not overtaken(
                source, edition
            ):
                found.append(
                    Coming(
                        source=ref_to(source),
                        what=edition.edition,
                        standing=standing,
                        on=edition.in_force_from,
                        note=edition.note or "",
                    )
                )
            for part in edition.parts:
                if part.in_force_from is None or part.in_force_from > as_of:
                    state = Standing.TO_COME if part.in_force_from else Standing.NOT_COMMENCED
                    found.append(
                        Coming(source=ref_to(source), what=part.part, standing=state, on=part.in_force_from, note="")
                    )
    return tuple(sorted(found, key=lambda c: (c.on or dt.date.max, c.source.title.lower(), c.what)))


def overtaken(source: Source, edition: Edition) -> bool:
    """Whether a draft has its final edition behind it."""
    return edition.standing == "draft" and edition is not source.editions[-1]


def still_cited(register: LawRegister, sources: Iterable[Source], as_of: dt.date) -> Iterator[StillCited]:
    """Replaced editions that records still cite."""
    for source in sources:
        for edition in source.editions:
            found = [c for c in register.cited.get(source.id, ()) if c.edition is edition and rests_on(c.record, as_of)]
            if found and standing_of(edition, as_of) is Standing.REPLACED:
                yield StillCited(
                    source=ref_to(source),
                    edition=edition.edition,
                    until=edition.in_force_to,
                    silent=records_of(c for c in found if not c.says_so),
                    open_about_it=records_of(c for c in found if c.says_so),
                )


def document_line(register: LawRegister, source: Source, as_of: dt.date) -> DocumentLine:
    """One line of the table."""
    current = in_force(source, as_of)
    return DocumentLine(
        source=ref_to(source),
        publisher=source.publisher,
        authority=source.authority,
        current=current,
        in_part=bool(current and standing_of(current, as_of) is Standing.IN_PART),
        marks=(current or source.editions[-1]).citations,
        cited=len(register.cited.get(source.id, ())),
    )


def recheck(found: tuple[Cited, ...], source: Source | None) -> Recheck:
    """When one source is to be looked at again: twelve months after the oldest look."""
    oldest = min(found, key=lambda c: (c.citation.checked_on, c.record.path))
    url = (source.url if source else next((c.citation.url for c in found if c.citation.url), None)) or ""
    return Recheck(
        name=source.title if source else oldest.citation.source,
        source=ref_to(source) if source else None,
        url=url,
        oldest=oldest.citation.checked_on,
        on=oldest.recheck_on,
        number=len(found),
    )


def by_day(found: Iterable[Recheck]) -> tuple[Recheck, ...]:
    """The earliest first."""
    return tuple(sorted(found, key=lambda r: (r.on, r.name.lower())))


def by_name(found: tuple[Cited, ...]) -> Iterator[tuple[Cited, ...]]:
    """Citations of sources outside the register, by the name they give."""
    table: dict[str, list[Cited]] = {}
    for item in found:
        table.setdefault(item.citation.source, []).append(item)
    yield from (tuple(items) for items in table.values())


def unverified(register: LawRegister, sources: Iterable[Source]) -> Iterator[Unverified]:
    """What nobody has read yet, by the document that should be opened."""
    for source in sources:
        found = [c for c in register.cited.get(source.id, ()) if c.citation.mark == "unverified"]
        if found:
            yield Unverified(name=source.title, source=ref_to(source), url=source.url or "", records=records_of(found))


def unverified_elsewhere(register: LawRegister) -> Iterator[Unverified]:
    """The same for sources outside the register."""
    for group in sorted(by_name(register.cited.get("", ())), key=lambda g: g[0].citation.source.lower()):
        found = [c for c in group if c.citation.mark == "unverified"]
        if found:
            url = next((c.citation.url for c in found if c.citation.url), None) or ""
            yield Unverified(name=found[0].citation.source, source=None, url=url, records=records_of(found))


def records_of(found: Iterable[Cited]) -> tuple[Ref, ...]:
    """The records citations stand in, each once, by title."""
    seen = {c.record.path: record_ref(c) for c in found}
    return tuple(sorted(seen.values(), key=lambda r: (r.title.lower(), r.id)))

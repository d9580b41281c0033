"""Identifiers in whole records: their texts, comments and file names, also of records that could not be used.

A record that is refused for another reason is looked at all the same: an unknown field must not hide a name.
What was found in a record whose text has not changed is remembered as places and kinds, never as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from generator.cache import Cache, Value
from generator.casebook import Casebook, Refused
from generator.findings import Location
from generator.model import Record
from generator.privacy.detector import Detector
from generator.privacy.free_text import FreeText, detector_of, free_texts, kind_of, may_hold
from generator.privacy.lexicon import fingerprint
from generator.privacy.place import place_of
from generator.privacy.spans import Kind
from generator.privacy.stray_text import stray_lines, stray_texts
from generator.sharing import share
from generator.source import Document, comments

IN_FILE_NAMES = frozenset({Kind.NAME, Kind.UPN, Kind.ULN, Kind.NHS, Kind.NINO})


class Part(StrEnum):
    """What an identifier stands in."""

    TEXT = "text"
    COMMENT = "comment"
    FILE_NAME = "file name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An identifier of a kind stands somewhere in a record."""

    part: Part
    kind: Kind
    where: Location


@lru_cache(maxsize=4)
def hits(casebook: Casebook) -> tuple[Hit, ...]:
    """Every identifier in the records of a casebook, found once for all rules."""
    detector = detector_of(casebook)
    records = (casebook.settings, *casebook.every_record())
    found = list(remembered(casebook.remembered, records, detector))
    for refused in casebook.refused:
        found += in_refused(refused, detector)
    return tuple(found)


def remembered(store: Cache | None, records: tuple[Record, ...], detector: Detector) -> Iterator[Hit]:
    """What is found in records, looked for only in those that are new or that another vocabulary may speak of."""
    knows = (fingerprint(), detector.fingerprint)
    keys = {Cache.key(*knows, kind_of(record), record.id, record.document.fingerprint): record for record in records}
    known = dict(store.get(keys)) if store else {}
    unknown = [key for key in keys if not isinstance(known.get(key), tuple)]

    def look(some: Sequence[bytes]) -> dict[bytes, Value]:
        return {key: tuple(stored(hit) for hit in in_record(keys[key], detector)) for key in some}

    for answer in share(look, unknown):
        known |= answer
    if store:
        for key in unknown:
            store.put(key, known[key])
        store.save()
    for key, record in keys.items():
        yield from restored(known[key], record.path)


def stored(hit: Hit) -> tuple[str, str, int, int, str]:
    """A hit as it is remembered: without the file, which its key stands for."""
    return hit.part.value, hit.kind.value, hit.where.line, hit.where.column, hit.where.pointer


def restored(value: Value, path: str) -> Iterator[Hit]:
    """The hits that are remembered of a record."""
    for part, kind, line, column, pointer in value:
        where = Location(path=path, line=line, column=column, pointer=pointer)
        yield Hit(part=Part(part), kind=Kind(kind), where=where)


def in_record(record: Record, detector: Detector) -> Iterator[Hit]:
    """Everything in one record that can be used."""
    yield from in_texts(record.document, free_texts(kind_of(record), record.data), detector)
    yield from in_comments(record.document, detector)
    kinds = {span.kind for span in detector.in_name(record.id)} & IN_FILE_NAMES
    yield from (Hit(part=Part.FILE_NAME, kind=kind, where=record.at()) for kind in sorted(kinds))


def in_texts(document: Document, texts: Iterator[FreeText], detector: Detector) -> Iterator[Hit]:
    """What stands in texts of a document and may not stand there."""
    for found in texts:
        for span in detector.spans(found.text):
            if not may_hold(found.holds, span.kind):
                where = place_of(document, found.pointer, found.text, span.start)
                yield Hit(part=Part.TEXT, kind=span.kind, where=where)


def in_comments(document: Document, detector: Detector) -> Iterator[Hit]:
    """What stands in a document's comments."""
    for comment in comments(document.text) if "#" in document.text else ():
        for span in detector.spans(comment.text.removeprefix("#")):
            line, column = comment.place
            where = Location(path=document.path, line=line + 1, column=column + 2 + span.start)
            yield Hit(part=Part.COMMENT, kind=span.kind, where=where)


def in_refused(refused: Refused, detector: Detector) -> Iterator[Hit]:
    """Everything in a file about pupils that could not be used: its texts and whatever else it holds."""
    document = refused.document
    if not document.about_pupils:
        return
    if refused.understood:
        yield from in_texts(document, free_texts(refused.schema, document.data), detector)
        yield from in_comments(document, detector)
    strays = stray_texts(refused.schema, document) if refused.understood else stray_lines(refused.schema, document)
    for stray in strays:
        for span in filter(stray.concerns, detector.spans(stray.text)):
            column = stray.where.column + (0 if refused.understood else span.start)
            yield Hit(part=Part.TEXT, kind=span.kind, where=replace(stray.where, column=column))

"""What a file's bytes were found to say the last time they were read. A test holds it to what reading them says now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.cache import Cache
from generator.findings import Pointer
from generator.privacy.free_text import TITLE, free_texts
from generator.source import Document, decode

FAR = frozenset({"provider", "case-plan", "register", "procedure", "policy"})
"""The kinds whose references lead from record to record; the few others are read whenever anything is."""
Named = tuple[str, str]
"""A kind and an id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A record without a mistake: its document, its data, and what it refers to."""

    document: Document
    data: dict[str, Any]
    references: tuple[tuple[Pointer, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What can be said of a file without reading it: whether it can be used, its other names, which records it names, and
    the names of organisations and programmes that it brings into the casebook."""

    usable: bool
    aliases: tuple[str, ...]
    named: tuple[Named, ...]
    titles: tuple[str, ...]


def blob_id(raw: bytes) -> str:
    """What git calls these bytes, once their line ends are plain."""
    plain = raw.replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0" % len(plain) + plain, usedforsecurity=False).hexdigest()


class Memory:
    """Remembers records by kind, id and bytes."""

    def __init__(self, root: Path) -> None:
        self.records = Cache(root, "records")
        self.few_words = Cache(root, "names")
        self.identifiers = Cache(root, "identifiers")

    def save(self) -> None:
        """Writes what is new."""
        self.records.save()
        self.few_words.save()

    def known(self, kind: str, record_id: str, raw: bytes, name: str) -> Known | None:
        """What is known of a file without a mistake."""
        key = self.records.key(kind, record_id, blob_id(raw))
        match self.records.get([key]).get(key):
            case (dict(data), tuple(references)):
                document = Document(path=name, text=decode(raw), data=data, quoted=frozenset())
                return Known(document=document, data=data, references=references)
        return None

    def keep(self, kind: str, record_id: str, raw: bytes, known: Known | None, *, clean: bool) -> None:
        """Remembers a file. Only one about which there is nothing to say is remembered in full."""
        blob = blob_id(raw)
        names: tuple[object, ...] = (False, (), (), ())
        if known is not None:
            named = {(target_kind, target) for _, target_kind, target in known.references if target_kind in FAR}
            titles = sorted({t.text for t in free_texts(kind, known.data) if TITLE in t.holds})
            names = (True, tuple(known.data.get("aliases", ())), tuple(sorted(named)), tuple(titles))
            if clean:
                self.records.put(self.records.key(kind, record_id, blob), (known.data, known.references))
        self.few_words.put(self.few_words.key(kind, record_id, blob), names)

    def names(self, blobs: Mapping[Named, str]) -> Mapping[Named, Names]:
        """What is known of files by their kind, id and what git calls their bytes."""
        keys = {self.few_words.key(*record, blob): record for record, blob in blobs.items()}
        return dict(self.understood(keys))

    def understood(self, keys: Mapping[bytes, Named]) -> Iterable[tuple[Named, Names]]:
        """The values that are what they should be."""
        for key, value in self.few_words.get(keys).items():
            match value:
                case (bool(usable), tuple(aliases), tuple(named), tuple(titles)):
                    yield keys[key], Names(usable=usable, aliases=aliases, named=named, titles=titles)

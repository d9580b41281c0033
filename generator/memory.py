"""What a file's bytes were found to say the last time they were read. A test holds it to what reading them says now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.cache import Cache, Value
from generator.findings import Pointer
from generator.privacy.free_text import titles_in
from generator.record_files import RecordFile
from generator.source import KeptDocument, contents

FAR = frozenset({"provider", "case-plan", "register", "procedure", "policy"})
"""The kinds whose references lead from record to record; the few others are read whenever anything is."""
READER = frozenset(
    [
        "build_model",
        "cache",
        "casebook",
        "characters",
        "clocks",
        "findings",
        "formats",
        "kinds",
        "load",
        "memory",
        "model",
        "passed_over",
        "privacy",
        "reading",
        "record_files",
        "resources",
        "rules",
        "schema",
        "schema_messages",
        "sharing",
        "source",
        "walk",
        "wording",
    ]
)
"""The areas of the program that decide what a file says and what stands in its texts. Whoever changes another still knows
what was read before."""
MANY = 500
TOGETHER = b"together"
Named = tuple[str, str]
"""A kind and an id."""


Learned = tuple[bytes, Value, Value]
"""The key of a file's bytes, what they say in full (None where there is something to remark on them), and in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A record without a mistake: its document, its data, and what it refers to."""

    document: KeptDocument
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
        self.records = Cache(root, "records", READER)
        self.few_words = Cache(root, "names", READER)
        self.identifiers = Cache(root, "identifiers", READER)
        self.expected: dict[bytes, Value] = {}

    def save(self) -> None:
        """Writes what is new, and lets go of what nobody came for."""
        self.records.save()
        self.few_words.save()
        self.expected.clear()

    def expect(self, files: Sequence[RecordFile]) -> list[RecordFile]:
        """Fetches what is known of files that will be asked for; says of which nothing is."""
        keys = {self.key(f, raw): f for f in files if (raw := contents(f.path, f.name)[0]) is not None}
        self.expected.update(self.records.get(keys))
        return [file for key, file in keys.items() if key not in self.expected]

    def known(self, file: RecordFile, raw: bytes) -> Known | None:
        """What is known of an expected file without a mistake."""
        match self.expected.pop(self.key(file, raw), None):
            case (bytes(text), bytes(data), tuple(references)):
                document = KeptDocument(file.name, text, data)
                return Known(document=document, data=document.data, references=references)
        return None

    def learned(self, file: RecordFile, raw: bytes, known: Known | None, *, clean: bool) -> Learned:
        """What has been read in a file, as plain values. Only one about which there is nothing to say is known in full."""
        if known is None:
            return self.key(file, raw), None, (False, (), (), ())
        named = {(target_kind, target) for _, target_kind, target in known.references if target_kind in FAR}
        titles = sorted(set(titles_in(file.kind, known.data)))
        names = (True, tuple(known.data.get("aliases", ())), tuple(sorted(named)), tuple(titles))
        whole = (known.document.pressed_text, known.document.pressed_data, known.references)
        return self.key(file, raw), whole if clean else None, names

    def take(self, learned: Iterable[Learned]) -> None:
        """Remembers files, and expects to be asked for them."""
        for one in learned:
            self.keep(one)
            if one[1] is not None:
                self.expected[one[0]] = one[1]

    def keep(self, learned: Learned) -> None:
        """Remembers a file."""
        key, whole, few_words = learned
        if whole is not None:
            self.records.put(key, whole)
        self.few_words.put(key, few_words)

    def key(self, file: RecordFile, raw: bytes) -> bytes:
        """What the bytes of a file are known by."""
        return self.records.key(file.kind, file.id, blob_id(raw))

    def names(self, blobs: Mapping[Named, str]) -> Mapping[Named, Names]:
        """What is known of files by their kind, id and what git calls their bytes."""
        keys = {self.few_words.key(*record, blob): record for record, blob in blobs.items()}
        return dict(self.understood(keys))

    def understood(self, keys: Mapping[bytes, Named]) -> Iterable[tuple[Named, Names]]:
        """The values that are what they should be."""
        for key, value in self.in_few_words(keys).items():
            match value:
                case (bool(usable), tuple(aliases), tuple(named), tuple(titles)):
                    yield keys[key], Names(usable=usable, aliases=aliases, named=named, titles=titles)

    def in_few_words(self, keys: Mapping[bytes, Named]) -> Mapping[bytes, Value]:
        """The values of some keys. Those of many are also kept together, for the next time nearly as many are asked for."""
        if len(keys) < MANY:
            return self.few_words.get(keys)
        match self.few_words.get([TOGETHER]).get(TOGETHER):
            case dict(together):
                known = {key: together[key] for key in keys if key in together}
            case _:
                known = {}
        if fresh := self.few_words.get([key for key in keys if key not in known]):
            known |= fresh
            self.few_words.put(TOGETHER, known)
        return known

"""Folders to Casebook and findings. Never raises on content: one broken record never hides another."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from generator.build_model import record_of
from generator.casebook import Casebook, Mention, Naming, Refused
from generator.characters import printable
from generator.findings import Finding, Pointer, json_pointer
from generator.kinds import BY_NAME, KINDS, RECORDS_FOLDER, SETTINGS_FILE
from generator.memory import Known, Learned, Memory
from generator.model import Organisation, Record, Settings
from generator.passed_over import Skipped
from generator.reading import id_differs, id_taken, more_in_this_file
from generator.record_files import RecordFile, RecordFiles
from generator.schema import SchemaStore
from generator.sharing import processors, share
from generator.source import Document, KeptDocument, contents, understood

AT_ONCE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The casebook, what is wrong with its files, and what was passed over."""

    casebook: Casebook
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    documents: tuple[Document, ...]
    files: int


Only = Mapping[str, frozenset[str]]
"""For some kinds, the only ids to read."""


def load(root: Path, schemas: SchemaStore, only: Only | None = None, memory: Memory | None = None) -> Loaded:
    """Every record under `root/records`. With `only`, what it leaves out is as if it were not there.

    What `memory` knows is not read again; it never changes what is found.
    """
    collecting = gc.isenabled()
    gc.disable()  # everything that is made here is kept: looking for garbage in it costs a fifth of the time
    try:
        return Loader(root, schemas, only or {}, memory or Memory(root)).run()
    finally:
        if collecting:
            gc.enable()


def learn(root: Path, schemas: SchemaStore, records: Iterable[tuple[str, str]], memory: Memory) -> None:
    """Reads some records, by kind and id, for nothing but being known afterwards."""
    loader = Loader(root, schemas, {}, memory)
    named = ((kind, i, f"{RECORDS_FOLDER}/{BY_NAME[kind].folder}/{i}.yaml") for kind, i in records)
    files = [RecordFile(place=str(root / name), name=name, kind=kind, id=i) for kind, i, name in named]
    for some in in_turns([file for file in files if os.path.lexists(file.place)]):
        for answer in share(loader.read_apart, some):
            memory.take(answer)
        memory.save()


def in_turns(files: Sequence[RecordFile]) -> Iterator[Sequence[RecordFile]]:
    """So many files at a time that what is known of them before their turn comes takes little room."""
    return (files[start : start + AT_ONCE] for start in range(0, len(files), AT_ONCE))


class Loader:
    """One reading of a records folder."""

    def __init__(self, root: Path, schemas: SchemaStore, only: Only, memory: Memory) -> None:
        self.root = root
        self.schemas = schemas
        self.only = only
        self.memory = memory
        self.findings: list[Finding] = []
        self.documents: list[Document] = []
        self.naming: list[Naming] = []
        self.pointers: dict[Pointer, Pointer] = {}
        self.mentions: list[Mention] = []
        self.refused: list[Refused] = []
        self.unusable: set[tuple[str, str]] = set()
        self.files = 0

    def run(self) -> Loaded:
        """Reads everything once."""
        there = RecordFiles(self.root / RECORDS_FOLDER)
        settings = self.settings(there.folder / SETTINGS_FILE)
        records = self.records(there)
        there.strays()
        casebook = Casebook(
            settings=settings,
            records=MappingProxyType({kind: MappingProxyType(found) for kind, found in records.items()}),
            naming=tuple(self.naming),
            mentions=tuple(self.mentions),
            refused=tuple(self.refused),
            remembered=self.memory.identifiers,
            unusable=frozenset(self.unusable),
        )
        self.clashing_aliases(records)
        return Loaded(
            casebook=casebook,
            findings=tuple(sorted((*there.findings, *self.findings), key=lambda f: f.sort_key)),
            skipped=tuple(sorted(there.skipped, key=lambda s: s.path)),
            documents=tuple(self.documents),
            files=self.files,
        )

    def settings(self, path: Path) -> Settings:
        """The casebook file, or stand-in settings when it cannot be used."""
        file = RecordFile(place=str(path), name=f"{RECORDS_FOLDER}/{SETTINGS_FILE}", kind="casebook", id="casebook")
        self.memory.expect([file])
        record = self.record(file, Settings)
        if isinstance(record, Settings):
            return record
        self.unusable.add(("casebook", "casebook"))
        return stand_in_settings(file.name)

    def records(self, there: RecordFiles) -> dict[str, dict[str, Record]]:
        """All records by kind and id."""
        found: dict[str, dict[str, Record]] = {kind.name: {} for kind in KINDS}
        files = [file for kind in KINDS for file in there.of(kind) if file.id in self.only.get(kind.name, (file.id,))]
        for some in in_turns(files):
            self.read_ahead(some)
            for file in some:
                record = self.record(file, BY_NAME[file.kind].type)
                if record is None:
                    self.unusable.add((file.kind, file.id))
                else:
                    found[file.kind][file.id] = record
            self.memory.save()
        return found

    def read_ahead(self, files: Sequence[RecordFile]) -> None:
        """Shares out the reading of what is not known, so that it is known when its turn comes."""
        unknown = self.memory.expect(files)
        if processors(len(unknown)) > 1:
            for answer in share(self.read_apart, unknown):
                self.memory.take(answer)

    def read_apart(self, files: Sequence[RecordFile]) -> list[Learned]:
        """What files say, as plain values. Nothing is noted: whatever there is to say of a file is said in its turn."""
        apart = Loader(self.root, self.schemas, self.only, self.memory)
        learned: list[Learned] = []
        for file in files:
            raw, _ = contents(file.path, file.name)
            if raw is not None:
                known = apart.read(raw, file)
                learned.append(self.memory.learned(file, raw, known, clean=not apart.findings))
            apart.forget()
        return learned

    def forget(self) -> None:
        """Lets go of what was found so far."""
        for found in (self.findings, self.documents, self.naming, self.mentions, self.refused):
            found.clear()

    def record(self, file: RecordFile, kind: type[Record]) -> Record | None:
        """One record, or None after noting why not."""
        self.files += 1
        raw, problems = contents(file.path, file.name)
        self.findings.extend(problems)
        if raw is None:
            return None
        known = self.memory.known(file, raw)
        if known is None:
            found = len(self.findings)
            known = self.read(raw, file)
            self.memory.keep(self.memory.learned(file, raw, known, clean=len(self.findings) == found))
        if known is None:
            return None
        self.documents.append(known.document)
        record = record_of(kind, file.id, known.document, known.data)
        held = self.pointers.setdefault  # a place that many records have is held once
        self.naming.append(Naming.of(record, tuple((held(p, p), kind, target) for p, kind, target in known.references)))
        return record

    def read(self, raw: bytes, file: RecordFile) -> Known | None:
        """What a file's bytes say, or None after noting why it cannot be used."""
        document, problems = understood(raw, file.name)
        self.findings.extend(problems)
        if document is None:
            unread = Document(path=file.name, text=raw.decode("utf-8", "replace"), data={}, quoted=frozenset())
            self.refused.append(Refused(schema=file.kind, document=unread, understood=False))
            return None
        data = self.schemas.coerce(file.kind, document)
        wrong = list(self.schemas.findings(file.kind, document, data)) or list(differing_id(document, data, file.id))
        self.findings.extend(wrong)
        references = tuple(self.schemas.references(file.kind, data))
        document = replace(document, data=data)
        if wrong:
            self.documents.append(document)
            self.mentions.extend(mentions_in(document, references, wrong))
            self.refused.append(Refused(schema=file.kind, document=document, understood=True))
            return None
        return Known(document=KeptDocument.of(document), data=data, references=references)

    def clashing_aliases(self, records: dict[str, dict[str, Record]]) -> None:
        """Notes aliases that are the id or an alias of another record of the kind."""
        for kind, found in records.items():
            owners = {record_id: record.path for record_id, record in found.items()}
            for record in found.values():
                for index, alias in enumerate(getattr(record, "aliases", ())):
                    if owners.setdefault(alias, record.path) != record.path or alias in records[kind]:
                        message = f"the id '{alias}' is taken by {owners[alias]}"
                        where = record.at("aliases", index)
                        self.findings.append(id_taken.RULE.finding(where, message, hint="remove the alias"))


def differing_id(document: Document, data: dict[str, object], record_id: str) -> Iterator[Finding]:
    """The finding of a record whose own id is not its file's name."""
    given = data.get("id")
    if isinstance(given, str) and given != record_id:
        called = "something else" if document.about_pupils else f"'{printable(given)}'"
        message = f"the record calls itself {called}, its file is named '{record_id}'"
        yield id_differs.RULE.finding(document.at("id"), message, hint="remove the 'id' line or rename the file")


def mentions_in(
    document: Document, references: Iterable[tuple[Pointer, str, str]], wrong: list[Finding]
) -> Iterator[Mention]:
    """The ids a record names although it cannot be used, without those already found wrong themselves."""
    if any(finding.code == more_in_this_file.RULE.code for finding in wrong):
        return
    spoken_of = {finding.location.pointer for finding in wrong}
    for pointer, kind, target in references:
        if json_pointer(pointer) not in spoken_of:
            yield Mention(document=document, pointer=pointer, kind=kind, target=target)


def stand_in_settings(name: str) -> Settings:
    """Settings to go on with when the casebook file is broken, so that the records are still checked."""
    empty = Document(path=name, text="", data={}, quoted=frozenset())
    return Settings(
        id="casebook",
        document=empty,
        title="Casebook",
        organisation=Organisation(name="Unknown organisation", kind="school"),
        default_calendar="unknown",
        due_soon_days=30,
        suppression_threshold=5,
        k=5,
        frameworks=(),
    )

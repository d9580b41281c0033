"""Folders to Casebook and findings. Never raises on content: one broken record never hides another."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from generator.build_model import record_of
from generator.casebook import Casebook, Mention, Reference, Refused
from generator.characters import printable
from generator.findings import Finding, Location, Pointer, json_pointer
from generator.kinds import BY_FOLDER, BY_NAME, KINDS, RECORDS_FOLDER, SETTINGS_FILE, Kind
from generator.memory import Known, Memory
from generator.model import Organisation, Record, Settings
from generator.passed_over import Skipped, passed_over
from generator.reading import id_differs, id_taken, misplaced_file, more_in_this_file, unreadable_file, unusable_id
from generator.schema import SchemaStore
from generator.source import Document, KeptDocument, contents, understood

ENDINGS = (".yaml", ".yml")
RESERVED = frozenset(
    ["index", "assets", "search", "sitemap", "404", "frame", "tags", "calculator", "con", "prn", "aux", "nul"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)]
)


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
    for kind, record_id in records:
        path = f"{RECORDS_FOLDER}/{BY_NAME[kind].folder}/{record_id}.yaml"
        if os.path.lexists(root / path):
            loader.record(root / path, path, kind, record_id, BY_NAME[kind].type)
            loader.forget()
    memory.save()


class Loader:
    """One reading of a records folder."""

    def __init__(self, root: Path, schemas: SchemaStore, only: Only, memory: Memory) -> None:
        self.root = root
        self.schemas = schemas
        self.only = only
        self.memory = memory
        self.findings: list[Finding] = []
        self.skipped: list[Skipped] = []
        self.documents: list[Document] = []
        self.references: list[Reference] = []
        self.pointers: dict[Pointer, Pointer] = {}
        self.mentions: list[Mention] = []
        self.refused: list[Refused] = []
        self.unusable: set[tuple[str, str]] = set()
        self.files = 0

    def run(self) -> Loaded:
        """Reads everything once."""
        folder = self.root / RECORDS_FOLDER
        settings = self.settings(folder / SETTINGS_FILE)
        records = {kind.name: self.kind(folder, kind) for kind in KINDS}
        self.strays(folder)
        casebook = Casebook(
            settings=settings,
            records=MappingProxyType({kind: MappingProxyType(found) for kind, found in records.items()}),
            references=tuple(self.references),
            mentions=tuple(self.mentions),
            refused=tuple(self.refused),
            remembered=self.memory.identifiers,
            unusable=frozenset(self.unusable),
        )
        self.clashing_aliases(records)
        self.memory.save()
        return Loaded(
            casebook=casebook,
            findings=tuple(sorted(self.findings, key=lambda f: f.sort_key)),
            skipped=tuple(sorted(self.skipped, key=lambda s: s.path)),
            documents=tuple(self.documents),
            files=self.files,
        )

    def settings(self, path: Path) -> Settings:
        """The casebook file, or stand-in settings when it cannot be used."""
        name = f"{RECORDS_FOLDER}/{SETTINGS_FILE}"
        record = self.record(path, name, "casebook", "casebook", Settings)
        if isinstance(record, Settings):
            return record
        self.unusable.add(("casebook", "casebook"))
        return stand_in_settings(name)

    def kind(self, folder: Path, kind: Kind) -> dict[str, Record]:
        """All records of one kind, by id."""
        found: dict[str, Record] = {}
        taken: dict[str, str] = {}
        for entry in self.entries(folder / kind.folder, f"{RECORDS_FOLDER}/{kind.folder}"):
            name = f"{RECORDS_FOLDER}/{kind.folder}/{printable(entry.name, 100)}"
            stem = self.usable_stem(entry, name, kind, taken)
            if stem is None or stem not in self.only.get(kind.name, (stem,)):
                continue
            record = self.record(Path(entry.path), name, kind.name, stem, kind.type)
            if record is None:
                self.unusable.add((kind.name, stem))
            else:
                found[stem] = record
        return found

    def entries(self, folder: Path, name: str) -> Iterator[os.DirEntry[str]]:
        """What lies in a folder, by name, usable names first. A link in place of the folder is not followed."""
        if not os.path.lexists(folder):
            return
        if folder.is_symlink() or not folder.is_dir():
            message = "a link or a file stands where a folder of records should be"
            self.findings.append(unreadable_file.RULE.finding(Location(path=name), message, hint="put a folder here"))
            return
        with os.scandir(folder) as entries:
            yield from sorted(entries, key=lambda e: (e.name != e.name.lower(), os.fsencode(e.name)))

    def usable_stem(self, entry: os.DirEntry[str], name: str, kind: Kind, taken: dict[str, str]) -> str | None:
        """The id a file name stands for, or None when it is no record or cannot be one."""
        stem, ending = os.path.splitext(entry.name)  # noqa: PTH122 - names may hold bytes a Path would normalise
        if ending.lower() not in ENDINGS:
            self.not_yaml(entry, name)
            return None
        where = Location(path=name)
        if stem.lower() in taken:
            message = f"the id '{printable(stem.lower())}' is taken by {taken[stem.lower()]}"
            self.findings.append(id_taken.RULE.finding(where, message, hint="rename one of the two files"))
            return None
        taken[stem.lower()] = name
        hint = f"rename the file: {kind.id_says}"
        if len(stem) > 64 or not re.fullmatch(kind.id_pattern, stem):
            message = f"'{printable(stem)}' cannot be the id of a {kind.title.lower()}"
            self.findings.append(unusable_id.RULE.finding(where, message, hint=hint))
            return None
        if stem in RESERVED:
            message = f"'{stem}' is a reserved name"
            self.findings.append(unusable_id.RULE.finding(where, message, hint=hint))
            return None
        return stem

    def not_yaml(self, entry: os.DirEntry[str], name: str) -> None:
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            message = "a folder lies inside a folder of records"
            hint = "records lie directly in the folder of their kind"
            self.findings.append(misplaced_file.RULE.finding(Location(path=name), message, hint=hint))
        else:
            self.pass_over(name)

    def pass_over(self, name: str) -> None:
        found = passed_over(name)
        if isinstance(found, Skipped):
            self.skipped.append(found)
        else:
            self.findings.append(found)

    def forget(self) -> None:
        """Lets go of what was found so far."""
        for found in (self.findings, self.documents, self.references, self.mentions, self.refused):
            found.clear()

    def record(self, path: Path, name: str, schema: str, record_id: str, kind: type[Record]) -> Record | None:
        """One record, or None after noting why not."""
        self.files += 1
        raw, problems = contents(path, name)
        self.findings.extend(problems)
        if raw is None:
            return None
        known = self.memory.known(schema, record_id, raw, name)
        if known is None:
            found = len(self.findings)
            known = self.read(raw, name, schema, record_id)
            self.memory.keep(schema, record_id, raw, known, clean=len(self.findings) == found)
        if known is None:
            return None
        document = KeptDocument(known.document)
        self.documents.append(document)
        record = record_of(kind, record_id, document, known.data)
        for pointer, target_kind, target in known.references:
            same = self.pointers.setdefault(pointer, pointer)
            self.references.append(Reference(source=record, pointer=same, kind=target_kind, target=target))
        return record

    def read(self, raw: bytes, name: str, schema: str, record_id: str) -> Known | None:
        """What a file's bytes say, or None after noting why it cannot be used."""
        document, problems = understood(raw, name)
        self.findings.extend(problems)
        if document is None:
            unread = Document(path=name, text=raw.decode("utf-8", "replace"), data={}, quoted=frozenset())
            self.refused.append(Refused(schema=schema, document=unread, understood=False))
            return None
        data = self.schemas.coerce(schema, document)
        wrong = list(self.schemas.findings(schema, document, data)) or list(differing_id(document, data, record_id))
        self.findings.extend(wrong)
        references = tuple(self.schemas.references(schema, data))
        document = replace(document, data=data)
        if wrong:
            self.documents.append(document)
            self.mentions.extend(mentions_in(document, references, wrong))
            self.refused.append(Refused(schema=schema, document=document, understood=True))
            return None
        return Known(document=document, data=data, references=references)

    def strays(self, folder: Path) -> None:
        """Notes files and folders directly in `records/` that belong to no kind."""
        for entry in self.entries(folder, RECORDS_FOLDER):
            name = f"{RECORDS_FOLDER}/{printable(entry.name, 100)}"
            if entry.name in BY_FOLDER or entry.name == SETTINGS_FILE or entry.name.startswith("."):
                continue
            if not entry.is_dir(follow_symlinks=False) and not entry.name.lower().endswith(ENDINGS):
                self.pass_over(name)
                continue
            message = f"'{printable(entry.name)}' belongs to no kind of record"
            hint = "use one of the folders: " + ", ".join(sorted(BY_FOLDER))
            self.findings.append(misplaced_file.RULE.finding(Location(path=name), message, hint=hint))

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

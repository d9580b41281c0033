"""Which files of a records folder are records, by their names alone. Opens none of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.characters import printable
from generator.findings import Finding, Location
from generator.kinds import BY_FOLDER, RECORDS_FOLDER, SETTINGS_FILE, Kind
from generator.passed_over import Skipped, passed_over
from generator.reading import id_taken, misplaced_file, unreadable_file, unusable_id

ENDINGS = (".yaml", ".yml")
RESERVED = frozenset(
    ["index", "assets", "search", "sitemap", "404", "frame", "tags", "calculator", "con", "prn", "aux", "nul"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """A file that stands for a record: where it is, how people are shown that, and the record's kind and id."""

    place: str
    name: str
    kind: str
    id: str

    @property
    def path(self) -> Path:
        """Where it is; made for those of ten thousand that are opened."""
        return Path(self.place)


class RecordFiles:
    """One look at a records folder, with what is wrong in it and what was passed over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.findings: list[Finding] = []
        self.skipped: list[Skipped] = []

    def of(self, kind: Kind) -> Iterator[RecordFile]:
        """The files of a kind, by id."""
        taken: dict[str, str] = {}
        for entry in self.entries(self.folder / kind.folder, f"{RECORDS_FOLDER}/{kind.folder}"):
            name = f"{RECORDS_FOLDER}/{kind.folder}/{printable(entry.name, 100)}"
            stem = self.usable_stem(entry, name, kind, taken)
            if stem is not None:
                yield RecordFile(place=entry.path, name=name, kind=kind.name, id=stem)

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

    def strays(self) -> None:
        """Notes files and folders directly in `records/` that belong to no kind."""
        for entry in self.entries(self.folder, RECORDS_FOLDER):
            name = f"{RECORDS_FOLDER}/{printable(entry.name, 100)}"
            if entry.name in BY_FOLDER or entry.name == SETTINGS_FILE or entry.name.startswith("."):
                continue
            if not entry.is_dir(follow_symlinks=False) and not entry.name.lower().endswith(ENDINGS):
                self.pass_over(name)
                continue
            message = f"'{printable(entry.name)}' belongs to no kind of record"
            hint = "use one of the folders: " + ", ".join(sorted(BY_FOLDER))
            self.findings.append(misplaced_file.RULE.finding(Location(path=name), message, hint=hint))

"""Who changed which record when, and what changed in it: read from git in one pass. Names no person, repeats no text.

A role stands in the commit's own words, as a line `Role: off-site-coordinator` at its end. Author names and messages are
never read: they may hold a name.
"""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import click

from generator.history import git
from generator.source import understood

Kind = Literal["added", "changed", "removed"]
KINDS: dict[str, Kind] = {"A": "added", "M": "changed", "T": "changed", "D": "removed"}
SHOWN = 5
"""How many changes of one record are compared and shown."""
HEADER = "\x01"
FORMAT = f"--format={HEADER}%cI%x09%(trailers:key=Role,valueonly,separator=%x2C)"
HERE = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """What became of one field of a record. For a list, how many entries came, went or changed."""

    field: str
    added: int = 0
    removed: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """One change of one record. `role` is empty when the commit names none."""

    path: str
    on: dt.date
    role: str
    kind: Kind
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A change as git tells it: the bytes before and after by what git calls them."""

    change: RecordChange
    before: str
    after: str


def record_history(root: Path, as_of: dt.date, revision: str = "HEAD") -> dict[str, tuple[RecordChange, ...]]:
    """The latest changes of every record up to a date, newest first. Empty where git keeps no history."""
    try:
        log = git(
            root, "log", "-m", "--first-parent", "--raw", "--no-abbrev", "--no-renames", "--relative", "-z", FORMAT,
            revision, "--", "records",
        )  # fmt: skip
    except click.UsageError:
        return {}
    latest: dict[str, list[Entry]] = {}
    for entry in entries(log):
        kept = latest.setdefault(entry.change.path, [])
        if entry.change.on <= as_of and len(kept) < SHOWN:
            kept.append(entry)
    return explained(root, latest)


def entries(log: str) -> Iterator[Entry]:
    """Every change in a log, newest first."""
    on, role = dt.date.min, ""
    parts = iter(log.split("\0"))
    for part in parts:
        text = part.lstrip("\n")
        if text.startswith(HEADER):
            when, _, named = text[1:].partition("\t")
            on = dt.datetime.fromisoformat(when).astimezone(HERE).date()
            role = named.split(",")[0].strip()
        elif text.startswith(":"):
            _, _, before, after, status = text[1:].split(" ")
            change = RecordChange(path=next(parts), on=on, role=role, kind=KINDS[status[0]])
            yield Entry(change=change, before=before, after=after)


def explained(root: Path, latest: Mapping[str, list[Entry]]) -> dict[str, tuple[RecordChange, ...]]:
    """The changes with what became of each field."""
    changed = [entry for kept in latest.values() for entry in kept if entry.change.kind == "changed"]
    texts = dict(blobs(root, {name for entry in changed for name in (entry.before, entry.after)}))
    known = {name: fields_of(text) for name, text in texts.items()}
    return {
        path: tuple(
            replace(e.change, fields=tuple(differences(known.get(e.before, {}), known.get(e.after, {})))) for e in kept
        )
        for path, kept in sorted(latest.items())
        if kept
    }


def blobs(root: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The bytes git keeps under each name, asked for all at once."""
    wanted = "".join(f"{name}\n" for name in sorted(names))
    if not wanted:
        return
    command = ["git", "-C", str(root), "cat-file", "--batch"]
    answer = subprocess.run(command, input=wanted.encode(), capture_output=True, check=False).stdout
    place = 0
    while place < len(answer):
        end = answer.index(b"\n", place)
        header = answer[place:end].decode().split(" ")
        place = end + 1
        if len(header) == 3:
            size = int(header[2])
            yield header[0], answer[place : place + size]
            place += size + 1


def fields_of(text: bytes) -> Mapping[str, object]:
    """The fields of a record as it was; none when it could not be read."""
    document, _ = understood(text, "record")
    return document.data if document and isinstance(document.data, dict) else {}


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[FieldChange]:
    """Field by field what came, went or changed, in the order of the newer record."""
    if not before or not after:
        return
    for name in [*after, *(name for name in before if name not in after)]:
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if isinstance(old, list | None) and isinstance(new, list | None):
            yield entries_changed(name, old or [], new or [])
        else:
            yield FieldChange(
                field=name, added=int(name not in before), removed=int(name not in after),
                changed=int(name in before and name in after),
            )  # fmt: skip


def entries_changed(name: str, old: list[object], new: list[object]) -> FieldChange:
    """How many entries of a list came, went or changed; one that is replaced by another counts as changed."""
    gone = sum(entry not in new for entry in old)
    come = sum(entry not in old for entry in new)
    both = min(gone, come)
    return FieldChange(field=name, added=come - both, removed=gone - both, changed=both)

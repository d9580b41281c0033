"""What a change to the records is about: the findings in the changed files, and those it causes anywhere else."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from generator.checks import standing_lowered
from generator.findings import Finding
from generator.history import blobs_at, changed_since, records_at, resolved
from generator.inspection import Inspected, Report, gathered, inspect, keys_in, report_on
from generator.kinds import KINDS, RECORDS_FOLDER
from generator.load import Loaded, learn, load
from generator.memory import Memory, blob_id
from generator.neighbours import Known, Neighbourhood, around, named_files, record_of
from generator.schema import SchemaStore

ABOUT_FINDINGS = "CB9"
"""What the codes of rules begin with that speak of other findings or of rules."""


def report_since(root: Path, revision: str, as_of: dt.date) -> Report:
    """The findings in what has changed since a revision, and whatever the changes cause elsewhere."""
    commit = resolved(root, revision)
    blobs = blobs_at(root, commit)
    changed = frozenset(changed_since(root, commit)) | frozenset(record_files(root)).difference(blobs)
    with both(root, commit, blobs, changed, as_of) as (before, now):
        report = compared(before, now, changed, as_of)
        keys = (f for f in keys_in(root, now.casebook) if f.location.path in changed)
        return replace(report, findings=tuple(sorted({*report.findings, *keys}, key=lambda f: f.sort_key)))


def compared(before: Loaded, now: Inspected, changed: frozenset[str], as_of: dt.date) -> Report:
    """What is found now in changed files, or was not found before."""
    elsewhere = {f for f in now.report.findings if f.location.path not in changed}
    known = {said(f) for f in findings_like(elsewhere, before, as_of)}
    kept = {f for f in now.report.findings if f not in elsewhere or said(f) not in known}
    found = {*kept, *standing_lowered.compare(before.casebook, now.casebook, as_of)}
    return replace(now.report, findings=tuple(sorted(found, key=lambda f: f.sort_key)))


def said(finding: Finding) -> tuple[str, str, str]:
    """What makes a finding the same before and after, though its line may be another."""
    return finding.location.path, finding.code, finding.message


def findings_like(some: Iterable[Finding], before: Loaded, as_of: dt.date) -> tuple[Finding, ...]:
    """The findings before by the rules that say something now; by all of them where a finding is about findings."""
    codes = {finding.code for finding in some}
    everything = any(code.startswith(ABOUT_FINDINGS) for code in codes)
    return report_on(before, as_of, None if everything else codes).findings


def record_files(root: Path) -> Iterator[str]:
    """Every file in a folder of records, also those that git was told to ignore."""
    for kind in KINDS:
        folder = root / RECORDS_FOLDER / kind.folder
        if folder.is_dir() and not folder.is_symlink():
            yield from (f"{RECORDS_FOLDER}/{kind.folder}/{name}" for name in os.listdir(folder))  # noqa: PTH208


@contextmanager
def both(
    root: Path, commit: str, blobs: Mapping[str, str], changed: frozenset[str], as_of: dt.date
) -> Iterator[tuple[Loaded, Inspected]]:
    """The records before, and after with what is found in them: as many as the change can concern, or all."""
    schemas, memory = SchemaStore.load(), Memory(root)
    near = around(changed, *names(root, commit, blobs, changed, schemas, memory))
    if near is None:
        now = inspect(root, schemas, as_of, memory)
        with records_at(root, commit) as then:
            yield gathered(then, schemas, memory), now
        return
    part = load_part(root, schemas, memory, near)
    now = Inspected(casebook=part.casebook, report=report_on(part, as_of))
    with records_at(root, commit, paths_to_read(near, blobs)) as then:
        yield load_part(then, schemas, memory, near), now


def names(
    root: Path, commit: str, blobs: Mapping[str, str], changed: frozenset[str], schemas: SchemaStore, memory: Memory
) -> tuple[Known, Known]:
    """What is known of every record before and after the change. What was never read before is read once."""
    then = named_files(blobs)
    paths = {record: path for path in blobs if (record := record_of(path))}
    known = dict(memory.names(then))
    unknown = sorted(then.keys() - known)
    learn(root, schemas, [record for record in unknown if paths[record] not in changed], memory)
    if gone := [record for record in unknown if paths[record] in changed]:
        with records_at(root, commit, [paths[record] for record in gone]) as past:
            learn(past, schemas, gone, memory)
    later = {path: record for path in sorted(changed) if (record := record_of(path))}
    learn(root, schemas, later.values(), memory)
    new = {record: blob_id((root / path).read_bytes()) for path, record in later.items() if ordinary(root / path)}
    before = known | dict(memory.names({record: then[record] for record in unknown}))
    kept = {record: known for record, known in before.items() if record not in later.values()}
    return before, kept | dict(memory.names(new))


def ordinary(path: Path) -> bool:
    """Whether there is a plain file."""
    return path.is_file() and not path.is_symlink()


def paths_to_read(near: Neighbourhood, blobs: Mapping[str, str]) -> list[str]:
    """The files of a commit that are wanted: those near, and all of the kinds that are always read."""
    kinds = near.only
    return [path for path in blobs if (r := record_of(path)) is None or r[0] not in kinds or r in near.records]


def load_part(root: Path, schemas: SchemaStore, memory: Memory, near: Neighbourhood) -> Loaded:
    """The neighbourhood, as if everything else had been read too."""
    loaded = load(root, schemas, near.only, memory)
    unusable = loaded.casebook.unusable | near.unusable
    casebook = replace(loaded.casebook, elsewhere=near.elsewhere, titles_elsewhere=near.titles, unusable=unusable)
    return replace(loaded, casebook=casebook, files=loaded.files + near.unread)

"""What is remembered never changes what is found, and whatever is wrong with it, it is as if it were not there."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from generator import memory, resources
from generator.cache import FOLDER, OFF, Cache, git_folder, program
from generator.load import load
from generator.memory import READER, TOGETHER, Memory, blob_id
from generator.record_files import RecordFile
from generator.schema import SchemaStore
from tests.sites import BASE, casebook, copy_of
from tests.test_layering import MODULES, area, areas_used


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the smallest casebook, and a secret of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(OFF, raising=False)
    made = copy_of(BASE, tmp_path / "root")
    subprocess.run(["git", "init", "-q", str(made)], check=True)
    return made


def stored(root: Path) -> Cache:
    cache = Cache(root, "records")
    cache.put(b"k", ("value", 1, [None, True, {"a": 0.1}]))
    cache.save()
    return cache


def test_a_value_is_found_again(root: Path) -> None:
    stored(root)
    assert Cache(root, "records").get([b"k", b"other"]) == {b"k": ("value", 1, [None, True, {"a": 0.1}])}
    assert Cache(root, "names").get([b"k"]) == {}


def test_a_value_signed_by_another_is_not_there(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored(root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "somebody-else"))
    assert Cache(root, "records").get([b"k"]) == {}


def test_a_value_under_another_key_is_not_there(root: Path) -> None:
    cache = stored(root)
    store = cache.store
    assert store is not None
    with store:
        store.execute("UPDATE value SET key = ?", (b"other",))
    assert Cache(root, "records").get([b"k", b"other"]) == {}


def test_a_changed_value_is_not_there(root: Path) -> None:
    cache = stored(root)
    store = cache.store
    assert store is not None
    [(signed,)] = store.execute("SELECT value FROM value").fetchall()
    for index in range(0, len(signed), 3):
        broken = bytearray(signed)
        broken[index] ^= 1
        with store:
            store.execute("UPDATE value SET value = ?", (bytes(broken),))
        assert Cache(root, "records").get([b"k"]) == {}, index


@pytest.mark.parametrize("content", [b"", b"nonsense" * 1000, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_broken_file_is_begun_again(root: Path, content: bytes) -> None:
    (root / ".git" / FOLDER).mkdir()
    (root / ".git" / FOLDER / "records.sqlite").write_bytes(content)
    stored(root)
    assert Cache(root, "records").get([b"k"])


def test_a_folder_in_its_place_is_borne(root: Path) -> None:
    (root / ".git" / FOLDER / "records.sqlite").mkdir(parents=True)
    assert stored(root).get([b"k"]) == {}


def test_another_that_writes_is_waited_for_or_done_without(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored(root)
    monkeypatch.setattr("generator.cache.WAIT", 0.1)
    busy = sqlite3.connect(root / ".git" / FOLDER / "records.sqlite")
    busy.execute("BEGIN EXCLUSIVE")
    assert stored(root).get([b"k"]) == {}
    busy.rollback()
    busy.close()
    assert Cache(root, "records").get([b"k"])


def test_nothing_is_remembered_outside_a_repository(root: Path) -> None:
    shutil.rmtree(root / ".git")
    if git_folder(root) is None:
        before = sorted(root.rglob("*"))
        assert stored(root).get([b"k"]) == {}
        assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize(
    "said", [b"gitdir: \xff\xfe\n", b"\xff", b"", b"gitdir:\n", b"gitdir: a\0b\n", b".", b"x gitdir: ."]
)
def test_a_git_file_that_leads_nowhere_is_borne(said: bytes, root: Path) -> None:
    shutil.rmtree(root / ".git")
    (root / ".git").write_bytes(said)
    assert git_folder(root) is None
    assert stored(root).get([b"k"]) == {}


def test_a_worktree_leads_to_its_folder_however_it_is_called(root: Path) -> None:
    home = root.parent / os.fsdecode(b"caf\xe9")
    (root / ".git").rename(home)
    (root / ".git").write_bytes(b"gitdir: " + os.fsencode(home) + b"\n")
    assert git_folder(root) == home
    assert stored(root).get([b"k"])


def test_what_is_remembered_changes_nothing(root: Path) -> None:
    provider = next((root / "records" / "providers").glob("*.yaml"))
    provider.write_text(provider.read_text(encoding="utf-8") + "successor: nobody\n", encoding="utf-8")
    plan = next((root / "records" / "case-plans").glob("*.yaml"))
    plan.write_text("surprise: 1\n" + plan.read_text(encoding="utf-8"), encoding="utf-8")
    commands = [["validate", "--format", form] for form in ("json", "text")] + [["report", "due", "--format", "json"]]
    for command in commands:
        arguments = (*command, "--root", str(root), "--as-of", "2026-11-22")
        without = casebook(*arguments, **{OFF: "1"}).stdout
        assert [casebook(*arguments).stdout for _ in range(2)] == [without, without], command
    assert (root / ".git" / FOLDER / "records.sqlite").is_file()


def test_a_record_that_is_known_is_the_record_that_is_read(root: Path) -> None:
    first, second = (load(root, SchemaStore.load()) for _ in range(2))
    known = Memory(root)
    for record in first.casebook.every_record():
        kind = next(k for k, found in first.casebook.records.items() if found.get(record.id) is record)
        file = RecordFile(place=str(root / record.path), name=record.path, kind=kind, id=record.id)
        assert known.expect([file]) == []
        assert known.known(file, file.path.read_bytes()) is not None, record.path
        again = second.casebook.records[kind][record.id]
        assert again == record
        assert (again.data, again.document.text) == (record.data, record.document.text)
        assert again.document.values == record.document.values
    assert [(r.pointer, r.kind, r.target) for r in second.casebook.references] == [
        (r.pointer, r.kind, r.target) for r in first.casebook.references
    ]


def test_few_words_that_are_kept_together_are_those_kept_one_by_one(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = load(root, SchemaStore.load()).casebook.records
    blobs = {(k, r.id): blob_id((root / r.path).read_bytes()) for k, some in found.items() for r in some.values()}
    one_by_one = Memory(root).names(blobs)
    assert len(one_by_one) == len(blobs)
    monkeypatch.setattr(memory, "MANY", 1)
    some = dict(list(blobs.items())[3:])
    for asked in (some, blobs, blobs, some):  # none are together; a few are not; all are
        again = Memory(root)
        assert again.names(asked) == {record: one_by_one[record] for record in asked}
        again.save()
    few_words = Memory(root).few_words
    store = few_words.store
    assert store is not None
    with store:
        store.execute("DELETE FROM value WHERE key != ?", (TOGETHER,))
    assert Memory(root).names(blobs) == one_by_one, "together they are enough"
    with store:
        store.execute("UPDATE value SET value = ?", (b"nonsense",))
    assert Memory(root).names(blobs) == {}


def test_what_is_remembered_is_signed_by_all_that_decides_it() -> None:
    uses: dict[str, set[str]] = {}
    for path in MODULES:
        uses.setdefault(area(path), set()).update(there for _, there in areas_used(path))
    behind: set[str] = set()
    edge = {"load", "memory", "privacy"}
    while edge:
        behind |= edge
        edge = {there for here in edge for there in uses[here]} - behind
    assert behind == READER


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("views/room.py", {b"k": "value"}),
        ("reports.py", {b"k": "value"}),
        ("source/quick.py", {}),
        ("privacy/data/first-names.txt", {}),  # a name that is new here is looked for in what was read before
    ],
)
def test_another_program_knows_nothing_and_one_that_reads_alike_knows_all(
    path: str, known: dict[bytes, str], root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "generator"
    shutil.copytree(resources.PACKAGE, package, ignore=shutil.ignore_patterns("_data", "__pycache__"))
    monkeypatch.setattr(resources, "PACKAGE", package)
    cache = Cache(root, "records", READER)
    cache.put(b"k", "value")
    cache.save()
    whole = program()
    with (package / path).open("a", encoding="utf-8") as module:
        module.write("# another\n")
    assert Cache(root, "records", READER).get([b"k"]) == known
    assert program() != whole


def test_another_release_of_what_reads_for_us_knows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = program(READER)
    monkeypatch.setattr("generator.cache.version", lambda name: f"{name} of tomorrow")
    assert program(READER) != before


def test_bytes_are_called_what_git_calls_them(root: Path) -> None:
    path = root / "records" / "casebook.yml"
    said = subprocess.run(["git", "hash-object", str(path)], capture_output=True, text=True, check=True).stdout.strip()
    raw = path.read_bytes()
    assert blob_id(raw) == said
    assert blob_id(raw.replace(b"\n", b"\r\n")) == said


def test_what_was_opened_is_closed_with_whoever_opened_it(root: Path) -> None:
    """Newer versions of Python complain of what is left open."""
    cache = stored(root)
    store = cache.store
    assert store is not None
    del cache
    with pytest.raises(sqlite3.ProgrammingError):
        store.execute("SELECT 1")

"""How a site is put in its place, step by step: what is refused and in which words, what is kept, what is swept, what is
swapped where the system helps and where it does not."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import engine, locking, publish
from generator.locking import Busy, alone, handed_on
from generator.publish import KEPT, MARKER, NotOurs, beside, check_output, exchange, settle, swap, sweep, workplace

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges two folders")


def site(folder: Path, audience: str = "coordinator", **pages: str) -> Path:
    """A folder that is a site of ours."""
    folder.mkdir(parents=True)
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    (folder / MARKER).write_text(f"This is ours.\nMade for: {audience}\n", encoding="utf-8")
    return folder


def refusal(out: Path, root: Path, audience: str = "") -> str:
    """Why an output is refused; nothing when it is not."""
    try:
        check_output(out, root, audience)
    except NotOurs as error:
        return str(error)
    return ""


def test_each_refusal_says_why(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "records").mkdir(parents=True)
    assert refusal(tmp_path, root) == f"'{tmp_path}' holds the casebook itself; choose another folder"
    assert refusal(root, root) == f"'{root}' holds the casebook itself; choose another folder"
    for name in KEPT:
        for out in (root / name, root / name / "deep"):
            assert refusal(out, root) == f"'{out}' lies inside '{name}'; choose another folder"
    file, full, link = tmp_path / "file", tmp_path / "full", tmp_path / "link"
    file.touch()
    (full / "thesis").mkdir(parents=True)
    link.symlink_to(site(tmp_path / "site"))
    for out in (file, link):
        assert refusal(out, root) == f"'{out}' is not a folder; choose another"
    assert refusal(full, root) == f"'{full}' holds files that are not a casebook site; choose an empty folder"
    (full / MARKER).mkdir()
    assert "not a casebook site" in refusal(full, root)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    assert refusal(tmp_path / "dangling", root) == f"'{tmp_path / 'dangling'}' is not a folder; choose another"
    (tmp_path / "empty").mkdir()
    for out in (tmp_path / "empty", tmp_path / "new/deep", tmp_path / "site", root / "site/public"):
        assert refusal(out, root) == ""


def test_what_must_never_be_an_output_is_listed() -> None:
    assert set(KEPT) == {
        *("records", "schemas", "generator", ".git", "site/pages", "site/assets", "site/overrides", "site/docs"),
        *("site/.engine", "site/.cache"),
    }


def test_a_site_is_replaced_by_one_for_the_same_audience_alone(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "records").mkdir(parents=True)
    staff = site(tmp_path / "staff", "staff")
    assert refusal(staff, root, "staff") == ""
    assert refusal(staff, root, "") == ""
    why = "holds the site made for 'staff'; choose another --out, or use --force to replace it"
    assert refusal(staff, root, "public") == f"'{staff}' {why}"
    assert refusal(tmp_path / "new", root, "public") == ""


def test_two_ways_to_a_folder_are_one(tmp_path: Path) -> None:
    (tmp_path / "real/deep").mkdir(parents=True)
    (tmp_path / "way").symlink_to(tmp_path / "real")
    assert publish.lies_in(tmp_path / "real", tmp_path / "real")
    assert publish.lies_in(tmp_path / "real/new/er", tmp_path / "real")
    assert publish.lies_in(tmp_path / "way/deep/new", tmp_path / "real")
    assert not publish.lies_in(tmp_path / "real", tmp_path / "real/deep")
    assert not publish.lies_in(tmp_path / "other", tmp_path / "real")
    assert not publish.lies_in(tmp_path / "real", tmp_path / "nowhere")


def test_a_workplace_is_beside_the_output_swept_held_and_removed(tmp_path: Path) -> None:
    out, said = tmp_path / "deep/er/public", list[str]()
    with workplace(out, said.append) as work:
        left = site(out.parent / beside(out, "left"))
        assert work.is_dir()
        assert work.parent == out.parent
        assert work.name.startswith(".public.casebook-")
        assert (out.parent / ".public.lock").is_file()
        descriptor = os.open(out.parent / ".public.lock", os.O_RDWR)
        with pytest.raises(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(descriptor)
    assert not work.exists()
    with workplace(out, said.append):
        assert not left.exists()
    assert said == []


def test_what_is_swept(tmp_path: Path) -> None:
    out = site(tmp_path / "public", x="now")
    site(tmp_path / beside(out, "previous"), x="before")
    site(tmp_path / beside(out, "abc"))
    (tmp_path / beside(out, "file")).touch()
    (tmp_path / beside(out, "link")).symlink_to(site(tmp_path / "mine"))
    sweep(out)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"public", "mine", beside(out, "file"), beside(out, "link")}
    assert (out / "x.html").read_text(encoding="utf-8") == "now"
    assert beside(out, "previous") == ".public.casebook-previous"


def test_what_cannot_be_removed_stops_no_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "held by somebody")

    out = site(tmp_path / "public", a="old")
    site(tmp_path / beside(out, "left"))
    monkeypatch.setattr(os, "unlink", held)
    monkeypatch.setattr(publish, "exchange", lambda *_: False)
    sweep(out)
    assert swap(site(tmp_path / "new", a="new"), out)
    assert (out / "a.html").read_text(encoding="utf-8") == "new"


def test_a_swapped_site_says_whose_it_is_and_keeps_what_is_the_same(tmp_path: Path) -> None:
    out = site(tmp_path / "public", a="1", b="2", gone="3")
    before = {name: (out / f"{name}.html").stat().st_ino for name in "ab"}
    new = site(tmp_path / "new", a="1", b="changed", c="4")
    (new / "d").symlink_to("a.html")
    assert swap(new, out, "staff")
    assert (out / MARKER).read_text(encoding="utf-8") == (
        "This folder is written by `casebook build` and replaced as a whole.\nMade for: staff\n"
    )
    assert (out / "a.html").stat().st_ino == before["a"]
    assert (out / "b.html").stat().st_ino != before["b"]
    assert sorted(path.name for path in out.iterdir()) == [MARKER, "a.html", "b.html", "c.html", "d"]
    assert not list(out.rglob("*.kept"))


def test_each_file_is_compared_to_the_byte(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    new.write_bytes(b"ab")
    assert not publish.kept_file(new, old)
    old.write_bytes(b"cd")
    os.utime(old, (1, 1))
    os.utime(new, (1, 1))  # of the same size and age, and yet another
    assert not publish.kept_file(new, old)
    assert new.read_bytes() == b"ab"
    old.write_bytes(b"ab")
    assert publish.kept_file(new, old)
    assert new.samefile(old)
    assert publish.kept_file(new, old)
    link = tmp_path / "link"
    link.symlink_to(new)
    other = tmp_path / "other"
    other.write_bytes(b"ab")
    assert not publish.kept_file(other, link)
    assert not publish.kept_file(other, tmp_path)


def test_a_drive_without_links_between_files_keeps_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "not here")

    monkeypatch.setattr(os, "link", no_links)
    out = site(tmp_path / "public", a="1")
    assert swap(site(tmp_path / "new", a="1", b="2"), out)
    assert {p.name for p in out.iterdir()} == {MARKER, "a.html", "b.html"}
    publish.put(tmp_path / "deep/c", b"1", out / "a.html")
    assert (tmp_path / "deep/c").read_bytes() == b"1"


def test_a_file_that_is_put_is_the_old_one_only_when_that_is_an_ordinary_file(tmp_path: Path) -> None:
    old, link = tmp_path / "old", tmp_path / "link"
    old.write_bytes(b"12")
    link.symlink_to(old)
    publish.put(tmp_path / "a", b"12", old)
    assert (tmp_path / "a").samefile(old)
    publish.put(tmp_path / "b", b"12", link)
    publish.put(tmp_path / "c", b"34", old)
    publish.put(tmp_path / "a", b"12", old)  # once more
    publish.put(tmp_path / "x/y/z", b"12", tmp_path / "none")
    (tmp_path / "d").write_bytes(b"by the engine")
    publish.put(tmp_path / "d", b"12", old)
    assert (tmp_path / "d").samefile(old)
    assert (tmp_path / "x/y/z").read_bytes() == b"12"
    assert not (tmp_path / "b").samefile(old)
    assert not (tmp_path / "b").is_symlink()
    assert [(tmp_path / name).read_bytes() for name in "abc"] == [b"12", b"12", b"34"]
    assert old.read_bytes() == b"12"


def test_without_an_exchange_the_old_site_is_set_aside_and_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "exchange", lambda *_: False)
    out = site(tmp_path / "public", a="old")
    assert swap(site(tmp_path / "new", a="new"), out)
    assert (out / "a.html").read_text(encoding="utf-8") == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["public"]


def answering(code: int, number: int) -> Callable[..., int]:
    """A call of the system that ends in a way."""

    def call(*_: object) -> int:
        ctypes.set_errno(number)
        return code

    return call


class System:
    """Stands in for the C library."""

    def __init__(self, **calls: object) -> None:
        self.__dict__.update(calls)


def library(monkeypatch: pytest.MonkeyPatch, **calls: object) -> None:
    """Puts another C library in place."""
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: System(**calls))


@on_linux
def test_two_folders_are_exchanged_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = site(tmp_path / "one", a="1"), site(tmp_path / "other", a="2")
    assert exchange(one, other)
    assert [(p / "a.html").read_text(encoding="utf-8") for p in (one, other)] == ["2", "1"]
    monkeypatch.chdir(tmp_path)
    assert exchange(Path("one"), Path("other"))
    with pytest.raises(OSError, match="No such file") as failed:
        exchange(one, tmp_path / "none")
    assert failed.value.errno == errno.ENOENT
    assert failed.value.filename == str(tmp_path / "none")


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.EPERM])
def test_a_drive_that_cannot_exchange_says_so(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    library(monkeypatch, renameat2=answering(-1, number))
    assert exchange(tmp_path, tmp_path) is False


def test_other_systems_cannot_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    library(monkeypatch)
    assert exchange(tmp_path, tmp_path) is False
    library(monkeypatch, renameat2=answering(0, 0))
    assert exchange(tmp_path, tmp_path) is True
    monkeypatch.setattr(sys, "platform", "darwin")
    assert exchange(tmp_path, tmp_path) is False


def open_files() -> int:
    """How many files this process has open, where that can be told."""
    held = Path("/proc/self/fd")
    return len(list(held.iterdir())) if held.is_dir() else 0


def test_the_drive_is_asked_to_write_and_what_it_says_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    asked: list[str] = []

    def syncfs(descriptor: int) -> int:
        asked.append(Path(f"/proc/self/fd/{descriptor}").readlink().name if Path("/proc").is_dir() else tmp_path.name)
        return 0

    library(monkeypatch, syncfs=syncfs)
    settle(tmp_path)
    assert asked == [tmp_path.name]
    library(monkeypatch, syncfs=lambda _: -1)
    held = open_files()
    with pytest.raises(OSError, match="Input/output") as failed:
        settle(tmp_path)
    assert failed.value.filename == str(tmp_path)
    assert open_files() == held
    monkeypatch.setattr(os, "sync", lambda: asked.append("all"), raising=False)
    library(monkeypatch)
    settle(tmp_path)
    monkeypatch.setattr(sys, "platform", "darwin")
    library(monkeypatch, syncfs=syncfs)
    settle(tmp_path)
    assert asked[1:] == ["all", "all"]


# ---- one at a time


class Clock:
    """Time that passes when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        """The time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Lets some pass."""
        self.slept.append(seconds)
        self.now += 0.25


def test_waiting_has_an_end_and_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(locking, "time", clock)
    monkeypatch.setattr(locking, "WAIT", 1.0)
    assert list(locking.waited()) == [False, False, False, True]
    assert clock.slept == [locking.PAUSE] * 4
    assert (locking.PATIENCE, locking.PAUSE) == (0.5, 0.1)


def test_what_is_said_while_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.01)
    monkeypatch.setattr(locking, "WAIT", 0.1)
    monkeypatch.setattr(locking, "PAUSE", 0.01)
    said: list[str] = []
    over = "is still running after 0 seconds; end it, then try again"
    with (
        alone(tmp_path / "a", "build", said.append),
        pytest.raises(Busy) as busy,
        alone(tmp_path / "a", "b", said.append),
    ):
        pass
    assert str(busy.value) == f"another b {over}"
    assert said == ["another b is running; waiting for it to end"]
    before = os.umask(0)
    with handed_on(tmp_path / "b", "the engine", said.append) as held:
        os.umask(before)
        assert (tmp_path / "b").stat().st_mode & 0o777 == 0o644
        assert len(held) == 1
        with pytest.raises(Busy) as busy, handed_on(tmp_path / "b", "the engine", said.append):
            pass
    assert str(busy.value) == f"another the engine {over}"
    assert said[1:] == ["the engine goes on after its build was killed; waiting for it to end"]
    with handed_on(tmp_path / "b", "the engine", said.append), alone(tmp_path / "a", "build", said.append):
        assert len(said) == 2
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(held[0])
    monkeypatch.setattr(sys, "platform", "win32")
    with handed_on(tmp_path / "nowhere/c", "the engine", said.append) as held:
        assert held == ()


def test_a_lock_ends_when_the_work_fails(tmp_path: Path) -> None:
    for lock in (alone, handed_on):
        given: Any = (tmp_path / lock.__name__, "build", print)
        with pytest.raises(KeyError), lock(*given):
            raise KeyError
        with lock(*given):
            pass


def test_the_engine_is_handed_its_lock_and_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    def run(command: list[str], **options: Any) -> Any:
        given.update(options)
        (tmp_path / engine.MADE).mkdir()
        (tmp_path / engine.MADE / "index.html").touch()
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    engine.execute("mkdocs", tmp_path / "x.yml", tmp_path, (7, 8))
    assert given["pass_fds"] == (7, 8)

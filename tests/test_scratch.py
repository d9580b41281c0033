"""Nothing of ours is left for long where everybody may look: what a killed program leaves, the next one removes."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from generator import sharing
from generator.history import records_at
from generator.scratch import own_home, scratch
from tests.sites import BASE, ROOT, copy_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals on Windows")
HOLDING = (
    "from generator.scratch import scratch\nwith scratch('at') as f: (f / 'a').touch(); print(f, flush=True); input()"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where folders are made for a while, with nothing in it."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / f"casebook-{os.geteuid()}"


@pytest.fixture
def holder(home: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another program that holds a folder."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", HOLDING], cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        yield process, Path(process.stdout.readline().strip())
        process.kill()


def names(folder: Path) -> list[str]:
    """What lies in a folder, but for the lock that stays."""
    return sorted(p.name for p in folder.iterdir() if p.name != "lock")


def test_a_folder_is_our_own_and_goes_again(home: Path) -> None:
    with scratch("at") as folder, scratch("at") as other:
        assert folder.parent == home
        assert folder != other
        assert [p.stat().st_mode & 0o777 for p in (home, folder)] == [0o700, 0o700]
        (folder / "deep").mkdir()
        (folder / "deep/file").touch()
    assert names(home) == []
    with pytest.raises(KeyError), scratch("at"):
        raise KeyError
    assert names(home) == []


def test_what_is_used_stays_and_what_was_left_goes(home: Path, holder: tuple[subprocess.Popen[str], Path]) -> None:
    process, theirs = holder
    with scratch("frames"):
        assert (theirs / "a").is_file()
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (theirs / "a").is_file()
    with scratch("frames") as folder:
        assert names(home) == sorted([folder.name, f"{folder.name}.lock"])


def test_what_cannot_be_removed_hurts_nobody(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "held by somebody")

    home.mkdir(mode=0o700)
    (home / "at-left").mkdir()
    (home / "at-left/file").touch()
    with scratch("at") as folder:
        (folder / "file").touch()
        (home / f"{folder.name}.lock").unlink()
        monkeypatch.setattr(os, "unlink", held)
    with scratch("at"):
        assert folder.exists()
    monkeypatch.undo()
    with scratch("at"):
        pass


def test_nothing_is_touched_where_somebody_else_was_first(home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "at-theirs").mkdir(parents=True)
    home.symlink_to(elsewhere)
    with scratch("at") as folder:
        assert own_home() is None
        assert folder.parent == tmp_path
        assert folder.stat().st_mode & 0o777 == 0o700
    assert not folder.exists()
    home.unlink()
    home.mkdir()
    (home / "at-theirs").mkdir()
    for mode in (0o777, 0o750, 0o705):
        home.chmod(mode)
        with scratch("at") as folder:
            assert folder.parent == tmp_path
    home.chmod(0o700)
    (home / "link").symlink_to(elsewhere)
    with scratch("at") as folder:
        assert folder.parent == home
    assert names(home) == ["link"]
    assert names(elsewhere) == ["at-theirs"]


def test_a_folder_of_another_owner_is_not_ours(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.with_name(f"casebook-{os.geteuid() + 1}").mkdir(mode=0o700)
    number = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: number + 1)
    assert own_home() is None


def test_where_nothing_can_be_locked_there_is_a_folder_all_the_same(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr("generator.scratch.FileLock.acquire", no_locks)
    with scratch("at") as folder:
        assert folder.is_dir()
    assert not folder.exists()


def test_records_of_another_day_lie_there(home: Path, tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path / "root")
    who = ["-c", "user.name=Casebook", "-c", "user.email=casebook@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Records"]):
        subprocess.run(["git", "-C", str(root), *who, *arguments], check=True)
    with records_at(root, "HEAD") as folder:
        assert folder.parent == home
        assert (folder / "records/casebook.yml").is_file()
    assert names(home) == []


def test_what_processes_share_has_no_name(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "processors", lambda _: 3)
    here = os.getpid()

    def seen(numbers: Sequence[int]) -> list[str]:
        if os.getpid() == here:
            return []
        return sorted(str(path) for path in tmp_path.rglob("*"))

    assert sharing.share(seen, range(9)) == [[], [], []]

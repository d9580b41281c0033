"""Whatever happens to a build, the old site stands or the new one does, to the byte; and what is not ours is left alone."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from generator import publish
from generator.locking import Busy, alone, handed_on
from generator.publish import MARKER, NotOurs, beside, check_output, swap, sweep
from tests.killing import AT_ONCE, NAMES
from tests.letterhead import DRIVER
from tests.sites import AS_OF, BASE, ROOT, copy_of, files

PLAN = {"kill": 40, "interrupt": 10, "end": 10, "full": 6}
EXIT = {"kill": {-9}, "interrupt": {130}, "end": {143}, "full": {1}}
Ending = dict[str, Any]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals on Windows")


@pytest.fixture(scope="module")
def outcome(letterhead: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Builds that were killed, interrupted, ended and starved of space at moments spread over the build, and raced."""
    root = copy_of(BASE, tmp_path_factory.mktemp("killed") / "root")
    command = [sys.executable, "-m", "tests.killing", str(root), str(letterhead), json.dumps(PLAN)]
    environment = os.environ | {"CASEBOOK_NO_CACHE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def endings(outcome: dict[str, Any]) -> dict[str, list[Ending]]:
    """How the builds ended, by what was done to them."""
    return {how: [one for one in outcome["endings"] if one["how"] == how] for how in PLAN}


def test_the_next_build_works_and_tidies_up(outcome: dict[str, Any]) -> None:
    last = outcome["last"]
    assert (last["code"], last["after"], last["left"]) == (0, last["wanted"], []), last


def test_many_builds_at_once_leave_one_whole_site(outcome: dict[str, Any]) -> None:
    race = outcome["race"]
    assert race["codes"] == [0] * AT_ONCE
    assert race["after"] == race["wanted"]
    assert race["left"] == []


@pytest.mark.parametrize("how", PLAN)
def test_the_old_site_or_the_new_and_never_a_mix(how: str, endings: dict[str, list[Ending]]) -> None:
    assert len(endings[how]) == PLAN[how]
    for one in endings[how]:
        assert one["code"] in EXIT[how] or (one["code"] == 0 and one["after"] == one["wanted"]), one
        assert one["after"] in NAMES, one
        if one["code"] == 1:
            assert one["after"] == one["before"], one
    assert any(one["after"] == one["before"] for one in endings[how])
    assert how != "kill" or any(one["after"] == one["wanted"] for one in endings[how])


@pytest.mark.parametrize("how", PLAN)
def test_nothing_but_a_line_is_said(how: str, endings: dict[str, list[Ending]]) -> None:
    for one in endings[how]:
        assert "Traceback" not in str(one["said"]), one
        assert "mistake of ours" not in str(one["said"]), one
        if one["code"] == 1:
            assert len(str(one["said"]).splitlines()) <= 6
            assert "No space left on device; the previous site stays" in str(one["said"])


def test_what_is_stopped_in_good_order_leaves_little(endings: dict[str, list[Ending]]) -> None:
    """A folder is left only when the stop came while it was being removed; the next build removes it."""
    for one in [*endings["interrupt"], *endings["end"], *endings["full"]]:
        assert len(one["left"]) <= 2, one


def start(root: Path, letterhead: Path | None, *arguments: str, limit: int = 0) -> subprocess.Popen[str]:
    """A build that runs in a process of its own."""
    environment = os.environ | {"LETTERHEAD": str(letterhead or ""), "CASEBOOK_NO_CACHE": "1"}
    code = ["-c", DRIVER, "build", "--root", str(root), "--as-of", AS_OF, *arguments]
    limits = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))) if limit else None
    command = [sys.executable, *code]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdout=pipe, stderr=pipe, preexec_fn=limits)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """How it ended and all it said."""
    out, err = process.communicate(timeout=300)
    return process.returncode, out + err


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory, letterhead: Path) -> Path:
    """A casebook whose site is built, and one record changed since."""
    root = copy_of(BASE, tmp_path_factory.mktemp("ready") / "root")
    assert ended(start(root, letterhead))[0] == 0
    provider = root / "records/providers/harbour-farm.yaml"
    provider.write_text(provider.read_text(encoding="utf-8").replace(NAMES[0], NAMES[1]), encoding="utf-8")
    return root


@pytest.fixture
def built(ready: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(ready, tmp_path / "root"))


@pytest.mark.parametrize("limit", [1, 60_000])
def test_a_limit_on_the_size_of_files_leaves_the_old_site(limit: int, built: Path, letterhead: Path) -> None:
    before = files(built / "site/public")
    code, said = ended(start(built, letterhead, limit=limit))
    assert code == 1, said
    assert "Traceback" not in said
    assert "File too large; the previous site stays" in said
    assert files(built / "site/public") == before


def test_the_engine_out_of_space_is_told_in_a_line(built: Path) -> None:
    before = files(built / "site/public")
    code, said = ended(start(built, None, limit=9_000))
    assert code == 1, said
    assert "Traceback" not in said
    assert "File too large" in said
    assert "the previous site stays" in said
    assert files(built / "site/public") == before


def test_a_full_drive_leaves_the_old_site(built: Path, letterhead: Path, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=60m", "casebook-test", str(drive)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no drive can be mounted here")
    try:
        out = drive / "site"
        assert ended(start(built, letterhead, "--out", str(out)))[0] == 0
        before = files(out)
        with (drive / "ballast").open("wb") as ballast:
            room = shutil.disk_usage(drive).free - 100_000
            ballast.write(b"x" * room)
        provider = built / "records/providers/harbour-farm.yaml"
        provider.write_text(provider.read_text(encoding="utf-8").replace(NAMES[1], NAMES[0]), encoding="utf-8")
        code, said = ended(start(built, letterhead, "--out", str(out)))
        assert code == 1, said
        assert "No space left on device; the previous site stays" in said
        assert files(out) == before
        (drive / "ballast").unlink()
        assert ended(start(built, letterhead, "--out", str(out)))[0] == 0
        assert files(out) != before
    finally:
        subprocess.run(["umount", str(drive)], check=True)


def test_a_folder_that_may_not_be_written_to_is_told_in_a_line(built: Path, letterhead: Path, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "ro", "casebook-test", str(drive)]
    mounted = os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0
    if not mounted:
        if os.geteuid() == 0:
            pytest.skip("the superuser may write anywhere, and no drive can be mounted here")
        drive.chmod(0o500)
    try:
        code, said = ended(start(built, letterhead, "--out", str(drive / "site")))
    finally:
        if mounted:
            subprocess.run(["umount", str(drive)], check=True)
    assert code == 1, said
    assert "Traceback" not in said
    assert "the previous site stays" in said


def test_killing_the_build_while_the_engine_runs_harms_no_later_one(built: Path) -> None:
    """The engine goes on for a moment without its build; the next build waits for it."""
    running = built / "site/.engine.running"
    process = start(built, None)
    until = time.monotonic() + 60
    while not any((built / "site").glob(".engine.yml")) and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(0.3)
    process.kill()
    process.communicate()
    assert running.is_file()
    assert ended(start(built, None))[0] == 0
    whole = files(built / "site/public")
    other = copy_of(built, built.parent / "other")
    assert ended(start(other, None))[0] == 0
    assert whole == files(other / "site/public")


def test_whoever_waits_is_told_and_the_lock_goes_with_its_holder(tmp_path: Path) -> None:
    path, said = tmp_path / "lock", list[str]()
    code = f"from generator.locking import *; import time\nwith alone(Path({str(path)!r}), 'x', print): print('held', flush=True); time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    threading.Timer(1.0, lambda: holder.send_signal(signal.SIGKILL)).start()
    with alone(path, "build of 'here'", said.append):
        assert said == ["another build of 'here' is running; waiting for it to end"]
    holder.communicate()
    with alone(path, "build", said.append):
        assert len(said) == 1


def test_waiting_is_given_up_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.locking.PATIENCE", 0.05)
    monkeypatch.setattr("generator.locking.WAIT", 0.2)
    said: list[str] = []
    for lock in (alone, handed_on):
        with lock(tmp_path / lock.__name__, "build", said.append), pytest.raises(Busy, match="still running"):
            lock(tmp_path / lock.__name__, "build", said.append).__enter__()
    assert len(said) == 2


def test_a_lock_is_handed_on_to_what_we_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lock"
    with handed_on(path, "the engine", print) as held:
        child = subprocess.Popen(["sleep", "60"], pass_fds=held)
    monkeypatch.setattr("generator.locking.WAIT", 0.2)
    with pytest.raises(Busy):
        handed_on(path, "the engine", print).__enter__()
    child.kill()
    child.wait()
    with handed_on(path, "the engine", print):
        pass


def site(folder: Path, text: str) -> Path:
    """A folder that is a site of ours."""
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text, encoding="utf-8")
    (folder / MARKER).touch()
    return folder


def test_an_interrupted_swap_is_mended_and_nothing_else_is_touched(tmp_path: Path) -> None:
    out = tmp_path / "public"
    site(tmp_path / beside(out, "previous"), "old")
    site(tmp_path / beside(out, "half"), "half")
    for foreign in (".public-thesis", ".public-previous", "public-2025", ".publicity"):
        site(tmp_path / foreign, "mine")
    sweep(out)
    assert (out / "index.html").read_text(encoding="utf-8") == "old"
    names = {p.name for p in tmp_path.iterdir()}
    assert names == {"public", ".public-thesis", ".public-previous", "public-2025", ".publicity"}


def test_a_name_with_signs_sweeps_only_its_own(tmp_path: Path) -> None:
    site(tmp_path / beside(Path("site1"), "half"), "somebody else's")
    site(tmp_path / beside(Path("site[1]"), "half"), "ours")
    sweep(tmp_path / "site[1]")
    assert [p.name for p in tmp_path.iterdir()] == [beside(Path("site1"), "half")]


@pytest.mark.parametrize("stop", ["exchange", "rename"])
def test_without_the_systems_help_a_kill_between_two_renames_is_mended(
    stop: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, new = site(tmp_path / "public", "old"), site(tmp_path / "new", "new")
    monkeypatch.setattr(publish, "exchange", lambda *_: False)
    if stop == "rename":
        rename = Path.rename

        def killed(self: Path, target: Path) -> Path:
            if target == out:
                raise KeyboardInterrupt
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            swap(new, out)
        monkeypatch.undo()
        sweep(out)
        assert (out / "index.html").read_text(encoding="utf-8") == "old"
    else:
        assert swap(new, out)
        assert (out / "index.html").read_text(encoding="utf-8") == "new"
    assert not (tmp_path / beside(out, "previous")).exists()


def test_what_is_not_ours_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for name in ("records/providers", ".git", "site/pages", "generator", "tests"):
        (root / name).mkdir(parents=True)
    (root / "tests/test_x.py").touch()
    (root / "file").touch()
    (tmp_path / "link").symlink_to(root / "records")
    (tmp_path / "way").symlink_to(root)
    site(tmp_path / "elsewhere", "x")
    (tmp_path / "pointer").symlink_to(tmp_path / "elsewhere")
    inside = ("records", "records/new", "records/providers", ".git/x", "site/pages/x", "site/docs", "site/.engine")
    for out in (
        *(root / name for name in inside),
        *(root, tmp_path, root / "tests", root / "file", tmp_path / "link", tmp_path / "link/new"),
        *(tmp_path / "way/records/x", tmp_path / "way", tmp_path / "pointer", root / "x/../records/y"),
    ):
        with pytest.raises(NotOurs, match="choose"):
            check_output(out, root, "")
    for out in (root / "site/public", tmp_path / "new", tmp_path / "elsewhere", tmp_path / "way/site/public"):
        check_output(out, root, "")


def test_another_spelling_of_a_folder_is_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive that takes RECORDS for records, as those of Windows and macOS do."""
    root = tmp_path / "root"
    for name in ("records", "RECORDS"):
        (root / name).mkdir(parents=True)
    plain = os.stat

    def same_for_all(path: object, *rest: object, **more: object) -> os.stat_result:
        return plain(str(path).replace("RECORDS", "records"), *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", same_for_all)
    with pytest.raises(NotOurs):
        check_output(root / "RECORDS/new", root, "")


def test_a_site_is_swapped_only_once_the_drive_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    exchange = publish.exchange

    def noted(one: Path, other: Path) -> bool:
        order.append("exchange")
        return exchange(one, other)

    monkeypatch.setattr(publish, "settle", lambda folder: order.append("settle"))
    monkeypatch.setattr(publish, "exchange", noted)
    out, new = site(tmp_path / "public", "old"), site(tmp_path / "new", "new")
    swap(new, out)
    assert order == ["settle", "exchange"]


def test_a_first_site_is_put_in_place_and_the_same_again_is_not_swapped(tmp_path: Path) -> None:
    out = tmp_path / "public"
    assert swap(site(tmp_path / "first", "one"), out, "staff")
    assert (out / "index.html").read_text(encoding="utf-8") == "one"
    assert publish.audience_of(out) == "staff"
    number = (out / "index.html").stat().st_ino
    assert not swap(site(tmp_path / "second", "one"), out, "staff")
    assert (out / "index.html").stat().st_ino == number
    more = site(tmp_path / "third", "one")
    (more / "more.html").touch()
    assert swap(more, out, "staff")
    assert swap(site(tmp_path / "fourth", "one"), out, "staff")
    assert not (out / "more.html").exists()
    (out / MARKER).write_text("no name here", encoding="utf-8")
    assert publish.audience_of(out) == "coordinator"
    assert publish.audience_of(tmp_path / "nowhere") == ""


def test_what_is_put_is_there_whatever_was_before(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for content, before in ((b"a", None), (b"a", b"a"), (b"a", b"b"), (b"a", b"longer")):
        old.unlink(missing_ok=True)
        new.unlink(missing_ok=True)
        if before is not None:
            old.write_bytes(before)
        publish.put(new, content, old)
        assert new.read_bytes() == content
        assert before is None or old.read_bytes() == before


def test_a_drive_without_locks_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr("generator.locking.FileLock.acquire", no_locks)
    with pytest.raises(Busy, match="cannot be locked"):
        alone(tmp_path / "lock", "build", print).__enter__()

"""The same records, day and version make the same bytes, wherever, whenever and on whatever they are built."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli import today
from tests.sites import BASE, ROOT, build, copy_of, files

NEWER = [f"python3.{minor}" for minor in range(11, 20) if minor != sys.version_info.minor]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of the smallest casebook, built in the usual way without a cache."""
    root = copy_of(BASE, tmp_path_factory.mktemp("plain") / "root")
    done = build(root, CASEBOOK_NO_CACHE="1")
    assert done.returncode == 0, done.stderr
    return files(root / "site/public")


def elsewhere(folder: Path, line_end: bytes = b"\n") -> Path:
    """The same records in another place, written in another order, long ago, with other line ends."""
    root = folder / "Ein anderer Ort, ŵ" / ("x" * 40)
    for path in sorted((p for p in BASE.rglob("*") if p.is_file()), reverse=True):
        target = root / path.relative_to(BASE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes().replace(b"\n", line_end))
        os.utime(target, (915_148_800, 915_148_800))
    return root


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["unix", "windows"])
def test_another_place_time_and_machine(line_end: bytes, plain: dict[str, bytes], tmp_path: Path) -> None:
    root = elsewhere(tmp_path, line_end)
    before = os.umask(0o077)
    try:
        done = build(
            root,
            PYTHONHASHSEED="31",
            TZ="Pacific/Kiritimati",
            LC_ALL="C",
            LANG="tr_TR.UTF-8",
            LANGUAGE="cy",
            COLUMNS="20",
            SOURCE_DATE_EPOCH="86400",
            PYTHONUTF8="0",
            CASEBOOK_NO_CACHE="1",
        )
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stdout + done.stderr
    assert files(root / "site/public") == plain


def test_with_what_is_remembered_and_without(plain: dict[str, bytes], tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path / "root")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    for _ in range(2):
        assert build(root, XDG_CACHE_HOME=str(tmp_path / "cache")).returncode == 0
        found = files(root / "site/public")
        assert {name for name in plain if found.get(name) != plain[name]} == set()
        shutil.rmtree(root / "site")
    assert any((root / ".git").glob("casebook-cache/*"))


def others() -> Iterator[str]:
    """The other versions of Python on this machine that have what the casebook needs."""
    needed = "import click, jinja2, yaml, jsonschema_rs, mkdocs"
    for found in filter(None, map(shutil.which, NEWER)):
        if subprocess.run([found, "-c", needed], capture_output=True, check=False).returncode == 0:
            yield found


def test_another_version_of_python(plain: dict[str, bytes], tmp_path: Path) -> None:
    other = next(others(), None)
    if other is None:
        pytest.skip("there is no other version of Python on this machine that has what the casebook needs")
    root = copy_of(BASE, tmp_path / "root")
    command = [other, "-m", "generator", "build", "--root", str(root), "--as-of", "2026-11-22"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    assert files(root / "site/public") == plain


def test_no_file_tells_where_or_when_it_was_made(plain: dict[str, bytes]) -> None:
    """Neither this machine's folders and names nor the time of day."""
    for name, content in plain.items():
        for trace in (str(ROOT), str(Path.home()) + "/", os.uname().nodename):
            assert trace.encode() not in content or len(trace) < 8, name


@pytest.mark.parametrize(
    ("epoch", "day"),
    [
        ("0", "1970-01-01"),
        ("1795305599", "2026-11-21"),
        ("1795305600", "2026-11-22"),
        ("1782860399", "2026-06-30"),
        ("1782860400", "2026-07-01"),
    ],
)
def test_the_day_of_a_reproducible_build(epoch: str, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert today() == dt.date.fromisoformat(day)

"""Puts a site in its place as a whole: built beside, checked, swapped. The old site stands until the new one is done."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import filecmp
import glob
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.locking import Say, alone

MARKER = ".casebook-site"
KEPT = (
    *("records", "schemas", "generator", ".git"),
    *("site/pages", "site/assets", "site/overrides", "site/docs", "site/.engine", "site/.cache"),
)
"""Folders of a casebook that no output may lie in."""
EXCHANGE = 2
AT_FDCWD = -100


class NotOurs(Exception):
    """The output folder must not be replaced."""


def check_output(out: Path, root: Path, audience: str) -> None:
    """Refuses a folder that is not ours to replace, or holds the site of another audience (unless `audience` is empty)."""
    resolved, home = out.resolve(), root.resolve()
    if lies_in(home, resolved):
        raise NotOurs(f"'{out}' holds the casebook itself; choose another folder")
    for name in KEPT:
        if lies_in(resolved, home / name):
            raise NotOurs(f"'{out}' lies inside '{name}'; choose another folder")
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise NotOurs(f"'{out}' is not a folder; choose another")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise NotOurs(f"'{out}' holds files that are not a casebook site; choose an empty folder")
    held = audience_of(out)
    if audience and held and held != audience:
        raise NotOurs(f"'{out}' holds the site made for '{held}'; choose another --out, or use --force to replace it")


def lies_in(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or lies in it, by whatever spelling the drive takes for the same."""
    if path.is_relative_to(folder):
        return True
    above = [place for place in (path, *path.parents) if place.exists()]
    return folder.exists() and any(place.samefile(folder) for place in above)


def audience_of(out: Path) -> str:
    """For whom the site in a folder was made, by its marker; nothing when there is no site."""
    marker = out / MARKER
    if not marker.is_file():
        return ""
    found = re.search(r"^Made for: (\S+)$", marker.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else "coordinator"


@contextlib.contextmanager
def workplace(out: Path, say: Say) -> Iterator[Path]:
    """A new folder beside the output, held by one build at a time and removed afterwards."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with alone(out.parent / f".{out.name}.lock", f"build of '{out}'", say):
        sweep(out)
        with tempfile.TemporaryDirectory(prefix=beside(out, ""), dir=out.parent) as folder:
            yield Path(folder)


def beside(out: Path, name: str) -> str:
    """What a folder of ours beside the output is called. Nothing else is ever removed there."""
    return f".{out.name}.casebook-{name}"


def sweep(out: Path) -> None:
    """Removes what an interrupted build left, and puts the old site back if it was caught between two renames."""
    previous = out.parent / beside(out, "previous")
    if previous.is_dir() and not out.exists():
        previous.rename(out)
    for leftover in out.parent.glob(f"{glob.escape(beside(out, ''))}*"):
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover, ignore_errors=True)


def swap(new: Path, out: Path, audience: str = "coordinator") -> bool:
    """Puts the new site in place of the old. False when they are the same, and nothing was written."""
    words = f"This folder is written by `casebook build` and replaced as a whole.\nMade for: {audience}\n"
    (new / MARKER).write_text(words, encoding="utf-8")
    if out.is_dir() and keep(new, out):
        return False
    settle(new)
    if not out.exists():
        new.rename(out)
        return True
    if not exchange(new, out):
        previous = out.parent / beside(out, "previous")
        out.rename(previous)
        new.rename(out)
        shutil.rmtree(previous, ignore_errors=True)
    return True


def keep(new: Path, old: Path) -> bool:
    """Lets the files that have not changed be the very files of the old site. Whether that is true of all of them."""
    names = files_in(new)
    kept = [kept_file(new / name, old / name) for name in names]
    return all(kept) and names == files_in(old)


def kept_file(new: Path, old: Path) -> bool:
    """Whether a file is as it was; then it is the same file from now on, where the system has that."""
    if not old.is_file() or old.is_symlink():
        return False
    if new.samefile(old):
        return True
    if not filecmp.cmp(new, old, shallow=False):
        return False
    with contextlib.suppress(OSError):
        beside = new.with_name(f"{new.name}.kept")
        os.link(old, beside)
        beside.replace(new)
    return True


def put(path: Path, content: bytes, old: Path) -> None:
    """Writes a file of the new site; one that is in the old site with the same bytes is not written again."""
    try:
        put_in_folder(path, content, old)
    except FileNotFoundError:  # it is the first of its folder
        path.parent.mkdir(parents=True, exist_ok=True)
        put_in_folder(path, content, old)


def put_in_folder(path: Path, content: bytes, old: Path) -> None:
    """The same, where there is a folder for it."""
    with contextlib.suppress(OSError):
        if old.stat().st_size == len(content) and not old.is_symlink() and old.read_bytes() == content:
            path.unlink(missing_ok=True)
            os.link(old, path)
            return
    path.write_bytes(content)


def files_in(folder: Path) -> list[str]:
    """Every file below a folder, by relative path."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def settle(folder: Path) -> None:
    """Has the drive write what was built before it is put in its place: a power cut leaves the old site or the new."""
    sync = getattr(ctypes.CDLL(None), "syncfs", None) if sys.platform.startswith("linux") else None
    if sync is None:
        getattr(os, "sync", lambda: None)()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if sync(descriptor) != 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(folder))
    finally:
        os.close(descriptor)


def exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step where the system can; then there is never a moment without a site."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.EPERM):
        return False
    raise OSError(number, os.strerror(number), str(other))

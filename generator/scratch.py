"""Folders for a while, in a place of this person's own that nobody else can read.

A program that is killed cannot remove its folder: the next one does. Each folder is held by a lock that ends with whoever
holds it, so that one which is still used, or is somebody else's, is never touched.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout


@contextlib.contextmanager
def scratch(purpose: str) -> Iterator[Path]:
    """A new folder, removed afterwards, and with it what others were killed before they could remove."""
    with contextlib.ExitStack() as stack:
        home = own_home()
        held = hold(home, purpose) if home else None
        if held is None:
            yield Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"casebook-{purpose}-")))
            return
        folder, lock = held
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            lock.release()
            with contextlib.suppress(OSError):
                lock_of(folder).unlink()


def own_home() -> Path | None:
    """The folder that holds this person's folders; None where somebody else has put something in its place."""
    number = os.geteuid() if hasattr(os, "geteuid") else None
    home = Path(tempfile.gettempdir()) / ("casebook" if number is None else f"casebook-{number}")
    with contextlib.suppress(FileExistsError):
        home.mkdir(mode=0o700)
    found = home.lstat()
    if not stat.S_ISDIR(found.st_mode):
        return None
    return home if number is None or (found.st_uid == number and not found.st_mode & 0o077) else None


def hold(home: Path, purpose: str) -> tuple[Path, FileLock] | None:
    """A new folder with its lock. Nobody sweeps meanwhile. None where nothing can be locked."""
    try:
        with FileLock(home / "lock"):
            sweep(home)
            folder = Path(tempfile.mkdtemp(prefix=f"{purpose}-", dir=home))
            lock = FileLock(lock_of(folder))
            lock.acquire(blocking=False)
            return folder, lock
    except NotImplementedError:
        return None


def sweep(home: Path) -> None:
    """Removes the folders that nobody holds any more."""
    for folder in sorted(path for path in home.iterdir() if path.is_dir() and not path.is_symlink()):
        with contextlib.suppress(Timeout), FileLock(lock_of(folder)).acquire(blocking=False):
            shutil.rmtree(folder, ignore_errors=True)
            with contextlib.suppress(OSError):
                lock_of(folder).unlink()


def lock_of(folder: Path) -> Path:
    """The file that is locked as long as a folder is used."""
    return folder.with_name(f"{folder.name}.lock")

"""One at a time: locks that the system lets go of with whoever holds them, so that none is ever stale."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

if sys.platform != "win32":
    import fcntl

PATIENCE, WAIT, PAUSE = 0.5, 600.0, 0.1
"""Seconds until somebody waiting is told why, until waiting is given up, and between two looks."""

Say = Callable[[str], None]


class Busy(Exception):
    """Somebody else has held the lock for too long, or nothing can be locked there."""


@contextlib.contextmanager
def alone(path: Path, what: str, say: Say) -> Iterator[None]:
    """Waits until nobody else holds a lock, and holds it."""
    lock = FileLock(path)
    try:
        lock.acquire(timeout=PATIENCE)
    except Timeout:
        say(f"another {what} is running; waiting for it to end")
        try:
            lock.acquire(timeout=WAIT)
        except Timeout:
            raise Busy(still_running(what)) from None
    except NotImplementedError:
        raise Busy(
            f"the drive that holds '{path.parent}' cannot be locked; build on a drive of this computer"
        ) from None
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def handed_on(path: Path, what: str, say: Say) -> Iterator[tuple[int, ...]]:
    """A lock to give to a program we start: it lasts as long as that program, even if we are killed before it ends.

    Where the system knows no such locks there is nothing to give.
    """
    if sys.platform == "win32":
        yield ()
        return
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        for late in waited():
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            if late:
                say(f"{what} goes on after its build was killed; waiting for it to end")
        else:
            raise Busy(still_running(what))
        yield (descriptor,)
    finally:
        os.close(descriptor)


def waited() -> Iterator[bool]:
    """Comes back until the waiting is given up; says once when somebody should be told."""
    start, told = time.monotonic(), False
    while (so_far := time.monotonic() - start) < WAIT:
        late = so_far > PATIENCE and not told
        told = told or late
        yield late
        time.sleep(PAUSE)


def still_running(what: str) -> str:
    """What is said when waiting is given up."""
    return f"another {what} is still running after {WAIT:.0f} seconds; end it, then try again"

"""Work shared out to the processors: the same function over parts of a list. Knows nothing of what is done."""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Sequence
from typing import IO, Any, TypeVar

T = TypeVar("T")
ENOUGH = 200
MOST = 4
TOGETHER = 8


def processors(items: int) -> int:
    """How many processes are worth having. One where there is no fork, or where other threads might hold a lock."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
    return max(1, min(usable, MOST, items // ENOUGH))


def share(work: Callable[[Sequence[T]], Any], items: Sequence[T], size: int | None = None) -> list[Any]:
    """What `work` makes of each part of the items. What it returns must be plain values.

    `size` is how much there is to do, where that is not the number of items. A part whose process fails or cannot be
    started is done here, so that what went wrong is raised where it can be told.
    """
    number = processors(len(items) if size is None else size)
    parts = [dealt(items, number, first) for first in range(number)]
    if number == 1:
        return [work(part) for part in parts]
    gc.freeze()  # what is there already is not looked at, so its memory stays shared
    with contextlib.ExitStack() as open_files:
        answers = [open_files.enter_context(place()) for _ in parts[1:]]
        started: list[int] = []
        try:
            started.extend(begin(work, part, answer) for part, answer in zip(parts[1:], answers, strict=True))
            first = work(parts[0])
            done = [bool(process) and os.waitpid(process, 0)[1] == 0 for process in list(started)]
            started.clear()
        finally:
            for process in filter(None, started):
                with contextlib.suppress(OSError):
                    os.kill(process, signal.SIGKILL)
                    os.waitpid(process, 0)
            gc.unfreeze()
        rest = zip(done, answers, parts[1:], strict=True)
        return [first, *(answered(answer) if fine and answer else work(part) for fine, answer, part in rest)]


def place() -> contextlib.AbstractContextManager[IO[bytes] | None]:
    """A file for an answer; None where nothing may be written, not even for a while."""
    try:
        return tempfile.TemporaryFile()
    except OSError:
        return contextlib.nullcontext()


def dealt(items: Sequence[T], number: int, first: int) -> list[T]:
    """One of so many parts: a few neighbours at a time, because what makes one of them often makes the next."""
    starts = range(first * TOGETHER, len(items), number * TOGETHER)
    return [item for start in starts for item in items[start : start + TOGETHER]]


def answered(answer: IO[bytes]) -> Any:
    """What a process has left."""
    answer.seek(0)
    return marshal.loads(answer.read())  # noqa: S302 - nobody but us can have written it


def begin(work: Callable[[Sequence[T]], Any], part: Sequence[T], answer: IO[bytes] | None) -> int:
    """Starts a process for one part. It leaves its answer in a file without a name, which goes with us, and says nothing.
    Nothing (0) is started where there is no such file, or no room for another process."""
    if answer is None:
        return 0
    try:
        process = os.fork()
    except OSError:
        return 0
    if process:
        return process
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        answer.write(marshal.dumps(work(part)))
        answer.flush()
        code = 0
    except BaseException:  # noqa: S110 - the parent does this part again and says what is wrong
        pass
    os._exit(code)

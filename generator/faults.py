"""What is said of a mistake of our own: where in the program it happened, and never what stood in a record."""

from __future__ import annotations

import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SHOWN = 12


def told(error: BaseException) -> str:
    """The way to a mistake, line by line. Its own words are left out: they may repeat what a record says."""
    frames = traceback.extract_tb(error.__traceback__)[-SHOWN:]
    lines = [f"  {shown(Path(frame.filename))}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join([f"{type(error).__name__}, on the way through:", *lines])


def shown(path: Path) -> str:
    """A file of ours as it is called in the repository; any other by its name."""
    return path.relative_to(HERE).as_posix() if path.is_relative_to(HERE) else path.name

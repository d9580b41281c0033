"""How things are measured: medians with their spread, memory, and commands run as a person runs them."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-22"


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long some work took, over several runs, in seconds: by the clock, and of the processors' time."""

    runs: tuple[float, ...]
    processor: float

    @property
    def median(self) -> float:
        """The middle run."""
        return statistics.median(self.runs)

    def __str__(self) -> str:
        spread = f" ({min(self.runs):.2f} to {max(self.runs):.2f})" if len(self.runs) > 1 else ""
        return f"{self.median:.2f} s{spread}, processor {self.processor:.2f} s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: what was done, what was measured, what is to be reached, and whether it is."""

    work: str
    measured: str
    reach: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to measure with: a folder to work in, how many records, how many runs."""

    folder: Path
    records: int
    runs: int
    peers: bool


def times(work: Callable[[], object], runs: int, before: Callable[[], object] = lambda: None) -> Times:
    """Does some work several times; what is done before each run is not counted."""
    found, spent = [], []
    for _ in range(runs):
        before()
        started, used = time.perf_counter(), processor_time()
        work()
        found.append(time.perf_counter() - started)
        spent.append(processor_time() - used)
    return Times(runs=tuple(found), processor=statistics.median(spent))


def processor_time() -> float:
    """What this process and the finished ones it started have used so far."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def casebook(*arguments: str) -> str:
    """Runs a command in a process of its own; findings in the records are no failure of it."""
    done = run([sys.executable, "-m", "generator", *arguments], accept=(0, 1))
    return done.stdout


def at(root: Path) -> tuple[str, ...]:
    """The options that every measured command takes."""
    return "--root", str(root), "--as-of", AS_OF


def run(
    command: Sequence[str], folder: Path = ROOT, accept: tuple[int, ...] = (0,)
) -> subprocess.CompletedProcess[str]:
    """Runs any command and stops the measurement when it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in accept:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done


def memory(*arguments: str) -> float:
    """The most memory a command held at once, in MiB, its helpers not counted."""
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_maxrss / 1024

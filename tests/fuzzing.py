"""Feeds the reader of records with broken records for as long as it is asked to: `make fuzz SECONDS=600`.

With atheris, where it can be had, the search is led by what the code has been seen to do; otherwise it is blind. Both begin
with the good records and end with the bytes of the first that broke the reader.
"""

from __future__ import annotations

import importlib
import importlib.util
import random
import resource
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from generator.reporters import FORMATS
from generator.source import understood
from tests.cases import BASE, RULES, check, copy_base
from tests.hostile.records import GOOD
from tests.mutations import mutated, unfit_to_print

SLOWEST, LARGEST = 2.0, 500 * 1024 * 1024
ROLE = "records/roles/class-teacher.yaml"


def corpus() -> list[bytes]:
    """The good records."""
    records = [path.read_bytes() for path in sorted(BASE.rglob("*.yaml"))]
    cases = [path.read_bytes() for path in sorted(RULES.glob("*/good-*.yaml"))]
    return [*records, *cases, *(content for _, content in GOOD)]


def try_one(raw: bytes) -> None:
    """Reads a text, and fails when anything is wrong with how."""
    start, held = time.process_time(), peak_from_here()
    document, problems = understood(raw[:300_000], "records/x.yaml")
    assert document or problems
    assert not [p for p in problems if unfit_to_print(p.message + p.hint)]
    assert time.process_time() - start < SLOWEST, "too slow"
    assert peak() - held < LARGEST, "too much memory"


def peak_from_here() -> int:
    """Has the system forget what this process held before, where it can, and says what it holds now."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return peak()


def peak() -> int:
    """The most memory this process has held so far, in bytes; nothing where the system does not say."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 if sys.platform == "linux" else 0


def try_whole(root: Path, raw: bytes) -> None:
    """Checks a casebook with the text in it, and looks at every form of the report."""
    (root / ROLE).write_bytes(raw)
    report = check(root)
    assert not report.failures
    for form in FORMATS.values():
        assert not unfit_to_print(form(report))


def blind(seconds: float, seed: int) -> int:
    """Without guidance. How many were tried."""
    chance, known, number = random.Random(seed), corpus(), 0
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        root = copy_base(Path(folder))
        while time.monotonic() < until:
            raw = mutated(chance.choice(known), chance)
            try:
                try_one(raw)
                if number % 20 == 0:
                    try_whole(root, raw)
            except BaseException:
                print(f"seed {seed}, number {number}: {raw!r}", file=sys.stderr)
                raise
            number += 1
    return number


def led(seconds: float) -> None:
    """With atheris, which ends the program itself."""
    atheris = importlib.import_module("atheris")
    with tempfile.TemporaryDirectory() as folder:
        for number, raw in enumerate(corpus()):
            (Path(folder) / str(number)).write_bytes(raw)
        for name in [name for name in sys.modules if name.startswith("generator.source")]:
            del sys.modules[name]
        with atheris.instrument_imports(include=["generator.source"]):
            reader = importlib.import_module("generator.source")
        globals()["understood"] = reader.understood
        atheris.Setup(["fuzz", f"-max_total_time={seconds:.0f}", "-rss_limit_mb=500", "-timeout=5", folder], try_one)
        atheris.Fuzz()


def main(arguments: list[str]) -> int:
    """Led for the most part of the time where that is possible, then blind."""
    seconds, seed = float((arguments or ["60"])[0]), int(time.time())
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed (.venv/bin/pip install atheris): the search is blind", file=sys.stderr)
    elif "--blind" not in arguments:
        led(seconds)
    print(f"{blind(seconds, seed):,} records tried without a guide, seed {seed}: the reader held")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

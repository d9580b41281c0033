"""`make bench`: prints a table of medians and ratios."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from benchmarks import standing
from benchmarks.records import copies
from generator.kinds import BY_FOLDER

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-22"
RUNS = 3
SIZES = (f"{standing.FEW} providers", f"{standing.MANY:,} providers")


def main() -> int:
    """Runs every measurement."""
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as folder:
        small, large = Path(folder) / "sample", Path(folder) / "large"
        copies(ROOT, small, 0)
        made = copies(ROOT, large, 1000)
        crowd = Path(folder) / "crowd"
        copied = standing.providers_on_disk(ROOT, crowd)
        rows = [
            ("casebook --help", median(lambda: casebook("--help"))),
            ("casebook rules CB201", median(lambda: casebook("rules", "CB201"))),
            ("validate, the sample", median(lambda: validate(small))),
            (f"validate, {made:,} records", median(lambda: validate(large))),
            (f"peer: CSafeLoader + jsonschema, {made:,} records", median(lambda: peer(large))),
            ("build, the sample", median(lambda: build(small))),
            (f"build, {made:,} records", median(lambda: build(large))),
            (f"casebook gate, {standing.FEW} providers on disk", median(lambda: gate(crowd, copied))),
            *standing.rows(ROOT, median),
        ]
    for name, seconds in rows:
        print(f"{name:<52} {seconds:8.2f} s")
    times = dict(rows)
    ratio = times[f"validate, {made:,} records"] / times[f"peer: CSafeLoader + jsonschema, {made:,} records"]
    print(f"{'validate against the peer':<52} {ratio:8.2f}")
    for question in ("standing", "gate"):
        few, many = (next(t for name, t in rows if name.startswith(question) and n in name) for n in SIZES)
        print(f"{f'{question}: ten times the providers take':<52} {many / few:8.2f} times as long")
    return 0


def median(work: Callable[[], object]) -> float:
    """The median time of some runs in seconds."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def casebook(*arguments: str) -> None:
    """Runs a command in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "generator", *arguments], cwd=ROOT, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())


def validate(root: Path) -> None:
    """`casebook validate` on a root."""
    casebook("validate", "--root", str(root), "--as-of", AS_OF)


def gate(root: Path, provider: str) -> None:
    """`casebook gate` for one provider of a root."""
    casebook("gate", provider, "--root", str(root), "--as-of", AS_OF)


def build(root: Path) -> None:
    """`casebook build` on a root."""
    casebook("build", "--root", str(root), "--as-of", AS_OF, "--force")


def peer(root: Path) -> None:
    """What the obvious program does: load with PyYAML's C loader, validate with jsonschema. No other checks."""
    found = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in (ROOT / "schemas").glob("*.json")}
    registry = Registry().with_resources([(s["$id"], Resource.from_contents(s)) for s in found.values()])
    for folder, kind in BY_FOLDER.items():
        validator = Draft202012Validator(found[f"{kind.schema}.schema.json"], registry=registry)
        for path in sorted((root / "records" / folder).glob("*.yaml")):
            list(validator.iter_errors(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)))


if __name__ == "__main__":
    sys.exit(main())

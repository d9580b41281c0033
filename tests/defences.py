"""Takes each defence out of a copy of the casebook, one at a time, and shows which test misses it: `make defences`.

What is taken out, and which tests must fail, stands in `defences.yaml`. Prints a table; ends with 1 when nobody noticed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from tests.sites import ROOT

LIST = Path(__file__).with_name("defences.yaml")
COPIED = (
    *("generator", "tests", "benchmarks", "schemas", "site", "records", "deploy", ".github", "mkdocs.yml", "Makefile"),
    *("pyproject.toml", "requirements.lock", "renovate.json", "README.md"),
)
LONGEST = 600
NO_TEST = 5
"""What pytest ends with when no test is chosen."""
SAID = 150
FAILED = re.compile(r"^(?:FAILED|ERROR) (?:tests/\S+?::)?(?P<test>.+?)(?: - (?P<why>.*))?$", re.MULTILINE)
Entry = dict[str, Any]


def entries() -> list[Entry]:
    """Every defence."""
    found: list[Entry] = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return found


def without(entry: Entry, folder: Path) -> dict[Path, str]:
    """Takes a defence out. The files as they were."""
    before: dict[Path, str] = {}
    for edit in entry["edits"]:
        path = folder / edit["file"]
        text = path.read_text(encoding="utf-8")
        before.setdefault(path, text)
        if text.count(edit["old"]) < 1:
            raise LookupError(f"{edit['file']} does not hold {edit['old']!r}")
        path.write_text(text.replace(edit["old"], edit["new"]), encoding="utf-8")
    return before


def outcome(tests: list[str], folder: Path) -> tuple[str, str] | None:
    """Which test failed first and with what; None when all passed."""
    options = ["-n", "0", "-x", "-q", "--tb=line", "-p", "no:cacheprovider", "--hypothesis-seed=0"]
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "400"}
    command = [sys.executable, "-m", "pytest", *options, *tests]
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return "", f"no end after {LONGEST} seconds"
    if done.returncode == 0:
        return None
    if done.returncode == NO_TEST:
        raise LookupError(f"no test is chosen by {' '.join(tests)}")
    found = FAILED.search(done.stdout)
    return (found["test"], found["why"] or "") if found else ("", (done.stdout + done.stderr).strip()[-SAID:])


def main(arguments: list[str]) -> int:
    """Every defence, or those whose words hold one of the arguments."""
    wanted = [
        one for one in entries() if not arguments or any(a in f"{one['defends']} {one['what']}" for a in arguments)
    ]
    unnoticed = 0
    with tempfile.TemporaryDirectory(prefix="casebook-defences-") as made:
        folder = Path(made)
        for part in COPIED:
            source, target = ROOT / part, folder / part
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "docs", "public*", ".e*"))
            else:
                shutil.copy(source, target)
        for entry in wanted:
            before = without(entry, folder)
            found = outcome(entry["tests"], folder)
            for path, text in before.items():
                path.write_text(text, encoding="utf-8")
            unnoticed += found is None
            test, why = found or ("", "**nobody noticed**")
            print(f"| {entry['defends']} | {entry['what']} | `{test}` | {shown(why)} |", flush=True)
    return int(unnoticed > 0)


def shown(why: str) -> str:
    """What a test said, for a table."""
    text = " ".join(why.split()).replace("|", "/").replace("`", "'")
    return f"`{text[:SAID]}`" if text and not text.startswith("**") else text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

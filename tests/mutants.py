"""Breaks what must never break on purpose, one small thing at a time, and asks the tests whether they notice.

`make mutants` tries every mutant, `python -m tests.mutants GROUP [NUMBER]` one group or an even sample of it, one mutant
after another. A mutant that no test notices is printed: a test is missing, or the thing is not
needed. `alive.csv` beside this file lists those that change nothing anybody could notice, each with the reason.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.breaking import Mutant, mutants
from tests.sites import ROOT
from tests.trying import FINISHED

ALIVE = Path(__file__).with_name("alive.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Modules of a group, and the tests that must notice when one of them is broken: the quickest first."""

    group: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]


SUBJECTS = (
    Subject(
        group="source",
        modules=(
            *(
                "source/__init__.py",
                "source/builder.py",
                "source/comments.py",
                "source/document.py",
                "source/events.py",
            ),
            *("source/kept.py", "source/looseness.py", "source/opening.py", "source/places.py", "source/prescan.py"),
            *("source/problems.py", "source/quick.py", "characters.py"),
        ),
        tests=(
            *("tests/test_source.py", "tests/test_typing.py", "tests/test_writers.py", "tests/test_suites.py"),
            "tests/test_memory_held.py",
        ),
    ),
    Subject(
        group="publish",
        modules=("publish.py", "locking.py"),
        tests=(
            *("tests/test_publish.py", "tests/test_build_safety.py", "-k"),
            "test_publish or whoever or waiting or handed or interrupted or signs or without or ours or spelling or swapped"
            " or first_site or is_put",
        ),
    ),
    Subject(
        group="publish",
        modules=("scratch.py", "sharing.py"),
        tests=("tests/test_scratch.py", "tests/test_sharing.py", "-k", "not one_changed_record"),
    ),
    Subject(
        group="escaping",
        modules=(
            *("tables.py", "ics.py", "export.py", "prose.py", "frame.py", "render.py", "links.py", "content_policy.py"),
            *("privacy/redact.py", "open_data.py"),
        ),
        tests=(
            *("tests/test_writers.py", "tests/test_content_policy.py", "tests/test_sharing.py", "-k"),
            "test_writers or known_marks or by_their_hash or never_run or policy_stands or without_a_place",
        ),
    ),
    Subject(
        group="escaping",
        modules=("reporters.py", "faults.py"),
        tests=("tests/test_reporters.py", "tests/test_own_faults.py", "-k", "test_reporters or is_told"),
    ),
    Subject(
        group="escaping",
        modules=("templating.py",),
        tests=("tests/test_templating.py", "tests/test_writers.py", "-k", "not every_page"),
    ),
    Subject(
        group="escaping",
        modules=("abbreviations.py",),
        tests=(
            *("tests/test_reference.py", "-k"),
            "abbreviation or explained or left_alone or meanings or stays_inert or parts_of_words or deeper or loses_no_sign",
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What became of the mutants of a group."""

    group: str
    there: int
    known: int
    tried: int
    alive: tuple[str, ...]


class Workshop:
    """The program that runs the tests of a subject."""

    def __init__(self, tests: tuple[str, ...], folder: Path) -> None:
        self.said: list[str] = []
        environment = os.environ | {"HYPOTHESIS_STORAGE_DIRECTORY": str(folder / "found")}
        command = [sys.executable, "-m", "tests.trying", *tests]
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        self.trying = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=null, text=True, bufsize=1
        )

    def passes(self, **request: str) -> bool:
        """Whether the tests pass, with a module replaced or without."""
        asked, answered = self.trying.stdin, self.trying.stdout
        assert asked
        assert answered
        asked.write(f"{json.dumps(request)}\n")
        self.said.clear()
        for line in answered:
            self.said.append(line)
            if answer := re.fullmatch(r"=(-?[0-9]+)\n", line):
                return answer[1] == str(FINISHED)
        sys.exit("the tests could not be collected")

    def close(self) -> None:
        """Ends the program."""
        self.trying.communicate()


def listed() -> set[tuple[str, str]]:
    """The mutants that change nothing anybody could notice."""
    with ALIVE.open(encoding="utf-8", newline="") as file:
        return {(row["module"], row["what"]) for row in csv.DictReader(file)}


def found_in(subject: Subject) -> Iterator[tuple[str, Mutant]]:
    """Every mutant of a subject."""
    for module in subject.modules:
        for mutant in mutants((ROOT / "generator" / module).read_text(encoding="utf-8")):
            yield module, mutant


def hunt(subject: Subject, folder: Path, most: int, wanted: str) -> Tried:
    """Tries the mutants of a subject or of one of its modules, or as many of them, evenly spread."""
    alone = wanted in subject.modules
    there, known = [one for one in found_in(subject) if not alone or one[0] == wanted], listed()
    unlisted = [(module, mutant) for module, mutant in there if (module, mutant.what) not in known]
    step = max(1.0, len(unlisted) / most)
    chosen = [unlisted[int(step * number)] for number in range(min(most, len(unlisted)))]
    workshop = Workshop(subject.tests, folder)
    if not workshop.passes():
        said = "".join(workshop.said[-40:])
        sys.exit(f"{said}\n{' '.join(subject.tests)}: fails before anything is broken")
    alive = []
    for module, mutant in chosen:
        if workshop.passes(module=name_of(module), text=mutant.text):
            alive.append(f"{module}:{mutant.line} {mutant.what}")
            print(f"  {alive[-1]}", flush=True)
    workshop.close()
    return Tried(
        group=subject.group,
        there=len(there),
        known=len(there) - len(unlisted),
        tried=len(chosen),
        alive=tuple(alive),
    )


def name_of(module: str) -> str:
    """What Python calls a module."""
    return f"generator.{module.removesuffix('.py').replace('/', '.')}".removesuffix(".__init__")


def stale() -> Iterator[str]:
    """Entries of the list that name no mutant any more."""
    there = {(module, mutant.what) for subject in SUBJECTS for module, mutant in found_in(subject)}
    known = {(module, what) for module, what in listed() if not module.startswith("templates/")}
    yield from (f"{module} {what}" for module, what in sorted(known - there))


def templates(most: int) -> Tried:
    """The templates, made unsafe one place at a time."""
    from tests import unsafe_templates  # reads both hostile casebooks

    found = unsafe_templates.hunt(listed(), most)
    for one in found.alive:
        print(f"  {one}")
    known = sum(module.startswith("templates/") for module, _ in listed())
    print(
        f"templates: {found.tried - len(found.alive)} of {found.tried} noticed ({found.there} there are, {known} of them"
        f" change nothing); texts of records are shown at {found.reached} places of {found.shown:,} that were filled"
        f" and {found.values:,} there are"
    )
    return Tried(group="templates", there=found.there, known=known, tried=found.tried, alive=found.alive)


def main(arguments: list[str]) -> int:
    """Every group, or one, and all mutants or a sample."""
    wanted = arguments[0] if arguments else ""
    most = int(arguments[1]) if len(arguments) > 1 else sys.maxsize
    results = []
    with tempfile.TemporaryDirectory(prefix="casebook-mutants-") as folder:
        for subject in SUBJECTS:
            if wanted in ("", subject.group) or wanted in subject.modules:
                results.append(hunt(subject, Path(folder), most, wanted))
    for group in dict.fromkeys(result.group for result in results):
        parts = [result for result in results if result.group == group]
        tried, alive = sum(p.tried for p in parts), sum(len(p.alive) for p in parts)
        there, known = sum(p.there for p in parts), sum(p.known for p in parts)
        print(f"{group}: {tried - alive} of {tried} noticed ({there} there are, {known} of them change nothing)")
    if wanted in ("", "templates"):
        results.append(templates(most))
    for entry in stale():
        print(f"listed, but there no more: {entry}")
    return int(any(result.alive for result in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The base casebook and the cases that overlay it. How a case is written: tests/README.md."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rich.console import Console

from generator.inspection import Report, inspect
from generator.reporters import FORMATS, print_text
from generator.schema import SchemaStore

HERE = Path(__file__).parent
BASE = HERE / "base"
RULES = HERE / "rules"
SAMPLE = HERE.parent
AS_OF = dt.date(2026, 11, 22)

HEADER = re.compile(r"^# (?P<mode>at|in): (?P<path>records/\S+)")
EXPECT = re.compile(r"# expect: (?P<codes>CB\d{3}(?: x\d+)?(?:, CB\d{3}(?: x\d+)?)*)$")
TOP_FIELD = re.compile(r"^(?P<name>[a-z_]+):")

Expected = tuple[str, int, str]
"""Path, line and code of a finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One file of a case: `at` stands alone, `in` replaces top-level fields of the base's record."""

    mode: str
    path: str
    header: str
    lines: tuple[str, ...]

    def write(self, root: Path) -> list[Expected]:
        """Puts the file into a copy of the base and says what must be found in it."""
        target = root / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        kept = blocks_kept(target.read_text(encoding="utf-8"), self.lines) if self.mode == "in" else []
        target.write_text("".join(f"{line}\n" for line in (*kept, *self.lines)), encoding="utf-8")
        return [(self.path, line, code) for line, code in self.expected(len(kept))]

    def expected(self, offset: int) -> Iterator[tuple[int, str]]:
        """Line and code of every finding the section announces."""
        for code in codes_in(self.header):
            yield 1, code
        for number, line in enumerate(self.lines, 1):
            target = number + 1 if line.lstrip().startswith("#") else number
            for code in codes_in(line):
                yield offset + target, code


def codes_in(line: str) -> Iterator[str]:
    """The codes a line announces, each as often as it says."""
    if found := EXPECT.search(line):
        for part in found["codes"].split(", "):
            code, _, times = part.partition(" x")
            yield from [code] * int(times or 1)


def blocks_kept(base: str, lines: tuple[str, ...]) -> list[str]:
    """The lines of the base's record whose top-level field the case does not write."""
    replaced = {found["name"] for line in lines if (found := TOP_FIELD.match(line))}
    kept: list[str] = []
    keep = True
    for line in base.splitlines():
        if found := TOP_FIELD.match(line):
            keep = found["name"] not in replaced
        if keep:
            kept.append(line)
    return kept


def sections(text: str) -> list[Section]:
    """The files of a case."""
    found: list[tuple[re.Match[str], str, list[str]]] = []
    for line in text.split("\n"):
        if header := HEADER.match(line):
            found.append((header, line, []))
        else:
            found[-1][2].append(line)
    return [Section(mode=h["mode"], path=h["path"], header=line, lines=trimmed(body)) for h, line, body in found]


def trimmed(lines: list[str]) -> tuple[str, ...]:
    """Lines without the empty ones at the end."""
    while lines and not lines[-1]:
        lines = lines[:-1]
    return tuple(lines)


def copy_base(root: Path) -> Path:
    """A copy of the base casebook that may be changed."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    return root


def lay(case: Path, root: Path) -> list[Expected]:
    """Copies the base and lays a case over it. Returns what must be found."""
    copy_base(root)
    expected: list[Expected] = []
    for section in sections(case.read_text(encoding="utf-8")):
        expected += section.write(root)
    return sorted(expected)


def found_in(report: Report) -> list[Expected]:
    """What a report found, in the same form."""
    return sorted((f.location.path, f.location.line, f.code) for f in report.findings)


@cache
def store() -> SchemaStore:
    """The schemas, read once."""
    return SchemaStore.load()


def check(root: Path, as_of: dt.date = AS_OF) -> Report:
    """The report on a casebook."""
    return inspect(root, store(), as_of).report


def everything_said(report: Report) -> str:
    """All that any format would print."""
    stream = io.StringIO()
    print_text(report, Console(file=stream, highlight=False, markup=False, emoji=False, width=500))
    return "\n".join([stream.getvalue(), *(form(report) for form in FORMATS.values())])


def replace_in(root: Path, path: str, old: str, new: str) -> int:
    """Changes one place of a record and returns its line."""
    target = root / path
    text = target.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} must stand once in {path}"
    target.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1

"""Identifiers in everything git remembers: files of every commit, deleted ones too, messages, names of branches and tags.

Each version of a file is read once. Says where something stands, never what.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.history import git
from generator.kinds import BY_FOLDER, RECORDS_FOLDER, SETTINGS_FILE
from generator.privacy.detector import Detector
from generator.privacy.free_text import free_texts
from generator.privacy.record_scan import in_comments, in_texts
from generator.privacy.spans import Kind
from generator.source import Document, Refusal, decode, parse

SKIPPED = {
    "benchmarks/identifiers/": "made-up notes full of made-up identifiers",
    "generator/privacy/data/": "lists of names and words that belong to nobody",
    "tests/": "made-up examples of what must be found",
    "site/pages/how-to/what-the-search-finds.md": "an explanation of names that are also words",
    "site/assets/vendor/": "other people's programs with their licences",
}
"""What of the casebook's own repository is not looked through, and why."""
PROGRAM = (
    *("generator/", "benchmarks/", "schemas/", "site/assets/", "site/overrides/", "deploy/", ".github/", ".ci/"),
    *(
        "site/pages/decisions/",
        "site/pages/deploying/",
        "requirements.lock",
        "pyproject.toml",
        "mkdocs.yml",
        "Makefile",
    ),
    *(".gitignore", ".gitlab-ci.yml", ".pre-commit", "renovate.json"),
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md"),
)
"""The casebook's own program and its papers. Code reads like nobody's language: there, only numbers and addresses with a form
of their own are looked for, no names."""
FORMED = frozenset({Kind.UPN, Kind.ULN, Kind.NHS, Kind.NINO, Kind.EMAIL, Kind.PHONE, Kind.DOB, Kind.DBS, Kind.TRN})
EXAMPLE = re.compile(
    r"example\.(?:org|com)\b|\b01632 960|\b07700 900|\.svg|<path|<svg|[\"']M-?[0-9][0-9. ,a-zA-Z-]*[\"']"
)
"""Numbers and addresses that nobody has, and drawings."""
CODE = re.compile(r"`[^`\n]*`|\]\([^)\n]*\)|<[^>\n]*>|^(?: {4}|\||#|!!!|-\s+\*\*).*$|\*\*[^*\n]*\*\*")
"""What in a line of a page is written for machines, or is a heading, a table or the name of something on the site."""
LARGEST = 256 * 1024
NAMED = frozenset({Kind.NAME, Kind.UPN, Kind.ULN, Kind.NHS, Kind.NINO, Kind.EMAIL, Kind.PHONE, Kind.DOB, Kind.POSTCODE})


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Trace:
    """Something found: in which commit (or object), in what, where and of what kind. Column and line count from 1."""

    commit: str
    where: str
    line: int
    column: int
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a file: the commit that first brought it, and the path it had there."""

    blob: str
    commit: str
    path: str


def traces(root: Path, detector: Detector) -> Iterator[Trace]:
    """Everything found in the history of the repository around a folder."""
    versions, paths = files(root)
    for version, text in contents(root, versions):
        for line, column, kind in in_file(version.path, text, detector):
            yield Trace(commit=version.commit, where=version.path, line=line, column=column, kind=kind)
    for path, commit in paths.items():
        if path.startswith(PROGRAM):
            continue
        file = PurePosixPath(path)
        yield from in_name(commit, f"the name of a file in {file.parent}/", file.stem, detector)
    for commit, message in messages(root):
        yield from in_lines(commit, "the commit's message", message, detector)
    for name, commit, message in refs(root):
        sort = "a tag" if name.startswith("refs/tags/") else "a branch"
        yield from in_name(commit, f"the name of {sort}", name.split("/", 2)[-1], detector)
        yield from in_lines(commit, "a tag's message", message, detector)


def files(root: Path) -> tuple[list[Version], dict[str, str]]:
    """Every version of every file, and every path, each with the first commit that has it."""
    log = git(
        root,
        "log",
        "--all",
        "--reverse",
        "--topo-order",
        "-m",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "-z",
        "--format=commit %H",
    )
    versions: dict[str, Version] = {}
    paths: dict[str, str] = {}
    commit = ""
    fields = iter(log.split("\0"))
    for part in fields:
        text = part.strip("\n")
        while text.startswith("commit "):
            commit, _, text = text[7:].partition("\n")
            text = text.strip("\n")
        if not text.startswith(":"):
            continue
        path = next(fields, "")
        blob = text.split(" ")[3]
        if path.startswith(tuple(SKIPPED)) or not blob.strip("0"):
            continue
        paths.setdefault(path, commit)
        versions.setdefault(blob, Version(blob=blob, commit=commit, path=path))
    return list(versions.values()), paths


def contents(root: Path, versions: Iterable[Version]) -> Iterator[tuple[Version, str]]:
    """The text of each version, where it is text of a readable size."""
    wanted = list(versions)
    command = ["git", "-C", str(root), "cat-file", "--batch"]
    asked = "".join(f"{version.blob}\n" for version in wanted).encode()
    done = subprocess.run(command, input=asked, capture_output=True, check=True)
    data, position = done.stdout, 0
    for version in wanted:
        end = data.index(b"\n", position)
        head = data[position:end].split(b" ")
        if len(head) < 3:
            position = end + 1
            continue
        size = int(head[2])
        raw = data[end + 1 : end + 1 + size]
        position = end + size + 2
        if head[1] == b"blob" and size <= LARGEST and b"\0" not in raw:
            yield version, raw.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")


def in_file(path: str, text: str, detector: Detector) -> Iterator[tuple[int, int, Kind]]:
    """Line, column and kind of everything in a file: a record value by value, any other file line by line."""
    if kind := record_kind(path):
        try:
            document = parse(decode(text.encode()), path)
        except Refusal:
            pass
        else:
            yield from in_record(kind, document, detector)
            return
    kinds = FORMED if path.startswith(PROGRAM) else frozenset(Kind)
    for number, line in enumerate(prose(text) if path.endswith(".md") else text.split("\n"), 1):
        if kinds is not FORMED or not EXAMPLE.search(line):
            yield from ((number, span.start + 1, span.kind) for span in detector.spans(line) if span.kind in kinds)


def prose(text: str) -> Iterator[str]:
    """The lines of a page, with blanks in place of what is no prose, so that the rest stays where it is."""
    fenced = False
    for line in text.split("\n"):
        fence = line.lstrip().startswith("```")
        fenced ^= fence
        yield "" if fence or fenced else CODE.sub(lambda found: " " * len(found[0]), line)


def record_kind(path: str) -> str:
    """The schema of the record a path stands for, if it does."""
    parts = path.split("/")
    if RECORDS_FOLDER not in parts[:-1] or not parts[-1].endswith((".yaml", ".yml")):
        return ""
    if parts[-1] == SETTINGS_FILE:
        return "casebook"
    return BY_FOLDER[parts[-2]].schema if parts[-2] in BY_FOLDER else ""


def in_record(kind: str, document: Document, detector: Detector) -> Iterator[tuple[int, int, Kind]]:
    """What stands in the values and comments of a record."""
    for hit in (*in_texts(document, free_texts(kind, document.data), detector), *in_comments(document, detector)):
        yield hit.where.line, hit.where.column, hit.kind


def in_name(commit: str, where: str, name: str, detector: Detector) -> Iterator[Trace]:
    """What stands in the name of a file, a branch or a tag; the place is the name's, which is not repeated."""
    for span in detector.in_name(name):
        if span.kind in NAMED:
            yield Trace(commit=commit, where=where, line=1, column=span.start + 1, kind=span.kind)


def in_lines(commit: str, where: str, text: str, detector: Detector) -> Iterator[Trace]:
    """What stands in a message."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(("Signed-off-by:", "Co-authored-by:")):
            continue
        for span in detector.spans(line):
            yield Trace(commit=commit, where=where, line=number, column=span.start + 1, kind=span.kind)


def messages(root: Path) -> Iterator[tuple[str, str]]:
    """Every commit with its message."""
    for entry in git(root, "log", "--all", "--format=%H%n%B%x00").split("\0"):
        commit, _, message = entry.strip("\n").partition("\n")
        if commit:
            yield commit, message


def refs(root: Path) -> Iterator[tuple[str, str, str]]:
    """Every branch and tag: its name, the object it points at, and an annotated tag's message."""
    form = "%(refname)%01%(objectname)%01%(if:equals=tag)%(objecttype)%(then)%(contents)%(end)%02"
    for entry in git(root, "for-each-ref", f"--format={form}").split("\2"):
        parts = entry.strip("\n").split("\1")
        if len(parts) == 3 and not parts[0].endswith("/HEAD"):
            yield parts[0], parts[1], parts[2]

"""Finds files that look like the key: the list that says which code is which pupil. It must never be in the repository.

Judges by file name and by what stands beside codes. What it reads it neither keeps nor repeats.
"""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv"})
MADE_FOLDERS = ("site/docs", "site/public")
TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".ods")
OLD_TABLES = (".xls", ".numbers", ".doc", ".docx", ".odt", ".pdf")
TEXTS = (".txt", ".yaml", ".yml", ".json")
LARGEST = 5_000_000

CALLED_KEY = re.compile(
    r"(?:^|[-_ .])(?:key|codes?[-_ ]?(?:book|key|list)|(?:pupil|plan|student|child)[-_ ]?(?:codes?|keys?|names?|list))(?:[-_ .]|$)"
)
CALLED_KEY_TEXT = re.compile(
    r"(?:pupil|plan|code|student|child)s?[-_ ]?(?:key|code[-_ ]?book|codes|names)(?:[-_ .]|$)|code-?book"
)
CODE = re.compile(r"\b(?:cp|rp)-[0-9a-z]{4}\b")
NUMBER = re.compile(r"\b[A-Z][0-9]{11}[0-9A-Z]\b|\b[0-9]{10}\b")
SAYS_NAME = re.compile(
    r"\b(?:(?:pupil|student|child|full|first|last|family|given|preferred|legal)?[ _-]?name|surname|forenames?|upn|uln"
    r"|nhs(?: number)?|d\.?o\.?b|date[ _]of[ _]birth|birth ?day|initials)\b",
    re.IGNORECASE,
)
PERSON = re.compile(r"[A-Z][a-z'’-]+(?:,? (?:[A-Z]\.? )?(?:de |van |al-|O')?[A-Z][a-z'’A-Z-]+){1,2}")
PAIR = re.compile(rf"^\W*(?:{CODE.pattern}\W+(?P<after>.+?)|(?P<before>.+?)\W+{CODE.pattern})\W*$")
TAG = re.compile(r"<[^>]+>")


def key_files(root: Path, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each file that looks like a key, and why. `known` are names that may stand beside codes, in lower case."""
    for path in files_below(root):
        if why := looks_like_key(path, known):
            yield path.relative_to(root).as_posix(), why


def files_below(root: Path) -> Iterator[Path]:
    """Files that could hold a key. Records are read elsewhere, and what is built holds nothing of its own."""
    for folder, names, files in os.walk(root):
        here = Path(folder)
        relative = here.relative_to(root).as_posix()
        names[:] = sorted(n for n in names if not n.startswith(".") and n not in SKIPPED_FOLDERS)
        if relative.startswith(MADE_FOLDERS):
            names.clear()
            continue
        is_record = relative.startswith("records")
        for name in sorted(files):
            ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a name may hold bytes a Path would change
            if ending in TABLES or ending in OLD_TABLES or (ending in TEXTS and not (is_record and "y" in ending)):
                yield here / name


def looks_like_key(path: Path, known: frozenset[str]) -> str:
    """Why a file looks like a key, or nothing."""
    name, ending = path.stem.lower(), path.suffix.lower()
    called = CALLED_KEY if ending in (*TABLES, *OLD_TABLES) else CALLED_KEY_TEXT
    if called.search(name) and not path.is_symlink():
        return "its name says so"
    if ending in OLD_TABLES or path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
        return ""
    if ending in (".csv", ".tsv"):
        return in_table(text_of(path), known)
    return in_lines(text_of(path) if ending in TEXTS else text_in_archive(path), known)


def text_of(path: Path) -> str:
    """The text of a file, whatever its encoding."""
    return path.read_bytes().decode("utf-8-sig", "replace")


def text_in_archive(path: Path) -> str:
    """The text of a spreadsheet, one cell a line; nothing when it is none."""
    found = []
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                wanted = entry.filename == "content.xml" or entry.filename.startswith(
                    ("xl/sharedStrings", "xl/worksheets/")
                )
                if wanted and entry.file_size <= LARGEST:
                    found.append(TAG.sub("\n", archive.read(entry).decode("utf-8", "replace")))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return ""
    return "\n".join(found)


def in_table(text: str, known: frozenset[str]) -> str:
    """Why a table of text looks like a key."""
    if not CODE.search(text):
        return ""
    delimiter = max(",;\t|", key=text.partition("\n")[0].count)
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row]
    except csv.Error:
        return ""
    beside = [cell for row in rows if any(CODE.fullmatch(c) for c in row) for cell in row if not CODE.fullmatch(cell)]
    if rows and any(SAYS_NAME.fullmatch(cell) for cell in rows[0]):
        return "it has plan codes beside a column of names or numbers"
    return verdict(beside, known)


def in_lines(text: str, known: frozenset[str]) -> str:
    """Why lines of text, or the cells of a spreadsheet, look like a key."""
    if not CODE.search(text):
        return ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if any(CODE.fullmatch(line) for line in lines) and any(SAYS_NAME.fullmatch(line) for line in lines):
        return "it has plan codes beside a column of names or numbers"
    pairs = [pair["after"] or pair["before"] for line in lines if (pair := PAIR.match(line))]
    cells = [line for line in lines if not CODE.search(line)] if any(CODE.fullmatch(line) for line in lines) else []
    return verdict([*pairs, *cells], known)


def verdict(beside: list[str], known: frozenset[str]) -> str:
    """Why what stands beside codes looks like pupils: a pupil's number, or several names of people."""
    if any(NUMBER.search(text) for text in beside):
        return "it has plan codes beside numbers of pupils"
    people = {
        text for text in (t.strip("\"' ") for t in beside) if PERSON.fullmatch(text) and text.lower() not in known
    }
    return "it has plan codes beside names" if len(people) > 1 else ""

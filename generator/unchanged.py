"""Whether a site is what a build would make: the same program, records and settings, and nobody has touched the files.

Only a build without errors is remembered, so nothing that would be said is left unsaid.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import click

from generator.cache import Cache, program
from generator.engine import Layout
from generator.history import git
from generator.kinds import RECORDS_FOLDER
from generator.publish import MARKER

ENGINES = (
    "mkdocs",
    "mkdocs-material",
    "zensical",
    "Jinja2",
    "MarkupSafe",
    "markdown-it-py",
    "nh3",
    "holidays",
    "icalendar",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """One way to build one casebook into one folder, with what it is made from now."""

    root: Path
    out: Path
    inputs: str

    @property
    def key(self) -> bytes:
        """What the build is remembered under."""
        return Cache(self.root, "builds").key(str(self.out.absolute()))

    def stands(self) -> bool:
        """Whether the site in the folder is the one this build would make."""
        made = outputs(self.out)
        known = Cache(self.root, "builds").get([self.key]).get(self.key)
        return bool(self.inputs and made) and known == (self.inputs, made)

    def keep(self) -> None:
        """Remembers that this build has been done."""
        cache = Cache(self.root, "builds")
        cache.put(self.key, (self.inputs, outputs(self.out)))
        cache.save()


def build_of(layout: Layout, out: Path, *options: str) -> Build:
    """The build with these options. It is remembered nowhere when something cannot be read."""
    found = hashlib.blake2b(program(), digest_size=20)
    for option in (*options, *(version(name) for name in ENGINES), commit(layout.root)):
        found.update(option.encode() + b"\0")
    try:
        for path in ingredients(layout):
            status = path.lstat()
            content = path.read_bytes() if stat.S_ISREG(status.st_mode) else b""
            found.update(f"{path}\0{stat.S_IFMT(status.st_mode)}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
            found.update(content)
    except OSError:
        return Build(root=layout.root, out=out, inputs="")
    return Build(root=layout.root, out=out, inputs=found.hexdigest())


def ingredients(layout: Layout) -> Iterator[Path]:
    """Every file that a site is made from, but for the program's own."""
    yield layout.config
    folders = (layout.root / RECORDS_FOLDER, *(layout.own(name) for name in ("pages", "assets", "overrides")))
    templates = Path(__file__).resolve().parent / "templates"
    for folder in (*folders, templates):
        yield from sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def commit(root: Path) -> str:
    """What is checked out: pages tell the history of their records."""
    with contextlib.suppress(click.UsageError):
        return git(root, "rev-parse", "HEAD")
    return ""


def outputs(folder: Path) -> str:
    """The files of a site as they were last written; nothing when the folder is no site, or changes under our eyes."""
    try:
        return written(folder) if (folder / MARKER).is_file() else ""
    except OSError:
        return ""


def written(folder: Path) -> str:
    """Every file below a folder with its size, times and rights, in one word."""
    found = hashlib.blake2b(digest_size=20)
    for place, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            status = os.lstat(os.path.join(place, name))  # noqa: PTH118 - ten thousand of them
            about = (place, name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_mode)
            found.update(repr(about).encode())
    return found.hexdigest()

"""What git knows of the records. Knows nothing of their content."""

from __future__ import annotations

import re
import subprocess
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator.scratch import scratch


def git(root: Path, *arguments: str) -> str:
    """A git command's output. A usage error when git refuses."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    except FileNotFoundError:
        raise click.UsageError("git is not installed") from None
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["git failed"])[-1]
        raise click.UsageError(f"git: {reason}")
    return done.stdout


def resolved(root: Path, revision: str) -> str:
    """The commit a revision names; a name that looks like an option is refused."""
    if revision.startswith("-"):
        raise click.UsageError(f"'{revision}' is not a revision")
    git(root, "rev-parse", "--show-prefix")  # says so when this is no repository
    try:
        return git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").strip()
    except click.UsageError:
        raise click.UsageError(f"there is no revision '{revision}'") from None


def changed_since(root: Path, commit: str) -> tuple[str, ...]:
    """Paths under the root changed since a commit, committed or not, and new files."""
    changed = git(root, "diff", "--name-only", "--relative", "-z", commit, "--", ".")
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return tuple(sorted({path for path in (changed + new).split("\0") if path}))


def is_repository(root: Path) -> bool:
    """Whether the folder lies in a git repository that has a commit."""
    try:
        git(root, "rev-parse", "--verify", "--quiet", "HEAD")
    except click.UsageError:
        return False
    return True


def paths_added(root: Path, folder: str) -> tuple[str, ...]:
    """Every file that any commit of any branch or tag added below a folder, once for each time. Reads names only."""
    listed = git(
        root,
        "log",
        "--all",
        "--no-renames",
        "--diff-filter=A",
        "--name-only",
        "--relative",
        "-z",
        "--format=",
        "--",
        folder,
    )
    return tuple(path for path in re.split(r"[\0\n]", listed) if path)


def blobs_at(root: Path, commit: str) -> dict[str, str]:
    """Every file under `records` at a commit, with what git calls its bytes."""
    listed = git(root, "ls-tree", "-r", "-z", commit, "--", "records")
    entries = (entry.split("\t", 1) for entry in listed.split("\0") if entry)
    return {path: about.split()[2] for about, path in entries}


@contextmanager
def records_at(root: Path, revision: str, paths: Iterable[str] = ("records",)) -> Iterator[Path]:
    """A temporary root that holds the records, or some of them, as they were at a commit."""
    commit = resolved(root, revision)
    with scratch("at") as folder:
        archive = folder / "records.tar"
        git(root, "archive", "--format=tar", f"--output={archive}", commit, *paths)
        with tarfile.open(archive) as opened:
            opened.extractall(folder, filter="data")
        archive.unlink()
        yield folder

"""Builds sites for the tests that look at them: the sample once for each engine, and small ones from the base."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from click import ClickException
from click.testing import CliRunner

from generator.cli import cli

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "tests" / "base"
AS_OF = "2026-11-22"


def casebook(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def here(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in this process, which is sooner, where a process of its own would prove nothing more."""
    done = CliRunner().invoke(cli, arguments, standalone_mode=False)
    said = done.stderr
    if isinstance(done.exception, ClickException):
        code, said = 2, said + done.exception.format_message()
    else:
        assert done.exception is None, done.exception
        code = done.return_value if isinstance(done.return_value, int) else 0
    return subprocess.CompletedProcess(args=arguments, returncode=code, stdout=done.stdout, stderr=said)


def copy_of(source: Path, target: Path) -> Path:
    """A root with a copy of the records of another, and nothing else."""
    shutil.copytree(source / "records", target / "records")
    return target


def build(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Builds the site of a root at the tests' date."""
    return casebook("build", "--root", str(root), "--as-of", AS_OF, *arguments, **environment)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a site with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}

"""`casebook validate`: check the records and report."""

from __future__ import annotations

import datetime as dt
import os
import sys
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console

from generator import reporters
from generator.changes import report_since
from generator.cli import as_of_option, root_option
from generator.findings import Severity
from generator.inspection import Report, inspect
from generator.schema import SchemaStore

FORMATS = ["auto", "text", *reporters.FORMATS]


@click.command(name="validate")
@root_option
@as_of_option
@click.option("--strict", is_flag=True, help="Let warnings fail the run too.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="auto", help="auto: github in a GitHub workflow, else text."
)
@click.option(
    "--only", multiple=True, type=click.Path(path_type=Path), help="Show findings in this file or folder only."
)
@click.option(
    "--since",
    metavar="REV",
    help="Show what the changes since a revision cause, and refuse to lower a provider in use.",
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def command(
    root: Path,
    as_of: dt.date,
    strict: bool,
    form: str,
    only: tuple[Path, ...],
    since: str | None,
    files: tuple[Path, ...],
) -> int:
    """Check every record. Exit 0: no errors; 1: errors (with --strict also warnings).

    FILES may be given as a commit hook gives them; findings elsewhere are then left out.
    """
    return run(root, as_of, strict=strict, form=form, only=(*only, *files), since=since)


def run(root: Path, as_of: dt.date, *, strict: bool, form: str, only: tuple[Path, ...], since: str | None) -> int:
    """Reports on the records; never writes."""
    paths = [relative(path, root) for path in only]
    report = inspect(root, SchemaStore.load(), as_of).report if since is None else report_since(root, since, as_of)
    if only:
        report = narrowed(report, paths)
    show(report, form)
    for failure in report.failures:
        click.echo(failure, err=True)
    if report.failures:
        return 3
    return int(report.count(Severity.ERROR) > 0 or (strict and report.count(Severity.WARNING) > 0))


def relative(path: Path, root: Path) -> str:
    """The path as findings show it."""
    absolute = path if path.is_absolute() else Path.cwd() / path
    normal = Path(os.path.normpath(absolute))
    if not normal.is_relative_to(root):
        raise click.UsageError(f"'{path}' lies outside the casebook")
    if not os.path.lexists(normal):
        raise click.UsageError(f"there is no file or folder '{path}'")
    return normal.relative_to(root).as_posix()


def within(path: str, folders: list[str]) -> bool:
    """Whether a path is one of the files or lies in one of the folders."""
    return any(path == folder or folder == "." or path.startswith(f"{folder}/") for folder in folders)


def narrowed(report: Report, paths: list[str]) -> Report:
    """The report with the findings inside some paths only."""
    kept = tuple(f for f in report.findings if within(f.location.path, paths) or f.code == "CB905")
    return replace(report, findings=kept)


def show(report: Report, form: str) -> None:
    """Prints the report."""
    if form == "auto":
        form = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    if form == "text":
        reporters.print_text(report, Console(file=sys.stdout, highlight=False, markup=False, emoji=False))
    else:
        click.echo(reporters.FORMATS[form](report))

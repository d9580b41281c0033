"""`casebook codes`: are the codes of plans well formed, and used only once?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from generator.cli import root_option
from generator.codes import checked_list, code_findings, taken_codes
from generator.load import load
from generator.schema import SchemaStore
from generator.wording import count


@click.command(name="codes")
@root_option
@click.option(
    "--check",
    "listed",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="Compare with a list of codes, one a line and nothing else, such as the code column of the key; - reads it from "
    "a pipe. The key itself stays where it is.",
)
def command(root: Path, listed: Iterable[str] | None) -> int:
    """Check the codes of case plans: well formed, used once, never given again. Reads no name."""
    loaded = load(root, SchemaStore.load())
    casebook = loaded.casebook
    found = code_findings(root, casebook)
    if listed is not None:
        found += checked_list(listed, casebook)
    for finding in found:
        click.echo(f"{'error' if finding.serious else 'note'}: {finding.code} {finding.what}")
    unusable = tuple(
        f.location.path
        for f in loaded.findings
        if f.code == "CB013" and f.location.path.startswith("records/case-plans/")
    )
    for _ in unusable:
        click.echo("error: a file in records/case-plans has a name that is no code; casebook validate says which")
    plans = count(len(casebook.case_plans), "plan")
    taken = count(len(taken_codes(root, casebook)), "code")
    click.echo(f"{plans}; {taken} used now or before", err=True)
    return 1 if unusable or any(finding.serious for finding in found) else 0

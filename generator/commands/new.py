"""`casebook new`: a record to start from."""

from __future__ import annotations

import re
from pathlib import Path

import click

from generator.cli import root_option
from generator.codes import drawn, taken_codes
from generator.kinds import BY_NAME, RECORDS_FOLDER
from generator.load import load
from generator.scaffold import Scaffold
from generator.schema import SchemaStore


@click.command(name="new")
@root_option
@click.argument("kind", type=click.Choice(list(BY_NAME)))
@click.argument("record_id", metavar="[ID]", required=False)
def command(root: Path, kind: str, record_id: str | None) -> int:
    """Write a record of a KIND to start from. A case plan gets a random unused code."""
    return run(root, kind, record_id)


def run(root: Path, name: str, record_id: str | None) -> int:
    """Writes one new file and never overwrites."""
    kind = BY_NAME[name]
    schemas = SchemaStore.load()
    casebook = load(root, schemas).casebook
    if record_id is None:
        if name != "case-plan":
            raise click.UsageError(f"give the id of the {kind.title.lower()}: casebook new {name} ID")
        record_id = drawn(taken_codes(root, casebook))
    if not re.fullmatch(kind.id_pattern, record_id) or len(record_id) > 64:
        raise click.UsageError(f"'{record_id}' cannot be an id; use {kind.id_says}")
    if record_id in (casebook.known_ids(name) or ()):
        raise click.UsageError(f"there is already a {kind.title.lower()} '{record_id}'")
    if name == "case-plan" and record_id in taken_codes(root, casebook):
        raise click.UsageError(
            f"the code '{record_id}' was used before; leave it out, and one is drawn: casebook new case-plan"
        )
    path = root / RECORDS_FOLDER / kind.folder / f"{record_id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(Scaffold(schemas).record(kind))
    click.echo(f"{path.relative_to(root)}: fill it in, then run: casebook validate")
    return 0

"""`casebook report`: the site's lists in the terminal, as JSON or as CSV."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import click

from generator.casebook import Casebook
from generator.cli import as_of_option, root_option
from generator.compliance.state import standings_of
from generator.load import load
from generator.schema import SchemaStore
from generator.tables import FORMATS, Table
from generator.views.due import due_items
from generator.views.matrix import matrix_view
from generator.vocabulary import label
from generator.wording import distance


@click.command(name="report")
@root_option
@as_of_option
@click.argument("name", type=click.Choice(["due", "compliance"]))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="The form of the report.",
)
def command(root: Path, as_of: dt.date, name: str, form: str) -> int:
    """Print what is due, or how every provider stands against every requirement."""
    return run(root, as_of, name, form)


def run(root: Path, as_of: dt.date, name: str, form: str) -> int:
    """Prints a report; never writes. Records that cannot be read are named, not passed over."""
    casebook = load(root, SchemaStore.load()).casebook
    text = FORMATS[form](REPORTS[name](casebook, as_of))
    click.echo(text, nl=form != "csv")
    for kind, record_id in sorted(casebook.unusable):
        click.echo(f"casebook: the {kind} '{record_id}' cannot be read and is not in this report", err=True)
    return 0


def due(casebook: Casebook, as_of: dt.date) -> Table:
    """Everything with a date, overdue first."""
    rows = [
        (
            item.on.isoformat(),
            distance(item.on, as_of),
            item.kind,
            item.title,
            item.record.title,
            item.role.title if item.role else "",
        )
        for item in due_items(casebook, as_of, standings_of(casebook))
    ]
    columns = ("date", "when", "kind", "what", "record", "role")
    return Table(title=f"Due, as of {as_of}", columns=columns, rows=tuple(rows))


def compliance(casebook: Casebook, as_of: dt.date) -> Table:
    """Every requirement of every open provider, worst first."""
    view = matrix_view(casebook, as_of, standings_of(casebook))
    found = [cell for area in view.areas for row in area.rows for cell in row.cells if cell]
    found.sort(key=lambda s: (s.state.rank, s.provider.name.lower(), s.framework.id, s.requirement.id))
    rows = [
        (
            label(s.state.value),
            s.provider.id,
            s.framework.id,
            s.requirement.id,
            s.requirement.title,
            "blocks" if s.requirement.blocks else "",
            s.good_until.isoformat() if s.good_until else "",
            s.reason,
        )
        for s in found
    ]
    columns = ("state", "provider", "framework", "requirement", "title", "blocks", "good_until", "reason")
    return Table(title=f"Compliance, as of {as_of}", columns=columns, rows=tuple(rows))


REPORTS: dict[str, Callable[[Casebook, dt.date], Table]] = {"due": due, "compliance": compliance}

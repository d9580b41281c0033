"""`casebook report`: the site's lists in the terminal, as JSON or as CSV."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from generator.audience import NoAudience, audience_named
from generator.casebook import Casebook
from generator.cli import as_of_option, root_option
from generator.compliance.state import standings_of
from generator.half_term.choice import Wanted
from generator.half_term.report import half_term_report
from generator.half_term_tables import flat, in_words
from generator.load import load
from generator.privacy.marks import marked
from generator.privacy_table import privacy_table
from generator.schema import SchemaStore
from generator.tables import FORMATS, Table
from generator.views.due import due_items
from generator.views.half_term import half_term_view
from generator.views.matrix import matrix_view
from generator.vocabulary import label
from generator.wording import distance, long_date


@click.command(name="report")
@root_option
@as_of_option
@click.argument("name", type=click.Choice(["due", "compliance", "half-term", "privacy"]))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="The form of the report.",
)
@click.option("--register", metavar="ID", default="", help="half-term: the register whose report it is.")
@click.option("--school", metavar="ID", default="", help="half-term: only this school's.")
@click.option("--half-term", metavar="NAME", default="", help="half-term: which, such as 2026-27-autumn-1.")
@click.option("--audience", metavar="NAME", default="", help="half-term, privacy: for whom.")
def command(
    root: Path, as_of: dt.date, name: str, form: str, register: str, school: str, half_term: str, audience: str
) -> int:
    """Print what is due, how every provider stands against every requirement, what a half term came to, or who is shown what."""
    if name == "half-term":
        return half_terms(root, as_of, form, Wanted(register=register, school=school, half_term=half_term), audience)
    if register or school or half_term:
        raise click.UsageError("--register, --school and --half-term belong to: casebook report half-term")
    if name == "privacy":
        return privacy(root, as_of, form, audience)
    if audience:
        raise click.UsageError("--audience belongs to: casebook report half-term, casebook report privacy")
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


def half_terms(root: Path, as_of: dt.date, form: str, wanted: Wanted, audience: str) -> int:
    """Prints the reports of half terms that are over: those asked for, or each school's latest."""
    casebook = load(root, SchemaStore.load()).casebook
    found = [register for register in casebook.registers if wanted.fits(register)]
    if not found:
        known = ", ".join(register.id for register in casebook.registers) or "(there are none)"
        raise click.UsageError(f"there is no such register; there are: {known}")
    chosen = wanted.choose(found, as_of)
    if not chosen:
        ends = long_date(max(register.end for register in found))
        click.echo(f"casebook: the half term runs until {ends}; its report is made when it is over", err=True)
        return 1
    report_of = partial(half_term_report, casebook, threshold=threshold_for(casebook, audience))
    views = tuple(half_term_view(casebook, register, as_of, report_of) for register in chosen)
    click.echo(in_words(views) if form == "text" else FORMATS[form](flat(views)), nl=form != "csv")
    return 0


def threshold_for(casebook: Casebook, audience: str) -> int:
    """The fewest pupils that may be shown to an audience: never fewer than the casebook's own threshold."""
    floor = casebook.settings.suppression_threshold
    if not audience:
        return floor
    try:
        found, _ = audience_named(casebook.settings, audience)
    except NoAudience as problem:
        raise click.UsageError(str(problem)) from problem
    return max(floor, found.k or casebook.settings.k)


def privacy(root: Path, as_of: dt.date, form: str, audience: str) -> int:
    """Prints what each audience is shown of pupils, or one of them. Counts, never codes."""
    schemas = SchemaStore.load()
    casebook = load(root, schemas).casebook
    try:
        table = privacy_table(casebook, marked(schemas, "case-plan"), as_of, audience)
    except NoAudience as problem:
        raise click.UsageError(str(problem)) from None
    click.echo(FORMATS[form](table), nl=form != "csv")
    return 0


REPORTS: dict[str, Callable[[Casebook, dt.date], Table]] = {"due": due, "compliance": compliance}

"""`casebook deadline`: the dated steps of a procedure."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.casebook import Casebook
from generator.cli import Day, as_of_option, root_option
from generator.clocks import SchoolCalendar
from generator.deadline_formats import FORMATS, Answer
from generator.deadlines import dated_steps, follow_ups
from generator.load import load
from generator.model import Calendar, Procedure
from generator.schema import SchemaStore
from generator.wording import nearest_words

"""Years a clock may start in."""


@click.command(name="deadline")
@root_option
@as_of_option
@click.argument("procedure")
@click.option("--from", "start", type=Day(), required=True, help="The day the clock starts.")
@click.option("--calendar", "calendar_id", help="A calendar or a series of calendars.  [default: the casebook's]")
@click.option("--fact", "given", multiple=True, metavar="FACT=ANSWER", help="A fact that is known; may be repeated.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", show_default=True, help="The form."
)
def command(
    root: Path,
    as_of: dt.date,
    procedure: str,
    start: dt.date,
    calendar_id: str | None,
    given: tuple[str, ...],
    form: str,
) -> int:
    """Count the days of a PROCEDURE: each step with its last day and how it was counted."""
    casebook = load(root, SchemaStore.load()).casebook
    found = casebook.get(Procedure, procedure)
    if found is None:
        hint = nearest_words(procedure, [p.id for p in casebook.procedures])
        raise click.UsageError(f"there is no procedure '{procedure}'{hint}")
    calendar = calendar_named(casebook, calendar_id or casebook.settings.default_calendar)
    facts = facts_of(found, given)
    steps = dated_steps(found, start, calendar, facts)
    answer = Answer(
        casebook=casebook,
        procedure=found,
        start=start,
        series=calendar.series,
        steps=steps,
        follow_ups=follow_ups(found, facts, steps),
        as_of=as_of,
    )
    click.echo(FORMATS[form](answer), nl=form != "ics")
    return 0


def calendar_named(casebook: Casebook, name: str) -> SchoolCalendar:
    """The series of that name, or the series of the calendar of that name."""
    record = casebook.get(Calendar, name)
    series = record.series if record else name
    known = sorted({c.series for c in casebook.calendars})
    if series not in known:
        raise click.UsageError(f"there is no calendar '{name}'; there are: {', '.join(known) or 'none'}")
    return SchoolCalendar.of(casebook, series)


def facts_of(procedure: Procedure, given: tuple[str, ...]) -> dict[str, str]:
    """The facts given on the command line, checked against the procedure's questions."""
    known = {fact.id: fact.answers for fact in procedure.facts}
    facts = {}
    for text in given:
        name, _, answer = text.partition("=")
        if name not in known:
            raise click.UsageError(f"'{name}' is no fact of this procedure{nearest_words(name, list(known))}")
        if answer not in known[name]:
            raise click.UsageError(f"'{answer}' does not answer '{name}'; use one of: {', '.join(known[name])}")
        facts[name] = answer
    return facts

"""`casebook rules`: the catalogue, or one rule explained."""

from __future__ import annotations

import click

from generator.catalogue import CATALOGUE
from generator.rules import RulePage


@click.command(name="rules")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """List every rule, or explain one by its CODE or name."""
    return run(code)


def run(code: str | None) -> int:
    """Prints the catalogue or a page of it."""
    if code is None:
        for page in CATALOGUE.values():
            click.echo(f"{page.rule.code}  {page.rule.severity.value:<8} {page.rule.name:<32} {page.title}")
        return 0
    wanted = (p for p in CATALOGUE.values() if code.upper() == p.rule.code or code.lower() == p.rule.name)
    found = next(wanted, None)
    if found is None:
        raise click.UsageError(f"there is no rule '{code}'; `casebook rules` lists them")
    click.echo(explained(found))
    return 0


def explained(page: RulePage) -> str:
    """A rule's page as text."""
    rule = page.rule
    lines = [f"{rule.code} {rule.name} ({rule.severity.value}, {rule.family.lower()})", page.title, ""]
    for heading, body in page.sections:
        lines += [heading, *(f"  {line}" for line in body.splitlines()), ""]
    if rule.citation:
        lines += ["Ground", f"  {rule.citation}", ""]
    lines.append("It can be ignored for a time, with a reason." if rule.may_be_ignored else "It cannot be ignored.")
    return "\n".join(lines)

"""`casebook rules`: the catalogue, or one rule explained."""

from __future__ import annotations

import click

from generator.checks import MODULES, module_of
from generator.reading import READING
from generator.rules import RulePage, page_of


@click.command(name="rules")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """List every rule, or explain one by its CODE or name."""
    return run(code)


def run(code: str | None) -> int:
    """Prints the catalogue or a page of it."""
    if code is None:
        from generator.catalogue import CATALOGUE  # reads every rule

        for page in CATALOGUE.values():
            click.echo(f"{page.rule.code}  {page.rule.severity.value:<8} {page.rule.name:<32} {page.title}")
        return 0
    found = page_called(code)
    if found is None:
        raise click.UsageError(f"there is no rule '{code}'; `casebook rules` lists them")
    click.echo(explained(found))
    return 0


def page_called(asked: str) -> RulePage | None:
    """The page of a rule by its code or name. Only this rule is read."""
    code, name = asked.upper(), asked.lower()
    for module in READING:
        if module.RULE.code == code or module.RULE.name == name:
            return page_of(module)
    known = (c for c, module in MODULES.items() if c == code or module.replace("_", "-") == name)
    found = next(known, None)
    return page_of(module_of(found)) if found else None


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

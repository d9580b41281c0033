"""A record cites an edition that has been replaced.

What it checks
That policies and procedures do not rest on a framework edition that is no longer in force.

Why
A new edition may say something else. Whoever follows the old one may follow what is no longer asked.

How to fix
Read the new edition, change the text where needed, and cite the new edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.model import Citation, Policy, Procedure
from generator.rules import Rule

RULE = Rule(code="CB602", name="superseded-edition-cited", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the citation."""
    replaced = {
        (name.lower(), framework.edition): framework
        for framework in casebook.frameworks
        if framework.in_force_to and framework.in_force_to < as_of
        for name in (framework.title, framework.short_title)
    }
    for record, found in casebook.groups:
        if not isinstance(record, Policy | Procedure):
            continue
        for pointer, group in found:
            if isinstance(group, Citation) and (framework := replaced.get((group.source.lower(), group.edition or ""))):
                message = f"{framework.short_title} was in force until {framework.in_force_to}"
                yield RULE.finding(record.at(*pointer), message, hint="check the new edition and cite it")

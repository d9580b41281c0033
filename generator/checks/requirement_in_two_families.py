"""A requirement belongs to two framework families.

What it checks
That a requirement id is used by the editions of one framework only.

Why
Evidence answers a requirement by its id. The same id in another framework would count it there by accident.

How to fix
Give the requirement an id of its own and list the other under `equivalents`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule

RULE = Rule(code="CB205", name="requirement-in-two-families", severity=Severity.ERROR)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on every listing outside the first family."""
    for requirement_id, listed in casebook.requirements.items():
        first = listed[0].framework
        for item in listed:
            if item.framework.family != first.family:
                where = item.framework.at("requirements", item.index, "id")
                message = f"the requirement '{requirement_id}' is already in the framework '{first.id}'"
                yield RULE.finding(where, message, hint="choose another id and list the first under 'equivalents'")

"""A record names another that is not there.

What it checks
That every id of a provider, policy, procedure, role, framework, requirement, calendar, school or plan belongs to a record.

Why
A reference that leads nowhere hides a missing provider, a duty nobody owns or evidence for nothing.

How to fix
Use one of the nearest ids in the hint, or write the missing record with `casebook new`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.characters import printable
from generator.findings import Finding, Severity
from generator.kinds import BY_NAME
from generator.rules import Rule
from generator.wording import field_name

WORDS = {"calendar-series": "series of calendars", "case-plan": "case plan"}
RULE = Rule(code="CB201", name="unknown-reference", severity=Severity.ERROR)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings for references to nothing."""
    for reference in casebook.references:
        known = casebook.known_ids(reference.kind)
        if known is None or reference.target in known:
            continue
        words = WORDS.get(reference.kind, reference.kind.replace("-", " "))
        target = printable(reference.target)
        near = difflib.get_close_matches(reference.target, sorted(known), 3, 0.5)
        message = f"{field_name(reference.pointer)} names the {words} '{target}', which no record defines"
        yield RULE.finding(
            reference.source.at(*reference.pointer), message, hint=hint_for(reference.kind, target, near)
        )


def hint_for(kind: str, target: str, near: list[str]) -> str:
    """The nearest ids, or the command that writes the record."""
    if near:
        return "did you mean " + " or ".join(f"'{word}'" for word in near) + "?"
    return f"run: casebook new {kind} {target}" if kind in BY_NAME else "use an id that exists"

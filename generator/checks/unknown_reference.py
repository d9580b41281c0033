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
from itertools import chain

from generator.casebook import Casebook, Mention, Reference
from generator.characters import printable
from generator.findings import Finding, Severity
from generator.kinds import BY_NAME
from generator.rules import Rule
from generator.source import Document
from generator.wording import field_name

WORDS = {"calendar-series": "series of calendars", "case-plan": "case plan"}
RULE = Rule(code="CB201", name="unknown-reference", severity=Severity.ERROR)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings for references to nothing, also in records that cannot be used for another mistake."""
    named: Iterator[tuple[Document, Reference | Mention]] = chain(
        ((reference.source.document, reference) for reference in casebook.references),
        ((mention.document, mention) for mention in casebook.mentions),
    )
    for document, name in named:
        known = casebook.known_ids(name.kind)
        if known is None or name.target in known:
            continue
        words = WORDS.get(name.kind, name.kind.replace("-", " "))
        target = printable(name.target)
        near = difflib.get_close_matches(name.target, sorted(known), 3, 0.5)
        message = f"{field_name(name.pointer)} names the {words} '{target}', which no record defines"
        if document.about_pupils:
            target, message = "ID", f"{field_name(name.pointer)} names a {words} that no record defines"
        yield RULE.finding(document.at(*name.pointer), message, hint=hint_for(name.kind, target, near))


def hint_for(kind: str, target: str, near: list[str]) -> str:
    """The nearest ids, or the command that writes the record."""
    if near:
        return "did you mean " + " or ".join(f"'{word}'" for word in near) + "?"
    return f"run: casebook new {kind} {target}" if kind in BY_NAME else "use an id that exists"

"""Records follow each other in a circle.

What it checks
That editions do not replace each other in a circle and providers are not each other's successors.

Why
Whoever follows the chain would never arrive at the edition or provider of today.

How to fix
Remove the reference that points back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule

RULE = Rule(code="CB204", name="circular-reference", severity=Severity.ERROR)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on each record of a circle."""
    supersedes = {f.id: f.supersedes for f in casebook.frameworks if f.supersedes}
    successors = {p.id: p.successor for p in casebook.providers if p.successor}
    for framework in casebook.frameworks:
        if returns(framework.id, supersedes):
            where = framework.at("supersedes")
            yield RULE.finding(where, f"'{framework.id}' replaces itself in a circle", hint="remove one 'supersedes'")
    for provider in casebook.providers:
        if returns(provider.id, successors):
            where = provider.at("successor")
            yield RULE.finding(where, f"'{provider.id}' succeeds itself in a circle", hint="remove one 'successor'")


def returns(start: str, following: dict[str, str]) -> bool:
    """Whether the chain from an id leads back to it."""
    seen: set[str] = set()
    step = following.get(start)
    while step and step not in seen:
        if step == start:
            return True
        seen.add(step)
        step = following.get(step)
    return False

"""A requirement blocks although its source is unverified.

What it checks
That a requirement which blocks placement rests only on verified or reported sources, or on a local decision by a named role.

Why
Nobody may be told that the law forbids a placement when nobody has opened the text. Our own rule may forbid it, and then says so.

How to fix
Open the source and set its mark, or record a `local_decision` with role, date and reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule

RULE = Rule(
    code="CB601",
    name="unverified-requirement-blocks",
    severity=Severity.ERROR,
    ignorable=False,
    citation="House rule: an unverified fact is never shown as authority",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the line that makes the requirement block."""
    for framework in casebook.frameworks:
        for index, requirement in enumerate(framework.requirements):
            unverified = any(citation.mark == "unverified" for citation in requirement.citations)
            if requirement.blocks and unverified and requirement.local_decision is None:
                message = f"'{requirement.id}' blocks, but a source of it has not been opened"
                where = framework.at("requirements", index, "blocks")
                yield RULE.finding(where, message, hint="record a 'local_decision', or check the source")

"""A record is named for a person.

What it checks
That no record's id, which is its file's name, holds a name or a number of a person.

Why
File names show in addresses, lists, messages and the history, also where nobody opens the file.

How to fix
Rename the file. A plan's id is its code: `casebook new case-plan` draws one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.privacy.record_scan import Part, hits
from generator.privacy.spans import SAID
from generator.rules import Rule

RULE = Rule(
    code="CB403",
    name="identifier-in-file-name",
    severity=Severity.ERROR,
    citation="UK GDPR, Article 5(1)(c): no more personal data than is needed; ICO, anonymisation guidance (28 March 2025)",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on each record whose id holds an identifier."""
    for hit in hits(casebook):
        if hit.part is Part.FILE_NAME:
            yield RULE.finding(hit.where, f"the file's name holds {SAID[hit.kind]}", hint="rename the file")

"""Something that identifies a person stands in a comment.

What it checks
That no comment of a record (what follows a `#`) holds a name, a number of a person or another identifier.

Why
Comments are not on the site, but they are in the repository, its copies and its history.

How to fix
Delete it, or write the code or the role instead. If it was ever committed, tell your data protection officer.
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
    code="CB402",
    name="identifier-in-comment",
    severity=Severity.ERROR,
    citation="UK GDPR, Article 5(1)(c): no more personal data than is needed; ICO, anonymisation guidance (28 March 2025)",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on each identifier in a comment."""
    for hit in hits(casebook):
        if hit.part is Part.COMMENT:
            message = f"this comment holds {SAID[hit.kind]}"
            yield RULE.finding(hit.where, message, hint="delete it, or write the code or the role instead")

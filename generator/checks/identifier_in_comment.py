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
from generator.findings import Finding, Location, Severity
from generator.privacy.free_text import detector_of
from generator.privacy.spans import SAID
from generator.rules import Rule
from generator.source import comments

RULE = Rule(
    code="CB402",
    name="identifier-in-comment",
    severity=Severity.ERROR,
    citation="UK GDPR, Article 5(1)(c): no more personal data than is needed; ICO, anonymisation guidance (28 March 2025)",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on each identifier in a comment."""
    detector = detector_of(casebook)
    for record in (casebook.settings, *casebook.every_record()):
        if "#" not in record.document.text:
            continue
        for comment in comments(record.document.text):
            text = comment.text.removeprefix("#")
            for span in detector.spans(text):
                line, column = comment.place
                where = Location(path=record.path, line=line + 1, column=column + 2 + span.start)
                message = f"this comment holds {SAID[span.kind]}"
                yield RULE.finding(where, message, hint="delete it, or write the code or the role instead")

"""Something that identifies a person stands in a record.

What it checks
That no text of a record holds a name, a number of a person, an address, a telephone number or another identifier. A field
may hold what its description says belongs there (a provider's address, the title of a document); the names of the
casebook's own providers, programmes and schools may stand everywhere.

Why
A tired colleague pastes a name into a note, and the note goes wherever the records go. Names of staff do not belong here
either: staff are roles. The message says where and what kind it is, and never repeats it.

How to fix
Write the code, the role or the relation instead (cp-7f3k, class teacher, brother). If it identifies nobody, add the term with a
reason to `allowed_terms` in `records/casebook.yml` and have a second person look. If it was ever committed, it is still in the
history: stop, do not push, and tell your data protection officer.
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
    code="CB401",
    name="identifier-in-text",
    severity=Severity.ERROR,
    citation="UK GDPR, Article 5(1)(c): no more personal data than is needed; ICO, anonymisation guidance (28 March 2025)",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on each identifier in a free text."""
    for hit in hits(casebook):
        if hit.part is Part.TEXT:
            hint = "write the code, the role or the relation instead; it is not repeated here on purpose"
            yield RULE.finding(hit.where, f"this holds {SAID[hit.kind]}", hint=hint)

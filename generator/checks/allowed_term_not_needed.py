"""An allowed term is not needed.

What it checks
That every term in `allowed_terms` of `records/casebook.yml` stands in a record.

Why
An exception that nothing needs any more would hide the next person of that name.

How to fix
Delete the term.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule

RULE = Rule(code="CB405", name="allowed-term-not-needed", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on each term that stands nowhere."""
    terms = casebook.settings.allowed_terms
    if not terms:
        return
    texts = [record.document.text.lower() for record in casebook.every_record()]
    for index, allowed in enumerate(terms):
        words = allowed.term.lower()
        if not any(words in text or words in " ".join(text.split()) for text in texts):
            where = casebook.settings.at("allowed_terms", index)
            yield RULE.finding(where, "no record holds this term", hint="delete it")

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
    unseen = {index: allowed.term.lower() for index, allowed in enumerate(casebook.settings.allowed_terms)}
    for record in casebook.every_record() if unseen else ():
        text = record.document.text.lower()
        unseen = {index: words for index, words in unseen.items() if not stands_in(words, text)}
    for index in unseen:
        where = casebook.settings.at("allowed_terms", index)
        yield RULE.finding(where, "no record holds this term", hint="delete it")


def stands_in(words: str, text: str) -> bool:
    """Whether words stand in a text, however its lines are broken."""
    return words in text or (" " in words and words in " ".join(text.split()))

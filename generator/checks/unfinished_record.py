"""A record still says that something is to be written.

What it checks
That no text is left as `casebook new` wrote it.

Why
A record with gaps must not look finished.

How to fix
Write what belongs there, or remove the line if the field is not required.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule

RULE = Rule(code="CB906", name="unfinished-record", severity=Severity.ERROR, ignorable=False)
LEFT_OVER = "To be written"


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on each text left over."""
    for record in casebook.every_record():
        if LEFT_OVER not in record.document.text:
            continue
        for pointer in record.document.values:
            value: object = record.data
            for part in pointer:
                value = value[part] if isinstance(value, dict | list) else None  # type: ignore[index]
            if value == LEFT_OVER:
                yield RULE.finding(
                    record.at(*pointer), "this is still to be written", hint="write it, or remove the line"
                )

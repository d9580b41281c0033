"""A source has not been looked at for a year.

What it checks
That somebody has looked at every cited source within the last twelve months.

Why
Guidance changes without telling us. A source nobody has opened for a year may have moved on.

How to fix
Open the source, correct what has changed, and set `checked_on`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.clocks import add_months
from generator.findings import Finding, Severity
from generator.model import Citation
from generator.rules import Rule

RULE = Rule(code="CB603", name="citation-not-checked", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the day a source was last checked."""
    limit = add_months(as_of, -12)
    for record, found in casebook.groups:
        for pointer, group in found:
            if isinstance(group, Citation) and group.checked_on < limit:
                message = f"the source was last checked on {group.checked_on}"
                yield RULE.finding(record.at(*pointer, "checked_on"), message, hint="open it and set 'checked_on'")

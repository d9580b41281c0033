"""Evidence about an open provider has lapsed.

What it checks
That no requirement of a provider that is open rests on evidence whose last day has passed.

Why
A certificate that has run out proves nothing about today, however good it looked when it was seen.

How to fix
Ask the provider for the new document, look at it, and add it as a new piece of evidence. Keep the old one: it is the history.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.compliance.state import State, standings_of
from generator.findings import Finding, Severity
from generator.rules import Rule

RULE = Rule(code="CB307", name="evidence-lapsed", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the evidence whose validity has passed, for requirements in force."""
    standings = standings_of(casebook)
    for provider in casebook.providers:
        if provider.closed_on and provider.closed_on < as_of:
            continue
        for standing in standings.of(provider, as_of):
            if standing.state is State.EXPIRED and standing.in_force and standing.evidence_index is not None:
                where = provider.at("evidence", standing.evidence_index)
                title = standing.requirement.title
                message = f"{title}: {standing.reason}"
                yield RULE.finding(where, message, hint="ask for the new document and record it as new evidence")

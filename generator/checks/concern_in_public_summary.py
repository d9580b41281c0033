"""A summary that everybody may read speaks of a concern.

What it checks
That the summary of a provider about which a concern has been recorded does not speak of a concern, an allegation, an
investigation or a suspension of use.

Why
The summary is in the open directory and on the provider's own site. A concern belongs under `concerns`, where only those
who must know can read it; told to the provider too early, it can harm a child or a fair inquiry.

How to fix
Say in the summary what the provider does and for whom. Put the rest under `concerns`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule

RULE = Rule(
    code="CB412",
    name="concern-in-public-summary",
    severity=Severity.WARNING,
    citation="House rule: what everybody may read says nothing of a concern",
)
SPEAKS = re.compile(
    r"\b(concerns?|allegations?|investigat\w+|(?:use|placements?) (?:is|are|was|were|has been|have been) suspended)\b",
    re.I,
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the summary."""
    for provider in casebook.providers:
        if provider.concerns and SPEAKS.search(provider.summary):
            message = "the summary, which everybody may read, speaks of a concern"
            yield RULE.finding(
                provider.at("summary"), message, hint="say what the provider does; see 'concerns' for the rest"
            )

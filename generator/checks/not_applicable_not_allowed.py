"""A requirement is marked not applicable though it always applies.

What it checks
That only requirements whose framework allows it are marked not applicable.

Why
Some requirements, such as an employer's insurance, can be missing but cannot be argued away.

How to fix
Remove the entry. If the provider may be used for a time without it, record a waiver.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule

RULE = Rule(code="CB208", name="not-applicable-not-allowed", severity=Severity.ERROR)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the entry's requirement."""
    for provider in casebook.providers:
        for index, entry in enumerate(provider.not_applicable):
            listed = casebook.requirements.get(entry.requirement, ())
            if listed and listed[-1].requirement.not_applicable == "never":
                message = f"the requirement '{entry.requirement}' may never be marked not applicable"
                where = provider.at("not_applicable", index, "requirement")
                yield RULE.finding(where, message, hint="remove the entry, or record a waiver")

"""An audience cannot be served as it is described.

What it checks
That an audience with a name of your own says which of the four it is `like`, that no audience is listed twice, and that
`plans: generalised` is asked for staff only.

Why
Without a base nobody could say what the audience may see. And plans, even in groups, are not for providers or the public.

How to fix
Give it `like: staff`, `like: provider` or `like: public`, and leave `plans` out unless its readers are staff.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.privacy.scope import BASES, STAFF
from generator.rules import Rule

RULE = Rule(
    code="CB411",
    name="audience-without-base",
    severity=Severity.ERROR,
    citation="House rule: what an audience may see is never guessed",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the entry of the audience."""
    settings = casebook.settings
    seen: set[str] = set()
    for index, audience in enumerate(settings.audiences):
        base = audience.name if audience.name in BASES else audience.like
        where = settings.at("audiences", index, "name")
        if audience.name in seen:
            yield RULE.finding(where, f"the audience '{audience.name}' is listed twice", hint="remove one of the two")
        seen.add(audience.name)
        if base is None:
            message = f"the audience '{audience.name}' does not say which audience it is like"
            yield RULE.finding(where, message, hint="add 'like: staff', 'like: provider' or 'like: public'")
        elif audience.plans == "generalised" and base != STAFF:
            message = f"plans are asked for the audience '{audience.name}', whose readers are not staff"
            yield RULE.finding(settings.at("audiences", index, "plans"), message, hint="remove 'plans'")

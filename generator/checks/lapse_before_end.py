"""Something a placement rests on will lapse before the placement ends.

What it checks
That what keeps a provider open lasts until the end of each placement there, as far as the records say.

Why
It is easier to ask for the new certificate now than to find a place for a pupil on the day the old one runs out.

How to fix
Ask the provider for the new document before the day named, look at it, and record it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from generator.casebook import Casebook
from generator.compliance.gate import NOT_THERE
from generator.compliance.placements import lapses
from generator.compliance.state import standings_of
from generator.findings import Finding, Severity
from generator.rules import Rule
from generator.wording import count, long_date

RULE = Rule(code="CB309", name="lapse-before-end", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """One finding for each placement, naming what lapses first."""
    found = (lapse for lapse in lapses(casebook, as_of, standings_of(casebook)) if lapse.period.title not in NOT_THERE)
    for (plan_id, index), group in groupby(found, key=lambda lapse: (lapse.plan.id, lapse.index)):
        inside = sorted(group, key=lambda lapse: lapse.period.start)
        first = inside[0]
        others = f" and {count(len(inside) - 1, 'other thing')}" if len(inside) > 1 else ""
        day = long_date(first.period.start)
        message = f"{first.provider.name} closes on {day} unless {first.period.title}{others} is renewed"
        hint = f"renew it before then; the placement in '{plan_id}' goes on"
        yield RULE.finding(first.plan.at("placements", index, "provider"), message, hint=hint)

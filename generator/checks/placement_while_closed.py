"""A placement ran, or is to start, while its provider may not be used.

What it checks
That the provider of every placement was open on every day of it, for the site and the uses of the placement, by the
evidence as it stands in the records. A breach that lies in the past stays an error until the plan records in
`breach_reviews` which role looked at it, when, and what was done; from then on it is a notice.

Why
A child was somewhere that could not be shown to be safe. That must not be forgotten because a new certificate arrived.

How to fix
If the evidence existed and was only not recorded, record it with the day it was seen. Otherwise end the placement or get
what is missing, look into the days concerned, and add a `breach_reviews` entry that covers them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from generator.casebook import Casebook
from generator.compliance.gate import NOT_THERE
from generator.compliance.placements import Breach, breaches, closed_starts
from generator.compliance.state import standings_of
from generator.findings import Finding, Severity
from generator.rules import Rule
from generator.wording import long_date, span_of

RULE = Rule(
    code="CB308",
    name="placement-while-closed",
    severity=Severity.ERROR,
    ignorable=False,
    citation="A school stays responsible for the safety of a pupil it places elsewhere (KCSIE, as reported)",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the placement's provider."""
    standings = standings_of(casebook)
    found = (b for b in breaches(casebook, as_of, standings) if b.period.title not in NOT_THERE)
    for _, group in groupby(found, key=placement_and_days):
        yield finding_of(list(group))
    for planned in closed_starts(casebook, as_of, standings):
        if planned.period.title in NOT_THERE:
            continue
        message = f"{planned.provider.name} is closed and the placement is to start: {planned.period.title}"
        where = planned.plan.at("placements", planned.index, "start")
        yield RULE.finding(where, message, hint="put it right before the first day, or choose another provider")


def placement_and_days(breach: Breach) -> tuple[str, int, date, date]:
    """What makes several reasons one breach."""
    return breach.plan.id, breach.index, breach.period.start, breach.period.end


def finding_of(found: list[Breach]) -> Finding:
    """One finding for one breach, with every reason."""
    first = found[0]
    period = first.period
    reasons = "; ".join(f"{b.period.title} ({b.period.text})" for b in found)
    message = f"{first.provider.name} was closed {span_of(period.start, period.end)}: {reasons}"
    where = first.plan.at("placements", first.index, "provider")
    if first.reviewed:
        text = f"{message}; looked at on {long_date(first.reviewed.reviewed_on)}"
        return RULE.finding(where, text, hint="nothing more to do", severity=Severity.NOTICE)
    hint = f"look into it and add 'breach_reviews' from {period.start} to {period.end}"
    return RULE.finding(where, message, hint=hint)

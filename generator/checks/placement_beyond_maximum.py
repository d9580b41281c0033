"""A placement goes on beyond the longest time agreed for it.

What it checks
That a placement of an open plan ends on or before its `agreed_maximum`.

Why
How long it may last at most is agreed with the parent and the provider before it starts. A placement that runs on without a
new decision becomes permanent by accident.

How to fix
End it, or review it, decide to extend it with everyone who agreed before, and enter the new `agreed_maximum`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.plans.upkeep import is_closed
from generator.rules import Rule
from generator.wording import count

RULE = Rule(
    code="CB316",
    name="placement-beyond-maximum",
    severity=Severity.WARNING,
    citation="Arranging alternative provision (DfE, 2025), read through Bradford's page",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the agreed maximum."""
    for plan in casebook.case_plans:
        if is_closed(plan, as_of):
            continue
        for index, placement in enumerate(plan.placements):
            last = placement.end or as_of
            if placement.agreed_maximum and last > placement.agreed_maximum:
                days = count((last - placement.agreed_maximum).days, "day")
                verb = "goes on" if placement.end is None else "runs"
                message = f"the placement {verb} {days} beyond the longest time agreed"
                hint = "end it, or review it and agree a new maximum"
                yield RULE.finding(plan.at("placements", index, "agreed_maximum"), message, hint=hint)

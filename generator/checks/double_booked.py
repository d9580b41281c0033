"""The pupil is to be in two places at once.

What it checks
That no two placements, and no placement and session at school, share a weekday and session, today or later.

Why
Each place believes the pupil is at the other. The school must always know where each pupil is.

How to fix
Agree with both which one it is, and take the session out of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Location, Severity
from generator.model import CasePlan, Provider
from generator.plans.week import Part, double_bookings
from generator.rules import Rule
from generator.wording import join, long_date

RULE = Rule(
    code="CB502",
    name="double-booked",
    severity=Severity.WARNING,
    citation="Keeping children safe in education: a school knows where its pupils are at all times (as reported)",
)
WORDS = {"am": "morning", "pm": "afternoon"}


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the later of the two parts of the week."""
    for plan in casebook.case_plans:
        for found in double_bookings(plan, as_of):
            times = join([f"{day.capitalize()} {WORDS[session]}" for day, session in found.slots])
            places = f"{place(casebook, found.one)} and {place(casebook, found.other)}"
            begin = "" if found.first == as_of else f" from {long_date(found.first)}"
            message = f"two places want the pupil on {times}{begin}: {places}"
            yield RULE.finding(
                where(plan, found.other), message, hint="agree which it is, and take it out of the other"
            )


def place(casebook: Casebook, part: Part) -> str:
    """What a part of the week is called, in the casebook's words."""
    if part.where:
        return f"school ({part.where.replace('-', ' ')})"
    provider = casebook.get(Provider, part.provider)
    return provider.name if provider else "a provider"


def where(plan: CasePlan, part: Part) -> Location:
    """The sessions of the part."""
    return plan.at(*part.pointer, "sessions")

"""The plan does not say where the pupil is in every session.

What it checks
That the placements and the `school_timetable` of an open plan name a place for each session of the week, or as many as the
reduced timetable in force gives. Now, and from any change in the weeks ahead that the due-soon window covers.

Why
A session nobody has written down is a session in which nobody looks for the pupil. That the pupil is at school then may be
true; the plan must say so.

How to fix
Add `school_timetable`. One entry with `where: lessons` and no sessions means every session not spent with a provider.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.plans.week import FULL_WEEK, shortfalls
from generator.rules import Rule
from generator.wording import long_date

RULE = Rule(
    code="CB503",
    name="session-unaccounted",
    severity=Severity.WARNING,
    citation="Keeping children safe in education: a school knows where its pupils are at all times (as reported)",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """One finding for each plan, on the first week that is not full."""
    for plan, found in shortfalls(casebook, as_of):
        if found.says_school and not found.reduced:
            continue
        wanted = found.reduced.sessions_per_week if found.reduced else FULL_WEEK
        begin = "" if found.first <= as_of else f" from {long_date(found.first)}"
        message = f"the plan says where the pupil is in {found.named} of {wanted} sessions a week{begin}"
        hint = "add 'school_timetable'; 'where: lessons' without sessions means the rest of the week"
        field = "school_timetable" if plan.school_timetable else "placements"
        yield RULE.finding(plan.at(field), message, hint=hint)

"""The pupil has less than full-time education and no reason with an end.

What it checks
That placements and school together make ten sessions a week, or that a `reduced_timetable` is in force, with its end date and
review, and its sessions are given. Ten sessions are how this casebook reads "full time"; the law gives no number of hours.

Why
Children are owed full-time education unless their health or their EHC plan says otherwise. Part time without an end is how
children fall out of school unseen.

How to fix
Fill the week; or, if less is right for now, agree it with the parent and record a `reduced_timetable` with its reason, end and
review. It is never a way to manage behaviour.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.plans.week import FULL_WEEK, shortfalls
from generator.rules import Rule
from generator.wording import count, long_date

RULE = Rule(
    code="CB504",
    name="full-time-not-reached",
    severity=Severity.WARNING,
    citation="EA 1996 s19(3A), EIA 2006 s100; Working together to improve school attendance (DfE, 2024, as reported)",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """One finding for each plan, on its school timetable or the reduced timetable that has ended."""
    for plan, found in shortfalls(casebook, as_of):
        if not found.says_school or found.reduced is not None:
            continue
        begin = "" if found.first <= as_of else f" from {long_date(found.first)}"
        over = (
            plan.reduced_timetable if plan.reduced_timetable and plan.reduced_timetable.ends_on < found.first else None
        )
        why = "the reduced timetable has ended" if over else "no reduced timetable says why and until when"
        message = f"{count(FULL_WEEK - found.named, 'session')} a week short of full time{begin}, and {why}"
        hint = "fill the week, or record a 'reduced_timetable' with its reason, end and review"
        where = plan.at("reduced_timetable", "ends_on") if over else plan.at("school_timetable")
        yield RULE.finding(where, message, hint=hint)

"""An internal exclusion ended without the talk that closes it.

What it checks
That a plan for an internal exclusion has an `exit_interview` once the pupil is back in lessons (an event `return-to-school`)
or the plan is closed.

Why
The talk is where the pupil says what happened and what would help. Without it the next time in the room is only a matter of
time.

How to fix
Hold it, and enter who held it, when, and what was agreed. If the pupil declined, enter `restorative: declined`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.plans.upkeep import is_closed
from generator.rules import Rule

RULE = Rule(code="CB506", name="exit-interview-missing", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the day the plan was closed, or on the event of the return."""
    for plan in casebook.case_plans:
        if plan.plan_type != "internal-exclusion" or plan.exit_interview is not None:
            continue
        back = [i for i, e in enumerate(plan.events) if e.kind == "return-to-school" and e.date <= as_of]
        if is_closed(plan, as_of) or back:
            where = plan.at("closed_on") if is_closed(plan, as_of) else plan.at("events", back[-1])
            message = "the internal exclusion is over and no exit interview is recorded"
            yield RULE.finding(where, message, hint="hold it, then add 'exit_interview'")

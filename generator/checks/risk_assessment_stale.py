"""A pupil's risk assessment is out of date.

What it checks
That no new behaviour was recorded after the day of the risk assessment, and that its own review is not overdue. Plans that
are closed are left alone.

Why
Staff who take a pupil out rely on the assessment. One that does not know last week's behaviour sends them out unprepared,
and off-site activities are not cleared by it.

How to fix
Look at the risks again with the people who work with the pupil, set `assessed_on` and `review_due`, and share it with the
provider (`shared_on`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.plans.upkeep import Stale, staleness
from generator.rules import Rule
from generator.wording import join

RULE = Rule(code="CB314", name="risk-assessment-stale", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the day of the assessment, or on the day it was due again."""
    for plan in casebook.case_plans:
        if reasons := staleness(plan, as_of):
            field = "assessed_on" if Stale.NEW_BEHAVIOUR in reasons else "review_due"
            message = f"the risk assessment is out of date: {join([str(reason) for reason in reasons])}"
            hint = "look at the risks again and share the new assessment with the provider"
            yield RULE.finding(plan.at("risk_assessment", field), message, hint=hint)

"""A stage of the way back has begun and nobody has signed that it may.

What it checks
That each stage of `reintegration` that has begun has `entry_signed_on`, the day on which its role signed that what must be
true to begin is true. A stage that is signed off is finished and left alone.

Why
A stage that begins by the calendar alone sets the pupil up to fail: the entry criteria are there so that somebody looks.

How to fix
Look at the entry criteria with the pupil. If they are met, sign (`entry_signed_on`); if not, stay on the stage before and
move the dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.plans.upkeep import unsigned_stages
from generator.rules import Rule
from generator.wording import count

RULE = Rule(code="CB319", name="stage-not-signed", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the stage's first day."""
    for plan in casebook.case_plans:
        for index, stage in unsigned_stages(plan, as_of):
            days = (as_of - stage.starts_on).days
            began = f"{count(days, 'day')} ago" if days else "today"
            message = f"stage {index + 1} of the way back began {began} and nobody has signed that it may"
            hint = "check what must be true to begin it, then enter 'entry_signed_on', or move the stage"
            yield RULE.finding(plan.at("reintegration", index, "starts_on"), message, hint=hint)

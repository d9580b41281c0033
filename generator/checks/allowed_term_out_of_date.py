"""An allowed term is due another look.

What it checks
That every term in `allowed_terms` of `records/casebook.yml` is looked at again by the day it names.

Why
A term that identified nobody last year can be the name of a pupil or a member of staff this year.

How to fix
Look again. Set `reviewed_on` and `review_by`, or delete the term.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule
from generator.wording import long_date

RULE = Rule(code="CB404", name="allowed-term-out-of-date", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on each term whose day has passed."""
    for index, allowed in enumerate(casebook.settings.allowed_terms):
        if allowed.review_by < as_of:
            where = casebook.settings.at("allowed_terms", index, "review_by")
            message = f"another look at this term was due on {long_date(allowed.review_by)}"
            yield RULE.finding(where, message, hint="look again and set both days, or delete the term")

"""A notice does not say what the law wants it to say.

What it checks
That the notice of an off-site direction names the address, the person to report to, the number of days, the reasons and
objectives, and the times, and went to the parent, and to the local authority if the pupil has an EHC plan. That the notice of
education from the sixth day names the start, the times, the address and the person to report to. That the notice of a
suspension names its length, its reasons, and the right to make representations.

Why
These parts are the parent's and the pupil's rights on paper. A notice without one of them can be challenged, and a pupil who
does not know where to go is missing.

How to fix
Look at the letter. If it says so, add the part to `contents`. If not, send a complete one and record that.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.model import CasePlan, SentNotice
from generator.plans.notices import BY_KIND, missing_contents, not_copied_to
from generator.rules import Rule
from generator.wording import join

RULE = Rule(
    code="CB501",
    name="notice-incomplete",
    severity=Severity.ERROR,
    citation="SI 2010/1156 reg 3; SI 2012/1033 Sch 2 para 8 and reg 23(1)",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the notice."""
    for plan in casebook.case_plans:
        for index, placement in enumerate(plan.placements):
            for number, notice in enumerate(placement.notices):
                for message, hint in faults(plan, notice):
                    where = plan.at("placements", index, "notices", number, "kind")
                    yield RULE.finding(where, message, hint=hint)


def faults(plan: CasePlan, notice: SentNotice) -> Iterator[tuple[str, str]]:
    """What a notice does not say, and whom it did not reach; each with what to do."""
    what = f"the {notice.kind.replace('-', ' ')} notice"
    if parts := [part.replace("-", " ") for part in missing_contents(notice)]:
        message = f"{what} does not give the {join(parts)} ({BY_KIND[notice.kind].source})"
        yield message, "look at the letter: add what it says to 'contents', or send a complete one"
    if people := [one.replace("-", " ") for one in not_copied_to(plan, notice)]:
        message = f"{what} did not go to the {join(people)} ({BY_KIND[notice.kind].source})"
        yield message, "send it, then add them to 'copied_to'"

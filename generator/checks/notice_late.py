"""A notice came too late, or not at all.

What it checks
That the notice of an off-site direction was sent at least two school days before the first day, counted on the calendar of
the pupil's school, and the notice of education from the sixth day of a suspension at least 48 hours before it starts, unless
the parent agreed to less (`shorter_notice_agreed`). Once the last day for it has passed, no notice at all is a finding too.

Why
The law gives parents this time to prepare, to ask, and to object. A placement begun without it can be challenged.

How to fix
Move the first day, or send the notice in time. If the day has passed it cannot be mended: tell the parent, note what was
done among the `events`, and keep the finding as a record with an ignore that gives the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.findings import Finding, Severity
from generator.model import CasePlan, Placement, SentNotice
from generator.plans.notices import BY_BASIS, BY_KIND, NoticeLaw, latest_day, sent
from generator.plans.school_days import calendar_of
from generator.rules import Rule
from generator.wording import weekday_date

RULE = Rule(
    code="CB315",
    name="notice-late",
    severity=Severity.ERROR,
    citation="SI 2010/1156 reg 3 (off-site direction); SI 2012/1033 Sch 2 para 8 (sixth day)",
)
HOW_EARLY = {"two-school-days": "two school days before the first day", "48-hours": "48 hours before the start"}


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the notice's day, or on the placement that has none."""
    for plan in casebook.case_plans:
        for index, placement in enumerate(plan.placements):
            yield from in_placement(plan, index, placement, calendar_of(casebook, plan), as_of)


def in_placement(
    plan: CasePlan, index: int, placement: Placement, calendar: SchoolCalendar, as_of: date
) -> Iterator[Finding]:
    """The first notice of each kind that a placement has or needs."""
    kinds = {notice.kind for notice in placement.notices} & BY_KIND.keys()
    needed = BY_BASIS.get(placement.legal_basis)
    for kind in sorted(kinds | ({needed.kind} if needed else set())):
        law = BY_KIND[kind]
        latest = latest_day(law, placement, calendar)
        if latest is None:
            continue
        rule = f"it is due {HOW_EARLY[law.lead]}, by {weekday_date(latest)}"
        what = kind.replace("-", " ")
        notices = sent(placement, kind)
        if not notices and needed is law and latest < as_of:
            where = plan.at("placements", index)
            yield RULE.finding(where, f"no {what} notice is recorded; {rule}", hint=hint(placement, as_of))
        elif notices and notices[0][1].sent_on > latest and not may_be_shorter(law, notices[0][1]):
            where = plan.at("placements", index, "notices", notices[0][0], "sent_on")
            yield RULE.finding(where, f"the {what} notice came too late; {rule}", hint=hint(placement, as_of))


def may_be_shorter(law: NoticeLaw, notice: SentNotice) -> bool:
    """Whether the parent agreed to less notice, which the law lets them do only for education that starts early."""
    return law.lead == "48-hours" and notice.shorter_notice_agreed is True


def hint(placement: Placement, as_of: date) -> str:
    """What can still be done."""
    if placement.start > as_of:
        return "send it now and move the first day"
    return "tell the parent, note what was done in 'events', and ignore this finding with the reason"

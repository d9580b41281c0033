"""What the law asks of notices about a placement: what they must say, and how early they must be there.

Every requirement here was read in the primary text; each names it. Parts not asked for by law are no matter of this module.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from generator.clocks import BeyondCalendar, SchoolCalendar
from generator.counting import nth_school_day_before
from generator.model import CasePlan, Placement, SentNotice

Lead = Literal["two-school-days", "48-hours", ""]
TWO_DAYS = dt.timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLaw:
    """What a kind of notice must say, how long before the first day it must be there, and the source."""

    kind: str
    contents: tuple[str, ...]
    lead: Lead
    source: str
    needed_for: str = ""


LAWS = (
    NoticeLaw(
        kind="off-site-direction",
        contents=("address", "person-to-report-to", "number-of-days", "reasons-and-objectives", "session-times"),
        lead="two-school-days",
        source="SI 2010/1156 reg 3",
        needed_for="s29a-off-site-direction",
    ),
    NoticeLaw(
        kind="day-6-provision",
        contents=("start-date", "session-times", "address", "person-to-report-to"),
        lead="48-hours",
        source="SI 2012/1033 Sch 2 para 8",
        needed_for="s100-suspension-day-6",
    ),
    NoticeLaw(
        kind="suspension",
        contents=("number-of-days", "reasons-and-objectives", "right-to-make-representations"),
        lead="",
        source="SI 2012/1033 reg 23(1)",
    ),
)
BY_KIND = {law.kind: law for law in LAWS}
BY_BASIS = {law.needed_for: law for law in LAWS if law.needed_for}


def missing_contents(notice: SentNotice) -> tuple[str, ...]:
    """What a notice of a kind the law describes does not say. A notice without a list of contents says nothing known."""
    law = BY_KIND.get(notice.kind)
    return tuple(part for part in law.contents if part not in notice.contents) if law else ()


def not_copied_to(plan: CasePlan, notice: SentNotice) -> tuple[str, ...]:
    """Who should have had an off-site direction and is not named: the parent, and the authority of a pupil with a plan."""
    if notice.kind != "off-site-direction":
        return ()
    wanted = ("parent", "local-authority") if has_ehc_plan(plan) else ("parent",)
    return tuple(one for one in wanted if one not in notice.copied_to)


def has_ehc_plan(plan: CasePlan) -> bool:
    """Whether the pupil has an EHC plan."""
    return plan.sen_provision == "E" or "ehcp" in plan.flags


def latest_day(law: NoticeLaw, placement: Placement, calendar: SchoolCalendar) -> dt.date | None:
    """The last day on which a notice is in time. None when there is no such day, or no calendar to count it on."""
    match law.lead:
        case "two-school-days":
            try:
                return nth_school_day_before(calendar, placement.start, 2)
            except BeyondCalendar:
                return None
        case "48-hours":
            return placement.start - TWO_DAYS
        case _:
            return None


def sent(placement: Placement, kind: str) -> tuple[tuple[int, SentNotice], ...]:
    """The notices of a kind, with their places, earliest first."""
    found = [(index, notice) for index, notice in enumerate(placement.notices) if notice.kind == kind]
    return tuple(sorted(found, key=lambda pair: (pair[1].sent_on, pair[0])))

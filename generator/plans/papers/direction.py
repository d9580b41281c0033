"""What the governing board expects when it reviews an off-site direction."""

from __future__ import annotations

import datetime as dt

from generator.model import Placement
from generator.plans.notices import BY_BASIS, BY_KIND, has_ehc_plan, latest_day, missing_contents, not_copied_to, sent
from generator.plans.papers.answers import Answer, Expected, Held, Meeting, PlanFile, missing, not_needed, there
from generator.plans.papers.common import attendance, parent_view, progress, pupil_view, risk, safe_and_met
from generator.plans.reviews import next_review
from generator.vocabulary import label
from generator.wording import join, long_date, weekday_date

DIRECTION = "off-site-direction"
INVITED_BEFORE = dt.timedelta(days=6)


def directed(file: PlanFile) -> tuple[Placement, ...]:
    """The placements under a direction, or under a notice of one."""
    return tuple(
        p
        for p in file.plan.placements
        if (p.legal_basis in BY_BASIS and BY_BASIS[p.legal_basis].kind == DIRECTION) or sent(p, DIRECTION)
    )


def notice_in_time(file: PlanFile) -> Answer:
    """A notice for every placement, in time."""
    found = directed(file)
    for placement in found:
        notices = sent(placement, DIRECTION)
        latest = latest_day(BY_KIND[DIRECTION], placement, file.calendar)
        if not notices:
            return missing("no notice is recorded for a placement")
        if latest and notices[0][1].sent_on > latest:
            return Answer(held=Held.OLD, words=f"sent late: it was due by {weekday_date(latest)}")
    return there("two school days or more before the first day") if found else missing("no placement under a direction")


def notice_complete(file: PlanFile) -> Answer:
    """Every notice with its five parts and its copies."""
    notices = [notice for placement in directed(file) for _, notice in sent(placement, DIRECTION)]
    if not notices:
        return missing("no notice is recorded")
    left = sorted({label(part).lower() for notice in notices for part in missing_contents(notice)})
    people = sorted({label(one).lower() for notice in notices for one in not_copied_to(file.plan, notice)})
    if left or people:
        return missing(
            "; ".join(
                [
                    *(["does not give: " + join(left)] if left else []),
                    *(["not sent to: " + join(people)] if people else []),
                ]
            )
        )
    return there("the five parts the regulation names")


def invitation(file: PlanFile) -> Answer:
    """The invitation to the next review, six days before it at the latest."""
    due = next_review(file.plan, file.calendar, file.as_of)
    if due is None:
        return not_needed("no review is ahead")
    since = file.last_review.held_on if file.last_review else file.plan.opened_on
    sent_on = [
        n.sent_on
        for p in file.plan.placements
        for n in p.notices
        if n.kind == "review-invitation" and n.sent_on > since
    ]
    latest = due.on - INVITED_BEFORE
    if sent_on:
        return there(f"sent on {long_date(max(sent_on))}")
    if latest >= file.as_of:
        return Answer(
            held=Held.TO_COME, words=f"to be sent by {weekday_date(latest)} for a review on {long_date(due.on)}"
        )
    return missing(f"not recorded; it was due by {weekday_date(latest)}")


def interval(file: PlanFile) -> Answer:
    """The day of the next review is set."""
    newest = file.last_review
    if newest and newest.next_due and newest.next_due >= file.as_of:
        return there(f"next on {long_date(newest.next_due)}")
    return missing("no day ahead is agreed for the next review")


def maximum(file: PlanFile) -> Answer:
    """The longest time is agreed for every placement that runs."""
    running = [p for p in file.plan.placements if p.end is None or p.end >= file.as_of]
    if not running:
        return not_needed("no placement is running")
    if any(p.agreed_maximum is None for p in running):
        return missing("not agreed for every placement")
    over = [p.agreed_maximum for p in running if p.agreed_maximum and p.agreed_maximum < file.as_of]
    if over:
        return Answer(held=Held.OLD, words=f"ended on {long_date(max(over))}, and the placement goes on")
    return there(f"until {long_date(max(p.agreed_maximum for p in running if p.agreed_maximum))}")


def outcome_told(file: PlanFile) -> Answer:
    """The outcome of the last review in writing."""
    if file.last_review is None:
        return not_needed("no review has been held")
    day = file.last_review.held_on
    sent_on = [
        n.sent_on for p in file.plan.placements for n in p.notices if n.kind == "review-outcome" and n.sent_on >= day
    ]
    return (
        there(f"sent on {long_date(min(sent_on))}")
        if sent_on
        else missing(f"not recorded for the review on {long_date(day)}")
    )


def early_review(file: PlanFile) -> Answer:
    """For a pupil with an EHC plan: the authority's caseworker was spoken to."""
    if not has_ehc_plan(file.plan):
        return not_needed("the pupil has no EHC plan")
    spoken = [e.date for e in file.plan.events if "send-caseworker" in e.parties]
    return there(f"caseworker spoken to on {long_date(max(spoken))}") if spoken else missing("nothing recorded")


REGULATION = "SI 2010/1156"
AP_GUIDE = "Arranging alternative provision (2025), through Bradford's page"
OFF_SITE_REVIEW = Meeting(
    name="direction",
    title="Governing board: review of an off-site direction",
    about="The board decides whether and how long the direction goes on. Parent, provider and, for an EHC plan, the local authority are invited.",
    wanted=lambda file: bool(directed(file)),
    expects=(
        Expected(
            what="Notice sent in time",
            section="papers",
            source=f"{REGULATION} reg 3",
            mark="verified",
            find=notice_in_time,
        ),
        Expected(
            what="Notice complete",
            section="papers",
            source=f"{REGULATION} reg 3",
            mark="verified",
            find=notice_complete,
        ),
        Expected(
            what="Invitation to the review, six days before",
            section="papers",
            source=f"{REGULATION}, through Norfolk's page",
            mark="verified",
            find=invitation,
        ),
        Expected(
            what="A day for the next review",
            section="reviews",
            source="SI 2012/2532 reg 4",
            mark="verified",
            find=interval,
        ),
        Expected(what="The longest time agreed", section="week", source=AP_GUIDE, mark="verified", find=maximum),
        Expected(what="Progress on each target", section="targets", source=AP_GUIDE, mark="verified", find=progress),
        Expected(what="Attendance", section="registers", source="Our own practice", mark="", find=attendance),
        Expected(
            what="Safe, and meeting the need",
            section="reviews",
            source="Keeping children safe in education",
            mark="unverified",
            find=safe_and_met,
        ),
        Expected(what="Risk assessment", section="risk", source="Our own practice", mark="", find=risk),
        Expected(what="The pupil's own view", section="reviews", source="Our own practice", mark="", find=pupil_view),
        Expected(
            what="The parent's view",
            section="reviews",
            source=f"{REGULATION}, through Norfolk's page",
            mark="verified",
            find=parent_view,
        ),
        Expected(
            what="EHC plan: early review asked for",
            section="events",
            source="CFA 2014 s42, through IPSEA's page",
            mark="verified",
            find=early_review,
        ),
        Expected(
            what="Outcome of the last review in writing",
            section="papers",
            source=f"{REGULATION} reg 6",
            mark="unverified",
            find=outcome_told,
        ),
    ),
)

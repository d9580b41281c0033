"""What an annual review of an EHC plan expects, and what any half-termly review of a placement or plan does."""

from __future__ import annotations

import datetime as dt

from generator.clocks import add_months
from generator.plans.notices import has_ehc_plan
from generator.plans.papers.answers import Answer, Expected, Held, Meeting, PlanFile, missing, not_needed, there
from generator.plans.papers.common import (
    attendance,
    authority_told,
    parent_view,
    passed_on,
    progress,
    pupil_view,
    risk,
    safe_and_met,
)
from generator.plans.papers.direction import AP_GUIDE, interval, maximum
from generator.wording import count, long_date, weekday_date

TWO_WEEKS = dt.timedelta(weeks=2)


def cycle(file: PlanFile) -> Answer:
    """Twelve months from the last annual review."""
    held = [r.held_on for r in file.plan.reviews if r.kind == "annual-review" and r.held_on <= file.as_of]
    if not held:
        return missing("no annual review is recorded, so the day cannot be counted")
    due = add_months(max(held), 12)
    words = f"last on {long_date(max(held))}, so complete by {weekday_date(due)}"
    return Answer(held=Held.OLD, words=words) if due < file.as_of else Answer(held=Held.TO_COME, words=words)


def papers_out(file: PlanFile) -> Answer:
    """The papers go out two weeks before the meeting."""
    ahead = [
        r.next_due for r in file.plan.reviews if r.kind == "annual-review" and r.next_due and r.next_due >= file.as_of
    ]
    if not ahead:
        return missing("no day is set for the next meeting")
    words = f"by {weekday_date(min(ahead) - TWO_WEEKS)}, for the meeting on {long_date(min(ahead))}"
    return Answer(held=Held.TO_COME, words=words)


def outcomes(file: PlanFile) -> Answer:
    """Targets tied to outcomes of the EHC plan."""
    tied = [t for t in file.plan.targets if t.outcome_reference]
    words = f"{len(tied)} of {count(len(file.plan.targets), 'target')} name the outcome they serve"
    return there(words) if tied and len(tied) == len(file.plan.targets) else missing(words)


def caseworker(file: PlanFile) -> Answer:
    """The caseworker was told before a placement was arranged."""
    starts = [p.start for p in file.plan.placements]
    if not starts:
        return not_needed("no placement is recorded")
    spoken = [e.date for e in file.plan.events if "send-caseworker" in e.parties]
    if not spoken:
        return missing("nothing recorded")
    day = min(spoken)
    late = day >= min(starts)
    words = f"first spoken to on {long_date(day)}"
    return Answer(held=Held.OLD, words=f"{words}, after the first placement began") if late else there(words)


def provider_plan(file: PlanFile) -> Answer:
    """The provider's own plan for the pupil."""
    running = [p for p in file.plan.placements if p.start <= file.as_of and (p.end is None or p.end >= file.as_of)]
    if not running:
        return not_needed("no placement is running")
    without = sum(p.provider_plan_on is None for p in running)
    return missing(f"not recorded for {count(without, 'placement')}") if without else there("recorded")


def reports(file: PlanFile) -> Answer:
    """How often the provider reports."""
    running = [p for p in file.plan.placements if p.start <= file.as_of and (p.end is None or p.end >= file.as_of)]
    if not running:
        return not_needed("no placement is running")
    without = sum(p.reports_every is None for p in running)
    return missing(f"not agreed for {count(without, 'placement')}") if without else there("agreed")


def exit_talk(file: PlanFile) -> Answer:
    """The talk at the end of an internal exclusion."""
    if file.plan.plan_type != "internal-exclusion":
        return not_needed("no internal exclusion")
    talk = file.plan.exit_interview
    return there(f"held on {long_date(talk.held_on)}") if talk else missing("not recorded")


def always(_: PlanFile) -> bool:
    """Every plan is reviewed."""
    return True


OWN = "Our own practice"
ANNUAL_REVIEW = Meeting(
    name="annual-review",
    title="Annual review of an EHC plan",
    about="The school reviews the plan with parent, pupil, provider and the local authority, and recommends to keep, change or end it.",
    wanted=lambda file: has_ehc_plan(file.plan),
    expects=(
        Expected(
            what="The day by which it must be complete",
            section="reviews",
            source="Oldham's page on annual reviews",
            mark="verified",
            find=cycle,
        ),
        Expected(
            what="Papers out two weeks before",
            section="reviews",
            source="Oldham's page on annual reviews",
            mark="verified",
            find=papers_out,
        ),
        Expected(what="Targets tied to outcomes", section="targets", source=OWN, mark="", find=outcomes),
        Expected(what="Progress on each target", section="targets", source=OWN, mark="", find=progress),
        Expected(
            what="Need still met by the provision",
            section="reviews",
            source="CFA 2014 s42, through IPSEA's page",
            mark="verified",
            find=safe_and_met,
        ),
        Expected(what="Attendance", section="registers", source=OWN, mark="", find=attendance),
        Expected(
            what="Caseworker told before the placement",
            section="events",
            source="Lincolnshire's guide, a local rule",
            mark="verified",
            find=caseworker,
        ),
        Expected(what="The pupil's own view", section="reviews", source=OWN, mark="", find=pupil_view),
        Expected(what="The parent's view", section="reviews", source=OWN, mark="", find=parent_view),
        Expected(
            what="EHC plan passed on to the provider", section="agreed", source=OWN, mark="", find=passed_on("ehc-plan")
        ),
        Expected(what="Risk assessment", section="risk", source=OWN, mark="", find=risk),
    ),
)
PLAN_REVIEW = Meeting(
    name="plan-review",
    title="Review of the plan and its placements",
    about="Held at least each half term while a placement runs: is the pupil safe there, getting on, and could they come back?",
    wanted=always,
    expects=(
        Expected(what="Progress on each target", section="targets", source=AP_GUIDE, mark="verified", find=progress),
        Expected(what="Attendance", section="registers", source=OWN, mark="", find=attendance),
        Expected(
            what="Safe, and meeting the need",
            section="reviews",
            source="Keeping children safe in education",
            mark="unverified",
            find=safe_and_met,
        ),
        Expected(what="Risk assessment", section="risk", source=OWN, mark="", find=risk),
        Expected(
            what="The provider's own plan for the pupil",
            section="week",
            source=AP_GUIDE,
            mark="verified",
            find=provider_plan,
        ),
        Expected(what="How the provider reports", section="week", source=AP_GUIDE, mark="verified", find=reports),
        Expected(what="The longest time agreed", section="week", source=AP_GUIDE, mark="verified", find=maximum),
        Expected(
            what="The local authority was told", section="week", source=AP_GUIDE, mark="verified", find=authority_told
        ),
        Expected(what="The pupil's own view", section="reviews", source=OWN, mark="", find=pupil_view),
        Expected(what="The parent's view", section="reviews", source=OWN, mark="", find=parent_view),
        Expected(what="Talk at the end of an internal exclusion", section="work", source=OWN, mark="", find=exit_talk),
        Expected(what="A day for the next review", section="reviews", source=AP_GUIDE, mark="verified", find=interval),
    ),
)

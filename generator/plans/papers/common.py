"""What several meetings ask of a plan alike: views, progress, risk, attendance, what was passed on, who was told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from generator.model import CasePlan
from generator.plans.papers.answers import Answer, Held, PlanFile, missing, not_needed, there
from generator.plans.upkeep import last_contact, staleness
from generator.vocabulary import label
from generator.wording import count, join, long_date

SOCIAL_WORKER = frozenset({"cin", "cpp", "lac"})
CAME = ("present", "late")


def purpose(file: PlanFile) -> Answer:
    """What the plan is for."""
    return there("stated in the plan") if file.plan.purpose.strip() else missing("not stated")


def needs(file: PlanFile) -> Answer:
    """The need and the provision."""
    unknown = file.plan.need == "NSA"
    words = "no specialist assessment yet" if unknown else f"{label(file.plan.need)}, {label(file.plan.sen_provision)}"
    return missing(words) if unknown else there(words)


def pupil_view(file: PlanFile) -> Answer:
    """The pupil's own view, from a review or an event."""
    return view_of(file, "pupil", [r.held_on for r in file.plan.reviews if r.pupil_voice and r.held_on <= file.as_of])


def parent_view(file: PlanFile) -> Answer:
    """The parent's own view."""
    return view_of(file, "parent", [r.held_on for r in file.plan.reviews if r.parent_voice and r.held_on <= file.as_of])


def view_of(file: PlanFile, party: str, recorded: list[dt.date]) -> Answer:
    """Whether a party's view was recorded at a review; being spoken to is less than that, and says so."""
    if recorded:
        return there(f"recorded at {count(len(recorded), 'review')}")
    spoken = last_contact(file.plan, party, file.as_of)
    if spoken:
        return missing(f"spoken to on {long_date(spoken)}; the view itself is not recorded at a review")
    return missing("nothing recorded")


def progress(file: PlanFile) -> Answer:
    """Targets with a reading since the start."""
    targets = file.plan.targets
    if not targets:
        return missing("the plan has no targets")
    measured = [t for t in targets if any(r.value is not None and r.date <= file.as_of for r in t.actual)]
    words = f"{len(measured)} of {count(len(targets), 'target')} measured since the start"
    return there(words) if len(measured) == len(targets) else missing(f"{words}; the others have no evidence yet")


def risk(file: PlanFile) -> Answer:
    """A risk assessment that may be relied on."""
    found = file.plan.risk_assessment
    if found is None:
        return missing("no risk assessment is on record")
    words = f"assessed on {long_date(found.assessed_on)}"
    if stale := staleness(file.plan, file.as_of):
        return Answer(held=Held.OLD, words=f"{words}; {join([str(one) for one in stale])}")
    return there(words)


def attendance(file: PlanFile) -> Answer:
    """Attendance from the registers, else from the newest review."""
    if rows := file.entries.attendance:
        came = sum(row.mark in CAME for row in rows)
        return there(f"{came} of {len(rows)} sessions at the provider attended, in the registers")
    for review in sorted(file.plan.reviews, key=lambda r: r.held_on, reverse=True):
        if review.attendance is not None and review.held_on <= file.as_of:
            return there(f"{review.attendance:g} in 100 sessions, by the review on {long_date(review.held_on)}")
    return missing("neither a register nor a review gives it")


def exclusions(file: PlanFile) -> Answer:
    """Suspensions and exclusions in the registers. None there is said, not taken for none at all."""
    rows = file.entries.suspensions
    if rows:
        return there(f"{count(len(rows), 'entry', 'entries')} in the registers")
    return there("none in the registers that the casebook holds")


def tried(file: PlanFile) -> Answer:
    """What has been tried so far."""
    plan = file.plan
    ended = sum(p.end is not None and p.end < file.as_of for p in plan.placements)
    if not plan.strategies:
        return missing("no strategy is recorded")
    return there(f"{count(len(plan.strategies), 'strategy', 'strategies')}, {count(ended, 'placement')} that ended")


def passed_on(*what: str) -> Callable[[PlanFile], Answer]:
    """A finder for things that must have been passed on."""

    def find(file: PlanFile) -> Answer:
        given = {one.what for one in file.plan.information_shared if one.shared_on <= file.as_of}
        left = [label(one).lower() for one in what if one not in given]
        return missing(f"not recorded as passed on: {join(left)}") if left else there("passed on")

    return find


def authority_told(file: PlanFile) -> Answer:
    """The local authority knows of every placement."""
    placements = [p for p in file.plan.placements if p.start <= file.as_of]
    if not placements:
        return not_needed("no placement has begun")
    untold = sum(p.local_authority_told_on is None for p in placements)
    return missing(f"not recorded for {count(untold, 'placement')}") if untold else there("told of every placement")


def social_worker(file: PlanFile) -> Answer:
    """The social worker or the virtual school head was told, where there is one."""
    if not has_social_worker(file.plan):
        return not_needed("the plan's flags name no social worker")
    told = [
        day
        for party in ("social-worker", "virtual-school")
        if (day := last_contact(file.plan, party, file.as_of)) is not None
    ]
    return there(f"last on {long_date(max(told))}") if told else missing("nothing recorded")


def has_social_worker(plan: CasePlan) -> bool:
    """Whether the flags say that there is a social worker."""
    return bool(SOCIAL_WORKER & set(plan.flags))


def safe_and_met(file: PlanFile) -> Answer:
    """Whether the newest review of a placement judged it safe, and to meet the need."""
    judged = [r for r in file.plan.reviews if r.safe is not None and r.held_on <= file.as_of]
    if not judged:
        return missing("no review has judged it")
    newest = max(judged, key=lambda r: r.held_on)
    day = long_date(newest.held_on)
    if newest.safe and newest.needs_met:
        return there(f"safe and the need met, on {day}")
    return Answer(held=Held.OLD, words=f"judged not safe, or the need not known to be met, on {day}")

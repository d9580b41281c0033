"""The tripwire: would a setting that is no school have to be one? Counts our placements and what it declares.

ESA 2008 s96: running an unregistered school is an offence. A setting is a school when it gives full-time education to
five pupils of compulsory school age, or to one who has an EHC plan or is looked after.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.casebook import Casebook
from generator.compliance.reasons import Reason
from generator.model import CasePlan, DeclaredPupils, Placement, Provider
from generator.wording import count

NOT_A_SCHOOL = frozenset(
    [
        "non-school-ap",
        "online",
        "one-to-one-tuition",
        "small-group-tuition",
        "work-placement",
        "vocational",
        "farm-equine-outdoor",
        "therapeutic",
        "sports",
    ]
)
LIMIT = 5
HOURS_A_SESSION = 3
LIKELY_FULL_TIME = 18
CLOSE_TO_A_SCHOOL = "One full-time pupil short of a school"
SPECIAL_USES = frozenset({"ehc-plan", "looked-after"})


def registration(
    casebook: Casebook,
    provider: Provider,
    on: dt.date,
    uses: frozenset[str] = frozenset(),
    *,
    part_time: bool = False,
) -> Iterator[Reason]:
    """Reasons to close, or to take care, on a date. What the setting has not declared is a condition, never fine."""
    if provider.type not in NOT_A_SCHOOL or provider.identity.urn:
        return
    yield from pupils_there(casebook, provider, on)
    if uses & SPECIAL_USES and not part_time:
        text = "it is no registered school, so a pupil with an EHC plan or looked after may attend part time only"
        yield Reason(closes=False, title="Part time only", text=text)


def pupils_there(casebook: Casebook, provider: Provider, on: dt.date) -> Iterator[Reason]:
    """Reasons that the pupils there give. For an audience without case plans they were worked out beforehand."""
    if not casebook.scope.whole:
        for spell in casebook.scope.sealed.get(provider.id, ()):
            if spell.holds(on):
                yield Reason(closes=spell.closes, title=spell.title, text=spell.text)
        return
    declared = declaration(provider, on)
    ours = [pair for pair in running_at(casebook, provider, on) if is_full_time(pair[1])]
    total = full_time_pupils(declared, ours)
    special = any(plan.sen_provision == "E" or "lac" in plan.flags for plan, _ in ours)
    if total >= LIMIT:
        text = f"{count(total, 'full-time pupil')}, and five make it a school that must be registered"
        yield Reason(closes=True, title="Would be an unregistered school", text=text)
    elif special or (declared and declared.full_time_ehc_or_looked_after):
        text = "a full-time pupil with an EHC plan or looked after makes it a school that must be registered"
        yield Reason(closes=True, title="Would be an unregistered school", text=text)
    elif total == LIMIT - 1:
        text = "it has four full-time pupils; a fifth, or one with an EHC plan or looked after, would need registration"
        yield Reason(closes=False, title=CLOSE_TO_A_SCHOOL, text=text)
    if any(kind == "case-plan" for kind, _ in casebook.unusable):
        text = "some case plans cannot be read, so more of our own pupils may be there full time"
        yield Reason(closes=False, title="Case plans cannot be read", text=text)
    if declared is None or declared.full_time is None or declared.full_time_ehc_or_looked_after is None:
        text = "how many full-time pupils it has is not known; ask before placing anyone full time"
        yield Reason(closes=False, title="Number of full-time pupils unknown", text=text)


def declaration(provider: Provider, on: dt.date) -> DeclaredPupils | None:
    """What the setting had declared by a date."""
    declared = provider.declared_pupils
    return declared if declared and declared.as_at <= on else None


def full_time_pupils(declared: DeclaredPupils | None, ours: list[tuple[CasePlan, Placement]]) -> int:
    """Pupils it declared, whoever placed them, and those of ours who have come since; at least those of ours."""
    if declared is None or declared.full_time is None:
        return len(ours)
    since = [placement for _, placement in ours if placement.start > declared.as_at]
    return max(len(ours), declared.full_time + len(since))


def running_placements(casebook: Casebook, on: dt.date) -> Iterator[tuple[CasePlan, Placement]]:
    """Placements that run on a date."""
    for plan in casebook.case_plans:
        for placement in plan.placements:
            if runs(plan, placement, on):
                yield plan, placement


def running_at(casebook: Casebook, provider: Provider, on: dt.date) -> Iterator[tuple[CasePlan, Placement]]:
    """Placements that run at one provider on a date."""
    for plan, placement in casebook.placed.get(provider.id, ()):
        if runs(plan, placement, on):
            yield plan, placement


def is_full_time(placement: Placement) -> bool:
    """Whether a placement is full time: as it says, else by its timetable. More than 18 hours a week probably is
    (a minister's answer of 20 February 2023), and a session is taken as three."""
    if placement.full_time is not None:
        return placement.full_time
    return len(placement.sessions) * HOURS_A_SESSION > LIKELY_FULL_TIME


def runs(plan: CasePlan, placement: Placement, on: dt.date) -> bool:
    """Whether a placement runs on a date; one without an end runs until its plan is closed."""
    last = placement.end or plan.closed_on
    return placement.start <= on and (last is None or on <= last)

"""What a fair access panel expects of a managed move, a pupil at risk, or one who has been excluded."""

from __future__ import annotations

from collections.abc import Callable

from generator.plans.papers.answers import Answer, Expected, Held, Meeting, PlanFile, missing, not_needed, there
from generator.plans.papers.common import (
    attendance,
    authority_told,
    exclusions,
    needs,
    passed_on,
    progress,
    pupil_view,
    purpose,
    risk,
    social_worker,
    tried,
)
from generator.vocabulary import label
from generator.wording import join, long_date

PANELS = frozenset({"managed-move", "at-risk-package"})
REPORTED = "Suspension and permanent exclusion guidance (2026), as reported"
OWN = "Our own practice"


def agreed(*parties: str) -> Callable[[PlanFile], Answer]:
    """A finder for agreements that a managed move needs."""

    def find(file: PlanFile) -> Answer:
        if file.plan.plan_type != "managed-move":
            return not_needed("only a managed move needs it")
        given = {one.by for one in file.plan.consents if one.given_on <= file.as_of}
        left = [label(one).lower() for one in parties if one not in given]
        return missing(f"not recorded: {join(left)}") if left else there("recorded")

    return find


def place_by(file: PlanFile) -> Answer:
    """Twenty school days from the day the panel accepted."""
    heard = [
        e.date
        for e in file.plan.events
        if e.kind == "panel" and e.date <= file.as_of and "governing-board" not in e.parties
    ]
    if not heard:
        return Answer(held=Held.TO_COME, words="20 school days from the day the panel accepts the pupil")
    return file.deadline(max(heard), 20, f"after the panel of {long_date(max(heard))}, if it accepted the pupil")


FAIR_ACCESS = Meeting(
    name="fair-access",
    title="Fair access panel",
    about="The panel of schools and the local authority decides where the pupil is offered a place or support.",
    wanted=lambda file: file.plan.plan_type in PANELS or file.is_permanent,
    expects=(
        Expected(what="What is asked of the panel", section="purpose", source=OWN, mark="", find=purpose),
        Expected(what="Need and provision", section="purpose", source=REPORTED, mark="secondary", find=needs),
        Expected(
            what="Attainment and needs passed on",
            section="agreed",
            source=REPORTED,
            mark="secondary",
            find=passed_on("attainment", "needs"),
        ),
        Expected(what="Risk assessment", section="risk", source=REPORTED, mark="secondary", find=risk),
        Expected(what="Attendance", section="registers", source=OWN, mark="", find=attendance),
        Expected(what="Suspensions and exclusions so far", section="registers", source=OWN, mark="", find=exclusions),
        Expected(what="What was tried before", section="strategies", source=OWN, mark="", find=tried),
        Expected(what="Progress on each target", section="targets", source=OWN, mark="", find=progress),
        Expected(what="The pupil's own view", section="reviews", source=REPORTED, mark="secondary", find=pupil_view),
        Expected(
            what="Managed move: the parent agrees",
            section="agreed",
            source=REPORTED,
            mark="secondary",
            find=agreed("parent"),
        ),
        Expected(
            what="Managed move: both schools agree",
            section="agreed",
            source=REPORTED,
            mark="secondary",
            find=agreed("home-school", "host-school"),
        ),
        Expected(
            what="The local authority was told of placements",
            section="week",
            source="Arranging alternative provision (2025), through Bradford's page",
            mark="verified",
            find=authority_told,
        ),
        Expected(
            what="Social worker or virtual school head", section="events", source=OWN, mark="", find=social_worker
        ),
        Expected(
            what="The day by which a place is due",
            section="events",
            source="School Admissions Code, through Derbyshire's page",
            mark="verified",
            find=place_by,
        ),
    ),
)

"""Which meetings a plan has papers for: those its kind calls for, and always the review of the plan."""

from __future__ import annotations

from generator.plans.papers.answers import Meeting, PlanFile
from generator.plans.papers.direction import OFF_SITE_REVIEW
from generator.plans.papers.exclusions import BOARD, REVIEW_PANEL
from generator.plans.papers.fair_access import FAIR_ACCESS
from generator.plans.papers.reviews import ANNUAL_REVIEW, PLAN_REVIEW

MEETINGS: tuple[Meeting, ...] = (FAIR_ACCESS, BOARD, REVIEW_PANEL, OFF_SITE_REVIEW, ANNUAL_REVIEW, PLAN_REVIEW)


def meetings_of(file: PlanFile) -> tuple[Meeting, ...]:
    """The meetings of a plan, in a fixed order."""
    return tuple(meeting for meeting in MEETINGS if meeting.wanted(file))

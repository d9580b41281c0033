"""What a governing board and an independent review panel expect to see about a suspension or an exclusion."""

from __future__ import annotations

from generator.model import Event
from generator.plans.papers.answers import Answer, Expected, Held, Meeting, PlanFile, missing, not_needed, there
from generator.plans.papers.common import exclusions, progress, pupil_view, social_worker, tried
from generator.totals import Band, band, exclusion_term, term_totals
from generator.wording import count, long_date

NOTICES = "SI 2012/1033 reg 23(1)"
TOLD = "SI 2012/1033 reg 23(2) and (3)"
DECIDES = "SI 2012/1033 reg 24, with councils' pages for the number of days"
NO_EXCLUSION = "no suspension or exclusion is in the registers"
DAYS = {Band.DECIDES: 15, Band.DECIDES_IF_ASKED: 50}


def term_total(file: PlanFile) -> float:
    """School days suspended in the term of the newest exclusion."""
    if file.exclusion is None:
        return 0.0
    return term_totals(file.entries.suspensions).get(exclusion_term(file.exclusion.starts_on), 0.0)


def parent_notice(file: PlanFile) -> Answer:
    """The parent's notice."""
    if file.exclusion is None:
        return missing(NO_EXCLUSION)
    return there(f"sent on {long_date(file.exclusion.parent_notice_on)}")


def authority_notice(file: PlanFile) -> Answer:
    """The authority's notice."""
    if file.exclusion is None:
        return missing(NO_EXCLUSION)
    return there(f"sent on {long_date(file.exclusion.local_authority_notice_on)}")


def board_told(file: PlanFile) -> Answer:
    """The board was told, where it must be."""
    found = file.exclusion
    if found is None:
        return missing(NO_EXCLUSION)
    if found.board_notice_on:
        return there(f"told on {long_date(found.board_notice_on)}")
    must = file.is_permanent or found.misses_public_exam or band(term_total(file)) is not Band.CONSIDERS
    return missing("not recorded") if must else not_needed("the term's total is not above five school days")


def board_day(file: PlanFile) -> Answer:
    """By when the board must decide, counted from the day it was told."""
    found = file.exclusion
    if found is None:
        return missing(NO_EXCLUSION)
    always = file.is_permanent or bool(found.misses_public_exam)
    number = 15 if always else DAYS.get(band(term_total(file)))
    if number is None:
        return not_needed("no day is set: the term's total is not above five school days")
    if found.board_notice_on is None:
        return missing("the day cannot be counted: when the board was told is not recorded")
    asked = "" if number == 15 else ", if the parent makes representations"
    due = file.deadline(found.board_notice_on, number, f"after the board was told{asked}")
    met, last = board_meeting(file), file.school_day_after(found.board_notice_on, number)
    if met is None or last is None:
        return due
    held = Held.THERE if met.date <= last else Held.OLD
    return Answer(held=held, words=f"{due.words}; it met on {long_date(met.date)}")


def sixth_day(file: PlanFile) -> Answer:
    """Education from the sixth day."""
    found = file.exclusion
    if found is None:
        return missing(NO_EXCLUSION)
    if not file.is_permanent and (found.school_days or 0) <= 5:
        return not_needed("no suspension of more than five school days")
    starts = [p.start for p in file.plan.placements if p.start >= found.starts_on]
    if not starts:
        return missing("no placement begins after the exclusion")
    words = f"education began on {long_date(min(starts))}"
    late = found.day_6_from is not None and min(starts) > found.day_6_from
    return Answer(held=Held.OLD, words=f"{words}, after the sixth day") if late else there(words)


def work(file: PlanFile) -> Answer:
    """Work set and marked on the first days."""
    found = [w for w in file.plan.work_set if w.set_on <= file.as_of]
    if not found:
        return missing("no work is recorded")
    marked = sum(w.marked_on is not None for w in found)
    return there(f"{count(len(found), 'piece')} set, {marked} marked")


def board_meeting(file: PlanFile) -> Event | None:
    """The newest event since the exclusion that is a meeting with the board."""
    found = file.exclusion
    met = [
        event
        for event in file.plan.events
        if found and "governing-board" in event.parties and event.kind in ("meeting", "panel")
        if found.starts_on <= event.date <= file.as_of
    ]
    return max(met, key=lambda event: event.date, default=None)


def board_decision(file: PlanFile) -> Answer:
    """The board's decision, as an event with the board in which something was decided."""
    met = board_meeting(file)
    if met is None:
        return missing("no meeting of the board is recorded")
    day = long_date(met.date)
    return there(f"met on {day}, with its decision") if met.decision else missing(f"met on {day}; no decision recorded")


def application(file: PlanFile) -> Answer:
    """How long the parent may apply: counted from the first notice to the parent after the board met."""
    met = board_meeting(file)
    told = [
        event.date
        for event in file.plan.events
        if met and event.kind == "notice-sent" and "parent" in event.parties and met.date <= event.date <= file.as_of
    ]
    if not told:
        return missing("the day cannot be counted: no notice of the board's decision is recorded")
    due = file.deadline(min(told), 15, f"after the notice of {long_date(min(told))}")
    return not_needed(f"the time is over: {due.words}") if due.held is Held.OLD else due


ABOUT_THE_EXCLUSION = (
    Expected(
        what="Notice to the parent with the reasons",
        section="papers",
        source=NOTICES,
        mark="verified",
        find=parent_notice,
    ),
    Expected(
        what="Notice to the local authority", section="papers", source=TOLD, mark="verified", find=authority_notice
    ),
    Expected(what="The board was told", section="papers", source=TOLD, mark="verified", find=board_told),
    Expected(
        what="Suspensions and exclusions so far",
        section="registers",
        source="Our own practice",
        mark="",
        find=exclusions,
    ),
    Expected(
        what="Education from the sixth day",
        section="week",
        source="EIA 2006 s100; EA 1996 s19(3A)",
        mark="verified",
        find=sixth_day,
    ),
    Expected(
        what="Work set and marked on the first days",
        section="work",
        source="Statutory guidance, by councils' pages",
        mark="verified",
        find=work,
    ),
    Expected(
        what="Social worker or virtual school head told",
        section="events",
        source="SI 2012/1033 reg 5, with Bradford's page",
        mark="verified",
        find=social_worker,
    ),
    Expected(what="What was tried before", section="strategies", source="Our own practice", mark="", find=tried),
    Expected(
        what="The pupil's own view",
        section="reviews",
        source="SI 2012/1033 reg 23(1)",
        mark="verified",
        find=pupil_view,
    ),
)

BOARD = Meeting(
    name="governors",
    title="Governing board: suspension or exclusion",
    about="The board considers whether the pupil is to be reinstated. Parent, headteacher and, where invited, the local authority come.",
    wanted=lambda file: file.exclusion is not None,
    expects=(
        *ABOUT_THE_EXCLUSION,
        Expected(
            what="The day by which the board must decide",
            section="registers",
            source=DECIDES,
            mark="verified",
            find=board_day,
        ),
    ),
)

REVIEW_PANEL = Meeting(
    name="review-panel",
    title="Independent review panel",
    about="The panel reviews the board's decision not to reinstate a pupil who was permanently excluded.",
    wanted=lambda file: file.is_permanent,
    expects=(
        *ABOUT_THE_EXCLUSION,
        Expected(
            what="The board's decision in writing",
            section="events",
            source="SI 2012/1033 reg 6",
            mark="unverified",
            find=board_decision,
        ),
        Expected(
            what="Until when the parent may apply",
            section="events",
            source="SI 2012/1033 Sch 1 para 2(1)",
            mark="verified",
            find=application,
        ),
        Expected(
            what="How the pupil gets on where they are now",
            section="targets",
            source="Our own practice",
            mark="",
            find=progress,
        ),
    ),
)

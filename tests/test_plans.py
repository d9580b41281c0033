"""What a case plan amounts to on a day: its week, its reviews, its notices, whether the pupil may go, what has changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.compliance.state import Standings
from generator.inspection import inspect
from generator.model import (
    CasePlan,
    Consent,
    Event,
    Hazard,
    Loan,
    Period,
    Placement,
    PlacementSession,
    PlanReview,
    Provider,
    Reading,
    ReducedTimetable,
    RegularContact,
    ReintegrationStage,
    RiskAssessment,
    SchoolTimetable,
    SentNotice,
    Target,
    WeeklySession,
)
from generator.plans.notices import BY_BASIS, BY_KIND, latest_day, missing_contents, not_copied_to
from generator.plans.papers.answers import Held, Meeting, PlanFile
from generator.plans.papers.meetings import MEETINGS, meetings_of
from generator.plans.reviews import next_review
from generator.plans.school_days import calendar_of
from generator.plans.upkeep import Stale, contact_states, staleness, unsigned_stages
from generator.plans.week import double_bookings, shortfall, week
from generator.views.case_plan import case_plan_view
from generator.views.meeting import SECTIONS, meeting_view
from generator.views.plan_changes import since_review
from generator.views.plan_day import DayAsked, days_ahead
from generator.views.plan_due import plan_due
from generator.views.plan_targets import target_view
from generator.views.plan_week import week_view
from tests.cases import SAMPLE, store
from tests.world import D, casebook, concern, evidence, framework, plan, provider, site

SUNDAY = D("2026-11-22")
MONDAY = D("2026-11-23")
RISK = RiskAssessment(
    assessed_on=D("2026-10-08"),
    assessed_by="lead",
    review_due=D("2026-12-10"),
    shared_on=D("2026-10-09"),
    hazards=(Hazard(hazard="animals", likelihood="low", severity="low", controls="Hands are washed"),),
)


def placed(*sessions: tuple[str, str], **changes: Any) -> Placement:
    """The world's placement at the farm with other sessions."""
    [usual] = plan().placements
    held = tuple(PlacementSession(day=day, session=session) for day, session in sessions)
    return replace(usual, sessions=held or usual.sessions, **changes)


def lessons(*sessions: tuple[str, str], start: str = "2026-09-07", end: str | None = None) -> SchoolTimetable:
    """Lessons in some sessions, or in all that are left."""
    held = tuple(WeeklySession(day=day, session=session) for day, session in sessions)
    return SchoolTimetable(where="lessons", starts_on=D(start), ends_on=D(end) if end else None, sessions=held)


def event(day: str, kind: str, *parties: str, **more: Any) -> Event:
    """Something that happened."""
    return Event(date=D(day), kind=kind, by="lead", parties=parties, **more)


def review(day: str, kind: str = "placement", **more: Any) -> PlanReview:
    """A review that went on."""
    return PlanReview(held_on=D(day), kind=kind, by="lead", decision="continue", **more)


def reduced(end: str = "2026-12-18", sessions: int = 8) -> ReducedTimetable:
    """A reduced timetable from the second half term."""
    return ReducedTimetable(
        starts_on=D("2026-11-02"),
        ends_on=D(end),
        reason="mental-health",
        sessions_per_week=sessions,
        agreed_with_parent_on=D("2026-10-20"),
        review_due=D("2026-12-01"),
    )


def farm(**changes: Any) -> Provider:
    """A provider that is open: its only requirement is met."""
    return provider(evidence=(evidence(),), **changes)


def calendar() -> SchoolCalendar:
    """The base's calendar."""
    return calendar_of(casebook(), plan())


def book(one: CasePlan, *providers: Provider) -> Casebook:
    """A casebook with a plan and open providers."""
    return casebook(framework(), *(providers or (farm(),)), one)


@cache
def sample() -> Casebook:
    """The sample casebook, read once."""
    return inspect(SAMPLE, store(), SUNDAY).casebook


# The week


def test_the_rest_of_the_week_is_what_no_provider_holds() -> None:
    named = week(plan(school_timetable=(lessons(),)), MONDAY)
    assert [part.provider for part in named["monday", "am"]] == ["farm"]
    assert [part.where for part in named["friday", "pm"]] == ["lessons"]


def test_what_the_plan_does_not_say_is_not_taken_for_school() -> None:
    named = week(plan(), MONDAY)
    assert sum(not found for found in named.values()) == 9


def test_a_full_week_has_no_shortfall() -> None:
    assert shortfall(plan(school_timetable=(lessons(),)), calendar(), SUNDAY, SUNDAY) is None


@pytest.mark.parametrize(("sessions", "short"), [(1, False), (2, True)])
def test_a_reduced_timetable_is_a_reason_only_as_far_as_it_is_given(sessions: int, short: bool) -> None:
    found = shortfall(plan(reduced_timetable=reduced(sessions=sessions)), calendar(), SUNDAY, SUNDAY)
    assert (found is not None) is short


def test_a_reduced_timetable_that_has_ended_is_no_reason() -> None:
    found = shortfall(plan(reduced_timetable=reduced("2026-11-20", 1)), calendar(), SUNDAY, SUNDAY)
    assert found is not None
    assert found.reduced is None
    assert found.named == 1


def test_a_gap_that_lies_in_the_holidays_is_none() -> None:
    one = plan(school_timetable=(lessons(end="2026-12-18"), lessons(start="2027-01-04")))
    assert shortfall(one, calendar(), SUNDAY, D("2027-02-01")) is None


def test_a_gap_begins_on_the_first_school_day() -> None:
    one = plan(school_timetable=(lessons(end="2026-12-18"),))
    found = shortfall(one, calendar(), SUNDAY, D("2027-02-01"))
    assert found is not None
    assert found.first == D("2027-01-04")


def test_two_places_at_once_are_found_from_the_day_they_meet() -> None:
    one = plan(
        placements=(placed(("monday", "am"), start=D("2027-01-11")),), school_timetable=(lessons(("monday", "am")),)
    )
    [found] = double_bookings(one, SUNDAY)
    assert found.slots == (("monday", "am"),)
    assert found.first == D("2027-01-11")


def test_a_placement_that_has_ended_books_nothing() -> None:
    one = plan(placements=(placed(end=D("2026-11-20")),), school_timetable=(lessons(("monday", "am")),))
    assert list(double_bookings(one, SUNDAY)) == []


def test_the_week_says_what_is_missing_and_what_will_change() -> None:
    one = plan(placements=(placed(), placed(("friday", "pm"), start=D("2027-01-08"))))
    view = week_view(book(one), one, calendar(), SUNDAY)
    assert view is not None
    assert view.on == MONDAY
    assert view.state == "missing"
    assert view.sentence == "1 of 10 sessions are named. Nobody has written down where the pupil is in 9."
    assert view.ahead == ("From Friday 8 January 2027: Farm, Friday afternoon.",)


def test_a_session_names_its_own_site() -> None:
    sessions = (
        PlacementSession(day="monday", session="am"),
        PlacementSession(day="wednesday", session="am", site="hall"),
    )
    one = plan(placements=(replace(placed(), sessions=sessions),))
    view = week_view(book(one, farm(sites=(site(), site("hall")))), one, calendar(), SUNDAY)
    assert view is not None
    cells = {day: cells[0].places[0].words for day, cells in view.rows if cells[0].places}
    assert cells == {"monday": "Yard", "wednesday": "Hall"}


# Reviews, contacts, risk


def test_the_earliest_of_agreed_cycle_and_half_term_counts() -> None:
    agreed = plan(reviews=(review("2026-10-14", next_due=D("2026-11-18")),))
    found = next_review(agreed, calendar(), SUNDAY)
    assert found is not None
    assert (found.on, found.why) == (D("2026-11-18"), "agreed")
    by_cycle = next_review(plan(reviews=(review("2026-11-04"),)), calendar(), SUNDAY)
    assert by_cycle is not None
    assert (by_cycle.on, by_cycle.why) == (D("2026-12-16"), "cycle")


def test_a_placement_is_reviewed_each_half_term_whatever_the_cycle() -> None:
    slow = plan(review_cycle=Period(months=6), reviews=(review("2026-10-14"),))
    found = next_review(slow, calendar(), SUNDAY)
    assert found is not None
    assert (found.on, found.why) == (D("2026-12-18"), "half-term")


def test_a_closed_plan_has_no_review_to_come() -> None:
    assert next_review(plan(closed_on=D("2026-11-20")), calendar(), SUNDAY) is None


def test_a_review_ahead_of_the_day_asked_has_not_been_held() -> None:
    later = plan(reviews=(review("2026-12-01"),))
    found = next_review(later, calendar(), SUNDAY)
    assert found is not None
    assert found.on < D("2026-12-01")


def test_a_contact_due_in_the_holidays_is_due_on_the_next_school_day() -> None:
    one = plan(
        contacts=(RegularContact(party="parent", by="lead", every=Period(weeks=2)),),
        events=(event("2026-12-15", "contact-home"),),
    )
    [state] = contact_states(one, calendar(), D("2026-12-18"))
    assert state.last == D("2026-12-15")
    assert state.due == D("2027-01-04")


def test_a_party_at_a_review_was_spoken_to() -> None:
    one = plan(
        contacts=(RegularContact(party="health", by="lead", every=Period(weeks=2)),),
        reviews=(review("2026-11-18", present=("health",)),),
    )
    [state] = contact_states(one, calendar(), SUNDAY)
    assert state.last == D("2026-11-18")


def test_a_risk_assessment_is_stale_from_the_day_after_it() -> None:
    same_day = plan(risk_assessment=RISK, events=(event("2026-10-08", "new-behaviour"),))
    assert staleness(same_day, SUNDAY) == ()
    after = plan(risk_assessment=RISK, events=(event("2026-10-09", "new-behaviour"),))
    assert staleness(after, SUNDAY) == (Stale.NEW_BEHAVIOUR,)
    assert staleness(after, D("2026-12-11")) == (Stale.NEW_BEHAVIOUR, Stale.REVIEW_OVERDUE)
    assert staleness(replace(after, closed_on=SUNDAY), D("2026-12-11")) == ()


def test_stages_begun_unsigned() -> None:
    def stage(start: str, **more: Any) -> ReintegrationStage:
        return ReintegrationStage(
            id="s", title="Stage", starts_on=D(start), entry="Attends", exit="Attends", signed_by="lead", **more
        )

    one = plan(
        reintegration=(
            stage("2026-09-07", signed_on=D("2026-10-14")),
            stage("2026-11-02"),
            stage("2026-11-16", entry_signed_on=D("2026-11-13")),
            stage("2026-11-23"),
        )
    )
    assert [index for index, _ in unsigned_stages(one, SUNDAY)] == [1]


# Notices


def test_two_school_days_are_counted_over_the_half_term() -> None:
    """The fixture of the domain file: a direction from Monday 2 November is to be sent by Thursday 22 October."""
    law = BY_BASIS["s29a-off-site-direction"]
    assert latest_day(law, placed(start=D("2026-11-02")), calendar()) == D("2026-10-22")
    assert latest_day(BY_KIND["suspension"], placed(), calendar()) is None
    assert latest_day(law, placed(start=D("2030-11-04")), calendar()) is None


def test_a_notice_without_a_list_of_contents_says_nothing_known() -> None:
    notice = SentNotice(kind="off-site-direction", sent_on=D("2026-10-20"))
    assert len(missing_contents(notice)) == 5
    assert not_copied_to(plan(), notice) == ("parent",)
    assert not_copied_to(plan(sen_provision="E"), notice) == ("parent", "local-authority")
    assert missing_contents(SentNotice(kind="review-outcome", sent_on=D("2026-10-20"))) == ()


# May the pupil go


def asked(one: CasePlan, as_of: dt.date = SUNDAY, *providers: Provider) -> DayAsked:
    """The question for a plan at open providers."""
    made = book(one, *providers)
    return DayAsked(casebook=made, plan=one, calendar=calendar(), standings=Standings(made), as_of=as_of)


def test_on_sunday_the_question_is_about_monday() -> None:
    [day] = days_ahead(asked(plan(risk_assessment=RISK)))
    assert (day.on, day.when, day.state) == (MONDAY, "Tomorrow, Monday 23 November 2026", "open")
    assert day.placements[0].sessions == "morning"
    assert day.placements[0].reasons == ()


def test_on_a_placement_day_today_and_the_next_are_shown() -> None:
    days = days_ahead(asked(plan(risk_assessment=RISK), MONDAY))
    assert [day.when for day in days] == ["Today, Monday 23 November 2026", "Monday 30 November 2026"]


def test_a_closed_gate_closes_the_day() -> None:
    [day] = days_ahead(asked(plan(risk_assessment=RISK), SUNDAY, farm(concerns=(concern(),))))
    assert day.state == "closed"
    assert any("concern" in reason for reason in day.placements[0].reasons)


def test_a_stale_risk_assessment_is_never_a_clean_open() -> None:
    one = plan(risk_assessment=RISK, events=(event("2026-11-17", "new-behaviour"),))
    [day] = days_ahead(asked(one))
    assert day.state == "conditional"
    assert day.placements[0].reasons == ("The risk assessment is out of date: a new behaviour was recorded after it",)


def test_no_risk_assessment_is_not_fine() -> None:
    [day] = days_ahead(asked(plan()))
    assert day.placements[0].reasons == ("No risk assessment is on record",)


def test_a_direction_without_its_notice_says_so() -> None:
    one = plan(risk_assessment=RISK, placements=(placed(legal_basis="s29a-off-site-direction"),))
    [day] = days_ahead(asked(one))
    assert any(reason.startswith("No notice is recorded (off-site direction)") for reason in day.placements[0].reasons)


def test_the_longest_time_agreed_is_said_when_it_has_passed() -> None:
    one = plan(risk_assessment=RISK, placements=(placed(agreed_maximum=D("2026-11-20")),))
    [day] = days_ahead(asked(one))
    assert day.placements[0].reasons == ("The longest time agreed ended on Friday 20 November 2026",)


def test_a_provider_nobody_describes_is_closed() -> None:
    one = plan(risk_assessment=RISK, placements=(placed(provider="elsewhere"),))
    [day] = days_ahead(asked(one))
    assert day.state == "closed"


def test_in_the_holidays_the_next_school_day_is_asked_about() -> None:
    [day] = days_ahead(asked(plan(risk_assessment=RISK), D("2026-12-20")))
    assert day.on == D("2027-01-04")


def test_a_placement_that_has_ended_has_no_day() -> None:
    assert days_ahead(asked(plan(placements=(placed(end=D("2026-11-20")),)))) == ()


# Targets and changes


def target(*actual: Reading, **more: Any) -> Target:
    """A target that begins at 3 and is to reach 8."""
    return Target(
        id="t",
        area="attendance",
        target="Comes in",
        measure="Register",
        unit="lessons",
        higher_is_better=more.pop("higher_is_better", True),
        baseline=Reading(date=D("2026-09-01"), value=more.pop("start", 3)),
        expected=(Reading(date=D("2026-11-13"), value=7),),
        actual=actual,
    )


def test_no_evidence_is_not_no_progress() -> None:
    view = target_view(target(Reading(date=D("2026-11-13"))), SUNDAY)
    assert (view.verdict, view.state) == ("no evidence yet", "missing")
    assert view.sentence.endswith("That is no evidence, not no progress.")


def test_the_sentence_says_what_the_chart_shows() -> None:
    view = target_view(target(Reading(date=D("2026-11-13"), value=6), Reading(date=D("2026-11-20"))), SUNDAY)
    assert view.verdict == "behind the expected line"
    assert view.sentence == (
        "6 lessons on 13 November 2026, 3 lessons at the start; expected by then: 7. "
        "No evidence since: the look on 20 November 2026 gave no figure."
    )


def test_what_falls_may_be_progress() -> None:
    view = target_view(target(Reading(date=D("2026-11-10"), value=1), higher_is_better=False), SUNDAY)
    assert view.verdict == "better than at the start"


def test_changes_are_those_after_the_last_review() -> None:
    one = plan(
        targets=(target(Reading(date=D("2026-10-10"), value=4), Reading(date=D("2026-11-13"), value=6)),),
        reviews=(review("2026-11-04"),),
        events=(event("2026-11-04", "incident"), event("2026-11-05", "incident"), event("2026-11-30", "incident")),
        loans=(Loan(item="laptop", out_on=D("2026-11-10"), due_back=D("2026-12-18")),),
    )
    found = since_review(book(one), one, SUNDAY)
    assert (found.day, found.reviewed) == (D("2026-11-04"), True)
    assert found.lines == (
        ("Incident", "5 Nov 2026"),
        ("Comes in", "4 to 6 lessons"),
        ("Equipment lent", "laptop, 10 Nov 2026"),
    )


def test_a_plan_never_reviewed_tells_everything_since_it_was_opened() -> None:
    one = plan(events=(event("2026-09-07", "incident"),))
    found = since_review(book(one), one, SUNDAY)
    assert not found.reviewed
    assert ("Incident", "7 Sep 2026") in found.lines
    assert ("Placement began", "Farm, 7 Sep 2026") in found.lines


# What is due


def test_a_new_behaviour_makes_the_risk_assessment_due_on_its_own_day() -> None:
    one = plan(risk_assessment=RISK, events=(event("2026-11-17", "new-behaviour"),))
    [item] = [i for i in plan_due(book(one), one, SUNDAY) if i.kind == "Risk assessment"]
    assert item.on == D("2026-11-17")


def test_a_follow_up_is_due_until_something_is_recorded() -> None:
    promise = event("2026-11-10", "meeting", follow_up=D("2026-11-20"))
    one = plan(events=(promise,))
    assert [i.on for i in plan_due(book(one), one, SUNDAY) if i.kind == "Follow-up"] == [D("2026-11-20")]
    kept = plan(events=(promise, event("2026-11-20", "contact-home")))
    assert [i for i in plan_due(book(kept), kept, SUNDAY) if i.kind == "Follow-up"] == []


def test_a_direction_to_come_has_the_last_day_for_its_notice() -> None:
    one = plan(placements=(placed(legal_basis="s29a-off-site-direction", start=D("2026-12-07")),))
    assert [i.on for i in plan_due(book(one), one, SUNDAY) if i.kind == "Notice"] == [D("2026-12-03")]


def test_of_a_closed_plan_only_what_was_lent_is_due() -> None:
    lent = Loan(item="laptop", out_on=D("2026-10-10"), due_back=D("2026-12-18"))
    one = plan(closed_on=D("2026-11-20"), loans=(lent,), risk_assessment=RISK)
    assert [i.kind for i in plan_due(book(one), one, SUNDAY)] == ["Loan"]


# Papers for meetings


def papers(one: CasePlan, as_of: dt.date = SUNDAY) -> dict[str, dict[str, Held]]:
    """What each meeting of a plan finds."""
    file = PlanFile(casebook=book(one), plan=one, as_of=as_of)
    return {m.name: {e.what: e.find(file).held for e in m.expects} for m in meetings_of(file)}


@pytest.mark.parametrize(
    ("changes", "meetings"),
    [
        ({}, ["plan-review"]),
        ({"plan_type": "managed-move"}, ["fair-access", "plan-review"]),
        ({"sen_provision": "E"}, ["annual-review", "plan-review"]),
        ({"placements": (placed(legal_basis="s29a-off-site-direction"),)}, ["direction", "plan-review"]),
    ],
)
def test_a_plan_has_papers_for_the_meetings_its_kind_calls_for(changes: dict[str, Any], meetings: list[str]) -> None:
    assert list(papers(plan(**changes))) == meetings


def test_an_empty_plan_is_missing_nearly_everything() -> None:
    found = papers(plan())["plan-review"]
    assert found["Risk assessment"] is Held.MISSING
    assert found["The pupil's own view"] is Held.MISSING
    assert found["Progress on each target"] is Held.MISSING
    assert Held.THERE not in found.values()


def test_a_target_without_evidence_is_missing_from_the_papers() -> None:
    measured = target(Reading(date=D("2026-11-13"), value=6))
    silent = replace(target(Reading(date=D("2026-11-13"))), id="u")
    assert papers(plan(targets=(measured,)))["plan-review"]["Progress on each target"] is Held.THERE
    assert papers(plan(targets=(measured, silent)))["plan-review"]["Progress on each target"] is Held.MISSING


def test_a_managed_move_needs_every_consent() -> None:
    given = tuple(Consent(by=who, given_on=D("2026-11-01")) for who in ("parent", "home-school"))
    found = papers(plan(plan_type="managed-move", consents=given))["fair-access"]
    assert found["Managed move: the parent agrees"] is Held.THERE
    assert found["Managed move: both schools agree"] is Held.MISSING


def test_a_stale_risk_assessment_is_out_of_date_in_the_papers() -> None:
    one = plan(risk_assessment=RISK, events=(event("2026-11-17", "new-behaviour"),))
    assert papers(one)["plan-review"]["Risk assessment"] is Held.OLD


def test_being_spoken_to_is_not_a_view() -> None:
    spoken = papers(plan(events=(event("2026-11-17", "contact-home"),)))["plan-review"]
    assert spoken["The parent's view"] is Held.MISSING
    asked_at_a_review = papers(plan(reviews=(review("2026-11-04", parent_voice=True),)))["plan-review"]
    assert asked_at_a_review["The parent's view"] is Held.THERE


def test_a_place_is_due_twenty_school_days_after_the_panel() -> None:
    """The fixture of the domain file: accepted on Tuesday 1 December, due by Tuesday 12 January."""
    one = plan(plan_type="managed-move", events=(event("2026-12-01", "panel"),))
    file = PlanFile(casebook=book(one), plan=one, as_of=D("2026-12-02"))
    [panel] = [m for m in meetings_of(file) if m.name == "fair-access"]
    [place] = [e for e in panel.expects if e.what == "The day by which a place is due"]
    assert place.find(file).held is Held.TO_COME
    assert "by Tuesday 12 January 2027" in place.find(file).words
    later = PlanFile(casebook=book(one), plan=one, as_of=D("2027-01-13"))
    assert place.find(later).held is Held.OLD


def test_an_annual_review_is_due_twelve_months_after_the_last() -> None:
    one = plan(sen_provision="E", reviews=(review("2025-11-21", kind="annual-review"),))
    assert papers(one)["annual-review"]["The day by which it must be complete"] is Held.OLD
    fresh = plan(sen_provision="E", reviews=(review("2025-11-22", kind="annual-review"),))
    assert papers(fresh)["annual-review"]["The day by which it must be complete"] is Held.TO_COME


def sample_answers(code: str, meeting: str, as_of: dt.date = SUNDAY) -> dict[str, tuple[Held, str]]:
    """What a meeting finds in a sample plan."""
    one = sample().get(CasePlan, code)
    assert one is not None
    file = PlanFile(casebook=sample(), plan=one, as_of=as_of)
    [found] = [m for m in meetings_of(file) if m.name == meeting]
    return {e.what: (answer.held, answer.words) for e in found.expects for answer in [e.find(file)]}


def test_a_permanent_exclusion_brings_the_board_and_the_review_panel() -> None:
    board = sample_answers("cp-4gs5", "governors")
    held, words = board["The day by which the board must decide"]
    assert held is Held.THERE
    assert words.startswith("by Tuesday 20 October 2026, 15 school days after the board was told")
    panel = sample_answers("cp-4gs5", "review-panel")
    assert panel["The board's decision in writing"][0] is Held.THERE
    before = sample_answers("cp-4gs5", "governors", D("2026-10-14"))
    assert before["The day by which the board must decide"][0] is Held.TO_COME


def test_between_five_and_fifteen_days_the_board_decides_if_asked() -> None:
    held, words = sample_answers("cp-b3n7", "governors")["The day by which the board must decide"]
    assert held is Held.TO_COME
    assert "50 school days" in words
    assert words.endswith("if the parent makes representations")


def test_up_to_five_days_no_day_is_set() -> None:
    assert sample_answers("cp-h4t8", "governors")["The day by which the board must decide"][0] is Held.NOT_NEEDED


def test_an_off_site_direction_asks_for_the_next_invitation() -> None:
    found = sample_answers("cp-w1p6", "direction")
    assert found["Notice sent in time"][0] is Held.THERE
    assert found["Notice complete"][0] is Held.THERE
    held, words = found["Invitation to the review, six days before"]
    assert held is Held.TO_COME
    assert "to be sent by Wednesday 2 December 2026" in words


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting.name)
def test_every_expectation_has_a_section_and_an_honest_source(meeting: Meeting) -> None:
    for expected in meeting.expects:
        assert expected.section in SECTIONS, expected.what
        assert expected.mark in ("verified", "secondary", "unverified", ""), expected.what
        assert (expected.mark == "") == (expected.source == "Our own practice"), expected.what


def test_every_meeting_can_be_asked_of_every_plan() -> None:
    for one in sample().case_plans:
        file = PlanFile(casebook=sample(), plan=one, as_of=SUNDAY)
        for meeting in MEETINGS:
            for expected in meeting.expects:
                assert expected.find(file).words, (one.id, expected.what)


@pytest.mark.parametrize("day", ["2025-08-31", "2026-12-25", "2027-02-16", "2030-01-01"])
def test_no_day_breaks_a_plan(day: str) -> None:
    """Before the first calendar, in the holidays, on a holiday's weekday, long after the last calendar."""
    on, standings = D(day), Standings(sample())
    for one in sample().case_plans:
        view = case_plan_view(sample(), one, on, standings, tuple(plan_due(sample(), one, on)))
        assert meeting_view(sample(), one, on, view).papers
        assert all(ahead.on >= on for ahead in view.days)

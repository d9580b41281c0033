"""Procedures with their days: small ones made here, and the sample's own."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar as ICalendar

from generator import cli
from generator.clocks import SchoolCalendar, days
from generator.deadlines import DatedStep, Needed, dated_steps
from generator.load import load
from generator.model import Clock, Fact, Procedure, Step, Trigger, When
from generator.schema import SchemaStore
from tests.cases import SAMPLE, store
from tests.sites import casebook as process
from tests.world import DOCUMENT, REVIEW, D

TUESDAY = D("2026-11-24")
UNITS = SchemaStore.load().schemas["procedure"]["properties"]["steps"]["items"]["properties"]["clock"]["properties"]


@cache
def calendar(series: str = "oxfordshire") -> SchoolCalendar:
    """A calendar of the sample."""
    return SchoolCalendar.of(load(SAMPLE, store()).casebook, series)


@cache
def sample(name: str) -> Procedure:
    """A procedure of the sample."""
    found = load(SAMPLE, store()).casebook.get(Procedure, name)
    assert found
    return found


def step(name: str, clock: Clock | None = None, **changes: Any) -> Step:
    """A step."""
    given = {"id": name, "title": name.capitalize(), "role": "lead", "action": "Do it.", "clock": clock}
    return Step(**(given | changes))


def procedure(*steps: Step, facts: tuple[Fact, ...] = ()) -> Procedure:
    """A procedure of these steps."""
    return Procedure(
        id="p",
        document=DOCUMENT,
        title="Procedure",
        group="exclusion",
        summary="Short.",
        when_to_use="Always.",
        trigger=Trigger(event="It happens"),
        owner="lead",
        facts=facts,
        steps=steps,
        review=REVIEW,
    )


def dated(*steps: Step, start: dt.date = TUESDAY, series: str = "oxfordshire", **facts: str) -> list[DatedStep]:
    """The steps with their days."""
    return list(dated_steps(procedure(*steps), start, calendar(series), facts))


def one(clock: Clock | None, start: str = "2026-11-24", series: str = "oxfordshire") -> DatedStep:
    """A single step with its day."""
    [found] = dated(step("one", clock), start=D(start), series=series)
    return found


def days_of(name: str, day: str, series: str = "oxfordshire", **facts: str) -> dict[str, tuple[str, str]]:
    """The steps of a sample procedure that are needed: last day and earlier day."""
    given = {key.replace("_", "-"): value for key, value in facts.items()}
    found = dated_steps(sample(name), D(day), calendar(series), given)
    return {item.step.id: (str(item.due or ""), str(item.warn or "")) for item in found if item.needed is not Needed.NO}


# Every rule and every unit

CLOCKS: dict[str, tuple[Clock, str, str, str]] = {
    "same-day": (Clock(rule="same-day"), "2026-11-24", "2026-11-24", "the same day"),
    "immediately": (Clock(rule="immediately"), "2026-11-24", "2026-11-24", "at once, treated as the same day"),
    "before-event": (Clock(rule="before-event"), "2026-11-24", "2026-11-24", "before 24 November 2026"),
    # 25 Nov (1), 26, 27 (3)
    "within school days": (
        Clock(rule="within", amount=3, unit="school-days"),
        "2026-11-24",
        "2026-11-27",
        "3 school days after 24 November 2026, which is not counted",
    ),
    "within one school day over half term": (
        Clock(rule="within", amount=1, unit="school-days"),
        "2026-10-23",
        "2026-11-02",
        "1 school day after 23 October 2026, which is not counted; skipped: half term from 26 to 30 October 2026",
    ),
    # 21, 22, 23, 24 (4), 29 (5): 25 and 28 Dec are bank holidays
    "within working days": (
        Clock(rule="within", amount=5, unit="working-days"),
        "2026-12-18",
        "2026-12-29",
        "5 working days after 18 December 2026, which is not counted",
    ),
    "within calendar days": (
        Clock(rule="within", amount=28, unit="calendar-days"),
        "2026-11-24",
        "2026-12-22",
        "28 days after 24 November 2026, which is not counted",
    ),
    "within weeks": (
        Clock(rule="within", amount=20, unit="weeks"),
        "2026-11-24",
        "2027-04-13",
        "20 weeks after 24 November 2026, which is not counted",
    ),
    "within months": (
        Clock(rule="within", amount=1, unit="months"),
        "2026-10-31",
        "2026-11-30",
        "1 month after 31 October 2026, which is not counted",
    ),
    "within hours": (
        Clock(rule="within", amount=72, unit="hours"),
        "2026-11-24",
        "2026-11-27",
        "72 hours after 24 November 2026, which is not counted",
    ),
    "within sessions": (
        Clock(rule="within", amount=2, unit="sessions"),
        "2026-12-18",
        "2027-01-04",
        "2 sessions after 18 December 2026, which is not counted; "
        "skipped: holiday from 21 December 2026 to 1 January 2027",
    ),
    "within half terms": (
        Clock(rule="within", amount=1, unit="half-terms"),
        "2026-11-24",
        "2027-02-12",
        "1 half term after 24 November 2026, which is not counted",
    ),
    "every term": (
        Clock(rule="every", amount=1, unit="terms"),
        "2026-11-24",
        "2027-03-25",
        "1 term after 24 November 2026, which is not counted",
    ),
    "every week": (
        Clock(rule="every", amount=1, unit="weeks"),
        "2026-11-24",
        "2026-12-01",
        "1 week after 24 November 2026, which is not counted",
    ),
    # 24-27 (4), 30 (5), 1 Dec (6)
    "from the 6th school day": (
        Clock(rule="from-nth", amount=6, unit="school-days"),
        "2026-11-24",
        "2026-12-01",
        "school day 6 counting 24 November 2026 as 1",
    ),
    # Saturday cannot be day 1: Monday is
    "from the 2nd school day, from a Saturday": (
        Clock(rule="from-nth", amount=2, unit="school-days"),
        "2026-11-28",
        "2026-12-01",
        "school day 2 counting 30 November 2026 as 1",
    ),
    "from the 1st school day, from half term": (
        Clock(rule="from-nth", amount=1, unit="school-days"),
        "2026-10-29",
        "2026-11-02",
        "school day 1 counting 2 November 2026 as 1; skipped: half term from 29 to 30 October 2026",
    ),
    # 24 morning (1), afternoon (2)
    "from the 2nd session": (
        Clock(rule="from-nth", amount=2, unit="sessions"),
        "2026-11-24",
        "2026-11-24",
        "session 2 counting 24 November 2026 as 1",
    ),
    "from the 3rd session": (
        Clock(rule="from-nth", amount=3, unit="sessions"),
        "2026-11-24",
        "2026-11-25",
        "session 3 counting 24 November 2026 as 1",
    ),
    # Saturday cannot be day 1: 30 Nov (1), 1 Dec (2)
    "from the 2nd working day": (
        Clock(rule="from-nth", amount=2, unit="working-days"),
        "2026-11-28",
        "2026-12-01",
        "working day 2 counting 30 November 2026 as 1",
    ),
    "from the 5th day": (
        Clock(rule="from-nth", amount=5, unit="calendar-days"),
        "2026-11-24",
        "2026-11-28",
        "day 5 counting 24 November 2026 as 1",
    ),
    "from the 1st day": (
        Clock(rule="from-nth", amount=1, unit="calendar-days"),
        "2026-11-24",
        "2026-11-24",
        "day 1 counting 24 November 2026 as 1",
    ),
    # Back: 23 Nov (1), 20 (2)
    "before, school days": (
        Clock(rule="before", amount=2, unit="school-days"),
        "2026-11-24",
        "2026-11-20",
        "at least 2 school days before 24 November 2026",
    ),
    "before, over half term": (
        Clock(rule="before", amount=1, unit="school-days"),
        "2026-11-02",
        "2026-10-23",
        "at least 1 school day before 2 November 2026; skipped: half term from 26 to 30 October 2026",
    ),
    "before, working days": (
        Clock(rule="before", amount=2, unit="working-days"),
        "2026-12-29",
        "2026-12-23",
        "at least 2 working days before 29 December 2026",
    ),
    "before, days": (
        Clock(rule="before", amount=6, unit="calendar-days"),
        "2026-11-24",
        "2026-11-18",
        "at least 6 days before 24 November 2026",
    ),
    "before, weeks": (
        Clock(rule="before", amount=2, unit="weeks"),
        "2026-11-24",
        "2026-11-10",
        "at least 2 weeks before 24 November 2026",
    ),
    "before, months": (
        Clock(rule="before", amount=1, unit="months"),
        "2027-03-31",
        "2027-02-28",
        "at least 1 month before 31 March 2027",
    ),
    "before, hours": (
        Clock(rule="before", amount=48, unit="hours"),
        "2026-11-24",
        "2026-11-22",
        "at least 48 hours before 24 November 2026",
    ),
    "before, sessions": (
        Clock(rule="before", amount=2, unit="sessions"),
        "2026-11-24",
        "2026-11-23",
        "at least 2 sessions before 24 November 2026",
    ),
    "before a fixed day": (
        Clock(rule="before-date", date="02-15"),
        "2027-09-01",
        "2027-02-14",
        "before 15 February 2027, in the calendar year of 1 September 2027",
    ),
    "before the first of a month": (
        Clock(rule="before-date", date="03-01"),
        "2028-09-01",
        "2028-02-29",
        "before 1 March 2028, in the calendar year of 1 September 2028",
    ),
}


@pytest.mark.parametrize("case", CLOCKS.values(), ids=CLOCKS)
def test_a_clock(case: tuple[Clock, str, str, str]) -> None:
    clock, start, due, how = case
    found = one(clock, start)
    assert (str(found.due), found.how, found.warn) == (due, how, None)


def test_every_rule_and_every_unit_is_tested() -> None:
    assert {clock.rule for clock, *_ in CLOCKS.values()} == set(UNITS["rule"]["enum"])
    assert {clock.unit for clock, *_ in CLOCKS.values()} - {None} == set(UNITS["unit"]["enum"])


@pytest.mark.parametrize("rule", UNITS["rule"]["enum"])
@pytest.mark.parametrize("unit", UNITS["unit"]["enum"])
def test_any_rule_with_any_unit_has_a_day_or_a_reason(rule: str, unit: str) -> None:
    for start in ("2025-09-02", "2026-10-28", "2027-07-21", "2024-01-01"):
        found = one(Clock(rule=rule, amount=1, unit=unit, warn_at=1, date="02-15", exceptions=("ehc-advice",)), start)
        assert found.due or "cannot be counted" in found.how or "not counted back" in found.how


def test_a_step_without_a_clock_has_no_day() -> None:
    assert (one(None).due, one(None).how) == (None, "no time limit")


@pytest.mark.parametrize("unit", ["half-terms", "terms"])
def test_half_terms_are_not_counted_back(unit: str) -> None:
    found = one(Clock(rule="before", amount=1, unit=unit))
    assert (found.due, found.how) == (None, "half terms and terms are not counted back")


def test_the_same_clock_on_the_other_calendar() -> None:
    clock = Clock(rule="within", amount=15, unit="school-days")
    assert one(clock, "2026-10-14").due == D("2026-11-11")
    assert one(clock, "2026-10-14", "nottingham").due == D("2026-11-18")


def test_what_cannot_be_counted_says_which_year_is_missing() -> None:
    found = one(Clock(rule="within", amount=5, unit="school-days"), "2027-07-19")
    assert found.due is None
    assert found.how == "cannot be counted: the oxfordshire calendar for 2027/28 does not cover 2027-08-01"
    found = one(Clock(rule="within", amount=5, unit="school-days"), "2027-04-29", "nottingham")
    assert found.how == "cannot be counted: the nottingham calendar for 2026/27 does not cover 2027-05-04"
    # 9 June is day 6 but 21 July is the last day known: the earlier day alone is not given
    found = one(Clock(rule="from-nth", amount=7, unit="school-days", warn_at=6), "2027-07-14")
    assert (found.due, found.warn) == (None, None)


def test_clocks_without_school_days_go_on_where_the_calendar_ends() -> None:
    assert one(Clock(rule="within", amount=6, unit="weeks"), "2030-01-01").due == D("2030-02-12")
    assert one(Clock(rule="same-day"), "2030-01-01").due == D("2030-01-01")


# Two readings


def test_the_two_readings_of_day_six() -> None:
    clock = Clock(rule="from-nth", amount=7, unit="school-days", warn_at=6)
    # 16 Oct (1), 19-23 (6); half term; 2 Nov (7)
    found = one(clock, "2026-10-16")
    assert (found.warn, found.due) == (D("2026-10-23"), D("2026-11-02"))
    # 16 Oct (1); half term of two weeks; 2-6 Nov (6), 9 Nov (7)
    found = one(clock, "2026-10-16", "nottingham")
    assert (found.warn, found.due) == (D("2026-11-06"), D("2026-11-09"))


def test_an_earlier_day_to_aim_for() -> None:
    # 25-27 Nov (3), 30 Nov-4 Dec (8), 7, 8 (10), 9-11 (13), 14, 15 (15)
    found = one(Clock(rule="within", amount=15, unit="school-days", warn_at=10))
    assert (found.warn, found.due) == (D("2026-12-08"), D("2026-12-15"))
    found = one(Clock(rule="within", amount=12, unit="weeks", warn_at=6))
    assert (found.warn, found.due) == (D("2027-01-05"), D("2027-02-16"))


# Lawfully later: advice asked for from a week before a closure of four weeks or more to a week before it ends

DECIDE = Clock(rule="within", amount=6, unit="weeks", exceptions=("ehc-advice",))
OXFORDSHIRE = (
    "where a school's advice was asked for from 14 July 2026 to 26 August 2026, as it is closed from 21 July 2026 to "
    "1 September 2026"
)
NOTTINGHAM = (
    "where a school's advice was asked for from 21 July 2026 to 26 August 2026, as it is closed from 28 July 2026 to "
    "1 September 2026"
)
NOT_KNOWN = (
    "where a school's advice was asked for from 15 July 2027 on, as it is closed from 22 July 2027 and the calendar "
    "does not say until when"
)


@pytest.mark.parametrize(
    ("start", "series", "due", "later"),
    [
        # Oxfordshire: last school day 20 July, first 2 September: closed 43 days. 21 July less 7 is 14 July,
        # 2 September less 7 is 26 August. Six weeks: 1 July + 42 = 12 August, in the window.
        ("2026-07-01", "oxfordshire", "2026-08-12", f"; may lawfully be later: {OXFORDSHIRE}"),
        # 1 June + 42 = 13 July, the day before the window; 2 June + 42 = 14 July, its first day
        ("2026-06-01", "oxfordshire", "2026-07-13", ""),
        ("2026-06-02", "oxfordshire", "2026-07-14", f"; may lawfully be later: {OXFORDSHIRE}"),
        # asked for on the last day of the window, and on the day after
        ("2026-08-26", "oxfordshire", "2026-10-07", f"; may lawfully be later: {OXFORDSHIRE}"),
        ("2026-08-27", "oxfordshire", "2026-10-08", ""),
        # Nottingham: last school day 27 July, first 2 September: closed 36 days. 28 July less 7 is 21 July.
        ("2026-07-01", "nottingham", "2026-08-12", f"; may lawfully be later: {NOTTINGHAM}"),
        ("2026-06-08", "nottingham", "2026-07-20", ""),
        ("2026-06-09", "nottingham", "2026-07-21", f"; may lawfully be later: {NOTTINGHAM}"),
        # Christmas 2026: closed from 19 December to 3 January, 16 days: too short
        ("2026-12-01", "oxfordshire", "2027-01-12", ""),
        # The next summer has no known end in Oxfordshire, and in Nottingham nothing is known after 3 May
        ("2027-07-01", "oxfordshire", "2027-08-12", f"; may lawfully be later: {NOT_KNOWN}"),
        (
            "2027-03-26",
            "nottingham",
            "2027-05-07",
            "; may lawfully be later: not known after 3 May 2027, where the calendar ends",
        ),
    ],
)
def test_an_ehc_limit_may_lawfully_be_missed(start: str, series: str, due: str, later: str) -> None:
    found = one(DECIDE, start, series)
    assert found.due == D(due)
    assert found.how.partition(", which is not counted")[2] == later


def test_an_exception_beyond_the_calendar_is_not_known() -> None:
    assert "whether it may lawfully be later is not known" in one(DECIDE, "2027-09-01").how
    assert "later" not in one(Clock(rule="within", amount=6, unit="weeks"), "2026-07-01").how


# From another step

MEET = step("meet", Clock(rule="within", amount=5, unit="school-days"))  # 25-27 (3), 30 Nov, 1 Dec (5)
PAPERS = step("papers", Clock(rule="before", amount=2, unit="school-days", from_="meet"))  # 30, 27 Nov (2)
TELL = step("tell", Clock(rule="immediately", from_="meet"))


@pytest.mark.parametrize("order", [(MEET, PAPERS, TELL), (PAPERS, TELL, MEET), (TELL, MEET, PAPERS)])
def test_counting_from_an_earlier_or_a_later_step(order: tuple[Step, ...]) -> None:
    found = {item.step.id: item.due for item in dated(*order)}
    assert found == {"meet": D("2026-12-01"), "papers": D("2026-11-27"), "tell": D("2026-12-01")}
    assert [item.number for item in dated(*order)] == [1, 2, 3]


def test_a_chain() -> None:
    clocks = [Clock(rule="within", amount=1, unit="school-days", from_=f"s{n - 1}" if n else None) for n in range(5)]
    found = dated(*(step(f"s{n}", clock) for n, clock in enumerate(clocks)))
    assert [f"{item.due:%m-%d}" for item in found] == ["11-25", "11-26", "11-27", "11-30", "12-01"]


def test_counting_from_the_last_day_not_the_earlier_one() -> None:
    first = step("first", Clock(rule="from-nth", amount=7, unit="school-days", warn_at=6))
    found = dated(first, step("then", Clock(rule="same-day", from_="first")))
    assert found[1].due == found[0].due == D("2026-12-02")


def test_counting_from_a_step_without_a_day() -> None:
    found = dated(step("decide"), step("tell", Clock(rule="same-day", from_="decide")))
    assert found[1].due is None
    assert found[1].how == "counted from the day of step 'Decide', which has no day of its own"


def test_counting_from_a_step_that_does_not_exist() -> None:
    [found] = dated(step("tell", Clock(rule="same-day", from_="nowhere")))
    assert found.due is None
    assert "'nowhere'" in found.how


def test_counting_from_a_step_beyond_the_calendar() -> None:
    late = step("late", Clock(rule="within", amount=200, unit="school-days"))
    found = dated(late, step("tell", Clock(rule="same-day", from_="late")))
    assert [item.due for item in found] == [None, None]
    assert "2027/28" in found[0].how


def test_a_clock_that_counts_from_itself() -> None:
    [found] = dated(step("a", Clock(rule="same-day", from_="a")))
    assert found.due is None
    assert "'A'" in found.how


def test_a_circle_has_no_day_and_ends() -> None:
    names = ["a", "b", "c"]
    circle = [step(n, Clock(rule="same-day", from_=names[i - 1])) for i, n in enumerate(names)]
    found = dated(*circle, step("d", Clock(rule="same-day")))
    assert [item.due for item in found] == [None, None, None, TUESDAY]


# Facts

FACTS = (
    Fact(id="looked-after", question="Is the pupil looked after?", answers=("yes", "no")),
    Fact(id="home", question="Where is home?", answers=("same-as-school", "another-authority")),
)
BOTH = (When(fact="looked-after", is_="yes"), When(fact="home", is_="another-authority"))


@pytest.mark.parametrize(
    ("given", "needed", "questions"),
    [
        ({}, Needed.DEPENDS, ("Is the pupil looked after? Yes", "Where is home? Another authority")),
        ({"looked-after": "yes"}, Needed.DEPENDS, ("Where is home? Another authority",)),
        ({"looked-after": "no"}, Needed.NO, ()),
        ({"home": "same-as-school"}, Needed.NO, ()),
        ({"looked-after": "yes", "home": "another-authority"}, Needed.YES, ()),
        ({"looked-after": "no", "home": "another-authority"}, Needed.NO, ()),
    ],
    ids=str,
)
def test_only_if(given: dict[str, str], needed: Needed, questions: tuple[str, ...]) -> None:
    small = procedure(step("ring", Clock(rule="same-day"), only_if=BOTH), step("write"), facts=FACTS)
    ring, write = dated_steps(small, TUESDAY, calendar(), given)
    assert (ring.needed, ring.questions) == (needed, questions)
    assert ring.due == TUESDAY, "a step has its day whether or not it is needed"
    assert (write.needed, write.questions) == (Needed.YES, ())


def test_a_condition_on_a_fact_nobody_asks_for() -> None:
    [found] = dated(step("a", only_if=(When(fact="weather", is_="fine"),)))
    assert (found.needed, found.questions) == (Needed.DEPENDS, ("weather Fine",))


# The sample

EXCLUDED = {
    "has_ehc_plan": "no",
    "looked_after": "no",
    "has_social_worker": "no",
    "home_authority": "same-as-school",
    "compulsory_school_age": "yes",
    "year_11_exams_over": "no",
    "decision": "exclude",
}


def test_a_permanent_exclusion_on_24_november_in_oxfordshire() -> None:
    first = ("2026-11-24", "")
    assert days_of("permanent-exclusion", "2026-11-24", **EXCLUDED) == {
        "decide": ("", ""),
        "tell-parent": first,
        "public-place-notice": first,
        "tell-local-authority": first,
        "tell-board": first,
        "set-work": first,
        # CR7: 24-27 Nov (4), 30 (5), 1 Dec (6) by the regulations' note; 2 Dec (7) by the guidance
        "education-from-day-six": ("2026-12-02", "2026-12-01"),
        "keep-on-roll": ("", ""),
    }


def test_a_permanent_exclusion_of_a_looked_after_pupil_asks_for_more() -> None:
    more = days_of("permanent-exclusion", "2026-11-24", **(EXCLUDED | {"looked_after": "yes"})).keys()
    less = days_of("permanent-exclusion", "2026-11-24", **EXCLUDED).keys()
    assert more - less == {"ask-virtual-head", "tell-virtual-head", "first-day-looked-after"}


@pytest.mark.parametrize(
    ("series", "warn", "due"),
    [("oxfordshire", "2026-10-23", "2026-11-02"), ("nottingham", "2026-11-06", "2026-11-09")],
)
def test_both_readings_of_day_six_stand_in_the_sample(series: str, warn: str, due: str) -> None:
    found = days_of("permanent-exclusion", "2026-10-16", series, **EXCLUDED)
    assert found["education-from-day-six"] == (due, warn)
    facts = {"kind": "permanent-exclusion", "year_11_exams_over": "no", "fewer_hours_given": "no"}
    assert (due, warn) in days_of("day-6-provision", "2026-10-16", series, **facts).values()


@pytest.mark.parametrize(("series", "due"), [("oxfordshire", "2026-10-23"), ("nottingham", "2026-11-06")])
def test_a_suspension_of_more_than_five_days(series: str, due: str) -> None:
    facts = {"measure": "suspension", "longer_than_5_days": "yes", "board_is_told": "yes"}
    found = days_of("suspension", "2026-10-16", series, **facts)
    assert found["arrange-day-six"] == (due, "")
    assert found["tell-board"] == found["tell-parent"] == found["set-work"] == ("2026-10-16", "")
    assert "keep-apart" not in found
    assert "arrange-day-six" not in days_of("suspension", "2026-10-16", series, longer_than_5_days="no")


@pytest.mark.parametrize(
    ("series", "notice", "choose"),
    [
        # Back: 23, 22 Oct (2), 21, 20, 19 (5), 16-12 (10)
        ("oxfordshire", "2026-10-22", "2026-10-12"),
        # Back: 16, 15 Oct (2), 14, 13, 12 (5), 9-5 (10)
        ("nottingham", "2026-10-15", "2026-10-05"),
    ],
)
def test_a_planned_off_site_direction(series: str, notice: str, choose: str) -> None:
    found = days_of("off-site-direction", "2026-11-02", series, already_off_site="no", has_ehc_plan="yes")
    assert found["notify-parent"] == found["notify-authority"] == (notice, "")
    assert found["choose-and-check"] == (choose, "")
    assert found["register"] == ("2026-11-02", "")
    assert found["first-review"] == ("2027-02-12", "")
    assert "deal-with-transition" not in found


def test_a_review_by_the_governing_board() -> None:
    # 15-16 Oct (2), 19-23 (7); half term; 2-6 Nov (12), 9-11 (15). Papers five school days before: 10, 9, 6, 5, 4 Nov
    found = days_of("governing-board-review", "2026-10-14", band="over-15-days-exam-or-permanent")
    assert found["meet-15"] == found["outcome-15"] == ("2026-11-11", "")
    assert found["papers-15"] == ("2026-11-04", "")
    assert "meet-50" not in found
    asked = {"band": "over-5-to-15-days", "parent_makes_representations": "yes"}
    # The domain file's fixture. Papers: 1 Feb, 29, 28, 27, 26 Jan
    found = days_of("governing-board-review", "2026-11-10", **asked)
    assert (found["meet-50"], found["papers-50"]) == (("2027-02-02", ""), ("2027-01-26", ""))
    found = days_of("governing-board-review", "2026-11-10", **(asked | {"parent_makes_representations": "no"}))
    assert not {"meet-15", "meet-50", "consider-views"} & found.keys()


def test_an_independent_review_panel() -> None:
    found = days_of("independent-review-panel", "2026-12-14", sent_by="first-class-post")
    # 15-18 Dec (4), 4-8 Jan (9), 11-15 (14), 18 (15)
    assert found["apply"] == ("2027-01-18", "")
    # Two working days before, since it counts as made on the second after posting: 15, 14 Jan
    assert found["post-in-time"] == ("2027-01-14", "")
    # 19-22 Jan (4), 25-29 (9), 1-5 Feb (14), 8 (15)
    assert found["hear"] == found["issue-decision"] == ("2027-02-08", "")
    # Back: 5, 4, 3, 2, 1 Feb
    assert found["send-papers"] == ("2027-02-01", "")
    # 9-12 Feb (4); half term; 22-26 (9), 1 Mar (10)
    assert found["reconsider"] == ("2027-03-01", "")


def test_a_fair_access_placement() -> None:
    found = days_of("fair-access-placement", "2026-12-01", start="accepted-by-panel")
    # 2-4 Dec (3), 7-11 (8), 14-18 (13), 4-8 Jan (18), 11, 12 (20)
    assert found["allocate"] == ("2027-01-12", "")
    assert found["tell-family-and-school"] == ("2027-01-13", "")
    # 13-15 Jan (3), 18-22 (8), 25, 26 (10); then five plain days; six weeks
    assert found["start"] == ("2027-01-26", "")
    assert found["admission-register"] == ("2027-01-31", "")
    assert found["six-weeks-on"] == ("2027-03-09", "")
    found = days_of("fair-access-placement", "2026-12-01", start="in-year-application")
    # 15 school days are the limit, 10 the aim: 14, 15 Dec (10); 16-18 (13), 4, 5 Jan (15)
    assert found["tell-outcome"] == ("2027-01-05", "2026-12-15")


@pytest.mark.parametrize("name", sorted(path.stem for path in (SAMPLE / "records/procedures").glob("*.yaml")))
@pytest.mark.parametrize("series", ["oxfordshire", "nottingham"])
def test_no_sample_procedure_fails_on_any_day_of_two_years(series: str, name: str) -> None:
    for day in days(D("2025-09-01"), D("2027-08-31")):
        for item in dated_steps(sample(name), day, calendar(series), {}):
            assert item.how
            assert item.warn is None or (item.due and item.warn <= item.due)


# The command


def call(*arguments: object) -> Result:
    """`casebook deadline` on the sample, in this process."""
    given = ["deadline", *map(str, arguments), "--root", str(SAMPLE), "--as-of", "2026-11-22"]
    return CliRunner().invoke(cli.cli, given, standalone_mode=False)


def said(*arguments: object) -> str:
    """What it prints, when all is well."""
    result = call(*arguments)
    assert result.exception is None, result.exception
    assert result.return_value == 0
    return result.output


def refused(*arguments: object) -> str:
    """The message of a usage error, which `main` turns into exit 2."""
    result = call(*arguments)
    assert isinstance(result.exception, click.UsageError), (result.output, result.exception)
    return result.exception.format_message()


PEX = ("permanent-exclusion", "--from", "2026-11-24")


def test_text() -> None:
    text = said(*PEX)
    assert text.startswith("Permanent exclusion, from Tuesday 24 November 2026, on the oxfordshire calendar\n")
    assert "13. Wednesday 2 December 2026: Education from the sixth day (Local authority)" in text
    assert "    school day 7 counting 24 November 2026 as 1\n" in text
    assert "    be ready on Tuesday 1 December 2026: another reading counts fewer days\n" in text
    assert "    only if: Is the pupil looked after? Yes\n" in text
    assert "left out" not in text
    assert "check before relying on this" not in text


def test_what_nobody_has_verified_is_marked() -> None:
    unverified = [
        p.id
        for p in load(SAMPLE, store()).casebook.procedures
        if any(s.citations and all(c.mark == "unverified" for c in s.citations) for s in p.steps)
    ]
    assert "    check before relying on this: " in said(unverified[0], "--from", "2026-11-24")


def test_text_of_an_earlier_day_to_aim_for() -> None:
    text = said("fair-access-placement", "--from", "2026-12-01")
    assert "    be ready on Tuesday 15 December 2026: the last day is only the limit\n" in text


def test_facts_leave_steps_out_and_say_so() -> None:
    text = said(*PEX, "--fact", "looked-after=no", "--fact", "has-ehc-plan=no")
    assert "virtual school head" not in text
    assert text.endswith("4 of 14 steps left out, because the facts do not call for them\n")
    assert "Is the pupil looked after?" not in text


def test_text_names_the_procedures_that_follow_and_what_they_count_from() -> None:
    text = said(*PEX, "--fact", "decision=exclude")
    assert (
        "\nleads to: Governing board review\n    The board must decide within 15 school days of being told.\n" in text
    )
    assert "casebook deadline governing-board-review --from DAY; its clocks count from: The day the board" in text
    assert "leads to: Suspension" not in text


def test_the_last_answer_to_a_fact_counts() -> None:
    assert said(*PEX, "--fact", "looked-after=no", "--fact", "looked-after=yes") == said(
        *PEX, "--fact", "looked-after=yes"
    )


def test_json() -> None:
    found = json.loads(said(*PEX, "--format", "json", "--fact", "looked-after=no"))
    assert {key: found[key] for key in ("version", "procedure", "from", "calendar")} == {
        "version": 1,
        "procedure": "permanent-exclusion",
        "from": "2026-11-24",
        "calendar": "oxfordshire",
    }
    by_id = {item["step"]: item for item in found["steps"]}
    assert len(by_id) == len(sample("permanent-exclusion").steps)
    assert by_id["education-from-day-six"] == {
        "number": 13,
        "step": "education-from-day-six",
        "title": "Education from the sixth day",
        "role": "local-authority",
        "needed": "depends",
        "questions": ["Is the pupil in Year 11 with every exam already over? No"],
        "due": "2026-12-02",
        "warn": "2026-12-01",
        "how": "school day 7 counting 24 November 2026 as 1",
    }
    assert by_id["tell-virtual-head"]["needed"] == "not-needed"
    assert by_id["decide"]["due"] is None


def test_ics() -> None:
    result = said(*PEX, "--format", "ics", "--fact", "looked-after=no", "--fact", "year-11-exams-over=no")
    events = ICalendar.from_ical(result).walk("VEVENT")
    found = {str(event["SUMMARY"]): event.decoded("DTSTART") for event in events}
    assert found["Education from the sixth day (Permanent exclusion)"] == D("2026-12-02")
    assert not any("looked-after" in summary for summary in found)
    assert not any("Decide" in summary for summary in found), "a step without a day is no event"
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert said(*PEX, "--format", "ics") == said(*PEX, "--format", "ics")


def test_a_calendar_is_named_by_series_or_by_year() -> None:
    series = said("permanent-exclusion", "--from", "2026-10-16", "--calendar", "nottingham")
    assert "on the nottingham calendar" in series
    assert "Monday 9 November 2026: Education from the sixth day" in series
    assert said("permanent-exclusion", "--from", "2026-10-16", "--calendar", "nottingham-2026-27") == series


def test_beyond_the_calendar_is_an_answer_not_a_failure() -> None:
    text = said("permanent-exclusion", "--from", "2027-07-20")
    assert "no day: Education from the sixth day" in text
    assert "cannot be counted: the oxfordshire calendar for 2027/28 does not cover 2027-08-01" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("permanent-exclusoin", "--from", "2026-11-24"), "no procedure 'permanent-exclusoin'; did you mean"),
        (("qqqq", "--from", "2026-11-24"), "there is no procedure 'qqqq'"),
        (
            (*PEX, "--fact", "looked-aftr=yes"),
            "'looked-aftr' is no fact of this procedure; did you mean 'looked-after'",
        ),
        ((*PEX, "--fact", "looked-after=maybe"), "'maybe' does not answer 'looked-after'; use one of: yes, no"),
        ((*PEX, "--fact", "looked-after"), "'' does not answer 'looked-after'"),
        ((*PEX, "--calendar", "oxfordshire-2031-32"), "no calendar 'oxfordshire-2031-32'; there are: nottingham, oxf"),
        (("permanent-exclusion", "--from", "24/11/2026"), "'24/11/2026' is not a date"),
        (("permanent-exclusion", "--from", "2026-02-29"), "'2026-02-29' is not a date"),
        (("permanent-exclusion",), "Missing option '--from'"),
        ((*PEX, "--format", "pdf"), "'pdf' is not one of"),
        (
            ("ehc-annual-review", "--from", "9999-12-31"),
            "9999-12-31 is too far away to be meant; use a date from 1990 to 2060",
        ),
        (
            ("ehc-annual-review", "--from", "0001-01-01"),
            "0001-01-01 is too far away to be meant; use a date from 1990 to 2060",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_usage_errors(arguments: tuple[str, ...], message: str) -> None:
    assert message in refused(*arguments)


def test_the_nearest_procedure_is_named() -> None:
    assert "'permanent-exclusion'" in refused("permanent-exclusoin", "--from", "2026-11-24")


def test_exit_codes_and_time_zones() -> None:
    west = process("deadline", *PEX, "--format", "ics", "--as-of", "2026-11-22", TZ="America/Los_Angeles")
    east = process("deadline", *PEX, "--format", "ics", "--as-of", "2026-11-22", TZ="Pacific/Kiritimati")
    assert (west.returncode, west.stdout) == (0, east.stdout)
    wrong = process("deadline", "permanent-exclusoin", "--from", "2026-11-24")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "did you mean" in wrong.stderr


# The newer procedures, on both calendars. Half terms of autumn 2026: 26-30 October in Oxfordshire, 19-30 October in
# Nottingham.


@pytest.mark.parametrize(
    ("name", "start", "series", "expected"),
    [
        # Oxfordshire: 15, 16 Oct (2), 19-23 (7), half term, 2, 3, 4 Nov (10)
        ("absence-returns", "2026-10-15", "oxfordshire", {"unauthorised-return": "2026-11-04"}),
        # Nottingham: 15, 16 Oct (2), half term, 2-6 Nov (7), 9, 10, 11 (10)
        ("absence-returns", "2026-10-15", "nottingham", {"unauthorised-return": "2026-11-11"}),
        # Oxfordshire, the 14th not counted: 15, 16 Oct (2), 19-23 (7), 2-6 Nov (12), 9-13 (17), 16, 17, 18 (20).
        # Sixty working days: 15, 16 Oct (2), ten weeks from 19 Oct to 24 Dec less Christmas Day (51), Boxing Day is kept
        # on Monday 28, 29-31 Dec (54), 4-8 Jan (59), 11 Jan (60)
        (
            "freedom-of-information-request",
            "2026-10-14",
            "oxfordshire",
            {"answer": "2026-11-18", "outer-limit": "2027-01-11"},
        ),
        # Nottingham: 15, 16 Oct (2), 2-6 Nov (7), 9-13 (12), 16-20 (17), 23, 24, 25 (20); working days as everywhere
        (
            "freedom-of-information-request",
            "2026-10-14",
            "nottingham",
            {"answer": "2026-11-25", "outer-limit": "2027-01-11"},
        ),
        # Working days after 24 Nov: 25-27 (3), 30 Nov-4 Dec (8), 7-11 (13), 14, 15 (15). Two before the 15th: 14, 11.
        # Ten after the 15th: 16-18 (3), 21-24 (7), 25 and 28 are bank holidays, 29-31 (10). Three months: 15 March.
        (
            "child-protection-conference",
            "2026-11-24",
            "oxfordshire",
            {
                "send-the-report": "2026-12-11",
                "conference": "2026-12-15",
                "core-group": "2026-12-31",
                "first-review": "2027-03-15",
            },
        ),
        # Plain days: 24 November and five are the 29th, a Sunday; 15 school days as in the board's rule: 15 December
        (
            "admission-register-changes",
            "2026-11-24",
            "nottingham",
            {"tell-of-entry": "2026-11-29", "send-records": "2026-12-15"},
        ),
        # 21 and 28 days after 24 November: 15 and 22 December
        ("penalty-notice", "2026-11-24", "oxfordshire", {"pay-early": "2026-12-15", "pay": "2026-12-22"}),
        # The day before 15 February and 31 March 2027; five months before 1 September: 1 April
        (
            "ehc-phase-transfer",
            "2027-09-01",
            "oxfordshire",
            {"plan-school": "2027-02-14", "plan-post-16": "2027-03-30", "plan-between": "2027-04-01"},
        ),
        # Six and twenty weeks after Monday 7 September: 19 October and 25 January
        (
            "ehc-needs-assessment",
            "2026-09-07",
            "nottingham",
            {"assessment-decision": "2026-10-19", "first-plan": "2027-01-25"},
        ),
        ("fgm-report", "2026-12-24", "oxfordshire", {"report": "2026-12-29"}),
    ],
)
def test_newer_procedures_by_hand(name: str, start: str, series: str, expected: dict[str, str]) -> None:
    found = {item.step.id: str(item.due) for item in dated_steps(sample(name), D(start), calendar(series), {})}
    assert {step_id: found[step_id] for step_id in expected} == expected

"""Every timer of the domain is answered by a step with the right clock, or says why not; the ten local procedures are there."""

from __future__ import annotations

from functools import cache

import pytest
import yaml

from generator.casebook import Casebook
from generator.load import load
from generator.model import Clock, Procedure, Role, Step
from tests.cases import HERE, SAMPLE, store

TIMERS: dict[str, str | dict[str, str]] = yaml.safe_load((HERE / "domain_steps.yaml").read_text(encoding="utf-8"))
LOCAL = (
    "internal-exclusion-day",
    "first-day-absence",
    "incident-reported-by-provider",
    "provider-onboarding",
    "half-termly-placement-review",
    "off-site-risk-assessment",
    "medication-off-site",
    "work-for-suspended-pupils",
    "investigation",
    "equipment-loan",
)
OURS = {
    "ex-gb-5-susp": "no limit is set; the number is ours",
    "fap-start": "as soon as possible; the number is ours",
    "at-15sick": "no day was seen; the rhythm is ours",
}
"""Timers without a number of their own, whose clock must say that it is ours."""


@cache
def sample() -> Casebook:
    """The sample."""
    return load(SAMPLE, store()).casebook


def step_named(name: str) -> Step:
    """The step of a procedure."""
    procedure_id, _, step_id = name.partition("/")
    procedure = sample().get(Procedure, procedure_id)
    assert procedure, procedure_id
    found = [step for step in procedure.steps if step.id == step_id]
    assert found, name
    return found[0]


def words(clock: Clock | None) -> str:
    """A clock in the words of the table."""
    if clock is None:
        return "none"
    parts = (clock.rule, clock.amount, clock.unit, clock.date, f"warn {clock.warn_at}" if clock.warn_at else None)
    return " ".join(str(part) for part in parts if part)


def test_no_timer_is_missing() -> None:
    """The domain file has so many rows in each part of section B."""
    starts = ("ex", "os", "mm", "ap", "pt", "ie", "fap", "at", "ehc", "pep", "cp")
    counts = {start: sum(timer.split("-")[0] == start for timer in TIMERS) for start in starts}
    assert counts == dict(zip(starts, (31, 10, 2, 8, 1, 2, 3, 18, 10, 3, 5), strict=True))
    assert len(TIMERS) == 115


@pytest.mark.parametrize("timer", TIMERS)
def test_a_timer_is_answered_by_a_step_with_its_clock(timer: str) -> None:
    answered = TIMERS[timer]
    if isinstance(answered, str):
        assert answered.startswith("no step: ")
        return
    assert {name: words(step_named(name).clock) for name in answered} == answered


@pytest.mark.parametrize("timer", [timer for timer, answered in TIMERS.items() if not isinstance(answered, str)])
def test_a_step_that_answers_a_timer_says_where_it_comes_from(timer: str) -> None:
    for name in TIMERS[timer]:
        step = step_named(name)
        assert step.citations or step.level == "local", name
        assert step.level in ("must", "statutory-guidance", "good-practice", "local"), name
        if timer in OURS and step.clock:
            assert step.clock.basis == "local", name


@pytest.mark.parametrize("name", LOCAL)
def test_the_local_procedures_are_there(name: str) -> None:
    assert sample().get(Procedure, name)


def test_every_step_has_a_role_that_exists() -> None:
    missing = {s.role for p in sample().procedures for s in p.steps if sample().get(Role, s.role) is None}
    assert missing == set()

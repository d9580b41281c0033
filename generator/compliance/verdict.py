"""The states a requirement can be in, and a verdict: a state with its reason and what it rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from generator.model import Evidence, Waiver
from generator.wording import long_date


class State(StrEnum):
    """The states, worst first."""

    DISPUTED = "disputed"
    MISSING = "missing"
    NOT_MET = "not-met"
    EXPIRED = "expired"
    WAIVED = "waived"
    EXPIRING = "expiring"
    MET = "met"
    NOT_APPLICABLE = "not-applicable"

    @property
    def rank(self) -> int:
        """0 is worst."""
        return RANKS[self]


RANKS = {state: rank for rank, state in enumerate(State)}
UNMET = frozenset({State.DISPUTED, State.MISSING, State.NOT_MET, State.EXPIRED})
VERIFICATION = ("declared", "document-seen", "confirmed-in-writing", "visited")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A piece of evidence with what it is worth for one requirement."""

    index: int
    evidence: Evidence
    good_until: dt.date | None
    weakness: str
    lapse: str = ""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A state with its reason, before it is tied to a provider and a date."""

    state: State
    reason: str
    weighed: Weighed | None = None
    waiver: Waiver | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPeriod:
    """Days on which one reason closed a provider, both included."""

    start: dt.date
    end: dt.date
    title: str
    text: str
    requirement: str = ""


def by_age(
    until: dt.date | None, on: dt.date, soon: int, *, lapse: str = "", weighed: Weighed | None = None
) -> Verdict:
    """Met, expiring or expired by a last day. `soon` is how many days before it something counts as expiring."""
    if until is None:
        return Verdict(state=State.MET, reason="seen, with no end date", weighed=weighed)
    if until < on:
        return Verdict(
            state=State.EXPIRED, reason=lapse or f"ran out on {long_date(until)}", weighed=weighed, until=until
        )
    state = State.EXPIRING if (until - on).days <= soon else State.MET
    return Verdict(state=state, reason=f"good until {long_date(until)}", weighed=weighed, until=until)

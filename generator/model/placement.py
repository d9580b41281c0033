"""Where the pupil is taught: placements with providers, and the rest of the week."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.model.shared import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementSession:
    """One session a week."""

    day: str
    session: str
    site: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedCost:
    """The agreed price."""

    amount: float
    per: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport:
    """How the pupil gets there."""

    mode: str
    escort: bool | None = None
    risk_assessed_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentNotice:
    """A notice that was sent."""

    kind: str
    sent_on: dt.date
    contents: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()
    shorter_notice_agreed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachReview:
    """One look at a breach."""

    from_: dt.date
    to: dt.date
    reviewed_by: str
    reviewed_on: dt.date
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One placement."""

    id: str
    provider: str
    site: str
    programme: str | None = None
    legal_basis: str
    reason: str
    stage: str | None = None
    start: dt.date
    end: dt.date | None = None
    agreed_maximum: dt.date | None = None
    full_time: bool | None = None
    sessions: tuple[PlacementSession, ...]
    uses: tuple[str, ...] = ()
    attendance_code: str | None = None
    cost: AgreedCost | None = None
    reports_every: Period | None = None
    provider_plan_on: dt.date | None = None
    transport: Transport | None = None
    notices: tuple[SentNotice, ...] = ()
    local_authority_told_on: dt.date | None = None
    breach_reviews: tuple[BreachReview, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklySession:
    """One session a week."""

    day: str
    session: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolTimetable:
    """One part of the week that is not spent with a provider. Without sessions it is all that is left of the week."""

    where: str
    starts_on: dt.date
    ends_on: dt.date | None = None
    sessions: tuple[WeeklySession, ...] = ()

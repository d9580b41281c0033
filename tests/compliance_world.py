"""More pieces for questions about compliance: term dates of a county, editions, agreements, policies, breaches."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

from generator.casebook import Casebook
from generator.compliance.fingerprint import fingerprint
from generator.compliance.state import Standings
from generator.load import load
from generator.model import (
    Acknowledgement,
    Agreement,
    AnsweredBy,
    Approval,
    BreachReview,
    CasePlan,
    DeclaredPupils,
    Framework,
    Policy,
    PolicyVersion,
    Record,
    Requirement,
    Section,
)
from tests.cases import SAMPLE, store
from tests.world import DOCUMENT, REVIEW, D, by_id, casebook, framework, plan, requirement

POLICY = "child-protection"


@cache
def sample() -> Casebook:
    """The sample records, read once."""
    return load(SAMPLE, store()).casebook


def book(*records: Record, series: str = "oxfordshire", due_soon_days: int = 30) -> Casebook:
    """A casebook on the county's term dates, with policies too."""
    plain = casebook(*records, due_soon_days=due_soon_days)
    kinds = {
        **plain.records,
        "policy": by_id([record for record in records if isinstance(record, Policy)]),
        "calendar": by_id(sample().calendars),
    }
    return replace(plain, records=MappingProxyType(kinds), settings=replace(plain.settings, default_calendar=series))


def asked(*records: Record, due_soon_days: int = 30) -> Standings:
    """The answers for such a casebook."""
    return Standings(book(*records, due_soon_days=due_soon_days))


def long_in_force(*requirements: Requirement, **changes: Any) -> Framework:
    """An edition that has been in force for years."""
    return framework(*requirements, **({"in_force_from": D("2015-01-01")} | changes))


def guidance(year: int, *requirements: Requirement, last: str | None = None, **changes: Any) -> Framework:
    """The edition of the national guidance that came into force on 1 September of a year."""
    given: dict[str, Any] = {
        "id": f"kcsie-{year}",
        "title": f"Keeping children safe in education {year}",
        "short_title": f"KCSIE {year}",
        "family": "kcsie",
        "edition": str(year),
        "authority": "national",
        "in_force_from": D(f"{year}-09-01"),
        "in_force_to": D(last) if last else None,
    }
    return framework(*(requirements or (written_checks(),)), **(given | changes))


def written_checks(**changes: Any) -> Requirement:
    """The provider's written word that its people have been checked."""
    given: dict[str, Any] = {
        "id": "written-checks",
        "title": "Written confirmation of checks",
        "area": "assurance",
        "level": "statutory-guidance",
        "accepts": ("letter",),
        "verification": "document-seen",
    }
    return requirement(**(given | changes))


def agreed(
    signed: str, starts: str | None = None, ends: str | None = None, kind: str = "service-agreement"
) -> Agreement:
    """A signed agreement, in force from its signature unless it says otherwise."""
    return Agreement(kind=kind, signed_on=D(signed), starts_on=D(starts or signed), ends_on=D(ends) if ends else None)


def by_agreement(*kinds: str, **changes: Any) -> Requirement:
    """A requirement that an agreement answers."""
    return requirement(
        id="agreement", title="Agreement", answered_by=AnsweredBy(agreement=kinds or ("service-agreement",)), **changes
    )


def by_policy(**changes: Any) -> Requirement:
    """A requirement that the provider's acknowledgement of our policy answers."""
    return requirement(id="policy-copy", title="Holds our policy", answered_by=AnsweredBy(policy=POLICY), **changes)


TEXT = "Tell the safeguarding lead, the same day, of every concern."


def policy(
    version: str = "2.0",
    since: str = "2026-09-15",
    *,
    earlier: tuple[tuple[str, str, bool | None], ...] = (("1.0", "2025-09-10", True),),
    changes_meaning: bool | None = True,
    text: str = TEXT,
    sections: tuple[Section, ...] | None = None,
) -> Policy:
    """Our child-protection policy with the versions before it: number, first day, whether it changed the meaning."""
    return Policy(
        id=POLICY,
        document=DOCUMENT,
        title="Child protection policy",
        version=version,
        changes_meaning=changes_meaning,
        owner="lead",
        approved=Approval(by="governors", on=D(since)),
        in_force_from=D(since),
        summary="What to do about a worry.",
        sections=sections or (Section(id="concerns", title="Concerns", text=text),),
        history=tuple(
            PolicyVersion(version=v, approved_on=D(day), change="Yearly", changes_meaning=meaning)
            for v, day, meaning in earlier
        ),
        review=REVIEW,
    )


def signed_for(
    version: str = "2.0", on: str = "2026-09-20", mark: str | None = None, of: str = POLICY
) -> Acknowledgement:
    """The provider's acknowledgement of a version."""
    return Acknowledgement(policy=of, version=version, acknowledged_on=D(on), fingerprint=mark)


def current_mark(**changes: Any) -> str:
    """The fingerprint of the policy with some text."""
    return fingerprint(policy(**changes))


def pupils(full_time: int | None = 0, special: int | None = 0, as_at: str = "2026-11-01") -> DeclaredPupils:
    """What a provider says of its pupils."""
    return DeclaredPupils(as_at=D(as_at), full_time=full_time, full_time_ehc_or_looked_after=special)


def looked_at(start: str, end: str, on: str = "2026-11-20") -> BreachReview:
    """A role's look at a breach."""
    return BreachReview(
        from_=D(start),
        to=D(end),
        reviewed_by="lead",
        reviewed_on=D(on),
        action="Visited the pupil; the farm was insured",
    )


def placed(code: str = "cp-0001", *, plan_changes: dict[str, Any] | None = None, **changes: Any) -> CasePlan:
    """A plan whose one placement at the farm is part time and may be changed."""
    found = plan(code, full_time=False, **(plan_changes or {}))
    [only] = found.placements
    return replace(found, placements=(replace(only, **changes),))


def day_after(day: dt.date) -> dt.date:
    """The next day."""
    return day + dt.timedelta(days=1)

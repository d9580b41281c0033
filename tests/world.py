"""Small casebooks made of dataclasses, for questions about states and gates. Every piece is good unless changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

from generator.casebook import Casebook
from generator.compliance.state import Standings
from generator.inspection import inspect
from generator.model import (
    Calendar,
    Capacity,
    CasePlan,
    Citation,
    Concern,
    Contact,
    DeclaredPupils,
    Dispute,
    Evidence,
    Framework,
    Identity,
    LegalEntity,
    NotApplicable,
    Offer,
    Organisation,
    Period,
    Placement,
    PlacementSession,
    Programme,
    Provider,
    Record,
    Renewal,
    Requirement,
    Review,
    Settings,
    Site,
    Waiver,
)
from generator.source import parse
from tests.cases import AS_OF, BASE, store

D = dt.date.fromisoformat
DOCUMENT = parse("title: x", "records/x.yaml")
SEEN = D("2026-09-15")
REVIEW = Review(last_reviewed=SEEN, reviewed_by="lead", next_review=D("2027-09-15"))
CITATION = Citation(source="Rules", mark="verified", checked_on=SEEN)


def requirement(**changes: Any) -> Requirement:
    """A blocking requirement that a seen certificate answers for good."""
    given: dict[str, Any] = {
        "id": "insurance",
        "title": "Insurance",
        "statement": "It is insured.",
        "area": "insurance",
        "level": "must",
        "accepts": ("certificate",),
        "verification": "document-seen",
        "renewal": Renewal(rule="never", basis="local"),
        "blocks": True,
        "not_applicable": "never",
        "citations": (CITATION,),
    }
    return Requirement(**(given | changes))


def renewed(rule: str, **every: int) -> Renewal:
    """A renewal by period, half term or edition."""
    return Renewal(rule=rule, every=Period(**every) if every else None, basis="local")


def framework(*requirements: Requirement, **changes: Any) -> Framework:
    """An edition in force since September."""
    given: dict[str, Any] = {
        "id": "rules-2026",
        "title": "Rules",
        "short_title": "Rules",
        "family": "rules",
        "publisher": "Trust",
        "edition": "2026",
        "authority": "local",
        "in_force_from": D("2026-09-01"),
        "summary": "Rules.",
        "citations": (CITATION,),
        "review": REVIEW,
        "requirements": requirements or (requirement(),),
    }
    return Framework(document=DOCUMENT, **(given | changes))


def evidence(**changes: Any) -> Evidence:
    """A certificate seen in September, met, with no end."""
    given: dict[str, Any] = {
        "requirement": "insurance",
        "kind": "certificate",
        "seen": "Certificate",
        "seen_on": SEEN,
        "seen_by": "lead",
        "verification": "document-seen",
        "result": "met",
    }
    return Evidence(**(given | changes))


def dispute(raised: str = "2026-11-01", settled: str | None = None) -> Dispute:
    """Doubt about evidence."""
    return Dispute(
        raised_on=D(raised), raised_by="lead", reason="The date is torn off", settled_on=D(settled) if settled else None
    )


def waiver(start: str = "2026-11-01", until: str = "2026-12-18", of: str = "insurance") -> Waiver:
    """A waiver for this half term."""
    return Waiver(
        requirement=of, approved_by="head", approved_on=D(start), until=D(until), reason="Renewal is in the post"
    )


def excused(start: str = "2026-09-01", until: str | None = None, of: str = "insurance") -> NotApplicable:
    """A decision that a requirement does not apply."""
    return NotApplicable(
        requirement=of, decided_by="head", decided_on=D(start), reason="No staff", until=D(until) if until else None
    )


def site(name: str = "yard", **changes: Any) -> Site:
    """An open site."""
    return Site(id=name, name=name.title(), kind="main", **changes)


def concern(**changes: Any) -> Concern:
    """An open concern that suspends use."""
    given: dict[str, Any] = {
        "id": "gate-left-open",
        "raised_on": D("2026-11-10"),
        "raised_by": "lead",
        "category": "missing-from-site",
        "severity": "high",
        "suspends": True,
        "may_be_lifted_by": "head",
    }
    return Concern(**(given | changes))


def provider(**changes: Any) -> Provider:
    """A provider with one site, no evidence and no full-time pupils."""
    given: dict[str, Any] = {
        "id": "farm",
        "name": "Farm",
        "type": "farm-equine-outdoor",
        "summary": "Animals.",
        "identity": Identity(census_type="OTH"),
        "legal_entity": LegalEntity(name="Farm CIC", form="community-interest-company"),
        "sites": (site(),),
        "offer": Offer(
            programmes=(Programme(id="care", title="Care", subjects=("Care",)),),
            key_stages=("KS3",),
            needs=("SEMH",),
            modes=("on-site-group",),
        ),
        "capacity": Capacity(as_at=SEEN),
        "contacts": (Contact(role="Manager"),),
        "declared_pupils": DeclaredPupils(as_at=SEEN, full_time=0, full_time_ehc_or_looked_after=0),
        "review": REVIEW,
    }
    document = replace(DOCUMENT, data=changes.pop("data", {}))
    return Provider(document=document, **(given | changes))


def plan(
    code: str = "cp-0001", *, start: str = "2026-09-07", end: str | None = None, full_time: bool = True, **changes: Any
) -> CasePlan:
    """A plan with one placement at the farm."""
    placed = Placement(
        id="farm",
        provider="farm",
        site="yard",
        legal_basis="school-commissioned",
        reason="behaviour",
        start=D(start),
        end=D(end) if end else None,
        full_time=full_time,
        sessions=(PlacementSession(day="monday", session="am"),),
    )
    given: dict[str, Any] = {
        "plan_type": "learning-plan",
        "opened_on": D(start),
        "key_stage": "KS3",
        "need": "SEMH",
        "sen_provision": "N",
        "school": "school",
        "key_worker": "lead",
        "purpose": "Lessons.",
        "review_cycle": Period(weeks=6),
        "placements": (placed,),
        "review": REVIEW,
    }
    return CasePlan(id=code, document=DOCUMENT, **(given | changes))


@cache
def calendars() -> tuple[Calendar, ...]:
    """The base's calendar."""
    return inspect(BASE, store(), AS_OF).casebook.calendars


def by_id(records: Sequence[Record]) -> MappingProxyType[str, Record]:
    """Records as the casebook holds them."""
    return MappingProxyType({record.id: record for record in records})


def casebook(*records: Record, due_soon_days: int = 30) -> Casebook:
    """A casebook of frameworks, providers and plans."""
    frameworks = [record for record in records if isinstance(record, Framework)]
    settings = Settings(
        id="casebook",
        document=DOCUMENT,
        title="Casebook",
        organisation=Organisation(name="Trust", kind="trust"),
        default_calendar="elmfield",
        due_soon_days=due_soon_days,
        suppression_threshold=5,
        k=5,
        frameworks=tuple(f.id for f in frameworks),
    )
    kinds: dict[str, list[Record]] = {
        "framework": list(frameworks),
        "provider": [record for record in records if isinstance(record, Provider)],
        "case-plan": [record for record in records if isinstance(record, CasePlan)],
        "calendar": list(calendars()),
    }
    return Casebook(settings=settings, records=MappingProxyType({k: by_id(v) for k, v in kinds.items()}))


def standings(*records: Record, due_soon_days: int = 30) -> Standings:
    """The answers for a casebook."""
    return Standings(casebook(*records, due_soon_days=due_soon_days))

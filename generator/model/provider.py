"""One alternative provider - who it is, what it offers, and what has been seen of its safeguarding."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.model.record import Record
from generator.model.shared import Citation, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Exactly one of URN, UKPRN or the AP census setting type."""

    urn: str | None = None
    ukprn: str | None = None
    census_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalEntity:
    """The body that would sign an agreement."""

    name: str
    form: str
    company_number: str | None = None
    charity_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site."""

    id: str
    name: str
    kind: str
    operator: str | None = None
    operator_provider: str | None = None
    address: str | None = None
    town: str | None = None
    postcode_district: str | None = None
    step_free: bool | None = None
    opened_on: dt.date | None = None
    closed_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One programme."""

    id: str
    title: str
    subjects: tuple[str, ...]
    qualifications: tuple[str, ...] = ()
    weeks: int | None = None
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a pupil can do here."""

    programmes: tuple[Programme, ...]
    key_stages: tuple[str, ...]
    needs: tuple[str, ...]
    modes: tuple[str, ...]
    attendance: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    hours: str | None = None
    travel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """How many pupils it can take at once."""

    places: int | None = None
    free: int | None = None
    as_at: dt.date
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One price."""

    programme: str | None = None
    amount: float
    per: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact."""

    role: str
    is_dsl: bool | None = None
    phone: str | None = None
    email: str | None = None
    hours: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activities:
    """What it does that brings requirements with it. Left out means unknown, and unknown counts as yes."""

    transports_pupils: bool | None = None
    one_to_one: bool | None = None
    serves_food: bool | None = None
    adventurous: bool | None = None
    water: bool | None = None
    animals: bool | None = None
    online: bool | None = None
    work_placement: bool | None = None
    workshops: bool | None = None
    physical_intervention: bool | None = None
    volunteers: bool | None = None
    agency_staff: bool | None = None
    employs_staff: bool | None = None
    premises: bool | None = None
    medicines: bool | None = None
    subcontracts: bool | None = None
    under_eights: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredPupils:
    """How many pupils it has in all, from any school or authority (its own declaration). A setting that should be a registered school must not be used."""

    as_at: dt.date
    full_time: int | None = None
    full_time_ehc_or_looked_after: int | None = None
    part_time: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Set while somebody questions this evidence."""

    raised_on: dt.date
    raised_by: str
    reason: str
    settled_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of evidence."""

    requirement: str
    kind: str
    seen: str
    seen_on: dt.date
    seen_by: str
    verification: str
    result: str
    valid_until: dt.date | None = None
    site: str | None = None
    edition: str | None = None
    held_at: str | None = None
    disputed: Dispute | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One waiver."""

    requirement: str
    approved_by: str
    approved_on: dt.date
    until: dt.date
    reason: str
    conditions: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicable:
    """One requirement that does not apply."""

    requirement: str
    decided_by: str
    decided_on: dt.date
    reason: str
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action."""

    action: str
    owner: str
    due: dt.date
    done_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit."""

    date: dt.date
    kind: str
    by: str
    sites: tuple[str, ...] = ()
    summary: str
    actions: tuple[Action, ...] = ()
    next_due: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One agreement."""

    kind: str
    signed_on: dt.date
    signed_by: str | None = None
    starts_on: dt.date
    ends_on: dt.date | None = None
    reference: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """One acknowledgement."""

    policy: str
    version: str
    fingerprint: str | None = None
    acknowledged_on: dt.date
    how: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """One concern."""

    id: str
    raised_on: dt.date
    raised_by: str
    category: str
    severity: str
    suspends: bool
    may_be_lifted_by: str | None = None
    summary: str | None = None
    closed_on: dt.date | None = None
    closed_by: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider(Record):
    """One alternative provider - who it is, what it offers, and what has been seen of its safeguarding."""

    aliases: tuple[str, ...] = ()
    name: str
    fictional: bool | None = None
    type: str
    summary: str
    identity: Identity
    legal_entity: LegalEntity
    opened_on: dt.date | None = None
    closed_on: dt.date | None = None
    successor: str | None = None
    local_authority: str | None = None
    sites: tuple[Site, ...]
    offer: Offer
    capacity: Capacity
    costs: tuple[Cost, ...] = ()
    contacts: tuple[Contact, ...]
    activities: Activities | None = None
    declared_pupils: DeclaredPupils | None = None
    evidence: tuple[Evidence, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()
    visits: tuple[Visit, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    concerns: tuple[Concern, ...] = ()
    citations: tuple[Citation, ...] = ()
    review: Review

"""May we use this provider today, and for what? The provider's page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.gate import Gate, GateState, gate
from generator.compliance.placements import Breach, Breaches
from generator.compliance.registration import running_at
from generator.compliance.state import Standings
from generator.model import Agreement, Citation, Concern, Contact, Cost, DeclaredPupils, Offer, Provider, Site
from generator.views.checklist import ChecklistView, checklist_view
from generator.views.common import About, Ref, about, ref, ref_to
from generator.wording import count


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """One visit."""

    date: dt.date
    kind: str
    by: Ref
    sites: tuple[str, ...]
    summary: str
    actions: tuple[tuple[str, Ref, dt.date, dt.date | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UseLine:
    """What the gate says when a placement involves one use, and the reasons that use adds."""

    use: str
    state: GateState
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachLine:
    """A breach as a pack shows it: the plan by its code."""

    plan: Ref
    start: dt.date
    end: dt.date
    title: str
    text: str
    reviewed_by: Ref | None
    reviewed_on: dt.date | None
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderView:
    """Everything the provider's page shows."""

    about: About
    name: str
    type: str
    summary: str
    fictional: bool
    gate: Gate
    uses: tuple[UseLine, ...]
    identity: tuple[str, str]
    legal_name: str
    legal_form: str
    numbers: tuple[tuple[str, str], ...]
    opened_on: dt.date | None
    closed_on: dt.date | None
    successor: Ref | None
    predecessors: tuple[Ref, ...]
    sites: tuple[tuple[Site, Ref | None], ...]
    offer: Offer
    places: int | None
    free: int | None
    capacity_as_at: dt.date
    capacity_note: str
    declared: DeclaredPupils | None
    local_authority: str
    costs: tuple[Cost, ...]
    contacts: tuple[Contact, ...]
    activities: tuple[tuple[str, bool | None], ...]
    checklist: ChecklistView
    visits: tuple[VisitLine, ...]
    agreements: tuple[Agreement, ...]
    acknowledgements: tuple[tuple[Ref, str, dt.date], ...]
    concerns: tuple[Concern, ...]
    breaches: tuple[BreachLine, ...]
    placements: str
    citations: tuple[Citation, ...]

    def running_agreements(self, day: dt.date) -> int:
        """How many agreements hold on a day."""
        return sum(a.starts_on <= day and (a.ends_on is None or a.ends_on >= day) for a in self.agreements)


def provider_view(
    casebook: Casebook, provider: Provider, as_of: dt.date, standings: Standings, known: Breaches
) -> ProviderView:
    """The view of one provider on a date; `known` are the breaches at each provider."""
    checklist = checklist_view(casebook, provider, as_of, standings)
    return ProviderView(
        about=about(casebook, provider, as_of, hide=frozenset({"case-plan", "register"})),
        name=provider.name,
        type=provider.type,
        summary=provider.summary,
        fictional=bool(provider.fictional),
        gate=gate(standings, provider, as_of),
        uses=tuple(use_lines(provider, as_of, standings)),
        identity=identity_of(provider),
        legal_name=provider.legal_entity.name,
        legal_form=provider.legal_entity.form,
        numbers=numbers_of(provider),
        opened_on=provider.opened_on,
        closed_on=provider.closed_on,
        successor=ref(casebook, "provider", provider.successor) if provider.successor else None,
        predecessors=tuple(predecessors(casebook, provider)),
        sites=tuple(
            (site, ref(casebook, "provider", site.operator_provider) if site.operator_provider else None)
            for site in provider.sites
        ),
        offer=provider.offer,
        places=provider.capacity.places,
        free=provider.capacity.free,
        capacity_as_at=provider.capacity.as_at,
        capacity_note=provider.capacity.note or "",
        declared=provider.declared_pupils,
        local_authority=provider.local_authority or "",
        costs=tuple(c for c in provider.costs if c.valid_to is None or c.valid_to >= as_of),
        contacts=provider.contacts,
        activities=activities_of(provider),
        checklist=checklist,
        visits=tuple(visit_lines(casebook, provider)),
        agreements=tuple(sorted(provider.agreements, key=lambda a: a.starts_on, reverse=True)),
        acknowledgements=tuple(
            (ref(casebook, "policy", a.policy), a.version, a.acknowledged_on) for a in provider.acknowledgements
        ),
        concerns=tuple(sorted(provider.concerns, key=lambda c: (c.closed_on is not None, -c.raised_on.toordinal()))),
        breaches=tuple(breach_line(casebook, b) for b in known.get(provider.id, ())),
        placements=placements_words(casebook, provider, as_of),
        citations=provider.citations,
    )


def placements_words(casebook: Casebook, provider: Provider, as_of: dt.date) -> str:
    """How many placements of ours are there. Where plans are not shown, a small number is not given away."""
    scope = casebook.scope
    if not scope.whole:
        number = scope.placed.get(provider.id)
        return f"{number} of our pupils today" if number else f"fewer than {scope.k} of our pupils today, or none"
    running = sum(1 for _ in running_at(casebook, provider, as_of))
    past = sum(p.end is not None and p.end < as_of for _, p in casebook.placed.get(provider.id, ()))
    return f"{count(running, 'placement') if running else 'none'} running today, {past or 'none'} ended"


def predecessors(casebook: Casebook, provider: Provider) -> Iterator[Ref]:
    """The providers that name this one as their successor."""
    for record in casebook.used_by.get(("provider", provider.id), ()):
        if isinstance(record, Provider) and record.successor and casebook.get(Provider, record.successor) is provider:
            yield ref_to(record)


def use_lines(provider: Provider, as_of: dt.date, standings: Standings) -> Iterator[UseLine]:
    """The gate for each use that some requirement in force is about."""
    base = {reason.title for reason in gate(standings, provider, as_of).reasons}
    asked = {use for s in standings.of(provider, as_of) if s.in_force for use in s.requirement.applies_to_uses}
    for use in sorted(asked):
        found = gate(standings, provider, as_of, uses=frozenset({use}))
        added = tuple(f"{r.title}: {r.text}" for r in found.reasons if r.title not in base)
        yield UseLine(use=use, state=found.state, added=added)


def identity_of(provider: Provider) -> tuple[str, str]:
    """What identifies the provider, and how."""
    identity = provider.identity
    if identity.urn:
        return "URN", identity.urn
    if identity.ukprn:
        return "UKPRN", identity.ukprn
    census = {
        "NFE": "non-maintained further education",
        "OOT": "one-to-one tuition",
        "OTH": "other unregistered",
        "WBP": "work-based placement",
    }
    code = identity.census_type or ""
    return "AP census type", f"{code} ({census.get(code, 'unknown')})"


def numbers_of(provider: Provider) -> tuple[tuple[str, str], ...]:
    """Register numbers of the legal entity."""
    entity = provider.legal_entity
    pairs = (("Company number", entity.company_number), ("Charity number", entity.charity_number))
    return tuple((name, number) for name, number in pairs if number)


def activities_of(provider: Provider) -> tuple[tuple[str, bool | None], ...]:
    """What the provider does that brings requirements; None is unknown."""
    known = provider.data.get("activities", {})
    names = [
        "transports_pupils",
        "one_to_one",
        "serves_food",
        "adventurous",
        "water",
        "animals",
        "online",
        "work_placement",
        "workshops",
        "physical_intervention",
        "volunteers",
        "agency_staff",
        "employs_staff",
        "premises",
        "medicines",
        "subcontracts",
        "under_eights",
    ]
    assert isinstance(known, dict)
    return tuple((name, known.get(name)) for name in names)


def visit_lines(casebook: Casebook, provider: Provider) -> list[VisitLine]:
    """Visits, newest first."""
    names = {site.id: site.name for site in provider.sites}
    return [
        VisitLine(
            date=visit.date,
            kind=visit.kind,
            by=ref(casebook, "role", visit.by),
            sites=tuple(names.get(site, site) for site in visit.sites),
            summary=visit.summary,
            actions=tuple((a.action, ref(casebook, "role", a.owner), a.due, a.done_on) for a in visit.actions),
        )
        for visit in sorted(provider.visits, key=lambda v: v.date, reverse=True)
    ]


def breach_line(casebook: Casebook, breach: Breach) -> BreachLine:
    """A breach with what was done about it."""
    review = breach.reviewed
    return BreachLine(
        plan=ref_to(breach.plan),
        start=breach.period.start,
        end=breach.period.end,
        title=breach.period.title,
        text=breach.period.text,
        reviewed_by=ref(casebook, "role", review.reviewed_by) if review else None,
        reviewed_on=review.reviewed_on if review else None,
        action=review.action if review else "",
    )

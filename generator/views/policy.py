"""What does the policy say, and who has acknowledged which version? The policy's page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.fingerprint import fingerprint
from generator.model import Approval, Citation, Policy, PolicyVersion, Section
from generator.views.common import About, Ref, about, ref, ref_to, refs


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementLine:
    """Who must acknowledge the policy, and what they have acknowledged."""

    who: Ref
    version: str
    on: dt.date | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyView:
    """Everything the policy's page shows."""

    about: About
    title: str
    version: str
    fingerprint: str
    owner: Ref
    approved: Approval
    approved_by: Ref
    in_force_from: dt.date | None
    summary: str
    sections: tuple[Section, ...]
    acknowledgements: tuple[AcknowledgementLine, ...]
    history: tuple[PolicyVersion, ...]
    procedures: tuple[Ref, ...]
    citations: tuple[Citation, ...]


def policy_view(casebook: Casebook, policy: Policy, as_of: dt.date) -> PolicyView:
    """The view of one policy."""
    return PolicyView(
        about=about(casebook, policy, as_of, hide=frozenset({"provider"})),
        title=policy.title,
        version=policy.version,
        fingerprint=fingerprint(policy),
        owner=ref(casebook, "role", policy.owner),
        approved=policy.approved,
        approved_by=ref(casebook, "role", policy.approved.by),
        in_force_from=policy.in_force_from,
        summary=policy.summary,
        sections=policy.sections,
        acknowledgements=(*role_lines(casebook, policy), *provider_lines(casebook, policy, as_of)),
        history=tuple(sorted(policy.history, key=lambda v: v.approved_on, reverse=True)),
        procedures=refs(casebook, "procedure", policy.procedures),
        citations=policy.citations,
    )


def role_lines(casebook: Casebook, policy: Policy) -> list[AcknowledgementLine]:
    """Our own roles."""
    must = policy.must_acknowledge.roles if policy.must_acknowledge else ()
    lines = []
    for role in must:
        given = [(a.acknowledged_on, a.version) for a in policy.acknowledgements if a.role == role]
        lines.append(line(ref(casebook, "role", role), given, policy.version))
    return lines


def provider_lines(casebook: Casebook, policy: Policy, as_of: dt.date) -> list[AcknowledgementLine]:
    """Providers, where they must: those that are open."""
    if not (policy.must_acknowledge and policy.must_acknowledge.providers):
        return []
    lines = []
    for provider in casebook.providers:
        if provider.closed_on and provider.closed_on < as_of:
            continue
        given = [(a.acknowledged_on, a.version) for a in provider.acknowledgements if a.policy == policy.id]
        lines.append(line(ref_to(provider), given, policy.version))
    return lines


def line(who: Ref, given: list[tuple[dt.date, str]], version: str) -> AcknowledgementLine:
    """One line: what was acknowledged last, and whether that is the present version."""
    if not given:
        return AcknowledgementLine(who=who, version="", on=None, state="missing")
    on, seen = max(given)
    return AcknowledgementLine(who=who, version=seen, on=on, state="met" if seen == version else "expired")

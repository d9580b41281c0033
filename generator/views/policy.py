"""What does the policy say, and who has acknowledged which version? The policy's page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.fingerprint import fingerprint
from generator.compliance.paperwork import Given, Held, acknowledged_by, held_by
from generator.model import Approval, Citation, Policy, PolicyVersion, Section
from generator.views.common import About, Ref, about, ref, ref_to, refs
from generator.views.policy_changes import VersionChange, version_changes, versions


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementLine:
    """Who must acknowledge the policy, and what they have acknowledged."""

    who: Ref
    held: Held


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
    changes: tuple[VersionChange, ...]
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
        acknowledgements=acknowledgements(casebook, policy, as_of),
        history=tuple(reversed(versions(policy))),
        changes=version_changes(policy),
        procedures=refs(casebook, "procedure", policy.procedures),
        citations=policy.citations,
    )


def acknowledgements(casebook: Casebook, policy: Policy, as_of: dt.date) -> tuple[AcknowledgementLine, ...]:
    """Everybody who must acknowledge it and what they hold: our own roles and open providers, suspect ones first."""
    lines = [
        line(
            casebook,
            policy,
            ref(casebook, "role", role),
            tuple(a for a in policy.acknowledgements if a.role == role),
            as_of,
        )
        for role in (policy.must_acknowledge.roles if policy.must_acknowledge else ())
    ]
    if policy.must_acknowledge and policy.must_acknowledge.providers:
        lines.extend(
            line(casebook, policy, ref_to(provider), acknowledged_by(provider, policy), as_of)
            for provider in casebook.providers
            if not (provider.closed_on and provider.closed_on < as_of)
        )
    return tuple(sorted(lines, key=lambda found: (found.held.holding.rank, found.who.kind, found.who.title)))


def line(casebook: Casebook, policy: Policy, who: Ref, given: Sequence[Given], as_of: dt.date) -> AcknowledgementLine:
    """One line: who, and what they hold."""
    return AcknowledgementLine(who=who, held=held_by(policy, given, as_of, casebook.settings.due_soon_days))

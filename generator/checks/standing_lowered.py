"""A change lowers the standing of a provider in use.

What it checks
With `casebook validate --since REV`: that the gate of every provider with a running placement says nothing worse by the
records as they are now than by the records as they were at that revision, both asked about the same day. A waiver
that names role, reason and end date answers for it.

Why
Evidence that is removed or corrected may close a provider at which a child is today. Whoever commits that must know it.

How to fix
If the change is right, tell the coordinator, and record a waiver if the provider may still be used for a time. If it is
a slip, restore the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.compliance.gate import UNREADABLE, Gate, GateState, gate, running_placements
from generator.compliance.state import standings_of
from generator.findings import Finding, Severity
from generator.model import Provider
from generator.rules import Rule

RULE = Rule(
    code="CB310",
    name="standing-lowered",
    severity=Severity.ERROR,
    ignorable=False,
    citation="House rule: nobody closes a provider in use without knowing it",
)
ORDER = (GateState.CLOSED, GateState.CONDITIONAL, GateState.OPEN)


def compare(before: Casebook, now: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the record of each provider in use whose gate says something worse than before."""
    old, new = standings_of(before), standings_of(now)
    in_use = {p.provider for casebook in (before, now) for _, p in running_placements(casebook, as_of)}
    for provider_id in sorted(in_use):
        was, provider = before.get(Provider, provider_id), now.get(Provider, provider_id)
        if was is None or provider is None:
            continue
        first, second = gate(old, was, as_of), gate(new, provider, as_of)
        if any(reason.title == UNREADABLE for reason in second.reasons):
            continue  # the finding on the unreadable file says it
        if ORDER.index(second.state) < ORDER.index(first.state) and not waived(second):
            known = {(reason.title, reason.closes) for reason in first.reasons}
            causes = "; ".join(f"{r.title} ({r.text})" for r in second.reasons if (r.title, r.closes) not in known)
            message = f"this change turns {provider.name} from {first.state.value} to {second.state.value}: {causes}"
            yield RULE.finding(provider.at(), message, hint="tell the coordinator, and record a waiver or restore it")


def waived(found: Gate) -> bool:
    """Whether the only reasons left are waivers, which say why themselves."""
    return all(r.standing is not None and r.standing.waiver is not None for r in found.reasons)

"""Requirements that are answered by an agreement in force, or by a policy acknowledged at its present text."""

from __future__ import annotations

import datetime as dt

from generator.casebook import Casebook
from generator.compliance.fingerprint import fingerprint
from generator.compliance.verdict import State, Verdict, by_age
from generator.model import Acknowledgement, Policy, Provider
from generator.wording import long_date


def by_agreement(casebook: Casebook, provider: Provider, kinds: tuple[str, ...], on: dt.date) -> Verdict:
    """The agreement in force that lasts longest; else the one that ended last."""
    signed = [a for a in provider.agreements if a.kind in kinds and a.signed_on <= on]
    started = [a for a in signed if a.starts_on <= on]
    if started:
        best = max(started, key=lambda a: a.ends_on or dt.date.max)
        return by_age(best.ends_on, on, casebook.settings.due_soon_days)
    if signed:
        start = min(a.starts_on for a in signed)
        return Verdict(state=State.NOT_MET, reason=f"signed, but it starts only on {long_date(start)}")
    return Verdict(state=State.MISSING, reason="no agreement has been signed")


def by_acknowledgement(casebook: Casebook, provider: Provider, policy_id: str, on: dt.date) -> Verdict:
    """Whether the provider holds the policy as it reads. After a new version there are `due_soon_days` to confirm it."""
    policy = casebook.get(Policy, policy_id)
    if policy is None:
        return Verdict(state=State.MISSING, reason=f"there is no policy '{policy_id}'")
    given = [a for a in provider.acknowledgements if a.policy == policy.id and a.acknowledged_on <= on]
    if not given:
        return Verdict(state=State.MISSING, reason=f"has not acknowledged {policy.title}")
    versions = versions_at(policy, on)
    current, since = versions[-1]
    held = {a.version for a in given}
    if standing := [v for v in same_meaning(policy, versions) if v in held]:
        return at_fingerprint(policy, standing[0], [a for a in given if a.version == standing[0]])
    since = next(first for version, first in versions if version == same_meaning(policy, versions)[-1])
    grace = since + dt.timedelta(days=casebook.settings.due_soon_days)
    newest = max(given, key=lambda a: a.acknowledged_on).version
    if on <= grace:
        reason = f"version {newest} is acknowledged; version {current} is to be by {long_date(grace)}"
        return Verdict(state=State.EXPIRING, reason=reason, until=grace)
    reason = f"version {newest} is acknowledged, but version {current} is in force since {long_date(since)}"
    return Verdict(state=State.EXPIRED, reason=reason, until=grace)


def same_meaning(policy: Policy, versions: list[tuple[str, dt.date]]) -> list[str]:
    """The newest version and those before it that say the same, newest first."""
    changed = {v.version: v.changes_meaning is not False for v in policy.history}
    changed[policy.version] = policy.changes_meaning is not False
    found: list[str] = []
    for version, _ in reversed(versions):
        found.append(version)
        if changed[version]:
            break
    return found


def at_fingerprint(policy: Policy, current: str, given: list[Acknowledgement]) -> Verdict:
    """Whether the text acknowledged is the text of today. Earlier versions are no longer there to compare with."""
    newest = max(given, key=lambda a: a.acknowledged_on)
    day = long_date(newest.acknowledged_on)
    if current != policy.version:
        return Verdict(state=State.MET, reason=f"version {current} acknowledged on {day}")
    if newest.fingerprint is None:
        reason = f"version {current} acknowledged on {day}, but not which text; note its fingerprint"
        return Verdict(state=State.NOT_MET, reason=reason)
    if newest.fingerprint != fingerprint(policy):
        reason = f"the text has changed in meaning since it was acknowledged on {day}"
        return Verdict(state=State.NOT_MET, reason=reason)
    return Verdict(state=State.MET, reason=f"version {current} acknowledged on {day}")


def versions_at(policy: Policy, on: dt.date) -> list[tuple[str, dt.date]]:
    """The versions known up to a date with their first day, oldest first. Never empty: the oldest stands in."""
    known = [(v.version, v.approved_on) for v in policy.history]
    known.append((policy.version, policy.in_force_from or policy.approved.on))
    known.sort(key=lambda pair: pair[1])
    return [pair for pair in known if pair[1] <= on] or known[:1]

"""Requirements that are answered by an agreement in force, or by a policy acknowledged at its present text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from generator.casebook import Casebook
from generator.compliance.fingerprint import fingerprint_of
from generator.compliance.verdict import State, Verdict, by_age
from generator.model import Acknowledgement, Policy, Provider, RoleAcknowledgement, Section
from generator.wording import long_date

Given = Acknowledgement | RoleAcknowledgement


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


class Holding(StrEnum):
    """Whether somebody holds a policy as it reads, what needs doing first."""

    SUSPECT = "suspect"
    NOT_NOTED = "not-noted"
    EARLIER = "earlier"
    NOT_YET = "not-yet"
    HOLDS = "holds"

    @property
    def rank(self) -> int:
        """0 comes first."""
        return list(Holding).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What was acknowledged, and how it stands to the text. `due` is the last day to confirm a new version."""

    holding: Holding
    reason: str
    version: str = ""
    on: dt.date | None = None
    fingerprint: str = ""
    due: dt.date | None = None


def by_acknowledgement(casebook: Casebook, provider: Provider, policy_id: str, on: dt.date) -> Verdict:
    """Whether the provider holds the policy as it reads. After a new version there are `due_soon_days` to confirm it."""
    policy = casebook.get(Policy, policy_id)
    if policy is None:
        return Verdict(state=State.MISSING, reason=f"there is no policy '{policy_id}'")
    held = held_by(policy, acknowledged_by(provider, policy), on, casebook.settings.due_soon_days)
    match held.holding:
        case Holding.HOLDS:
            state = State.MET
        case Holding.NOT_YET:
            state = State.MISSING
        case Holding.EARLIER:
            state = State.EXPIRING if held.due and on <= held.due else State.EXPIRED
        case Holding.SUSPECT | Holding.NOT_NOTED:
            state = State.NOT_MET
        case _:
            assert_never(held.holding)
    return Verdict(state=state, reason=held.reason, until=held.due)


def acknowledged_by(provider: Provider, policy: Policy) -> tuple[Acknowledgement, ...]:
    """What a provider has acknowledged of a policy."""
    return tuple(a for a in provider.acknowledgements if a.policy == policy.id)


def held_by(policy: Policy, given: Sequence[Given], on: dt.date, grace_days: int) -> Held:
    """How what was acknowledged up to a date stands to the policy as it reads. Providers and roles are asked alike."""
    known = [a for a in given if a.acknowledged_on <= on]
    if not known:
        return Held(holding=Holding.NOT_YET, reason=f"has not acknowledged {policy.title}")
    versions = versions_at(policy, on)
    alike = same_meaning(policy, versions)
    versions_held = {a.version for a in known}
    if standing := [v for v in alike if v in versions_held]:
        return at_fingerprint(policy, max((a for a in known if a.version == standing[0]), key=day_of))
    current = versions[-1][0]
    since = next(first for version, first in versions if version == alike[-1])
    grace = since + dt.timedelta(days=grace_days)
    newest = max(known, key=day_of)
    if on <= grace:
        reason = f"version {newest.version} is acknowledged; version {current} is to be by {long_date(grace)}"
    else:
        reason = f"version {newest.version} is acknowledged, but version {current} is in force since {long_date(since)}"
    return held_as(Holding.EARLIER, newest, reason, grace)


def at_fingerprint(policy: Policy, newest: Given) -> Held:
    """Whether the text acknowledged is the text of its version. For an earlier one that cannot be told, its name counts."""
    day = long_date(newest.acknowledged_on)
    held = f"version {newest.version} acknowledged on {day}"
    text = text_of(policy, newest.version)
    if newest.version != policy.version and not (text and newest.fingerprint):
        return held_as(Holding.HOLDS, newest, held)
    if newest.fingerprint is None:
        return held_as(Holding.NOT_NOTED, newest, f"{held}, but not which text; note its fingerprint")
    if newest.fingerprint != fingerprint_of(text):
        reason = f"the text has changed in meaning since it was acknowledged on {day}"
        return held_as(Holding.SUSPECT, newest, reason)
    return held_as(Holding.HOLDS, newest, held)


def text_of(policy: Policy, version: str) -> tuple[Section, ...]:
    """The sections of a version; none when they were not kept."""
    if version == policy.version:
        return policy.sections
    return next((v.sections for v in policy.history if v.version == version), ())


def held_as(holding: Holding, given: Given, reason: str, due: dt.date | None = None) -> Held:
    """An acknowledgement with what it is worth."""
    return Held(
        holding=holding,
        reason=reason,
        version=given.version,
        on=given.acknowledged_on,
        fingerprint=given.fingerprint or "",
        due=due,
    )


def day_of(given: Given) -> dt.date:
    """The day something was acknowledged."""
    return given.acknowledged_on


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


def versions_at(policy: Policy, on: dt.date) -> list[tuple[str, dt.date]]:
    """The versions known up to a date with their first day, oldest first. Never empty: the oldest stands in."""
    known = [(v.version, v.approved_on) for v in policy.history]
    known.append((policy.version, policy.in_force_from or policy.approved.on))
    known.sort(key=lambda pair: pair[1])
    return [pair for pair in known if pair[1] <= on] or known[:1]

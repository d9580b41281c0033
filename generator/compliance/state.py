"""The state of a requirement for a provider on a date: one function, used by every check, page and command.

Unknown never reads as fine: what nobody has seen is `missing`. Nothing here knows today's date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from generator.casebook import Casebook, Listed
from generator.clocks import SchoolCalendar, plus
from generator.compliance.applies import applies
from generator.model import Evidence, Framework, NotApplicable, Provider, Requirement, Waiver
from generator.wording import long_date


class State(StrEnum):
    """The states, worst first."""

    DISPUTED = "disputed"
    MISSING = "missing"
    NOT_MET = "not-met"
    EXPIRED = "expired"
    WAIVED = "waived"
    EXPIRING = "expiring"
    MET = "met"
    NOT_APPLICABLE = "not-applicable"

    @property
    def rank(self) -> int:
        """0 is worst."""
        return RANKS[self]


RANKS = {state: rank for rank, state in enumerate(State)}
UNMET = frozenset({State.DISPUTED, State.MISSING, State.NOT_MET, State.EXPIRED})
VERIFICATION = ("declared", "document-seen", "confirmed-in-writing", "visited")
ASSURED_ANEW = "assurance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One requirement for one provider (and site) on one date."""

    framework: Framework
    requirement: Requirement
    provider: Provider
    site: str | None
    on: dt.date
    state: State
    reason: str
    in_force: bool
    evidence_index: int | None = None
    good_until: dt.date | None = None
    waiver: Waiver | None = None

    @property
    def evidence(self) -> Evidence | None:
        """The evidence the state rests on."""
        return None if self.evidence_index is None else self.provider.evidence[self.evidence_index]

    @property
    def blocks(self) -> bool:
        """Whether the provider may not be used because of it."""
        return self.requirement.blocks and self.in_force and self.state in UNMET


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A piece of evidence with what it is worth for one requirement."""

    index: int
    evidence: Evidence
    good_until: dt.date | None
    weakness: str
    lapse: str = ""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A state with its reason, before it is tied to a provider and a date."""

    state: State
    reason: str
    weighed: Weighed | None = None
    waiver: Waiver | None = None


class Standings:
    """Answers for one casebook. Remembers only what can be derived from it."""

    def __init__(self, casebook: Casebook) -> None:
        self.casebook = casebook
        self._known: dict[tuple[str, dt.date, str | None, str | None], tuple[Standing, ...]] = {}
        self._evidence: dict[str, dict[str, list[tuple[int, Evidence]]]] = {}

    @cached_property
    def calendar(self) -> SchoolCalendar:
        """The calendar half-terms are counted on."""
        return SchoolCalendar.of(self.casebook, self.casebook.settings.default_calendar)

    def listed(self, on: dt.date, framework: Framework | None = None) -> Iterator[Listed]:
        """The requirements of one framework, or of every framework in use and in force on a date."""
        chosen = [framework] if framework else [f for f in self.casebook.frameworks if self.is_current(f, on)]
        for edition in chosen:
            for index, requirement in enumerate(edition.requirements):
                yield Listed(framework=edition, requirement=requirement, index=index)

    def is_current(self, framework: Framework, on: dt.date) -> bool:
        """Whether a framework is used here and in force on a date."""
        used = framework.id in self.casebook.settings.frameworks
        return used and framework.in_force_from <= on and (framework.in_force_to is None or on <= framework.in_force_to)

    def of(
        self, provider: Provider, on: dt.date, *, site: str | None = None, framework: Framework | None = None
    ) -> tuple[Standing, ...]:
        """Every requirement that concerns a provider, in the order of the frameworks."""
        key = (provider.id, on, site, framework.id if framework else None)
        if key not in self._known:
            self._known[key] = tuple(
                self.one(item, provider, on, site=site)
                for item in self.listed(on, framework)
                if applies(item.requirement, provider)
            )
        return self._known[key]

    def one(self, listed: Listed, provider: Provider, on: dt.date, *, site: str | None = None) -> Standing:
        """The state of one requirement. Without a site, that of the worst open site."""
        sites = [site] if site else open_sites(provider, on)
        verdicts = [self.judge(listed, provider, on, place) for place in sites or [None]]
        verdict = min(verdicts, key=lambda v: v.state.rank)
        requirement = listed.requirement
        begins = requirement.in_force_from
        return Standing(
            framework=listed.framework,
            requirement=requirement,
            provider=provider,
            site=site,
            on=on,
            state=verdict.state,
            reason=verdict.reason,
            in_force=not requirement.awaiting_commencement and (begins is None or begins <= on),
            evidence_index=verdict.weighed.index if verdict.weighed else None,
            good_until=verdict.weighed.good_until if verdict.weighed else None,
            waiver=verdict.waiver,
        )

    def judge(self, listed: Listed, provider: Provider, on: dt.date, site: str | None) -> Verdict:
        """The state at one site."""
        requirement = listed.requirement
        if excused := not_applicable(provider, requirement, on):
            return Verdict(state=State.NOT_APPLICABLE, reason=excused.reason)
        verdict = self.weigh_all(listed, provider, on, site)
        waiver = waiver_of(provider, requirement, on)
        if waiver and verdict.state in UNMET and verdict.state is not State.DISPUTED:
            reason = f"waived until {long_date(waiver.until)}: {waiver.reason}"
            return Verdict(state=State.WAIVED, reason=reason, weighed=verdict.weighed, waiver=waiver)
        return verdict

    def weigh_all(self, listed: Listed, provider: Provider, on: dt.date, site: str | None) -> Verdict:
        """The state by evidence alone. The newest refusal outweighs whatever was seen before it."""
        weighed = [self.weigh(i, e, listed) for i, e in self.relevant(listed.requirement, provider, on, site)]
        if not weighed:
            return Verdict(state=State.MISSING, reason="nothing has been seen")
        if doubted := [w for w in weighed if is_disputed(w.evidence, on)]:
            dispute = doubted[-1].evidence.disputed
            assert dispute is not None
            return Verdict(state=State.DISPUTED, reason=f"in dispute: {dispute.reason}", weighed=doubted[-1])
        refusals = [w for w in weighed if w.evidence.result != "met"]
        since = refusals[-1].evidence.seen_on if refusals else dt.date.min
        kept = [w for w in weighed if w.evidence.result == "met" and w.evidence.seen_on > since]
        if strong := [w for w in kept if not w.weakness]:
            return self.by_age(max(strong, key=lambda w: (w.good_until or dt.date.max, w.evidence.seen_on)), on)
        if refusals:
            result = "only partly met" if refusals[-1].evidence.result == "partly-met" else "found not met"
            reason = f"{result} on {long_date(since)}: {refusals[-1].evidence.seen}"
            return Verdict(state=State.NOT_MET, reason=reason, weighed=refusals[-1])
        return Verdict(state=State.NOT_MET, reason=kept[-1].weakness, weighed=kept[-1])

    def by_age(self, best: Weighed, on: dt.date) -> Verdict:
        """Met, expiring or expired, by the evidence that lasts longest."""
        until = best.good_until
        if until is None:
            return Verdict(state=State.MET, reason="seen, with no end date", weighed=best)
        if until < on:
            reason = best.lapse or f"ran out on {long_date(until)}"
            return Verdict(state=State.EXPIRED, reason=reason, weighed=best)
        soon = (until - on).days <= self.casebook.settings.due_soon_days
        state = State.EXPIRING if soon else State.MET
        return Verdict(state=state, reason=f"good until {long_date(until)}", weighed=best)

    def relevant(
        self, requirement: Requirement, provider: Provider, on: dt.date, site: str | None
    ) -> list[tuple[int, Evidence]]:
        """Evidence that answers the requirement or an equivalent, seen by the date, oldest first."""
        by_requirement = self.evidence_of(provider)
        answers = (requirement.id, *self.casebook.equivalents.get(requirement.id, ()))
        found = [
            (index, item)
            for answer in answers
            for index, item in by_requirement.get(answer, ())
            if item.seen_on <= on and item.site in (None, site)
        ]
        return sorted(found, key=lambda pair: (pair[1].seen_on, pair[0]))

    def evidence_of(self, provider: Provider) -> dict[str, list[tuple[int, Evidence]]]:
        """A provider's evidence by requirement, with its places in the record."""
        if provider.id not in self._evidence:
            table: dict[str, list[tuple[int, Evidence]]] = {}
            for index, item in enumerate(provider.evidence):
                table.setdefault(item.requirement, []).append((index, item))
            self._evidence[provider.id] = table
        return self._evidence[provider.id]

    def weigh(self, index: int, evidence: Evidence, listed: Listed) -> Weighed:
        """How long a piece of evidence is good, and why it may be too weak. The earliest end wins."""
        requirement = listed.requirement
        ends: list[tuple[dt.date, str]] = []
        if evidence.valid_until:
            ends.append((evidence.valid_until, ""))
        renewal = self.renewed_by(requirement, evidence)
        if renewal:
            ends.append((renewal, ""))
        if self.needs_edition(listed, evidence):
            begins = listed.framework.in_force_from
            lapse = f"given before {listed.framework.short_title} came into force on {long_date(begins)}; to be confirmed again"
            ends.append((begins - dt.timedelta(days=1), lapse))
        until, lapse = min(ends, default=(None, ""), key=lambda end: end[0])
        return Weighed(
            index=index,
            evidence=evidence,
            good_until=until,
            weakness=self.weakness(requirement, evidence),
            lapse=lapse,
        )

    def renewed_by(self, requirement: Requirement, evidence: Evidence) -> dt.date | None:
        """The last day before the requirement asks for new evidence."""
        renewal = requirement.renewal
        if renewal.rule == "half-term":
            return self.calendar.end_of_next_half_term(evidence.seen_on)
        if renewal.rule == "period" and renewal.every:
            return plus(evidence.seen_on, renewal.every, self.calendar)
        return None

    @staticmethod
    def needs_edition(listed: Listed, evidence: Evidence) -> bool:
        """Whether an assurance was given under another edition than the one that asks for it."""
        requirement = listed.requirement
        if requirement.renewal.rule != "new-edition" and requirement.area != ASSURED_ANEW:
            return False
        return evidence.edition != listed.framework.id and evidence.seen_on < listed.framework.in_force_from

    def weakness(self, requirement: Requirement, evidence: Evidence) -> str:
        """Why a piece of evidence is not enough, or nothing."""
        if VERIFICATION.index(evidence.verification) < VERIFICATION.index(requirement.verification):
            is_now, needed = (v.replace("-", " ") for v in (evidence.verification, requirement.verification))
            return f"only {is_now}, but it must be {needed}"
        accepted = set(requirement.accepts)
        for listed in self.casebook.requirements.get(evidence.requirement, ()):
            accepted.update(listed.requirement.accepts)
        if evidence.kind not in accepted:
            return f"a {evidence.kind.replace('-', ' ')} does not answer this requirement"
        return ""


def open_sites(provider: Provider, on: dt.date) -> list[str | None]:
    """The sites open on a date."""
    return [
        site.id
        for site in provider.sites
        if (site.opened_on is None or site.opened_on <= on) and (site.closed_on is None or on <= site.closed_on)
    ]


def is_disputed(evidence: Evidence, on: dt.date) -> bool:
    """Whether somebody questions the evidence on a date."""
    dispute = evidence.disputed
    return bool(dispute and dispute.raised_on <= on and (dispute.settled_on is None or on < dispute.settled_on))


def not_applicable(provider: Provider, requirement: Requirement, on: dt.date) -> NotApplicable | None:
    """The decision that a requirement does not apply, where one may be made."""
    if requirement.not_applicable == "never":
        return None
    for entry in provider.not_applicable:
        holds = entry.decided_on <= on and (entry.until is None or on <= entry.until)
        if entry.requirement == requirement.id and holds:
            return entry
    return None


def waiver_of(provider: Provider, requirement: Requirement, on: dt.date) -> Waiver | None:
    """The waiver in force on a date."""
    for waiver in provider.waivers:
        if waiver.requirement == requirement.id and waiver.approved_on <= on <= waiver.until:
            return waiver
    return None

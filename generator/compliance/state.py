"""The state of a requirement for a provider on a date: one function, used by every check, page and command.

Unknown never reads as fine: what nobody has seen is `missing`. Nothing here knows today's date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from generator.casebook import Casebook, Listed
from generator.clocks import SchoolCalendar
from generator.compliance.applies import condition_of
from generator.compliance.evidence import Scales
from generator.compliance.paperwork import by_acknowledgement, by_agreement
from generator.compliance.verdict import UNMET, ClosedPeriod, State, Verdict
from generator.model import Evidence, Framework, NotApplicable, Provider, Requirement, Waiver
from generator.wording import long_date

__all__ = ["UNMET", "Standing", "Standings", "State", "not_applicable", "open_sites", "standings_of", "waiver_of"]


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


class Standings:
    """Answers for one casebook. Remembers only what can be derived from it."""

    def __init__(self, casebook: Casebook) -> None:
        self.casebook = casebook
        self.scales = Scales(casebook)
        self.closed: dict[tuple[str, str | None, frozenset[str]], tuple[ClosedPeriod, ...]] = {}
        self.unmet: dict[tuple[str, str | None, str, str], tuple[ClosedPeriod, ...]] = {}
        self._concerned: dict[str, frozenset[int]] = {}
        self._known: dict[tuple[str, dt.date, str | None, str | None], tuple[Standing, ...]] = {}

    @property
    def calendar(self) -> SchoolCalendar:
        """The calendar half-terms are counted on."""
        return self.scales.calendar

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
                if self.concerns(item.requirement, provider)
            )
        return self._known[key]

    def concerns(self, requirement: Requirement, provider: Provider) -> bool:
        """Whether a requirement concerns a provider at all. Asked once for all requirements of this casebook."""
        if id(requirement) not in self.conditions:
            return condition_of(requirement)(provider)  # one that is not ours is asked itself, never taken for none
        if provider.id not in self._concerned:
            self._concerned[provider.id] = frozenset(key for key, holds in self.conditions.items() if holds(provider))
        return id(requirement) in self._concerned[provider.id]

    @cached_property
    def conditions(self) -> dict[int, Callable[[Provider], bool]]:
        """What says of each requirement whether it concerns a provider."""
        return {id(r): condition_of(r) for framework in self.casebook.frameworks for r in framework.requirements}

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
            good_until=verdict.until or (verdict.weighed.good_until if verdict.weighed else None),
            waiver=verdict.waiver,
        )

    def answer(self, listed: Listed, provider: Provider, on: dt.date, site: str | None) -> Verdict:
        """The state by what answers the requirement: an agreement, an acknowledgement, or evidence."""
        answered_by = listed.requirement.answered_by
        if answered_by and answered_by.agreement:
            return by_agreement(self.casebook, provider, answered_by.agreement, on)
        if answered_by and answered_by.policy:
            return by_acknowledgement(self.casebook, provider, answered_by.policy, on)
        return self.scales.weigh_all(listed, provider, on, site)

    def judge(self, listed: Listed, provider: Provider, on: dt.date, site: str | None) -> Verdict:
        """The state at one site."""
        requirement = listed.requirement
        if excused := not_applicable(provider, requirement, on):
            return Verdict(state=State.NOT_APPLICABLE, reason=excused.reason)
        verdict = self.answer(listed, provider, on, site)
        waiver = waiver_of(provider, requirement, on)
        if waiver and verdict.state in UNMET and verdict.state is not State.DISPUTED:
            reason = f"waived until {long_date(waiver.until)}: {waiver.reason}"
            return Verdict(state=State.WAIVED, reason=reason, weighed=verdict.weighed, waiver=waiver)
        return verdict


@lru_cache(maxsize=4)
def standings_of(casebook: Casebook) -> Standings:
    """The answers for a casebook, shared by everybody who asks, so that each is worked out once."""
    return Standings(casebook)


def open_sites(provider: Provider, on: dt.date) -> list[str | None]:
    """The sites open on a date."""
    return [
        site.id
        for site in provider.sites
        if (site.opened_on is None or site.opened_on <= on) and (site.closed_on is None or on <= site.closed_on)
    ]


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

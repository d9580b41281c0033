"""What evidence is worth: which answers a requirement, how long it lasts, and which piece decides."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from generator.casebook import Casebook, Listed
from generator.clocks import SchoolCalendar, plus
from generator.compliance.verdict import VERIFICATION, State, Verdict, Weighed, by_age
from generator.model import Evidence, Provider, Requirement
from generator.wording import long_date

ASSURED_ANEW = "assurance"


class Scales:
    """Weighs the evidence of one casebook. Remembers only what can be derived from it."""

    def __init__(self, casebook: Casebook) -> None:
        self.casebook = casebook
        self._weighed: dict[tuple[str, int, str, str], Weighed] = {}
        self._evidence: dict[str, dict[str, list[tuple[int, Evidence]]]] = {}

    @cached_property
    def calendar(self) -> SchoolCalendar:
        """The calendar half-terms are counted on."""
        return SchoolCalendar.of(self.casebook, self.casebook.settings.default_calendar)

    def weigh_all(self, listed: Listed, provider: Provider, on: dt.date, site: str | None) -> Verdict:
        """The state by evidence alone. The newest refusal outweighs whatever was seen before it."""
        weighed = [
            self.weighed(provider, i, e, listed) for i, e in self.relevant(listed.requirement, provider, on, site)
        ]
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
            best = max(strong, key=lambda w: (w.good_until or dt.date.max, w.evidence.seen_on))
            soon = self.casebook.settings.due_soon_days
            return by_age(best.good_until, on, soon, lapse=best.lapse, weighed=best)
        if refusals:
            result = "only partly met" if refusals[-1].evidence.result == "partly-met" else "found not met"
            reason = f"{result} on {long_date(since)}: {refusals[-1].evidence.seen}"
            return Verdict(state=State.NOT_MET, reason=reason, weighed=refusals[-1])
        return Verdict(state=State.NOT_MET, reason=kept[-1].weakness, weighed=kept[-1])

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

    def weighed(self, provider: Provider, index: int, evidence: Evidence, listed: Listed) -> Weighed:
        """What a piece of evidence is worth, weighed once for all sites and days."""
        key = (provider.id, index, listed.framework.id, listed.requirement.id)
        if key not in self._weighed:
            self._weighed[key] = self.weigh(index, evidence, listed)
        return self._weighed[key]

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
            return self.calendar.end_of_next_half_term(evidence.seen_on) or self.end_of_calendar(evidence.seen_on)
        if renewal.rule == "period" and renewal.every:
            return plus(evidence.seen_on, renewal.every, self.calendar) or self.end_of_calendar(evidence.seen_on)
        return None

    def end_of_calendar(self, seen_on: dt.date) -> dt.date:
        """Where the calendars end, evidence is good to their last day and no longer: beyond it nobody can say."""
        windows = self.calendar.half_terms
        return max(seen_on, windows[-1].end) if windows else seen_on

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


def is_disputed(evidence: Evidence, on: dt.date) -> bool:
    """Whether somebody questions the evidence on a date."""
    dispute = evidence.disputed
    return bool(dispute and dispute.raised_on <= on and (dispute.settled_on is None or on < dispute.settled_on))

"""A placement uses a provider that is closed or not yet open.

What it checks
That a placement lies within the days on which its provider, and the site it names, are open.

Why
A child must not be sent to a place that is not there.

How to fix
Correct the dates, or place the pupil with another provider; a closed one may name its successor.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.model import CasePlan, Placement, Provider, Site
from generator.rules import Rule

RULE = Rule(code="CB206", name="closed-provider-used", severity=Severity.ERROR, ignorable=False)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the placement's dates."""
    for plan in casebook.case_plans:
        for index, placement in enumerate(plan.placements):
            provider = casebook.get(Provider, placement.provider)
            if provider is None:
                continue
            sites = [site for site in provider.sites if site.id == placement.site]
            places: list[Provider | Site] = [provider, *sites]
            for place in places:
                yield from outside(plan, index, placement, place, as_of)


def outside(plan: CasePlan, index: int, placement: Placement, place: Provider | Site, as_of: date) -> Iterator[Finding]:
    """Findings when a placement begins before a place opens or goes on after it closes. Without an end it goes on."""
    if place.opened_on and placement.start < place.opened_on:
        message = f"the placement starts before {place.name} opened on {place.opened_on}"
        yield RULE.finding(plan.at("placements", index, "start"), message, hint="correct the date")
    last = placement.end or plan.closed_on or max(placement.start, as_of)
    if place.closed_on and last > place.closed_on:
        message = f"the placement goes on after {place.name} closed on {place.closed_on}"
        field = "end" if placement.end else "start"
        yield RULE.finding(plan.at("placements", index, field), message, hint="end it, or use the successor")

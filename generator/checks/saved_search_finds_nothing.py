"""A saved search names a town or postcode nobody knows.

What it checks
That the towns of saved searches in casebook.yml are towns of a provider's site, and that a postcode they measure from is
listed under 'districts'.

Why
A saved search with a misspelt town shows an empty page for ever, and whoever opens it believes that nobody is there.

How to fix
Write the town as the providers' sites write it, list the postcode under 'districts', or take the search out.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Pointer, Severity
from generator.rules import Rule

RULE = Rule(code="CB211", name="saved-search-finds-nothing", severity=Severity.ERROR)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the town or postcode."""
    towns = sorted({site.town for provider in casebook.providers for site in provider.sites if site.town})
    known = [district.code for district in casebook.settings.districts]
    unread = any(kind == "provider" for kind, _ in casebook.unusable)
    for index, view in enumerate(casebook.settings.saved_views):
        for number, town in enumerate(view.filters.towns if view.filters and not unread else ()):
            if town not in towns:
                where = ("saved_views", index, "filters", "towns", number)
                yield finding(casebook, where, f"no provider has a site in '{town}'", town, towns)
        if view.near and view.near not in known:
            message = f"'districts' does not say where '{view.near}' is"
            yield finding(casebook, ("saved_views", index, "near"), message, view.near, known)


def finding(casebook: Casebook, where: Pointer, message: str, word: str, known: list[str]) -> Finding:
    """A finding with the nearest word that is known."""
    near = difflib.get_close_matches(word, known, 1, 0.6)
    hint = f"did you mean '{near[0]}'?" if near else "take it out, or write it as the records do"
    return RULE.finding(casebook.settings.at(*where), message, hint=hint)

"""What each audience is shown of plans as one table, for the terminal and for spreadsheets. Counts, never codes."""

from __future__ import annotations

import datetime as dt

from generator.audience import audience_named
from generator.casebook import Casebook
from generator.privacy.marks import Marked
from generator.tables import Table
from generator.views.privacy import privacy_view

COLUMNS = ("audience", "k", "plans_shown", "withheld", "what", "shown_by", "why")


def privacy_table(casebook: Casebook, plan: Marked, as_of: dt.date, only: str) -> Table:
    """The table, fact by fact. Raises NoAudience when `only` is none."""
    if only:
        audience_named(casebook.settings, only)
    rows: list[tuple[str, ...]] = []
    for one in privacy_view(casebook, plan, as_of, only).audiences:
        numbers = (one.name, str(one.k), f"{one.shown} of {one.plans}", str(one.withheld))
        rows.append((*numbers, "plans", "whole" if one.together else "groups" if one.facts else "not at all", one.sees))
        if one.together:
            rows.append((*numbers, "facts together", "whole", one.together))
        rows += [(*numbers, fact.title, fact.shown_by, fact.why) for fact in one.facts]
        rows.append((*numbers, "pupils at each provider", "count", one.counts))
    return Table(title=f"Privacy, as of {as_of}", columns=COLUMNS, rows=tuple(rows))

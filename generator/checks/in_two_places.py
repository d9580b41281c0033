"""A pupil is in the internal exclusion room and somewhere else.

What it checks
That a pupil who is in the room for a session was not at a provider in the same session, and was not suspended on that day.
Half days of suspension and lunchtimes are passed over, because the register does not say which half they took.

Why
One of the two is wrong, so nobody knows where the child was. And a suspended pupil who sits in a room in school is being
taught on a day on which the law says the pupil is not there.

How to fix
Correct the row that is wrong. If the suspension was cancelled, enter the day on which it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule
from generator.totals import by_day, rows_by_plan

RULE = Rule(code="CB332", name="in-two-places", severity=Severity.ERROR, citation="SI 2024/208 reg 10(1)")


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the room's row."""
    suspended, away = suspended_days(casebook), sessions_away(casebook)
    for register in casebook.registers:
        for index, row in enumerate(register.internal_exclusion):
            who = casebook.aliases.get(("case-plan", row.who), row.who)
            if row.date in suspended.get(who, ()):
                message = f"the pupil of this row was suspended on {row.date}"
                where = register.at("internal_exclusion", index, "date")
                yield RULE.finding(where, message, hint="correct the row or the suspension")
            elif (row.date, row.session) in away.get(who, ()):
                message = f"the pupil of this row was at a provider in the same session of {row.date}"
                where = register.at("internal_exclusion", index, "date")
                yield RULE.finding(where, message, hint="correct one of the two rows")


def suspended_days(casebook: Casebook) -> Mapping[str, frozenset[date]]:
    """The whole days on which each pupil was suspended, but for suspensions that were cancelled."""
    return {
        who: frozenset(
            day
            for row in rows
            if row.calendar and row.entry.cancelled_on is None
            for day, share in by_day(row.entry, row.calendar)
            if share == 1
        )
        for who, rows in rows_by_plan(casebook).items()
    }


def sessions_away(casebook: Casebook) -> Mapping[str, frozenset[tuple[date, str]]]:
    """The sessions in which each pupil was seen at a provider."""
    found: dict[str, set[tuple[date, str]]] = {}
    for register in casebook.registers:
        for row in register.attendance:
            if row.mark in ("present", "late"):
                who = casebook.aliases.get(("case-plan", row.plan), row.plan)
                found.setdefault(who, set()).add((row.date, row.session))
    return {who: frozenset(sessions) for who, sessions in found.items()}

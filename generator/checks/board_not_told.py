"""The governing board was not told of a suspension.

What it checks
That the register says when the board was told of a suspension that takes the plan's total for the term above 5 school
days, of a permanent exclusion, and of one that misses a public exam or test. Terms end on 31 December, Easter Monday and
31 July, whatever the school's own terms are.

Why
The headteacher must tell the board without delay, and the board's days to decide run from the day it knows.

How to fix
Enter the day as `board_notice_on`. If the board has not been told, tell it today.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule
from generator.totals import BOARD_IS_TOLD_ABOVE, Row, exclusion_term, rows_by_plan, running

RULE = Rule(code="CB312", name="board-not-told", severity=Severity.WARNING, citation="SI 2012/1033 reg 23(2) and (3)")


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the row without the day."""
    for rows in rows_by_plan(casebook).values():
        for row, totals in running(rows, exclusion_term):
            reason = why_told(row, max(totals.values(), default=0))
            if reason and row.entry.board_notice_on is None:
                message = f"the board must be told, because this {reason}, but 'board_notice_on' is missing"
                yield RULE.finding(row.at(), message, hint="enter the day the board was told, or tell it today")


def why_told(row: Row, term_total: float) -> str:
    """Why the board is told of a row, if it is."""
    if row.entry.category == "permanent":
        return "is permanent"
    if row.entry.misses_public_exam:
        return "misses a public exam"
    return f"takes the term's total to {term_total:g} school days" if term_total > BOARD_IS_TOLD_ABOVE else ""

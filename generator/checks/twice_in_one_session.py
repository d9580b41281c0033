"""A pupil stands twice in one session.

What it checks
That no pupil has two rows for the same session of the internal exclusion room, or two for the same session at providers.

Why
The session is counted twice in the half-termly report, and nobody can say which of the two rows is right.

How to fix
Remove the row that is wrong, or correct its date or session.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Pointer, Severity
from generator.model import Register
from generator.rules import Rule

RULE = Rule(code="CB331", name="twice-in-one-session", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the later of two rows."""
    for register in casebook.registers:
        seen: dict[tuple[str, str, date, str], Pointer] = {}
        for pointer, who, day, session in rows(register):
            first = seen.setdefault((str(pointer[0]), who, day, session), pointer)
            if who and first != pointer:
                message = f"the pupil of this row is already in this session on line {register.at(*first).line}"
                yield RULE.finding(register.at(*pointer), message, hint="remove one of the two, or correct its session")


def rows(register: Register) -> Iterator[tuple[Pointer, str, date, str]]:
    """Every row with its pupil and session."""
    for index, room in enumerate(register.internal_exclusion):
        yield ("internal_exclusion", index), room.who, room.date, room.session
    for index, away in enumerate(register.attendance):
        yield ("attendance", index), away.plan, away.date, away.session

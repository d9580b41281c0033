"""A pupil spent a whole stay in the internal exclusion room without work.

What it checks
That work came for at least one session of every stay that is over. A stay is a pupil's sessions on school days that follow
each other.

Why
A pupil who only sits has been taken out of education. The room is a place to be taught in.

How to fix
If work did come, correct `work_received`. If not, tell the senior leader who answers for the room, send the missed work,
and make the bank of work ready for the next time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.half_term.stays import stays
from generator.rules import Rule
from generator.wording import count

RULE = Rule(code="CB521", name="stay-without-work", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the first session of such a stay."""
    for register in casebook.registers:
        for stay in stays(casebook, register):
            if stay.last < as_of and not any(session.row.work_received for session in stay.sessions):
                where = register.at("internal_exclusion", stay.sessions[0].index, "work_received")
                message = f"no work came in this stay of {count(len(stay.sessions), 'session')}"
                yield RULE.finding(where, message, hint="find out why, and see that the missed work reaches the pupil")

"""A stay in the internal exclusion room ended without an exit interview.

What it checks
That the register says of every stay that its exit interview was held, or was not needed, two school days after its end at
the latest. A stay is a pupil's sessions on school days that follow each other; the row of its last session says it.

Why
The talk before the first lesson back is what makes the next stay less likely. It is a duty of the room officer, and local
practice, not law.

How to fix
Hold it now, and write `exit_interview: held` in the row of the last session.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.half_term.stays import EXIT_TALK_WITHIN, calendar_of, next_school_day, stays
from generator.rules import Rule

RULE = Rule(code="CB522", name="stay-without-exit-interview", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the last session of such a stay."""
    for register in casebook.registers:
        calendar = calendar_of(casebook, register)
        for stay in stays(casebook, register):
            by = stay.last
            for _ in range(EXIT_TALK_WITHIN):
                by = next_school_day(calendar, by)
            if by < as_of and stay.exit_interview in ("", "due"):
                where = register.at("internal_exclusion", stay.sessions[-1].index, "exit_interview")
                message = f"the stay that ended on {stay.last} has had no exit interview"
                yield RULE.finding(where, message, hint="hold it now and write 'exit_interview: held'")

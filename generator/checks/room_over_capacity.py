"""More pupils are in the internal exclusion room than it holds.

What it checks
That no session has more pupils than the register's `room_places`. A register that does not give them is passed over.

Why
A crowded room is neither safe nor a place to work in, and it says that the room is used too readily.

How to fix
Spread the sessions, or agree something else for some of the pupils. If the room holds more, correct `room_places`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule
from generator.wording import count

RULE = Rule(code="CB333", name="room-over-capacity", severity=Severity.WARNING)
SESSIONS = {"am": "morning", "pm": "afternoon"}


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """One finding for each crowded session, on the first row that is too many."""
    for register in casebook.registers:
        if register.room_places is None:
            continue
        inside: dict[tuple[date, str], set[str]] = {}
        for index, row in enumerate(register.internal_exclusion):
            pupils = inside.setdefault((row.date, row.session), set())
            if row.who not in pupils and len(pupils) == register.room_places:
                places = count(register.room_places, "place")
                message = f"the room has {places} and more pupils on the {SESSIONS[row.session]} of {row.date}"
                where = register.at("internal_exclusion", index, "date")
                yield RULE.finding(where, message, hint="move a session, or correct 'room_places'")
            pupils.add(row.who)

"""A register has a row outside its half term.

What it checks
That rows of a register lie between its first and last day.

Why
The row would be counted in the wrong half term, or twice.

How to fix
Correct the date, or move the row to the register of its half term.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule

RULE = Rule(code="CB306", name="outside-register", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the row's date."""
    for register in casebook.registers:
        dated = [
            *((("internal_exclusion", i, "date"), row.date) for i, row in enumerate(register.internal_exclusion)),
            *((("suspensions", i, "starts_on"), row.starts_on) for i, row in enumerate(register.suspensions)),
            *((("attendance", i, "date"), row.date) for i, row in enumerate(register.attendance)),
        ]
        for pointer, day in dated:
            if not register.start <= day <= register.end:
                message = f"{day} lies outside this register ({register.start} to {register.end})"
                yield RULE.finding(register.at(*pointer), message, hint="move the row to the right register")

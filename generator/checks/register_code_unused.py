"""A register lists a pupil who is in none of its rows.

What it checks
That every code in a register's list of pupils is used by one of its rows.

Why
What is held about a child must be needed. A code without a row is data kept for nothing, or a row with a mistyped code.

How to fix
Remove the pupil from the list, or correct the code in the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule

RULE = Rule(code="CB523", name="register-code-unused", severity=Severity.NOTICE)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the code in the list."""
    for register in casebook.registers:
        used = {row.pupil for row in register.internal_exclusion} | {row.pupil for row in register.suspensions}
        for index, pupil in enumerate(register.pupils):
            if pupil.code not in used:
                message = "no row of this register has this pupil's code"
                yield RULE.finding(register.at("pupils", index, "code"), message, hint="remove the pupil from the list")

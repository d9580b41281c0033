"""A register holds a plan of another school.

What it checks
That every row of a register names a plan of the register's own school.

Why
A row in the wrong register gives two schools wrong figures and shows one school another's pupils.

How to fix
Correct the plan code, or move the row to the other school's register.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.model import AttendanceEntry, CasePlan, InternalExclusionEntry, SuspensionEntry
from generator.rules import Rule

RULE = Rule(code="CB207", name="plan-of-another-school", severity=Severity.ERROR)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the row's plan code."""
    for register in casebook.registers:
        rows: dict[str, Sequence[InternalExclusionEntry | SuspensionEntry | AttendanceEntry]] = {
            "internal_exclusion": register.internal_exclusion,
            "suspensions": register.suspensions,
            "attendance": register.attendance,
        }
        for field, entries in rows.items():
            for index, row in enumerate(entries):
                plan = casebook.get(CasePlan, row.plan or "")
                if plan and plan.school != register.school:
                    message = f"the plan '{row.plan}' belongs to another school than this register"
                    yield RULE.finding(register.at(field, index, "plan"), message, hint="check the plan code")

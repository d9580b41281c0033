"""Two parts of a record have the same id.

What it checks
That sites, programmes, requirements, steps, facts, sections, targets, placements, stages and concerns have different ids within their list.

Why
A reference to the id would mean either of them.

How to fix
Give one of the two another id and change the references to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Pointer, Severity
from generator.rules import Rule

RULE = Rule(code="CB203", name="repeated-part", severity=Severity.ERROR)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings for the second of two parts with one id."""
    for record, found in casebook.groups:
        seen: dict[tuple[Pointer, str], Pointer] = {}
        for pointer, group in found:
            part_id = getattr(group, "id", None)
            if not pointer or not isinstance(part_id, str) or not isinstance(pointer[-1], int):
                continue
            first = seen.setdefault((pointer[:-1], part_id), pointer)
            if first != pointer:
                called = "this id" if record.document.about_pupils else f"the id '{part_id}'"
                message = f"{called} is already used on line {record.at(*first, 'id').line}"
                yield RULE.finding(record.at(*pointer, "id"), message, hint="give one of the two another id")

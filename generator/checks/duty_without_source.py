"""A statutory step has no source.

What it checks
That a step of a procedure which claims the authority of law or statutory guidance says where that comes from.

Why
Staff act on it in a hurry, and parents may ask on what ground.

How to fix
Add a citation to the step, or set its level to `local` or `good-practice`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule

BINDING = ("must", "statutory-guidance")

RULE = Rule(
    code="CB604",
    name="duty-without-source",
    severity=Severity.ERROR,
    citation="House rule: no rule of the domain without a citation",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the step's level or clock."""
    for procedure in casebook.procedures:
        for index, step in enumerate(procedure.steps):
            basis = step.clock.basis if step.clock else None
            if step.citations or (step.level not in BINDING and basis not in ("statute", "guidance")):
                continue
            message = f"the step '{step.id}' claims the force of law or guidance without a source"
            where = procedure.at("steps", index, "level" if step.level in BINDING else "clock")
            yield RULE.finding(where, message, hint="add a citation, or set the level to local")

"""A date is not a real date written YYYY-MM-DD.

What it checks
That dates exist and are written year, month, day: 2026-11-22.

Why
03/04/2026 is April to some and March to others, and clocks count from these dates.

How to fix
Write the date as in the hint.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB105", name="not-a-date", severity=Severity.ERROR)

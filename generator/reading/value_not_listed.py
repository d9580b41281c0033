"""A value is not one of those allowed.

What it checks
That a field with a fixed list of values has one of them.

Why
Lists make records comparable: filters, statistics and rules count on them.

How to fix
Use one of the values in the hint.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB103", name="value-not-listed", severity=Severity.ERROR)

"""A required field is missing.

What it checks
That every field the schema requires is there.

Why
What is not known must be visible as unknown; a field left out by accident is not.

How to fix
Add the field. The hint names what belongs in it.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB101", name="missing-field", severity=Severity.ERROR)

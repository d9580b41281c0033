"""An ignore lacks its reason or day.

What it checks
That an ignore is written `# casebook: ignore[CB303] reason, until 2027-01-31`.

Why
Without a reason nobody can tell later whether it still holds.

How to fix
Write the code, the reason and the last day as in the example.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB903", name="malformed-ignore", severity=Severity.ERROR)

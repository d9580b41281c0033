"""An ignore silences nothing.

What it checks
That every `# casebook: ignore[…]` comment silences a finding.

Why
What it silenced has been mended, or it stands on the wrong line. Left there, it would hide the next mistake.

How to fix
Delete the comment.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB901", name="useless-ignore", severity=Severity.WARNING)

"""A rule of ours failed.

What it checks
That no rule stops with an error of its own.

Why
The other findings are still shown, but what this rule would have found is unknown.

How to fix
This is our mistake, not yours. Report it with the record it names.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB905", name="rule-failed", severity=Severity.ERROR, ignorable=False)

"""An ignore has run out.

What it checks
That the day in an ignore has not passed.

Why
An ignore is a decision for a time. After its day the finding counts again.

How to fix
Mend the finding. If it must wait, decide again and write a new day.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB902", name="expired-ignore", severity=Severity.ERROR)

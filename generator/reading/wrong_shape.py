"""A text is not shaped as it must be.

What it checks
That ids, codes, numbers with a form, web addresses, e-mail addresses and times look as they must.

Why
A malformed reference number or address leads nowhere when it is needed.

How to fix
Write it as the message says.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB106", name="wrong-shape", severity=Severity.ERROR)

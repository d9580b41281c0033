"""A field is written twice.

What it checks
That no field is given twice in the same place.

Why
The second line would silently win: a failed check could be hidden by a line further down.

How to fix
Keep one of the two lines. If both are true, the field is probably meant to be a list.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB009", name="duplicate-key", severity=Severity.ERROR)

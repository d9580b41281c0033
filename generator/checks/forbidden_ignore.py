"""An ignore names a rule that cannot be ignored.

What it checks
That reading rules, schema rules and rules about pupils' identity are not ignored.

Why
A file that cannot be read, or that names a pupil, is never acceptable for a while.

How to fix
Mend the finding and delete the comment.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB904", name="forbidden-ignore", severity=Severity.ERROR)

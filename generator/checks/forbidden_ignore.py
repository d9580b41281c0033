"""An ignore names a rule that cannot be ignored.

What it checks
That no ignore names a rule that may not be ignored: reading, schema and pupils' identity, and the rules whose pages say so.

Why
A file that cannot be read, that names a pupil, or that sends one to a closed provider is never acceptable for a while.

How to fix
Mend the finding and delete the comment.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB904", name="forbidden-ignore", severity=Severity.ERROR)

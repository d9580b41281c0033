"""A file lies where no record belongs.

What it checks
That records lie directly in the folder of their kind, such as `records/providers/`.

Why
A record in the wrong folder would be missing from the site without anybody noticing.

How to fix
Move the file into the folder of its kind.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB016", name="misplaced-file", severity=Severity.ERROR)

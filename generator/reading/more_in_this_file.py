"""A file has more mistakes than are shown.

What it checks
Counts the schema mistakes of a file beyond the first twenty.

Why
Hundreds of messages about one file hide the first one, which often causes the others.

How to fix
Mend the findings shown and check again.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB110", name="more-in-this-file", severity=Severity.ERROR)

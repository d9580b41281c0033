"""A file is too large or too deeply nested.

What it checks
That a record has at most 256 kB, 20,000 characters on a line, 2,000 fields in one group and 20 levels.

Why
A record is something a person reads. A file beyond these limits is a mistake or an attack, and is not read.

How to fix
Split the record, or remove what was pasted into it by accident.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB003", name="too-large", severity=Severity.ERROR)

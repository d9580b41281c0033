"""A file does not hold exactly one record.

What it checks
That a file holds one record of fields and values: not a list, not a bare text, not two records divided by `---`.

Why
The file name is the record's id, so there can be only one record in it.

How to fix
Put each record into a file of its own.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB008", name="not-one-record", severity=Severity.ERROR)

"""A record is empty.

What it checks
That the file says something: not nothing, not only comments, not only `null`.

Why
An empty record would look like a provider or a procedure about which all is well.

How to fix
Fill the record in, or delete the file. `casebook new` writes a record to start from.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB007", name="empty-record", severity=Severity.ERROR)

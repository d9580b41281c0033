"""Two records claim the same id.

What it checks
That ids and aliases are unique within a kind, whatever their case, and that `x.yml` does not stand beside `x.yaml`.

Why
A reference must lead to one record, and two pages cannot share an address.

How to fix
Rename one of the two files or remove the alias.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB014", name="id-taken", severity=Severity.ERROR)

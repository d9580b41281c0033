"""A field has no value.

What it checks
That no field is left empty or set to `null` or `~`.

Why
An empty field looks filled in. Unknown is said by leaving the field out, so that pages can show it as unknown.

How to fix
Write a value or remove the line. If the word itself is meant, put it in quotes.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB109", name="empty-value", severity=Severity.ERROR)

"""A field is not one this kind of record has.

What it checks
That every field is one the schema knows, spelt as the schema spells it.

Why
A misspelt field would be ignored: `valid_untill` would mean that nothing ever expires.

How to fix
Use the name in the hint, or remove the line.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB102", name="unknown-field", severity=Severity.ERROR)

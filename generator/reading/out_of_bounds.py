"""A value is too long, too short, too large or too small.

What it checks
That texts, lists and numbers stay within the schema's limits, and lists do not repeat themselves.

Why
Limits catch slips of the finger and keep pages readable.

How to fix
Shorten, lengthen or correct the value.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB107", name="out-of-bounds", severity=Severity.ERROR)

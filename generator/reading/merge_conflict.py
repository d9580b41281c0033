"""A merge conflict was left in the file.

What it checks
That no line starts with the marks git leaves when two people changed the same lines.

Why
Both versions are in the file; nobody has decided which one is true.

How to fix
Keep the lines that are right, delete the others and the three marked lines.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB006", name="merge-conflict", severity=Severity.ERROR)

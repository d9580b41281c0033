"""Text after a # would be lost.

What it checks
That a `#` behind a value is meant as a comment: two spaces before it and one after it. A `#` that stands directly behind a
quotation mark or a bracket is not.

Why
YAML drops everything from ` #` to the end of the line. `Meet at gate #3` would become `Meet at gate`.

How to fix
Put the whole value in quotes. If it is a comment, give it a line of its own.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB011", name="text-lost-to-comment", severity=Severity.ERROR)

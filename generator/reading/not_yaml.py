"""The YAML cannot be read.

What it checks
That the file is well-formed YAML: spaces for indentation, closed quotes and brackets, one colon after each field name.

Why
A file that cannot be read cannot be checked, and its page cannot be built.

How to fix
Go to the line named in the message. Most often the cure is to put the whole value in quotes.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB005", name="not-yaml", severity=Severity.ERROR)

"""The id in the file differs from the file's name.

What it checks
That a record which gives its `id` gives the name of its file.

Why
References use the file's name; an id that differs would mislead every reader.

How to fix
Remove the `id` line, or rename the file.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB015", name="id-differs", severity=Severity.ERROR)

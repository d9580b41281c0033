"""A file name cannot be a record's id.

What it checks
That the file name is made of lower-case letters, digits and single hyphens, starts with a letter, has at most 64 characters and is not a reserved name (such as `index`, `con` or `nul`).

Why
The id becomes part of a web address and of a file name on every kind of computer.

How to fix
Rename the file, for example to `harbour-farm.yaml`, and change the references to it.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB013", name="unusable-id", severity=Severity.ERROR)

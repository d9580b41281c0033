"""A record file could not be opened.

What it checks
That every record is an ordinary file that may be read: not a link, a pipe, a device or a folder, and with a file name made of plain characters.

Why
A link can point at a file outside the casebook, and a pipe can make a check wait for ever. Neither is opened.

How to fix
Put an ordinary file in its place, or rename it with lower-case letters, digits and hyphens, such as `harbour-farm.yaml`.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB001", name="unreadable-file", severity=Severity.ERROR)

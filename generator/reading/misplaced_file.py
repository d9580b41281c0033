"""A file lies where no record belongs.

What it checks
That records lie directly in the folder of their kind, such as `records/providers/`, and that no pictures, documents or
recordings lie among them.

Why
A record in the wrong folder would be missing from the site without anybody noticing. A picture or a document holds more than
can be looked through: names, places, and who made it.

How to fix
Move the record into the folder of its kind. Keep documents where documents are kept; the record says what was seen, when, by
whom, and where it is held.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB016", name="misplaced-file", severity=Severity.ERROR)

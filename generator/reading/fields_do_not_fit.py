"""Fields do not fit together.

What it checks
That a group has as many of its fields as it may have: for example exactly one of URN, UKPRN or census type.

Why
Two identities, or none, make it impossible to say which organisation is meant.

How to fix
Keep the one field that is right.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB108", name="fields-do-not-fit", severity=Severity.ERROR)

"""A file is not saved as UTF-8.

What it checks
That the file is UTF-8 text. A byte-order mark and Windows line ends are accepted.

Why
In another encoding, letters such as ŵ, é or £ would silently turn into others.

How to fix
Open the file in your editor and choose Save as, encoding UTF-8.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB002", name="not-utf-8", severity=Severity.ERROR)

"""A file looks like the key to the codes.

What it checks
That no file in the repository links plan codes to pupils: a spreadsheet or list called key, code book or pupil names, or
one in which codes stand beside names or pupil numbers. Files that are built, and folders whose name begins with a dot, are
not looked into.

Why
The key turns every plan into a plan about a named child. Whoever has the repository, or a copy of it, would have both.

How to fix
Move the file out of the repository, to the system your school trusts with it. If it was ever committed, it is still in
the history: stop, do not push, and tell your data protection officer.
"""

from __future__ import annotations

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(
    code="CB410",
    name="key-in-repository",
    severity=Severity.ERROR,
    citation="ICO, anonymisation guidance (28 March 2025): what re-identifies pseudonymised data is kept apart from it",
)

"""The file is something else under a record's name.

What it checks
That a file ending in `.yaml` is not a Word document, a web page, a picture or a pointer left by git's large-file storage.

Why
Such files come from a mistaken save or an incomplete download, and hold no record.

How to fix
Export the text and write it as a record, or fetch the real file.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB012", name="not-a-record-file", severity=Severity.ERROR)

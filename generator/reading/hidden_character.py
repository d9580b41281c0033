"""A file holds a hidden or control character.

What it checks
That text holds no control characters, no invisible characters and none that change the direction of reading, whether typed or written as an escape.

Why
Hidden characters can make a record show something other than what it says, or disturb the terminal of whoever checks it.

How to fix
Delete the character named in the message and type the text again. Emoji and accented letters are fine.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB004", name="hidden-character", severity=Severity.ERROR)

"""A YAML shortcut is used.

What it checks
That records use plain YAML only: no anchors (`&`), aliases (`*`), merge keys (`<<`), tags (`!`), directives (`%`) or lists as field names.

Why
Shortcuts hide what a record says, can swallow words that begin with such a sign, and are a known way to attack a reader of YAML.

How to fix
Write the value out. When a text begins with `&`, `*` or `!`, put it in quotes.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB010", name="yaml-shortcut", severity=Severity.ERROR)

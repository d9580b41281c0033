"""A value has the wrong form.

What it checks
That numbers are numbers, `true` and `false` are written so, lists are lists and groups of fields are groups.

Why
`yes`, `5 places` or a list where one text is due cannot be counted or compared.

How to fix
Write the value in the form the message asks for. Numbers, `true` and `false` go without quotes.
"""

from generator.findings import Severity
from generator.rules import Rule

RULE = Rule(code="CB104", name="wrong-type", severity=Severity.ERROR)

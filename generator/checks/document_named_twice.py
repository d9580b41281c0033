"""Two documents of law and guidance go by one name.

What it checks
That every name a citation may begin with belongs to one document of the register.

Why
A citation means the document whose name it begins with. Where two have the same name, its edition is looked up in the
wrong one, and a replaced edition passes for the one in force.

How to fix
Keep the name with the document it belongs to, and take it away from the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.model import Source
from generator.rules import Rule

RULE = Rule(code="CB607", name="document-named-twice", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the name of the later record."""
    owners: dict[str, Source] = {}
    for source in casebook.all(Source):
        places = [("title",), *(("names", index) for index in range(len(source.names)))]
        for pointer, name in zip(places, (source.title, *source.names), strict=True):
            owner = owners.setdefault(name.lower(), source)
            if owner is not source:
                message = f"'{owner.id}' goes by this name as well"
                yield RULE.finding(source.at(*pointer), message, hint="keep the name with one of them")

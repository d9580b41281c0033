"""What a rule is. Its module's docstring is its page; a finding made from it carries the right code and severity."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from types import ModuleType

from generator.findings import Finding, Location, Severity

FAMILIES = {
    "0": "Reading",
    "1": "Schema",
    "2": "References",
    "3": "Dates",
    "4": "Pseudonymity",
    "5": "Coverage",
    "6": "Citations",
    "9": "The casebook itself",
}
NEVER_IGNORED = frozenset("014")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule's identity. Codes are never renumbered and never reused."""

    code: str
    name: str
    severity: Severity
    citation: str = ""
    ignorable: bool = True

    @property
    def family(self) -> str:
        """The family's name, by the code's first digit."""
        return FAMILIES[self.code[2]]

    @property
    def may_be_ignored(self) -> bool:
        """Whether an inline ignore may silence it."""
        return self.ignorable and self.code[2] not in NEVER_IGNORED

    def finding(self, where: Location, message: str, *, hint: str = "", severity: Severity | None = None) -> Finding:
        """A finding of this rule. `severity` may only soften the rule's own."""
        return Finding(
            code=self.code,
            rule=self.name,
            severity=severity or self.severity,
            location=where,
            message=message,
            hint=hint,
            citation=self.citation,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """A rule's published explanation, taken from its module's docstring."""

    rule: Rule
    title: str
    sections: tuple[tuple[str, str], ...]


HEADING = re.compile(r"^(What it checks|Why|How to fix)$", re.MULTILINE)


def page_of(module: ModuleType) -> RulePage:
    """The rule page in a rule module's docstring: a title line, then the three headed sections."""
    text = inspect.cleandoc(module.__doc__ or "")
    title, _, body = text.partition("\n")
    parts = HEADING.split(body)
    sections = tuple((parts[i], parts[i + 1].strip()) for i in range(1, len(parts), 2))
    return RulePage(rule=module.RULE, title=title.rstrip("."), sections=sections)

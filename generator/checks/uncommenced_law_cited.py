"""A record rests on what is not in force.

What it checks
That nothing cites a draft, an announcement, or a part of an Act that has not been commenced, unless the citation
tells its reader so.

Why
Acts come into force in stages, and many pages write as if all of them had. Whoever acts on a section that is not in
force may do what the law does not allow, or ask of a family what nobody owes.

How to fix
Rest the text on what is in force, or say in the citation's note that the part is not in force.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.law import Standing, edition_meant, law_of, parts_cited, standing_of
from generator.model import Citation, Framework, Record, Requirement, Source
from generator.rules import Rule

RULE = Rule(
    code="CB606",
    name="uncommenced-law-cited",
    severity=Severity.WARNING,
    citation="Children's Wellbeing and Schools Act 2026, section 78: most of the Act waits for commencement",
)
NOT_LAW = {Standing.DRAFT: "a draft", Standing.ANNOUNCED: "only announced", Standing.NOT_COMMENCED: "not commenced"}


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the citation."""
    register = law_of(casebook)
    for source in register.sources:
        for cited in register.cited.get(source.id, ()):
            if cited.says_so or awaits(cited.record, cited.pointer):
                continue
            if found := not_law(source, cited.citation, as_of):
                hint = "rest it on what is in force, or say in the note that it is not in force"
                yield RULE.finding(cited.record.at(*cited.pointer), found, hint=hint)


def awaits(record: Record, pointer: tuple[str | int, ...]) -> bool:
    """Whether the citation stands in a requirement that says itself that it awaits commencement."""
    if not isinstance(record, Framework) or pointer[:1] != ("requirements",) or not isinstance(pointer[1], int):
        return False
    requirement: Requirement = record.requirements[pointer[1]]
    return bool(requirement.awaiting_commencement)


def not_law(source: Source, citation: Citation, as_of: date) -> str:
    """Why what is cited is not in force; nothing when it is."""
    edition = edition_meant(source, citation, as_of)
    for part in parts_cited(edition, citation):
        if part.in_force_from is None or part.in_force_from > as_of:
            return f"this part of {source.short_title} is not in force"
    standing = standing_of(edition, as_of)
    return f"this edition of {source.short_title} is {NOT_LAW[standing]}" if standing in NOT_LAW else ""

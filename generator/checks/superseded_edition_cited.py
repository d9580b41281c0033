"""A record cites an edition that has been replaced.

What it checks
That policies, procedures, roles, providers and frameworks in force do not rest on an edition that has been replaced,
unless the citation tells its reader so.

Why
A new edition may say something else. Whoever follows the old one may follow what is no longer asked.

How to fix
Read the new edition, change the text where needed, and cite the new edition. Where the new wording has not been seen,
say in the citation's edition or note that the old one was replaced.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.law import Standing, law_of, rests_on, standing_of
from generator.model import Citation
from generator.rules import Rule
from generator.wording import long_date

RULE = Rule(code="CB602", name="superseded-edition-cited", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the citation."""
    register = law_of(casebook)
    replaced = {
        (name.lower(), framework.edition): framework
        for framework in casebook.frameworks
        if framework.in_force_to and framework.in_force_to < as_of
        for name in (framework.title, framework.short_title)
    }
    for cited in (item for found in register.cited.values() for item in found):
        if not rests_on(cited.record, as_of) or cited.says_so:
            continue
        message = ""
        if cited.edition and standing_of(cited.edition, as_of) is Standing.REPLACED:
            source = register.document(cited.citation)
            message = until(source.short_title if source else cited.citation.source, cited.edition.in_force_to)
        elif framework := replaced.get(key_of(cited.citation)):
            message = until(framework.short_title, framework.in_force_to)
        if message:
            yield RULE.finding(
                cited.record.at(*cited.pointer),
                message,
                hint="check the new edition and cite it, or say it was replaced",
            )


def key_of(citation: Citation) -> tuple[str, str]:
    """A citation's name and edition, as frameworks are looked up."""
    return citation.source.lower(), citation.edition or ""


def until(title: str, last: date | None) -> str:
    """What is wrong with the edition."""
    return (
        f"this edition of {title} was in force until {long_date(last)}" if last else f"this edition of {title} is over"
    )

"""What is wrong with the records? The findings, and a page for every rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import resources
from generator.casebook import Casebook
from generator.catalogue import CATALOGUE
from generator.findings import Finding, Severity
from generator.inspection import Report
from generator.rules import FAMILIES, RulePage
from generator.suppressions import Ignored
from generator.views.common import Ref, ref_to


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksView:
    """The findings of this build."""

    findings: tuple[Finding, ...]
    ignored: tuple[Ignored, ...]
    errors: int
    warnings: int
    files: int
    skipped: tuple[tuple[str, str], ...]
    families: tuple[tuple[str, tuple[tuple[RulePage, int], ...]], ...]
    named: Mapping[str, Ref]
    """The record in each file that something was found in; none for a file that is no usable record."""

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of the records that something was found in."""
        return tuple(sorted({self.folder(finding) for finding in self.findings}))

    @staticmethod
    def folder(finding: Finding) -> str:
        """The folder of the record that something was found in."""
        return Path(finding.location.path).parent.name or finding.location.path

    @property
    def severities(self) -> tuple[str, ...]:
        """How severe what was found is, worst first."""
        found = {finding.severity for finding in self.findings}
        return tuple(severity for severity in Severity if severity in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule's page."""

    page: RulePage
    family: str
    bad: str
    good: str
    findings: tuple[Finding, ...]
    named: Mapping[str, Ref]


def records_found(report: Report, casebook: Casebook) -> Mapping[str, Ref]:
    """The records that findings are about, by file."""
    paths = {one.location.path for one in (*report.findings, *(ignored.finding for ignored in report.ignored))}
    return {record.path: ref_to(record) for record in casebook.every_record() if record.path in paths}


def checks_view(report: Report, named: Mapping[str, Ref]) -> ChecksView:
    """The findings and the catalogue."""
    counted = Counter(f.code for f in report.findings)
    families = []
    for digit, family in FAMILIES.items():
        pages = tuple((page, counted[code]) for code, page in CATALOGUE.items() if code[2] == digit)
        if pages:
            families.append((family, pages))
    return ChecksView(
        findings=report.findings,
        ignored=report.ignored,
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        files=report.files,
        skipped=tuple((s.path, s.reason) for s in report.skipped),
        families=tuple(families),
        named=named,
    )


def rule_view(page: RulePage, report: Report, named: Mapping[str, Ref]) -> RuleView:
    """One rule with an example of what it refuses and of what it accepts."""
    cases = resources.rule_cases() / page.rule.name
    return RuleView(
        page=page,
        family=page.rule.family,
        bad=example(cases, "bad-*"),
        good=example(cases, "good-*"),
        findings=tuple(f for f in report.findings if f.code == page.rule.code),
        named=named,
    )


def example(folder: Path, pattern: str) -> str:
    """The first case of a kind, as text."""
    found = sorted(folder.glob(pattern))
    return found[0].read_text(encoding="utf-8").strip() if found else ""

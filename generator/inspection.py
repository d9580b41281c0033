"""Reads a casebook, runs every rule over it and gathers one report. Decides nothing about how it is shown."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from generator import suppressions
from generator.casebook import Casebook
from generator.characters import printable
from generator.checks import every_check, key_in_repository, rule_failed
from generator.faults import told
from generator.findings import Finding, Location, Severity
from generator.load import Loaded, load
from generator.memory import Memory
from generator.passed_over import Skipped
from generator.privacy.key_files import key_files
from generator.privacy.record_scan import hits
from generator.schema import SchemaStore
from generator.sharing import processors, share
from generator.source import Document
from generator.suppressions import Ignored

Plain = tuple[str, str, str, str, str, str, str, int, int, str]
"""A finding as it is handed from one process to another."""
Answer = tuple[int, list[Plain], list[str]]
"""What a rule says: its number, its findings, and how it failed if it did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything one run found, sorted, and everything it passed over."""

    as_of: dt.date
    findings: tuple[Finding, ...]
    ignored: tuple[Ignored, ...]
    skipped: tuple[Skipped, ...]
    files: int
    documents: dict[str, Document]
    failures: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A casebook with its report."""

    casebook: Casebook
    report: Report


def keys_in(root: Path, casebook: Casebook) -> Iterator[Finding]:
    """Files anywhere under the root that look like the key to the codes."""
    names = (p.name for p in casebook.providers), (s.name for p in casebook.providers for s in p.sites)
    schools = (school.name for school in casebook.settings.schools)
    roles = (role.title for role in casebook.roles)
    ids = (record.id.replace("-", " ") for record in (*casebook.providers, *casebook.roles))
    known = frozenset(name.lower() for name in (*names[0], *names[1], *schools, *roles, *ids))
    for path, why in key_files(root, known):
        message = f"this looks like the key to the codes: {why}"
        hint = "move it out of the repository; if it was ever committed, tell your data protection officer"
        yield key_in_repository.RULE.finding(Location(path=printable(path, 200)), message, hint=hint)


def nothing_found(as_of: dt.date) -> Report:
    """A report without findings, for readers who may not see what findings are about."""
    return Report(as_of=as_of, findings=(), ignored=(), skipped=(), files=0, documents={})


def inspect(root: Path, schemas: SchemaStore, as_of: dt.date, memory: Memory | None = None) -> Inspected:
    """Loads the records under a root and checks them."""
    loaded = gathered(root, schemas, memory)
    return Inspected(casebook=loaded.casebook, report=report_on(loaded, as_of))


def gathered(root: Path, schemas: SchemaStore, memory: Memory | None = None) -> Loaded:
    """The records under a root, with what is wrong with any file."""
    loaded = load(root, schemas, memory=memory)
    return replace(loaded, findings=(*loaded.findings, *keys_in(root, loaded.casebook)))


def report_on(loaded: Loaded, as_of: dt.date, codes: Set[str] | None = None) -> Report:
    """All findings of a loaded casebook; with `codes`, those of some rules at least."""
    asked = [number for number, module in enumerate(every_check()) if codes is None or module.RULE.code in codes]
    answers = sorted(answers_of_rules(asked, loaded.casebook, as_of))
    found = [*loaded.findings, *(finding_of(plain) for _, finds, _ in answers for plain in finds)]
    kept, ignored = suppressions.apply(found, loaded.documents, as_of)
    return Report(
        as_of=as_of,
        findings=tuple(sorted(set(kept), key=lambda f: f.sort_key)),
        ignored=tuple(sorted(ignored, key=lambda i: i.finding.sort_key)),
        skipped=loaded.skipped,
        files=loaded.files,
        documents={document.path: document for document in loaded.documents},
        failures=tuple(failure for *_, failures in answers for failure in failures),
    )


def answers_of_rules(asked: Sequence[int], casebook: Casebook, as_of: dt.date) -> Iterator[Answer]:
    """What each rule that is asked says, the rules shared out to the processors."""
    records = sum(map(len, casebook.records.values()))
    if processors(records) > 1:
        with contextlib.suppress(Exception):  # the rule that asks for them says what is wrong
            hits(casebook)  # all processors look for identifiers, before each has rules of its own

    def ask(numbers: Sequence[int]) -> list[Answer]:
        modules = every_check()
        return [answer_of(number, modules[number], casebook, as_of) for number in numbers]

    for answers in share(ask, asked, size=records):
        yield from answers


def answer_of(number: int, module: ModuleType, casebook: Casebook, as_of: dt.date) -> Answer:
    """What one rule says, as plain values."""
    failures: list[str] = []
    found = [plain_of(finding) for finding in run(module, casebook, as_of, failures)]
    return number, found, failures


def plain_of(finding: Finding) -> Plain:
    """A finding as plain values."""
    at = finding.location
    return (
        *(finding.code, finding.rule, finding.severity.value, finding.message, finding.hint, finding.citation),
        *(at.path, at.line, at.column, at.pointer),
    )


def finding_of(plain: Plain) -> Finding:
    """The finding that plain values stand for."""
    code, rule, severity, message, hint, citation, path, line, column, pointer = plain
    return Finding(
        code=code,
        rule=rule,
        severity=Severity(severity),
        location=Location(path=path, line=line, column=column, pointer=pointer),
        message=message,
        hint=hint,
        citation=citation,
    )


def run(module: ModuleType, casebook: Casebook, as_of: dt.date, failures: list[str]) -> Iterator[Finding]:
    """One rule's findings. A rule that fails says so, and hides neither the others nor what it found until then."""
    check = getattr(module, "check", None)
    if check is None:
        return
    try:
        yield from check(casebook, as_of)
    except Exception as error:
        failures.append(told(error))
        message = f"the rule {module.RULE.code} ({module.RULE.name}) failed with {type(error).__name__}"
        where = Location(path=casebook.settings.path)
        yield rule_failed.RULE.finding(where, message, hint="this is a mistake of the casebook's; please report it")

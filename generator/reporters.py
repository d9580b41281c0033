"""A report as text, JSON, GitHub annotations, SARIF or JUnit XML. Every form comes from the same findings."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from urllib.parse import quote

from rich.console import Console
from rich.text import Text

from generator import __version__
from generator.catalogue import CATALOGUE
from generator.characters import printable
from generator.findings import Finding, Severity
from generator.inspection import Report
from generator.wording import count

NEVER_QUOTED = frozenset({"CB401", "CB402", "CB403"})
"""What these found identifies somebody: a line that one of them points at is never printed."""
COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def summary(report: Report) -> str:
    """The last line: what was read, found and passed over."""
    parts = [
        f"{count(report.files, 'record')} checked as of {report.as_of}",
        count(report.count(Severity.ERROR), "error"),
        count(report.count(Severity.WARNING), "warning"),
    ]
    if notices := report.count(Severity.NOTICE):
        parts.append(count(notices, "notice"))
    if report.ignored:
        parts.append(f"{len(report.ignored)} ignored")
    if report.skipped:
        parts.append(f"{count(len(report.skipped), 'file')} skipped ({report.skipped[0].reason})")
    return ", ".join(parts)


def print_text(report: Report, console: Console) -> None:
    """Findings with their source line and a caret, then the summary."""
    silent = {place_of(f) for f in report.findings if f.code in NEVER_QUOTED}
    for finding in report.findings:
        console.print(headline(finding), soft_wrap=True)
        for line in () if place_of(finding) in silent else excerpt(finding, report):
            console.print(line, soft_wrap=True)
        if finding.hint:
            console.print(Text(f"  hint: {finding.hint}", style="green"), soft_wrap=True)
    style = "bold red" if report.count(Severity.ERROR) else "bold green"
    console.print(Text(summary(report), style=style), soft_wrap=True)


def place_of(finding: Finding) -> tuple[str, int]:
    """The line a finding points at."""
    return finding.location.path, finding.location.line


def headline(finding: Finding) -> Text:
    """`path:line:column: CODE severity: message`."""
    where = finding.location
    return Text.assemble(
        f"{where.path}:{where.line}:{where.column}: ",
        (f"{finding.code} {finding.severity}", COLOURS[finding.severity]),
        f": {finding.message}",
    )


def excerpt(finding: Finding, report: Report) -> Iterable[Text]:
    """The line the finding points at, with a caret. Nothing for records about pupils: text stays out of logs."""
    document = report.documents.get(finding.location.path)
    if document is None or document.about_pupils:
        return
    lines = document.lines()
    if not 0 < finding.location.line <= len(lines) or finding.location == document.at():
        return
    line = lines[finding.location.line - 1]
    if len(line) <= 200:
        yield Text(f"  | {printable(line, 200)}", style="dim")
        yield Text(f"  | {' ' * (finding.location.column - 1)}^", style="dim")


def as_json(report: Report) -> str:
    """The fixed machine form, version 1."""
    found = [
        {
            "code": finding.code,
            "rule": finding.rule,
            "severity": finding.severity.value,
            "path": finding.location.path,
            "line": finding.location.line,
            "column": finding.location.column,
            "pointer": finding.location.pointer,
            "message": finding.message,
            "hint": finding.hint,
            "citation": finding.citation,
        }
        for finding in report.findings
    ]
    counts = {
        "records": report.files,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notices": report.count(Severity.NOTICE),
        "ignored": len(report.ignored),
        "skipped": len(report.skipped),
    }
    body = {"version": 1, "as_of": report.as_of.isoformat(), "findings": found, "counts": counts}
    return json.dumps(body, indent=2, ensure_ascii=False)


GITHUB_ESCAPES = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))


def as_github(report: Report) -> str:
    """Workflow commands that annotate the changed lines."""
    return "\n".join([*(annotation(finding) for finding in report.findings), summary(report)])


def annotation(finding: Finding) -> str:
    """One workflow command."""
    where = finding.location
    properties = {
        "file": where.path,
        "line": str(where.line),
        "col": str(where.column),
        "title": f"{finding.code} {finding.rule}",
    }
    fields = ",".join(f"{name}={escaped(value, ((':', '%3A'), (',', '%2C')))}" for name, value in properties.items())
    message = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    return f"::{finding.severity.value} {fields}::{escaped(message, ())}"


def escaped(text: str, more: tuple[tuple[str, str], ...]) -> str:
    """Text as a workflow command can carry it."""
    for character, code in (*GITHUB_ESCAPES, *more):
        text = text.replace(character, code)
    return text


SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def as_sarif(report: Report) -> str:
    """SARIF 2.1.0, one run, every rule of the catalogue."""
    rules = [
        {
            "id": code,
            "name": page.rule.name,
            "shortDescription": {"text": page.title},
            "fullDescription": {"text": dict(page.sections).get("What it checks", page.title)},
            "help": {"text": dict(page.sections).get("How to fix", page.title)},
            "defaultConfiguration": {"level": SARIF_LEVELS[page.rule.severity]},
        }
        for code, page in CATALOGUE.items()
    ]
    index = {code: number for number, code in enumerate(CATALOGUE)}
    driver = {"name": "casebook", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [sarif_result(f, index) for f in report.findings]}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def sarif_result(finding: Finding, index: dict[str, int]) -> dict[str, object]:
    """One result."""
    where = finding.location
    text = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    place = {
        "artifactLocation": {"uri": quote(where.path)},
        "region": {"startLine": where.line, "startColumn": where.column},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": SARIF_LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }


def as_junit(report: Report) -> str:
    """JUnit XML: a test case for every file; errors fail it, warnings are printed with it."""
    by_path: dict[str, list[Finding]] = {path: [] for path in sorted(report.documents)}
    for finding in report.findings:
        by_path.setdefault(finding.location.path, []).append(finding)
    failed = sum(any(f.severity is Severity.ERROR for f in found) for found in by_path.values())
    suite = ET.Element("testsuite", name="casebook", tests=str(len(by_path)), failures=str(failed), errors="0")
    for path, found in sorted(by_path.items()):
        case = ET.SubElement(suite, "testcase", classname="records", name=path)
        errors = [f for f in found if f.severity is Severity.ERROR]
        others = [f for f in found if f.severity is not Severity.ERROR]
        if errors:
            failure = ET.SubElement(case, "failure", message=errors[0].message, type=errors[0].code)
            failure.text = "\n".join(headline(f).plain for f in errors)
        if others:
            ET.SubElement(case, "system-out").text = "\n".join(headline(f).plain for f in others)
    ET.indent(suite)
    return ET.tostring(suite, encoding="unicode")


FORMATS: dict[str, Callable[[Report], str]] = {
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "junit": as_junit,
}

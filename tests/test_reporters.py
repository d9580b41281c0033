"""The output formats, against golden files and against their own rules. CASEBOOK_UPDATE_GOLDEN=1 accepts a change."""

from __future__ import annotations

import io
import json
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from generator import __version__
from generator.catalogue import CATALOGUE
from generator.findings import Finding, Location, Severity
from generator.inspection import Report
from generator.reporters import (
    FORMATS,
    annotation,
    as_github,
    as_json,
    as_junit,
    as_sarif,
    excerpt,
    print_text,
    summary,
)
from tests.cases import HERE, check, copy_base, replace_in

GOLDEN = HERE / "golden"
PLAN = "records/case-plans/cp-7f3k.yaml"
ROLE = "records/roles/off-site-coordinator.yaml"
POLICY = "records/policies/commissioning.yaml"
PROVIDER = "records/providers/harbour-farm.yaml"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report with errors, warnings, an ignored finding, a skipped file and a record about a pupil."""
    root = copy_base(tmp_path_factory.mktemp("reported"))
    replace_in(root, ROLE, "kind: seat", "kind: Seat")
    replace_in(root, ROLE, "\nreview:", "\ndeputy: head-teacher\nreview:")
    replace_in(root, PLAN, "purpose: Return", "purpse: x\npurpose: Return")
    replace_in(root, PROVIDER, "valid_until: 2027-08-31", "valid_until: 2026-11-20")
    ignore = "  # casebook: ignore[CB303] governors meet in December, until 2026-12-18"
    replace_in(root, POLICY, "next_review: 2027-09-01", f"next_review: 2026-11-20{ignore}")
    (root / "records/policies/notes.txt").write_text("to do", encoding="utf-8")
    (root / "records/roles/Tutor.yaml").write_text("title: Tutor\n", encoding="utf-8")
    (root / "records/roles/broken.yaml").write_text("title: A: b\n", encoding="utf-8")
    return check(root)


def text(report: Report, width: int = 40) -> str:
    """The report as text, on a narrow screen."""
    stream = io.StringIO()
    print_text(report, Console(file=stream, highlight=False, markup=False, emoji=False, width=width, color_system=None))
    return stream.getvalue()


@pytest.mark.parametrize("form", ["text", *FORMATS])
def test_golden(form: str, report: Report) -> None:
    shown = text(report) if form == "text" else FORMATS[form](report) + "\n"
    shown = shown.replace(f'"version": "{__version__}"', '"version": "VERSION"')
    if form == "sarif":
        shown = without_catalogue(shown)
    golden = GOLDEN / f"report.{form}"
    if os.environ.get("CASEBOOK_UPDATE_GOLDEN") == "1":
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def without_catalogue(shown: str) -> str:
    """SARIF without the rules, which change with every new rule; they are checked below."""
    body = json.loads(shown)
    body["runs"][0]["tool"]["driver"]["rules"] = []
    for result in body["runs"][0]["results"]:
        del result["ruleIndex"]
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def test_json_is_version_1(report: Report) -> None:
    body = json.loads(as_json(report))
    assert list(body) == ["version", "as_of", "findings", "counts"]
    assert body["version"] == 1
    assert body["as_of"] == "2026-11-22"
    keys = ["code", "rule", "severity", "path", "line", "column", "pointer", "message", "hint", "citation"]
    assert all(list(finding) == keys for finding in body["findings"])
    assert body["counts"] == {"records": 11, "errors": 5, "warnings": 1, "notices": 0, "ignored": 1, "skipped": 1}
    order = [(f["path"], f["line"], f["column"], f["code"]) for f in body["findings"]]
    assert order == sorted(order)


def test_sarif_is_sound(report: Report) -> None:
    body = json.loads(as_sarif(report))
    assert body["version"] == "2.1.0"
    [run] = body["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CATALOGUE)
    assert len(run["results"]) == len(report.findings)
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] in ("error", "warning", "note")
        place = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"[A-Za-z0-9_.~%/-]+", place["artifactLocation"]["uri"])
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1


def test_sarif_addresses_are_escaped(report: Report) -> None:
    odd = finding("x", path="records/roles/a b<é>.yaml")
    body = json.loads(as_sarif(replace(report, findings=(odd,))))
    place = body["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "records/roles/a%20b%3C%C3%A9%3E.yaml"


def test_junit_is_sound(report: Report) -> None:
    suite = ET.fromstring(as_junit(report))
    cases = suite.findall("testcase")
    assert suite.get("tests") == str(len(cases))
    assert suite.get("failures") == str(len([case for case in cases if case.find("failure") is not None]))
    assert suite.get("errors") == "0"
    names = [case.get("name") for case in cases]
    assert names == sorted(str(name) for name in names)
    assert len(names) == len(set(names))
    assert set(report.documents) <= set(names)
    for case in cases:
        found = [f for f in report.findings if f.location.path == case.get("name")]
        failed = case.find("failure") is not None
        assert failed is any(f.severity is Severity.ERROR for f in found)


def finding(message: str, path: str = ROLE, hint: str = "") -> Finding:
    """A finding with a text of our choice."""
    where = Location(path=path, line=2, column=3)
    rule = CATALOGUE["CB103"].rule
    return rule.finding(where, message, hint=hint)


def test_github_escapes() -> None:
    line = annotation(finding("50 % of\r\nit: a, b", path="records/roles/a:b,c%.yaml", hint="do\nthis"))
    assert line == (
        "::error file=records/roles/a%3Ab%2Cc%25.yaml,line=2,col=3,title=CB103 value-not-listed"
        "::50 %25 of%0D%0Ait: a, b. do%0Athis"
    )


def test_github_cannot_be_made_to_run_commands(report: Report) -> None:
    evil = finding("x\n::set-env name=PATH::/tmp", path="records/roles/a\n::stop-commands::x.yaml")
    lines = as_github(replace(report, findings=(evil,))).split("\n")
    assert len(lines) == 2
    assert lines[0].startswith("::error file=records/roles/a%0A%3A%3Astop-commands")


def test_text_shows_the_line_and_a_caret(report: Report) -> None:
    lines = text(report, width=200).splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith(f"{ROLE}:2:7: CB103 error: "))
    assert lines[at + 1] == "  | kind: Seat"
    assert lines[at + 2] == "  |       ^"
    assert lines[at + 3].startswith("  hint: did you mean 'seat'?")


def test_text_is_not_wrapped_or_coloured(report: Report) -> None:
    assert text(report, width=20) == text(report, width=300)
    assert "\x1b" not in text(report)


def test_lines_of_case_plans_and_registers_are_never_shown(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    register = "records/registers/elmfield-2026-autumn-2.yaml"
    replace_in(root, PLAN, "purpose: Return to all lessons", "purpose: MARKER Return: to")
    replace_in(root, register, "kept_by: off-site-coordinator", "kept_by: off-site-coordinator #MARKER")
    report = check(root)
    assert {f.location.path for f in report.findings} >= {PLAN, register}
    shown = [text(report), *(form(report) for form in FORMATS.values())]
    assert not any("MARKER" in each for each in shown)
    for finding in report.findings:
        assert list(excerpt(finding, report)) == []


def test_long_lines_and_controls_are_not_shown(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    replace_in(root, ROLE, "summary: Finds", "summary: 7\nmay: " + "x" * 300 + "\nalso_called: a\tb\n# Finds")
    shown = text(check(root), width=500)
    assert "x" * 210 not in shown
    assert "\t" not in shown
    assert "\\x09" in shown


def lines_shown(line: str, at: int, tmp_path: Path, **more: object) -> list[str]:
    """What the text report shows beside its findings, when one points at a line of a role whose second line is given."""
    root = copy_base(tmp_path)
    replace_in(root, ROLE, "kind: seat", line)
    found = check(root)
    one = Finding(
        code="CB302", rule="x", severity=Severity.ERROR, location=Location(path=ROLE, line=at, column=3), message="x"
    )
    made = replace(found, findings=(replace(one, **more),))  # type: ignore[arg-type]
    return [shown for shown in text(made, width=500).splitlines() if shown.startswith("  |")]


@pytest.mark.parametrize("code", ["CB401", "CB402", "CB403"])
def test_a_line_that_may_name_somebody_is_never_shown(code: str, tmp_path: Path) -> None:
    assert lines_shown("kind: seat", 2, tmp_path) == ["  | kind: seat", "  |   ^"]
    assert lines_shown("kind: seat", 2, tmp_path / "again", code=code) == []


def test_other_lines_are_shown_all_the_same(tmp_path: Path) -> None:
    found = check(copy_base(tmp_path))
    places = [Location(path=ROLE, line=line, column=1) for line in (1, 1, 2)]
    codes = ("CB401", "CB302", "CB302")
    made = [
        Finding(code=code, rule="x", severity=Severity.ERROR, location=place, message="x")
        for code, place in zip(codes, places, strict=True)
    ]
    shown = text(replace(found, findings=tuple(made)), width=500)
    assert shown.count("  | ") == 2
    assert "  | kind: seat" in shown


def test_only_lines_that_are_there_are_shown(tmp_path: Path) -> None:
    assert lines_shown("kind: seat", 1, tmp_path / "first")
    count = len((tmp_path / "first" / ROLE).read_text(encoding="utf-8").split("\n"))
    assert lines_shown("kind: seat", count, tmp_path / "last")
    for number in (0, -1, count + 1):
        assert lines_shown("kind: seat", number, tmp_path / f"at{number}") == []


def test_a_line_is_shown_whole_or_not_at_all(tmp_path: Path) -> None:
    whole = "kind: " + "x" * 194
    assert lines_shown(whole, 2, tmp_path / "a")[0] == f"  | {whole}"
    assert lines_shown(f"{whole}x", 2, tmp_path / "b") == []
    assert lines_shown("kind: a\tb\x1b", 2, tmp_path / "c") in ([], ["  | kind: a\\x09b\\x1b", "  |   ^"])
    assert lines_shown("kind: a\tb", 2, tmp_path / "d")[0] == "  | kind: a\\x09b"


def test_colours_say_how_grave_it_is(report: Report) -> None:
    def coloured(severity: Severity) -> str:
        stream = io.StringIO()
        made = replace(report, findings=(replace(finding("x"), severity=severity),), ignored=(), skipped=())
        options = {"force_terminal": True, "color_system": "standard", "highlight": False, "legacy_windows": False}
        print_text(made, Console(file=stream, width=200, **options))  # type: ignore[arg-type]
        return stream.getvalue()

    assert coloured(Severity.ERROR).count("\x1b[1;31m") == 2
    assert "\x1b[1;32m" in coloured(Severity.WARNING)
    assert "\x1b[33m" in coloured(Severity.WARNING)
    assert "\x1b[36m" in coloured(Severity.NOTICE)


@pytest.mark.parametrize("form", [as_json, as_sarif])
def test_forms_for_programs_keep_letters_and_are_set_out(form: Callable[[Report], str], report: Report) -> None:
    made = form(replace(report, findings=(finding("é"),)))
    assert "é" in made
    assert made.startswith('{\n  "')


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 0, 0), "11 records checked as of 2026-11-22, 0 errors, 0 warnings"),
        ((1, 1, 0), "11 records checked as of 2026-11-22, 1 error, 1 warning"),
        ((2, 0, 1), "11 records checked as of 2026-11-22, 2 errors, 0 warnings, 1 notice"),
    ],
)
def test_summary(counts: tuple[int, int, int], words: str, report: Report) -> None:
    pairs = zip((Severity.ERROR, Severity.WARNING, Severity.NOTICE), counts, strict=True)
    made = tuple(replace(finding("x"), severity=severity) for severity, number in pairs for _ in range(number))
    assert summary(replace(report, findings=made, ignored=(), skipped=())) == words


def test_summary_counts_what_was_passed_over(report: Report) -> None:
    assert summary(report).endswith("5 errors, 1 warning, 1 ignored, 1 file skipped (not a .yaml file)")

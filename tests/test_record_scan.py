"""Whole records are looked through, whatever else is wrong with them; what is remembered changes nothing and holds no text."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.cache import FOLDER, OFF
from generator.findings import Finding
from generator.load import load
from generator.privacy.detector import Detector
from generator.privacy.free_text import TITLE, free_texts, kind_of, titles
from generator.privacy.record_scan import hits
from tests.cases import SAMPLE, check, copy_base, everything_said, store

PLAN = "records/case-plans/cp-7f3k.yaml"
NAME = "Morwenna"
CODES = {"CB401", "CB402", "CB403"}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the smallest casebook, where things may be remembered."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(OFF, raising=False)
    made = copy_base(tmp_path / "root")
    subprocess.run(["git", "init", "-q", str(made)], check=True)
    return made


def identifiers(root: Path) -> list[Finding]:
    """What the rules about identifiers find."""
    return [finding for finding in check(root).findings if finding.code in CODES]


def written(root: Path, old: str, new: str) -> None:
    """Changes the plan's text."""
    text = (root / PLAN).read_text(encoding="utf-8")
    assert old in text
    (root / PLAN).write_text(text.replace(old, new, 1), encoding="utf-8")


def named(root: Path) -> None:
    """Puts a name into a text, a comment and a file's name."""
    written(root, "purpose: ", f"# asked {NAME}\npurpose: With {NAME}. ")
    role = root / "records/roles/off-site-coordinator.yaml"
    role.with_name("morwenna.yaml").write_text(role.read_text(encoding="utf-8"), encoding="utf-8")


def test_what_is_remembered_is_what_is_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named(root)
    with monkeypatch.context() as without:
        without.setenv(OFF, "1")
        anew = identifiers(root)
    assert {finding.code for finding in anew} == CODES
    assert identifiers(root) == anew
    monkeypatch.setattr(Detector, "spans", lambda detector, text: pytest.fail("looked at again"))
    assert identifiers(root) == anew


def test_only_places_and_kinds_are_remembered(root: Path) -> None:
    named(root)
    assert identifiers(root)
    kept = root / ".git" / FOLDER / "identifiers.sqlite"
    assert kept.is_file()
    assert NAME.lower().encode() not in kept.read_bytes().lower()


def test_another_vocabulary_is_another_answer(root: Path) -> None:
    written(root, "purpose: ", f"purpose: With {NAME}. ")
    assert identifiers(root)
    settings = root / "records/casebook.yml"
    allowed = (
        f"allowed_terms:\n  - term: {NAME}\n    reason: what a boat is called\n    reviewed_by: off-site-coordinator\n"
    )
    days = "    reviewed_on: 2026-11-01\n    review_by: 2027-11-01\n"
    settings.write_text(settings.read_text(encoding="utf-8") + allowed + days, encoding="utf-8")
    assert not [f for f in check(root).findings if f.code.startswith("CB1")]
    assert identifiers(root) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("purpose: ", f"remark: {NAME} was upset\npurpose: "),
        ("purpose: ", f"{NAME}: upset\npurpose: "),
        ("purpose: ", f"remark:\n  - who:\n      - seen with {NAME}\npurpose: "),
        ("purpose: ", f"purpose:\n  - With {NAME} to "),
        ("purpose: ", f"surprise: 1\npurpose: With {NAME}: "),
        ("purpose: ", f"surprise: 1\n# {NAME} asked\npurpose: "),
        ("plan_type: ", f"plan_type: {NAME}\nwas: "),
        ("opened_on: ", f"opened_on: told {NAME}\nwas: "),
        ("purpose: ", f"purpose: 'With {NAME} to "),
        ("purpose: ", f"purpose: &x With {NAME} to "),
        ("purpose: ", f"purpose: [With {NAME} to "),
        ("purpose: ", f"- {NAME}\npurpose: "),
        ("purpose: ", f"\tnote: call {NAME} [\npurpose: "),
    ],
)
def test_a_name_is_found_in_a_plan_that_is_refused(old: str, new: str, tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    written(root, old, new)
    report = check(root)
    assert load(root, store()).casebook.unusable == {("case-plan", "cp-7f3k")}
    lines = (root / PLAN).read_text(encoding="utf-8").splitlines()
    where = {lines[f.location.line - 1] for f in report.findings if f.code in CODES and f.location.path == PLAN}
    assert [line for line in where if NAME in line]
    assert NAME.lower() not in everything_said(report).lower()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("plan_type: ", "plan_type: off-site-directon\n# was: "),
        ("opened_on: ", "opened_on: 2026 - 09 - 07\n# was: "),
        ("purpose: ", "surprise: 1\npurpose: "),
        ("purpose: ", "purpose: [ "),
    ],
)
def test_a_slip_is_not_taken_for_a_name(old: str, new: str, tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    written(root, old, new)
    assert load(root, store()).casebook.unusable == {("case-plan", "cp-7f3k")}
    assert check(root).failures == ()
    assert identifiers(root) == []


def test_every_rule_sees_the_same_scan(root: Path) -> None:
    casebook = load(root, store()).casebook
    assert hits(casebook) is hits(casebook)


def test_titles_are_the_free_texts_that_may_be_titles() -> None:
    casebook = load(SAMPLE, store()).casebook
    records = (casebook.settings, *casebook.every_record())
    texts = [text for record in records for text in free_texts(kind_of(record), record.data)]
    assert titles(casebook) == {text.text for text in texts if TITLE in text.holds}
    assert len(titles(casebook)) > 100

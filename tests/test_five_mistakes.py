"""Five mistakes in one record are five findings, each on its own line; and a broken record hides nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases import check, copy_base, found_in, replace_in

PLAN = "records/case-plans/cp-7f3k.yaml"
PROVIDER = "records/providers/harbour-farm.yaml"
PROCEDURE = "records/procedures/first-day-absence.yaml"
REGISTER = "records/registers/elmfield-2026-autumn-2.yaml"

# What to replace by what: missing field, unknown field, value not listed, dangling reference, bad date.
# The code is found on the line where the old text stood (for a missing field on line 1 of its group).
FIVE = {
    PLAN: [
        ("need: SEMH\n", "", "CB101", 1),
        ("purpose:", "purpse: Lessons.\npurpose:", "CB102", 0),
        ("key_stage: KS3", "key_stage: KS8", "CB103", 0),
        ("provider: harbour-farm", "provider: harbor-farm", "CB201", 0),
        ("start: 2026-09-14", "start: 2026-09-31", "CB105", 0),
    ],
    PROVIDER: [
        ("summary: Half days with animals for pupils who find classrooms hard.\n", "", "CB101", 1),
        ("  places: 8", "  place: 1\n  places: 8", "CB102", 0),
        ("form: community-interest-company", "form: cic", "CB103", 0),
        ("requirement: liability-insurance", "requirement: liability-insurances", "CB201", 0),
        ("valid_until: 2027-08-31", "valid_until: 31/08/2027", "CB105", 0),
    ],
    PROCEDURE: [
        ("  event: The provider reports that the pupil has not arrived.\n", "  planned: true\n", "CB101", 0),
        ("owner:", "owners: x\nowner:", "CB102", 0),
        ("group: attendance", "group: absence", "CB103", 0),
        ("    role: off-site-coordinator", "    role: on-site-coordinator", "CB201", 0),
        ("  next_review: 2027-09-01", "  next_review: next year", "CB105", 0),
    ],
    REGISTER: [
        ("    work_received: true\n", "", "CB101", 12),
        ("half: 2", "haf: 2\nhalf: 2", "CB102", 0),
        ("session: am", "session: morning", "CB103", 0),
        ("plan: cp-7f3k", "plan: cp-7f3j", "CB201", 0),
        ("start: 2026-11-02", "start: 2026-11-02T00:00", "CB105", 0),
    ],
}


def break_five_ways(root: Path, path: str) -> list[tuple[str, int, str]]:
    """Makes the five mistakes, and says where each must be found."""
    for old, new, _, _ in FIVE[path]:
        replace_in(root, path, old, new)
    text = (root / path).read_text(encoding="utf-8")
    expected = []
    for _, new, code, fixed in FIVE[path]:
        line = fixed or text[: text.index(new)].count("\n") + 1
        expected.append((path, line, code))
    return sorted(expected)


@pytest.mark.parametrize("path", FIVE, ids=lambda path: path.split("/")[1])
def test_five_mistakes_are_five_findings_on_five_lines(path: str, tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    expected = break_five_ways(root, path)
    report = check(root)
    found = [item for item in found_in(report) if item[0] == path]
    assert found == expected
    assert len({line for _, line, _ in found}) == 5
    assert {f.location.path for f in report.findings} == {path}, "a broken record must not be reported elsewhere"
    assert all(finding.hint for finding in report.findings)


def test_all_records_broken_at_once_are_all_reported(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    expected = sorted(item for path in FIVE for item in break_five_ways(root, path))
    assert found_in(check(root)) == expected


def test_a_reference_with_a_wrong_shape_is_one_finding(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    line = replace_in(root, PLAN, "provider: harbour-farm", "provider: Harbour Farm")
    assert found_in(check(root)) == [(PLAN, line, "CB106")]


def test_references_to_a_broken_record_are_not_reported(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    line = replace_in(root, PROVIDER, "type: farm-equine-outdoor", "type: farm")
    assert found_in(check(root)) == [(PROVIDER, line, "CB103")]


def test_good_references_in_a_broken_record_are_not_reported(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    line = replace_in(root, PLAN, "need: SEMH", "need: Semh")
    assert found_in(check(root)) == [(PLAN, line, "CB103")]


def test_broken_settings_do_not_make_schools_and_frameworks_unknown(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    line = replace_in(root, "records/casebook.yml", "k: 5", "k: five")
    assert found_in(check(root)) == [("records/casebook.yml", line, "CB104")]


def test_a_broken_framework_does_not_make_requirements_unknown(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    path = "records/frameworks/safe-placement-2026.yaml"
    line = replace_in(root, path, "authority: local", "authority: ours")
    assert found_in(check(root)) == [(path, line, "CB103")]


def test_a_broken_calendar_does_not_make_its_series_unknown(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    path = "records/calendars/elmfield-2026-27.yaml"
    line = replace_in(root, path, "provisional: false", "provisional: no")
    assert found_in(check(root)) == [(path, line, "CB104")]

"""Hostile files are refused in one sentence at the right place, and nothing else suffers. Good odd files are kept."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from generator.schema_messages import explain_error  # noqa: F401 - imported once, so that no case is charged for it
from generator.source import read
from tests.cases import SAMPLE, check, copy_base, found_in
from tests.hostile.places import PLACES, Expected, Place
from tests.hostile.records import BAD, GOOD, PLAN, ROLE, Hostile

WITNESS = ("records/policies/commissioning.yaml", 15, "CB303")
RAW_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ud800-\udfff]")
LIMIT = 2.0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base casebook with one overdue review, to see that other files are still checked."""
    copy_base(tmp_path)
    policy = tmp_path / WITNESS[0]
    policy.write_text(policy.read_text(encoding="utf-8").replace("2027-09-01", "2026-11-20"), encoding="utf-8")
    assert found_in(check(tmp_path)) == [WITNESS]
    return tmp_path


def write(case: Hostile, root: Path) -> None:
    """Puts the file where it belongs."""
    assert isinstance(case.content, bytes)
    (root / case.path).write_bytes(case.content)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.label)
def test_refused(case: Hostile, root: Path) -> None:
    write(case, root)
    start = time.process_time()
    report = check(root)
    taken = time.process_time() - start
    expected = sorted([WITNESS, *((case.path, line, code) for code, line in case.expected)])
    shown = "\n".join(f"{f.location.path}:{f.location.line} {f.code} {f.message}" for f in report.findings)
    assert found_in(report) == expected, shown[:2000]
    assert taken < LIMIT, f"took {taken:.1f} s"
    assert not report.failures
    for finding in report.findings:
        assert not RAW_CONTROLS.search(finding.message + finding.hint + finding.location.path), shown
        assert len(finding.message) < 400
        assert finding.hint
    texts = " ".join(f"{f.message} {f.hint}" for f in report.findings if f.location.path == case.path)
    assert case.says in texts


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place[0]}-{place[1]}")
def test_refused_unopened(place: Place, root: Path) -> None:
    _, _, build, expected = place
    build(root)
    start = time.process_time()
    report = check(root)
    assert time.process_time() - start < LIMIT
    assert found_in(report) == sorted([WITNESS, *expected])
    assert "SECRET" not in repr(report)
    for finding in report.findings:
        assert not RAW_CONTROLS.search(finding.message + finding.location.path)


def test_a_device_is_refused(root: Path) -> None:
    try:
        os.mknod(root / "records/roles/null.yaml", 0o20666, os.makedev(1, 3))
    except OSError:
        pytest.skip("devices cannot be made here")
    assert ("records/roles/null.yaml", 1, "CB001") in found_in(check(root))


def test_a_file_that_may_not_be_read_is_refused(root: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may read everything")
    (root / ROLE).write_bytes(GOOD[0][1])
    (root / ROLE).chmod(0)
    assert (ROLE, 1, "CB001") in found_in(check(root))


@pytest.mark.parametrize(("name", "content"), GOOD, ids=[name for name, _ in GOOD])
def test_accepted(name: str, content: bytes, root: Path) -> None:
    (root / ROLE).write_bytes(content)
    assert found_in(check(root)) == [WITNESS]


def test_good_files_read_the_same_however_they_were_saved(tmp_path: Path) -> None:
    texts = dict(GOOD)
    read_back = {}
    for name in ("byte-order-mark", "windows-line-ends", "no-final-newline", "start-and-end-marks"):
        (tmp_path / name).write_bytes(texts[name])
        document, problems = read(tmp_path / name, name)
        assert document
        assert not problems
        read_back[name] = document.data
    assert len({json.dumps(data) for data in read_back.values()}) == 1


def test_text_is_kept_as_typed_and_composed(tmp_path: Path) -> None:
    titles = {}
    for name, content in GOOD:
        (tmp_path / name).write_bytes(content)
        document, _ = read(tmp_path / name, name)
        assert document
        titles[name] = document.data["title"]
    assert titles["family-emoji"] == "Tutor 👩‍👩‍👧‍👦 👩🏽‍⚕️ 🏳️‍🌈"
    assert titles["welsh"] == "Cydlynydd y tŷ, dŵr a gŵr"
    assert titles["decomposed"] == "Café tutor"
    assert titles["yes-and-no"] == "NO"
    assert titles["times-as-text"] == "12:30"
    assert titles["numbers-as-text"] == "010"
    assert all(unicodedata.is_normalized("NFC", title) for title in titles.values())


def test_there_are_enough_cases() -> None:
    rows = {case.row for case in BAD} | {row for row, *_ in PLACES}
    accepted_rows = {15, 29, 36, 37}
    assert rows | accepted_rows == {*range(1, 53), 62}
    assert len(BAD) + len(PLACES) + len(GOOD) >= 163
    assert len(GOOD) >= 9


def batch() -> list[tuple[Hostile, str]]:
    """Cases that can lie side by side, each under a name of its own."""
    found = []
    for number, case in enumerate(BAD):
        if case.path == ROLE and case.row not in (15, 44, 45):
            found.append((case, f"records/roles/t{number}-case.yaml"))
        elif case.path == PLAN:
            found.append((case, f"records/case-plans/cp-z{number:03d}.yaml"))
        elif case.row in (42, 43, 35):
            found.append((case, case.path))
    return found


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[Hostile, str]], Expected]:
    """A casebook with nearly everything hostile in it at once."""
    root = copy_base(tmp_path_factory.mktemp("crowded"))
    placed: list[tuple[str, int, str]] = []
    for _, name, build, expected in PLACES:
        if name not in ("linked-folder", "linked-settings", "file-for-folder", "archived", "circle", "other-case"):
            build(root)
            placed += expected
    cases = batch()
    for case, path in cases:
        assert isinstance(case.content, bytes)
        (root / path).write_bytes(case.content)
    return root, cases, tuple(placed)


def run(root: Path, form: str) -> subprocess.CompletedProcess[bytes]:
    """The command line, in a process of its own."""
    command = [sys.executable, "-m", "generator", "validate", "--root", str(root), "--as-of", "2026-11-22"]
    environment = {**os.environ, "PYTHONPATH": str(SAMPLE), "PYTHONWARNINGS": "error"}
    return subprocess.run([*command, "--format", form], capture_output=True, cwd=SAMPLE, env=environment, timeout=60)


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_the_command_line_survives_them_all(
    form: str, crowded: tuple[Path, list[tuple[Hostile, str]], Expected]
) -> None:
    root, cases, placed = crowded
    start = time.perf_counter()
    done = run(root, form)
    taken = time.perf_counter() - start
    output = done.stdout.decode("utf-8")
    assert done.returncode == 1, done.stderr[-2000:]
    assert done.stderr == b""
    assert "Traceback" not in output
    assert not RAW_CONTROLS.search(output)
    assert taken < 0.1 * len(cases), f"took {taken:.1f} s for {len(cases)} files"
    if form == "json":
        found = {(f["path"], f["line"], f["code"]) for f in json.loads(output)["findings"]}
        for case, path in cases:
            for code, line in case.expected:
                assert (path, line, code) in found, case.label
        assert set(placed) <= found

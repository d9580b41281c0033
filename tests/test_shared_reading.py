"""Records that several processes read and look through are what one process reads, and the report is the same."""

from __future__ import annotations

import os
import re
import subprocess
import threading
from pathlib import Path
from typing import Any, NoReturn

import pytest

from generator import load, sharing
from generator.cache import OFF
from generator.checks import plan_review_overdue, review_overdue
from generator.inspection import Inspected, inspect
from generator.privacy import record_scan
from generator.source import understood
from tests.cases import AS_OF, SAMPLE, store
from tests.sites import copy_of

PLANS = "records/case-plans"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample's records with a mistake of every sort."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    made = copy_of(SAMPLE, tmp_path / "root")
    subprocess.run(["git", "init", "-q", str(made)], check=True)
    plans = sorted((made / PLANS).iterdir())
    texts = [plan.read_text(encoding="utf-8") for plan in plans]
    plans[0].write_text(f"surprise: [1, 2]\n{texts[0]}", encoding="utf-8")
    plans[1].write_text(f"{texts[1]}\nodd: [\n", encoding="utf-8")
    plans[2].write_text(f"{texts[2]}# asked Morwenna Pengelly\n# casebook: ignore[CB303] for now\n", encoding="utf-8")
    plans[3].write_text(texts[3].replace("school: ", "school: nowhere-", 1), encoding="utf-8")
    plans[4].write_text(f"id: another\n{texts[4]}", encoding="utf-8")
    plans[5].write_bytes(b"\xff\xfe")
    plans[6].unlink()
    plans[6].symlink_to(plans[7])
    plans[7].write_text(re.sub(r"^(need: .*)$", r"\1 #4", texts[7], count=1, flags=re.MULTILINE), encoding="utf-8")
    register = next((made / "records/registers").iterdir())
    register.write_text(f"{register.read_text(encoding='utf-8')}# casebook: ignore[CB522] told, until 2027-01-31\n")
    return made


def shared_out(monkeypatch: pytest.MonkeyPatch, number: int) -> list[int]:
    """Has so many processors share whatever there is; returns those that are started."""
    started: list[int] = []
    begin = sharing.begin
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(number)), raising=False)
    monkeypatch.setattr(sharing, "ENOUGH", 1)

    def noted(*work: Any) -> int:
        started.append(begin(*work))
        return started[-1]

    monkeypatch.setattr(sharing, "begin", noted)
    return started


def fail(*_: object) -> NoReturn:
    """A rule with a mistake of ours."""
    raise KeyError


def everything(found: Inspected) -> list[Any]:
    """All that a reading yields, with what is equal by name only taken apart."""
    report, casebook = found.report, found.casebook
    return [
        (report.findings, report.ignored, report.skipped, report.files, report.failures),
        [(d.path, d.text, d.data) for d in report.documents.values()],
        [(kind, list(records.items())) for kind, records in casebook.records.items()],
        [(r.source.path, r.pointer, r.kind, r.target) for r in casebook.references],
        [(m.document.path, m.pointer, m.kind, m.target) for m in casebook.mentions],
        [(r.schema, r.document.path, r.understood) for r in casebook.refused],
        casebook.settings,
        casebook.unusable,
    ]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is one process only")
@pytest.mark.parametrize("number", [2, 3])
def test_several_processes_find_what_one_finds(root: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for rule in (review_overdue, plan_review_overdue):
        monkeypatch.setattr(rule, "check", fail)
    with monkeypatch.context() as one:
        one.setenv(OFF, "1")
        alone = everything(inspect(root, store(), AS_OF))
    started = shared_out(monkeypatch, number)
    with monkeypatch.context() as unremembered:
        unremembered.setenv(OFF, "1")
        assert everything(inspect(root, store(), AS_OF)) == alone
    assert len(started) == 3 * (number - 1), "reading, looking through and the rules are shared out"
    assert len(alone[0][-1]) == 2, "what failed is told wherever it failed"
    for _ in range(2):  # nothing is remembered, then all that can be
        monkeypatch.delenv(OFF, raising=False)
        assert everything(inspect(root, store(), AS_OF)) == alone
    found = {finding.code for finding in inspect(root, store(), AS_OF).report.findings}
    assert {"CB001", "CB002", "CB005", "CB015", "CB011", "CB102", "CB201", "CB402", "CB903", "CB905"} <= found, sorted(
        found
    )


def test_what_another_process_read_is_remembered(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(OFF, raising=False)
    shared_out(monkeypatch, 2)
    inspect(root, store(), AS_OF)
    read: list[str] = []

    def noted(raw: bytes, name: str) -> object:
        read.append(name.split("/")[-1])
        return understood(raw, name)

    monkeypatch.setattr(load, "understood", noted)
    monkeypatch.setattr(record_scan, "in_record", lambda *_: pytest.fail("looked at again"))
    inspect(root, store(), AS_OF)
    plans = sorted(path.name for path in (root / PLANS).iterdir())
    assert set(read) == {plans[0], plans[1], plans[4], plans[5], plans[7]}, "what has a mistake is never remembered"

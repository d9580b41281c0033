"""`validate --since` reads no more than a change can concern, and says the same as if it had read everything."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import changes
from generator.changes import report_since
from generator.findings import Finding
from generator.history import blobs_at
from generator.inspection import report_on
from generator.memory import Memory
from generator.neighbours import around, record_of
from generator.schema import SchemaStore
from tests.sites import ROOT, copy_of

AS_OF = dt.date(2026, 11, 22)
Change = Callable[[Path], object]


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's records, committed."""
    root = copy_of(ROOT, tmp_path_factory.mktemp("changes") / "root")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    return root


@pytest.fixture(autouse=True)
def as_committed(repository: Path) -> None:
    git(repository, "checkout", "-q", "--", ".")
    git(repository, "clean", "-qfd")


def edited(path: str, pattern: str, new: str) -> Change:
    """Replaces the first place where a pattern stands."""

    def change(root: Path) -> None:
        file = root / "records" / path
        text, number = re.subn(pattern, new, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
        assert number == 1, path
        file.write_text(text, encoding="utf-8")

    return change


def removed(path: str) -> Change:
    return lambda root: (root / "records" / path).unlink()


def copied(path: str, new: str) -> Change:
    return lambda root: (root / "records" / new).write_bytes((root / "records" / path).read_bytes())


def renamed(path: str, new: str) -> Change:
    return lambda root: (root / "records" / path).rename(root / "records" / new)


CHANGES: dict[str, Change] = {
    "nothing": lambda root: None,
    "a comment": edited("case-plans/cp-w1p6.yaml", r"\Z", "# looked at\n"),
    "a plan speaks of a provider it does not name": edited(
        "case-plans/cp-m2f8.yaml",
        r"^purpose: >-\n",
        "purpose: >-\n  The parent asked about Willow Barn, Lower Withy Lane.\n",
    ),
    "a provider loses its evidence": edited("providers/harbour-farm.yaml", r"^evidence:\n(?:[ -].*\n)*", ""),
    "a provider closes": edited("providers/the-bridge-pru.yaml", r"\Z", "closed_on: 2026-09-01\n"),
    "a provider goes": removed("providers/northgate-ap-academy.yaml"),
    "a provider is renamed": renamed("providers/corner-flag.yaml", "providers/flag-corner.yaml"),
    "a provider takes another's id": edited("providers/corner-flag.yaml", r"\Z", "aliases: [harbour-farm]\n"),
    "a successor that leads back": edited("providers/corner-flag.yaml", r"\Z", "successor: corner-flag\n"),
    "a plan goes": removed("case-plans/cp-t8c4.yaml"),
    "a plan is there twice": copied("case-plans/cp-w1p6.yaml", "case-plans/cp-0000.yaml"),
    "a plan names no provider": edited("case-plans/cp-w1p6.yaml", r"provider: harbour-farm", "provider: nowhere"),
    "a plan goes elsewhere": edited("case-plans/cp-b3n7.yaml", r"provider: the-bridge-pru", "provider: harbour-farm"),
    "a plan cannot be read": edited("case-plans/cp-b3n7.yaml", r"\A", "a: [\n"),
    "a plan has an unknown field": edited("case-plans/cp-b3n7.yaml", r"\A", "surprise: true\n"),
    "a register names another plan": edited(
        "registers/marlstone-academy-2026-27-autumn-1.yaml", r"plan: cp-t8c4", "plan: cp-w1p6"
    ),
    "a policy goes": removed("policies/child-protection.yaml"),
    "a role goes": removed("roles/off-site-coordinator.yaml"),
    "the settings": edited("casebook.yml", r"^due_soon_days: 30", "due_soon_days: 90"),
    "a file of no kind": copied("roles/off-site-coordinator.yaml", "stray.yaml"),
    "an impossible name": copied("case-plans/cp-w1p6.yaml", "case-plans/Notes.yaml"),
}


@pytest.mark.parametrize("title", CHANGES)
def test_the_neighbourhood_says_what_the_whole_says(
    repository: Path, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    CHANGES[title](repository)
    quick = report_since(repository, "HEAD", AS_OF)
    monkeypatch.setattr(changes, "around", lambda *_: None)
    monkeypatch.setattr(changes, "findings_like", lambda _, before, as_of: report_on(before, as_of).findings)
    whole = report_since(repository, "HEAD", AS_OF)
    assert shown(quick.findings) == shown(whole.findings)
    assert quick.files == whole.files


def shown(found: tuple[Finding, ...]) -> list[tuple[object, ...]]:
    return [(f.location, f.code, f.severity, f.message, f.hint) for f in found]


def test_a_change_causes_findings_elsewhere(repository: Path) -> None:
    CHANGES["a provider loses its evidence"](repository)
    paths = {f.location.path for f in report_since(repository, "HEAD", AS_OF).findings}
    assert "records/case-plans/cp-w1p6.yaml" in paths


def test_little_is_read_for_one_plan(repository: Path) -> None:
    commit = "HEAD"
    blobs = blobs_at(repository, commit)
    changed = frozenset({"records/case-plans/cp-w1p6.yaml"})
    known = changes.names(repository, commit, blobs, changed, SchemaStore.load(), Memory(repository))
    near = around(changed, *known)
    assert near is not None
    assert near.unread > 10
    assert near.titles  # of those that are not read
    assert ("provider", "harbour-farm") in near.records


@pytest.mark.parametrize(
    "path", ["records/casebook.yml", "records/roles/a.yaml", "records/stray.yaml", "records/x/a.yaml"]
)
def test_what_concerns_everything_has_no_neighbourhood(path: str) -> None:
    assert record_of(path) is None
    assert around([path], {}, {}) is None
    assert around(["README.md"], {}, {}) is not None

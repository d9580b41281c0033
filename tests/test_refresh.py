"""A saved record is shown at once, as the whole build would show it."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import pytest

from generator.engine import Layout
from generator.load import load
from generator.refresh import Refresher
from generator.schema import SchemaStore
from tests.sites import ROOT, build, copy_of, files

AS_OF = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Refresher]:
    """The sample in a repository, built, with what is needed to refresh it."""
    root = copy_of(ROOT, tmp_path_factory.mktemp("refresh") / "root")
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-qm", "one"]):
        subprocess.run(["git", "-C", str(root), *arguments], check=True)
    assert build(root).returncode == 0
    refresher = Refresher(layout=Layout(root=root), as_of=AS_OF)
    refresher.prepare(load(root, SchemaStore.load()).casebook.settings)
    return root, refresher


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("case-plans/cp-w1p6", "purpose: >-\n  ", "purpose: >-\n  Changed. "),
        ("providers/harbour-farm", "\nevidence:\n", "\nclosed_on: 2026-10-01\nevidence:\n"),
        ("registers/marlstone-academy-2026-27-autumn-1", "reason: disruption", "reason: bullying"),
    ],
)
def test_the_page_is_what_the_build_makes(served: tuple[Path, Refresher], path: str, old: str, new: str) -> None:
    root, refresher = served
    record, public = root / "records" / f"{path}.yaml", root / "site" / "public"
    before = files(public)
    text = record.read_text(encoding="utf-8")
    assert old in text
    record.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        shown = refresher.show(frozenset({f"records/{path}.yaml"}))
        assert shown[0] == f"{path}.html"
        refreshed = files(public)
        changed = {name for name in refreshed if refreshed[name] != before.get(name)}
        assert changed
        assert changed <= set(shown)
        assert build(root, "--force").returncode == 0
        built = files(public)
        assert {name: built[name] for name in shown} == {name: refreshed[name] for name in shown}
    finally:
        record.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "records/casebook.yml",
        "records/policies/child-protection.yaml",
        "records/providers/no-such.yaml",
        "records/note.txt",
    ],
)
def test_what_only_a_build_can_show_is_left_to_it(served: tuple[Path, Refresher], path: str) -> None:
    assert served[1].show(frozenset({path})) == ()

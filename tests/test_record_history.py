"""What git remembers of records: in words without text, by role and never by name, as far as the date of the site."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

from generator.casebook import Casebook
from generator.load import load
from generator.record_history import RecordChange, differences, record_history
from generator.views.history import history_of, in_words, since_monday
from tests.cases import AS_OF, BASE, copy_base, store

ROLE = "records/roles/off-site-coordinator.yaml"


def git(root: Path, *arguments: str, on: str = "2026-11-16T09:00:00+00:00") -> None:
    """Runs git as somebody whose name must never be shown, at a set time."""
    who = {"NAME": "Somebody Secret", "EMAIL": "secret@example.org", "DATE": on}
    environment = {f"GIT_{part}_{key}": value for part in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    subprocess.run(["git", "-C", str(root), *arguments], env=os.environ | environment, check=True, capture_output=True)


def repository(tmp_path: Path) -> Path:
    """The base, handed in on Monday 9 November and changed twice."""
    root = copy_base(tmp_path)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "First", on="2026-11-09T09:00:00+00:00")
    path = root / ROLE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("summary:", "also_called:\n  - teacher of the class\nsummary:"), encoding="utf-8")
    git(root, "commit", "-q", "-am", "Secret words\n\nRole: off-site-coordinator", on="2026-11-16T00:30:00+00:00")
    git(root, "rm", "-q", a_plan())
    git(root, "commit", "-q", "-m", "Gone", on="2026-11-25T09:00:00+00:00")
    return root


def a_plan() -> str:
    """Where a plan of the base lies."""
    return min((BASE / "records/case-plans").glob("*.yaml")).relative_to(BASE).as_posix()


def known(root: Path) -> Casebook:
    """The casebook as it lies there."""
    return load(root, store()).casebook


def test_a_change_says_when_by_which_role_and_what(tmp_path: Path) -> None:
    root = repository(tmp_path)
    lines = history_of(known(root), record_history(root, AS_OF), ROLE)
    assert [(str(line.on), line.role.id if line.role else None, line.words) for line in lines] == [
        ("2026-11-16", "off-site-coordinator", "Changed: also called (1 added)"),
        ("2026-11-09", None, "Added"),
    ]


def test_nobody_is_named_and_no_message_repeated(tmp_path: Path) -> None:
    told = repr(record_history(repository(tmp_path), dt.date(2026, 12, 1)))
    assert "ecret" not in told


def test_what_came_later_is_not_known_yet(tmp_path: Path) -> None:
    root = repository(tmp_path)
    plan = a_plan()
    assert [c.kind for c in record_history(root, AS_OF)[plan]] == ["added"]
    assert [c.kind for c in record_history(root, dt.date(2026, 12, 1))[plan]] == ["removed", "added"]


def test_the_home_page_lists_the_week_from_monday(tmp_path: Path) -> None:
    root = repository(tmp_path)
    history = record_history(root, AS_OF)
    recent = since_monday(known(root), history, AS_OF)
    assert (str(recent.since), recent.number, [kind.plural for kind in recent.kinds]) == ("2026-11-16", 1, ["Roles"])
    assert since_monday(known(root), history, dt.date(2026, 11, 23)).number == 0


def test_without_git_nothing_is_known(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    assert record_history(root, AS_OF) == {}
    assert not since_monday(known(root), {}, AS_OF).known


def test_entries_of_a_list_are_counted_and_fields_named() -> None:
    before = {"a": [1, 2, 3], "b": "x", "c": 1}
    after = {"a": [1, 4, 3, 5], "b": "y", "d": {"e": 1}}
    fields = tuple(differences(before, after))
    change = RecordChange(path="x", on=AS_OF, role="", kind="changed", fields=fields)
    assert in_words(change) == "Changed: a (1 added and 1 changed), b (1 changed), d (1 added) and c (1 taken out)"

"""Whatever git remembers is looked through: old commits, deleted files, messages, names of branches and tags."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.past import Trace, traces
from generator.privacy.detector import Detector
from generator.privacy.spans import Kind
from tests.cases import copy_base
from tests.sites import casebook

PLAN = "records/case-plans/cp-7f3k.yaml"
PURPOSE = "purpose: Return to all lessons by the summer."


def git(root: Path, *arguments: str) -> str:
    """A git command as somebody made up."""
    who = ["-c", "user.name=Casebook", "-c", "user.email=casebook@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", str(root), *who, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def commit(root: Path, message: str) -> str:
    """Commits all there is."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD").strip()


@pytest.fixture(scope="module")
def remembered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Ten commits; identifiers in the third, in a file deleted later, a message, a branch, a tag and its message."""
    root = copy_base(tmp_path_factory.mktemp("history") / "root")
    git(root, "init", "-q", "-b", "main")
    at: dict[str, str] = {}
    plan = root / PLAN
    clean = plan.read_text(encoding="utf-8")
    for number in range(1, 11):
        (root / "notes.md").write_text(f"Note {number}\n", encoding="utf-8")
        if number == 3:
            plan.write_text(clean.replace(PURPOSE, "purpose: Return to lessons with Siân"), encoding="utf-8")
        if number == 4:
            plan.write_text(clean, encoding="utf-8")
        if number == 5:
            (root / "gone.txt").write_text("first line\nring 07700 900123\n", encoding="utf-8")
        if number == 6:
            (root / "gone.txt").unlink()
            (root / "kayden-okafor.txt").write_text("nothing\n", encoding="utf-8")
        if number == 7:
            (root / "kayden-okafor.txt").unlink()
        message = "Write down what kayden did" if number == 8 else f"Change number {number}"
        at[str(number)] = commit(root, message)
    git(root, "branch", "kayden-okafor-review")
    git(root, "tag", "-a", "v1", "-m", "Asked for by Mrs Okafor")
    git(root, "tag", "plan-of-kayden")
    return root, at


@pytest.fixture(scope="module")
def found(remembered: tuple[Path, dict[str, str]]) -> frozenset[Trace]:
    """Everything found."""
    return frozenset(traces(remembered[0], Detector(["Elmfield School", "Harbour Farm"])))


def test_a_name_in_the_third_of_ten_commits(remembered: tuple[Path, dict[str, str]], found: frozenset[Trace]) -> None:
    lines = (remembered[0] / PLAN).read_text(encoding="utf-8").splitlines()
    line = lines.index(PURPOSE) + 1
    column = len("purpose: Return to lessons with ") + 1
    assert Trace(commit=remembered[1]["3"], where=PLAN, line=line, column=column, kind=Kind.NAME) in found


def test_a_number_in_a_file_deleted_since(remembered: tuple[Path, dict[str, str]], found: frozenset[Trace]) -> None:
    assert Trace(commit=remembered[1]["5"], where="gone.txt", line=2, column=6, kind=Kind.PHONE) in found


@pytest.mark.parametrize(
    "where",
    [
        "the name of a file in ./",
        "the commit's message",
        "the name of a branch",
        "the name of a tag",
        "a tag's message",
    ],
)
def test_names_and_messages(where: str, found: frozenset[Trace]) -> None:
    assert where in {trace.where for trace in found if trace.kind is Kind.NAME}


def test_nothing_else_is_found(found: frozenset[Trace]) -> None:
    assert len(found) == 7


def test_the_command_names_no_one(remembered: tuple[Path, dict[str, str]]) -> None:
    for form in ("text", "json"):
        done = casebook("scan", "--history", "--root", str(remembered[0]), "--format", form)
        assert done.returncode == 1
        said = (done.stdout + done.stderr).lower()
        assert not [name for name in ("kayden", "okafor", "siân", "07700") if name in said]

"""Codes are drawn, never given twice, and compared with a list without a name being read or said."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.codes import ALPHABET, drawn, taken_codes
from generator.commands.codes import command as codes
from generator.commands.new import command as new
from generator.load import load
from tests.cases import copy_base, store

PLAN = "records/case-plans/cp-7f3k.yaml"
TEXT = Path(__file__).parent.joinpath("base", PLAN).read_text(encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A casebook in a repository whose history has a plan that is gone."""
    copy_base(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "records/case-plans/cp-9999.yaml").write_text(TEXT, encoding="utf-8")
    commit(tmp_path)
    (tmp_path / "records/case-plans/cp-9999.yaml").unlink()
    commit(tmp_path)
    return tmp_path


def git(root: Path, *arguments: str) -> None:
    """Runs git as a role."""
    who = ("-c", "user.name=Coordinator", "-c", "user.email=coordinator@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    """Commits everything."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Records")


def run(command: object, root: Path, *arguments: str, given: str = "") -> Result:
    """Runs a command."""
    return CliRunner().invoke(command, ["--root", str(root), *arguments], input=given, standalone_mode=False)  # type: ignore[arg-type]


def taken(root: Path) -> frozenset[str]:
    """Every code that is taken."""
    return taken_codes(root, load(root, store()).casebook)


def test_a_code_that_was_ever_used_is_taken(root: Path) -> None:
    assert {"cp-7f3k", "cp-9999"} <= taken(root)
    git(root, "checkout", "-q", "-b", "other")
    (root / "records/case-plans/cp-8888.yaml").write_text(TEXT, encoding="utf-8")
    commit(root)
    git(root, "checkout", "-q", "main")
    assert not (root / "records/case-plans/cp-8888.yaml").exists()
    assert "cp-8888" in taken(root), "a plan on another branch counts"


def test_an_alias_and_a_code_in_a_register_are_taken(root: Path) -> None:
    (root / PLAN).write_text(f"aliases:\n  - cp-5555\n{TEXT}", encoding="utf-8")
    register = root / "records/registers/elmfield-2026-autumn-2.yaml"
    register.write_text(register.read_text(encoding="utf-8").replace("cp-7f3k", "cp-6666"), encoding="utf-8")
    assert {"cp-5555", "cp-6666"} <= taken(root)


def test_drawing_gives_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = iter("00000001" + "0002")
    monkeypatch.setattr("generator.codes.secrets.choice", lambda _: next(letters))
    assert drawn(frozenset({"cp-0000", "cp-0001"})) == "cp-0002"
    assert not set(ALPHABET) & set("ilou")


def test_new_never_gives_a_code_again(root: Path) -> None:
    done = run(new, root, "case-plan")
    assert done.return_value == 0
    made = done.output.partition(":")[0]
    assert made.startswith("records/case-plans/cp-")
    again = CliRunner().invoke(new, ["--root", str(root), "case-plan", "cp-9999"])
    assert again.exit_code == 2
    assert "was used before" in again.output


def test_fine_codes_say_so(root: Path) -> None:
    done = run(codes, root)
    assert done.return_value == 0
    assert done.stdout == ""
    assert "1 plan; 2 codes used now or before" in done.stderr


def test_a_code_that_came_back_is_told(root: Path) -> None:
    (root / "records/case-plans/cp-9999.yaml").write_text(TEXT, encoding="utf-8")
    commit(root)
    done = run(codes, root)
    assert "note: cp-9999 was added 2 times" in done.stdout


def test_codes_without_a_plan_and_used_twice_are_errors(root: Path) -> None:
    (root / "records/case-plans/cp-2222.yaml").write_text(f"aliases:\n  - cp-7f3k\n{TEXT}", encoding="utf-8")
    register = root / "records/registers/elmfield-2026-autumn-2.yaml"
    register.write_text(register.read_text(encoding="utf-8").replace("cp-7f3k", "cp-6666"), encoding="utf-8")
    (root / "records/case-plans/morwenna.yaml").write_text(TEXT, encoding="utf-8")
    done = run(codes, root)
    assert done.return_value == 1
    assert "error: cp-7f3k is also another name of cp-2222" in done.stdout
    assert "error: cp-6666 stands in elmfield-2026-autumn-2 and no plan has it" in done.stdout
    assert "a name that is no code" in done.stdout
    assert "morwenna" not in done.output


def test_a_list_is_compared_and_names_are_not_repeated(root: Path) -> None:
    (root / "records/case-plans/cp-2222.yaml").write_text(TEXT, encoding="utf-8")
    done = run(codes, root, "--check", "-", given="cp-7f3k\ncp-7f3k\n\ncp-4444\ncp-2222 Morwenna Penrose\n")
    assert done.return_value == 1
    assert done.stdout.splitlines() == [
        "error: cp-2222 has a plan and is not in the list",
        "error: cp-7f3k is in the list 2 times",
        "error: line 5 is not a code alone; leave names out of this list",
        "note: cp-4444 is in the list, and no plan has it",
    ]


def test_it_works_without_a_repository(tmp_path: Path) -> None:
    copy_base(tmp_path)
    assert run(codes, tmp_path).return_value == 0
    assert taken(tmp_path) == {"cp-7f3k"}

"""The command line: exit codes, options, what is imported when."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.catalogue import CATALOGUE
from generator.checks import review_overdue
from generator.commands import scan
from generator.inspection import inspect
from generator.schema import SchemaStore
from tests.cases import SAMPLE, copy_base, replace_in

ROLE = "records/roles/off-site-coordinator.yaml"
POLICY = "records/policies/commissioning.yaml"
HEAVY = ("holidays", "jinja2", "mkdocs", "jsonschema", "yaml", "rich", "jsonschema_rs")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the base, away from any continuous integration."""
    for name in ("GITHUB_ACTIONS", "SOURCE_DATE_EPOCH", "GIT_DIR", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    return copy_base(tmp_path / "casebook")


def call(*arguments: object) -> Result:
    """A command in this process."""
    return CliRunner().invoke(cli.cli, [str(a) for a in arguments], standalone_mode=False)


def exits(result: Result) -> int:
    """The exit code `main` would give."""
    if isinstance(result.exception, click.ClickException):
        return 2
    assert result.exception is None, result.exception
    return result.return_value if isinstance(result.return_value, int) else 0


def validate(root: Path, *arguments: object) -> Result:
    """`casebook validate` at the usual date."""
    return call("validate", "--root", root, "--as-of", "2026-11-22", *arguments)


def process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    command = [sys.executable, "-m", "generator", *(str(a) for a in arguments)]
    env = {**os.environ, "PYTHONPATH": str(SAMPLE), "PYTHONWARNINGS": "error", **environment}
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=60, check=False)


def overdue(root: Path) -> None:
    """Makes one warning."""
    replace_in(root, POLICY, "next_review: 2027-09-01", "next_review: 2026-11-20")


def wrong(root: Path) -> None:
    """Makes one error."""
    replace_in(root, ROLE, "kind: seat", "kind: chair")


def test_no_findings_is_0(root: Path) -> None:
    result = validate(root)
    assert exits(result) == 0
    assert result.output == "10 records checked as of 2026-11-22, 0 errors, 0 warnings\n"


def test_errors_are_1(root: Path) -> None:
    wrong(root)
    assert exits(validate(root)) == 1


def test_warnings_are_0_and_strictly_1(root: Path) -> None:
    overdue(root)
    assert exits(validate(root)) == 0
    assert exits(validate(root, "--strict")) == 1


def test_strict_with_nothing_wrong_is_0(root: Path) -> None:
    assert exits(validate(root, "--strict")) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "--root", "/nowhere"),
        ("validate", "--as-of", "22/11/2026"),
        ("validate", "--as-of", "2026-02-30"),
        ("validate", "--format", "yaml"),
        ("validate", "--unknown"),
        ("validat",),
        ("rules", "CB999"),
        ("rules", "no-such-rule"),
        ("rules", "CB101", "CB102"),
    ],
    ids=" ".join,
)
def test_usage_mistakes_are_2(arguments: tuple[str, ...]) -> None:
    assert exits(call(*arguments)) == 2


def test_a_failing_rule_is_3_and_hides_no_other(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(casebook: object, as_of: object) -> None:
        raise KeyError("oh")

    wrong(root)
    monkeypatch.setattr(review_overdue, "check", fail)
    result = validate(root, "--format", "json")
    assert exits(result) == 3
    found = {(f["code"], f["path"]) for f in json.loads(result.stdout)["findings"]}
    assert found == {("CB905", "records/casebook.yml"), ("CB103", ROLE)}
    assert "KeyError" in result.stderr


def test_a_failing_command_is_3(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from generator.commands import validate as module

    monkeypatch.setattr(module, "inspect", lambda *_: 1 / 0)
    monkeypatch.setattr(sys, "argv", ["casebook", "validate", "--root", str(root)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 3
    assert "mistake of ours" in capsys.readouterr().err


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, click.exceptions.Abort])
def test_an_interruption_is_130(
    interruption: type[BaseException], root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from generator.commands import validate as module

    def interrupt(*_: object) -> None:
        raise interruption

    monkeypatch.setattr(module, "inspect", interrupt)
    monkeypatch.setattr(sys, "argv", ["casebook", "validate", "--root", str(root)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 130
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code"), [(("validate",), 0), (("rules",), 0), (("no",), 2), (("--version",), 0)]
)
def test_exit_codes_reach_the_shell(arguments: tuple[str, ...], code: int, root: Path) -> None:
    done = process(*arguments, *(["--root", root, "--as-of", "2026-11-22"] if arguments == ("validate",) else []))
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_pipe_is_no_traceback(root: Path) -> None:
    command = f"{sys.executable} -m generator rules | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=SAMPLE, timeout=60, check=False)
    assert "Traceback" not in done.stderr


def test_only_shows_findings_in_a_file_or_folder(root: Path) -> None:
    wrong(root)
    overdue(root)
    assert exits(validate(root, "--only", root / "records/policies")) == 0
    assert exits(validate(root, "--only", root / ROLE)) == 1
    assert exits(validate(root, root / POLICY, root / ROLE)) == 1
    assert ROLE not in validate(root, "--only", root / "records/policies").output
    assert exits(validate(root, "--only", root)) == 1


def test_only_takes_paths_from_where_one_stands(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong(root)
    monkeypatch.chdir(root / "records")
    assert exits(validate(root, "--only", "roles")) == 1
    assert exits(validate(root, "--only", "../records/policies")) == 0


def test_only_what_is_not_there_is_2(root: Path) -> None:
    result = call("validate", "--root", root, "--only", root / "records" / "roles" / "off-site-cordinator.yaml")
    assert exits(result) == 2
    assert "there is no file or folder" in str(result.exception)


def test_a_misspelt_command_is_2_and_names_the_nearest() -> None:
    result = call("validat")
    assert exits(result) == 2
    assert str(result.exception) == "there is no command 'validat'; did you mean 'validate'?"


def test_what_is_no_text_is_not_scanned_as_one(root: Path, tmp_path: Path) -> None:
    document = tmp_path / "note.docx"
    document.write_bytes(b"PK\x03\x04\x14\x00\x06\x00Adaeze Okonkwo")
    result = call("scan", "--root", root, document)
    assert exits(result) == 2
    assert "not plain text" in str(result.exception)


def test_a_text_without_end_is_not_read_to_its_end(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not plain text" in str(call("scan", "--root", root, "/dev/zero").exception)
    monkeypatch.setattr(scan, "LARGEST", 1_000_000)
    long = tmp_path / "long.txt"
    long.write_text("a line\n" * 150_000, encoding="utf-8")
    result = call("scan", "--root", root, long)
    assert exits(result) == 2
    assert "longer than 1 million characters" in str(result.exception)


def test_only_outside_the_casebook_is_2(root: Path) -> None:
    assert exits(validate(root, "--only", "/etc/passwd")) == 2
    assert exits(validate(root, "--only", root.parent / "casebook-2")) == 2


def git(root: Path, *arguments: str) -> str:
    """A git command that asks nobody and signs nothing."""
    options = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(root), *options, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(root: Path) -> Path:
    """The base as a git repository with one commit; the casebook lies in a folder of it."""
    git(root.parent, "init", "--quiet")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "--quiet", "-m", "first")
    return root


def test_since_shows_changed_new_and_staged_files(repository: Path) -> None:
    overdue(repository)
    git(repository, "commit", "--quiet", "-am", "second")
    assert exits(validate(repository, "--since", "HEAD", "--strict")) == 0
    assert exits(validate(repository, "--since", "HEAD~1", "--strict")) == 1
    wrong(repository)
    assert exits(validate(repository, "--since", "HEAD")) == 1
    git(repository, "add", ".")
    assert exits(validate(repository, "--since", "HEAD")) == 1


def test_since_shows_files_git_does_not_know_yet(repository: Path) -> None:
    (repository / "records/roles/é.yaml").write_text("title: x\n", encoding="utf-8")
    result = validate(repository, "--since", "HEAD", "--format", "json")
    assert [f["code"] for f in json.loads(result.stdout)["findings"]] == ["CB013"]


def test_since_and_only_together_show_what_is_in_both(repository: Path) -> None:
    wrong(repository)
    assert exits(validate(repository, "--since", "HEAD", "--only", repository / "records/policies")) == 0
    assert exits(validate(repository, "--since", "HEAD", "--only", repository / "records/roles")) == 1


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x", "-h", ""])
def test_since_an_unknown_revision_is_2(revision: str, repository: Path) -> None:
    result = validate(repository, f"--since={revision}")
    assert exits(result) == 2
    assert not list(repository.parent.glob("x*"))


def test_since_without_a_repository_is_2(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent.parent))
    assert exits(validate(root, "--since", "HEAD")) == 2


def test_the_root_is_the_nearest_parent(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "records/roles")
    assert exits(call("validate", "--as-of", "2026-11-22")) == 0
    monkeypatch.chdir(root.parent)
    assert exits(call("validate", "--as-of", "2026-11-22")) == 2


def test_today_is_today_in_england_or_the_given_epoch(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795391999")  # 22 November 2026, 23:59:59
    assert "as of 2026-11-22" in call("validate", "--root", root).output
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782860400")  # 30 June 2026, 23:00 UTC is 1 July in London
    monkeypatch.setenv("TZ", "America/New_York")
    assert "as of 2026-07-01" in call("validate", "--root", root).output


@pytest.mark.parametrize("epoch", ["soon", "-86400", "99999999999", "9" * 30, "1e9"])
def test_an_epoch_that_cannot_be_meant_is_refused(epoch: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = call("validate", "--root", root)
    assert exits(result) == 2
    assert str(result.exception).startswith("SOURCE_DATE_EPOCH ")


@pytest.mark.parametrize("command", [("validate", "--as-of"), ("gate", "harting-barn", "--on")])
@pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31", "2061-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_meant_is_refused(command: tuple[str, ...], day: str, root: Path) -> None:
    result = call(command[0], "--root", root, *command[1:], day)
    assert exits(result) == 2
    assert f"{day} is too far away to be meant; use a date from 1990 to 2060" in str(result.exception)


@pytest.mark.parametrize("day", ["1990-01-01", "2060-12-31"])
def test_the_first_and_the_last_day_that_can_be_meant_make_no_rule_fail(day: str) -> None:
    report = inspect(SAMPLE, SchemaStore.load(), dt.date.fromisoformat(day)).report
    assert report.failures == ()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no drive without room here")
@pytest.mark.parametrize("arguments", [("validate", "--root"), ("report", "due", "--root"), ("rules",)])
def test_what_cannot_be_written_is_no_mistake_of_ours(arguments: tuple[str, ...], root: Path) -> None:
    command = [sys.executable, "-m", "generator", *arguments, *([str(root)] if len(arguments) > 1 else [])]
    with Path("/dev/full").open("w", encoding="ascii") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=SAMPLE, check=False)
    assert done.returncode == 1
    assert done.stderr == f"casebook: what there is to say cannot be written: {os.strerror(errno.ENOSPC)}\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_nobody_need_listen(closed: str, root: Path) -> None:
    command = f"{sys.executable} -m generator validate --as-of 2026-11-22 --root {root} {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=SAMPLE, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_what_was_typed_is_repeated_without_its_control_characters(root: Path) -> None:
    done = process("new", "provider", "barn\x08harting", "--root", root)
    assert done.returncode == 2
    assert "'barn\\x08harting' cannot be an id" in done.stderr


def test_auto_is_github_in_a_workflow_and_text_elsewhere(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong(root)
    assert validate(root).output.startswith(f"{ROLE}:2:7: CB103 error")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert validate(root).output.startswith("::error file=")
    assert validate(root, "--format", "text").output.startswith(ROLE)


def test_validate_never_writes(root: Path) -> None:
    wrong(root)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for form in ("text", "json", "github", "sarif", "junit"):
        validate(root, "--format", form)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_rules_lists_every_rule() -> None:
    result = call("rules")
    assert exits(result) == 0
    assert [line.split()[0] for line in result.output.splitlines()] == list(CATALOGUE)


def test_explaining_one_rule_reads_no_other() -> None:
    program = (
        "import sys; from generator.commands import rules; rules.run('unknown-reference');"
        "print(sorted(name for name in sys.modules if name.startswith('generator.checks.')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "['generator.checks.unknown_reference']"


@pytest.mark.parametrize("code", list(CATALOGUE))
def test_rules_explains_one(code: str) -> None:
    page = CATALOGUE[code]
    result = call("rules", code)
    assert exits(result) == 0
    for words in (page.title, "What it checks", "Why", "How to fix", page.rule.citation):
        assert words in result.output
    assert call("rules", code.lower()).output == result.output
    assert call("rules", page.rule.name).output == result.output


def test_an_unknown_rule_says_where_to_look() -> None:
    result = call("rules", "CB999")
    assert isinstance(result.exception, click.UsageError)
    assert "casebook rules" in result.exception.message


def test_help_names_every_command() -> None:
    result = call("--help")
    for name, what in cli.COMMANDS.items():
        assert name in result.output
        assert what.split(";")[0] in " ".join(result.output.split())


def imported(*arguments: str) -> set[str]:
    """The heavy modules a command imports."""
    code = (
        "import sys\nfrom generator.cli import main\n"
        f"sys.argv = ['casebook', *{list(arguments)!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('IMPORTED', *sorted(m for m in sys.modules if '.' not in m))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=SAMPLE, timeout=60, check=True
    )
    return {*done.stdout.rpartition("IMPORTED")[2].split()} & set(HEAVY)


def test_help_imports_nothing_heavy() -> None:
    assert imported("--help") == set()


def test_validate_imports_no_site_builder_and_explains_only_what_is_wrong(root: Path) -> None:
    heavy = imported("validate", "--root", str(root), "--as-of", "2026-11-22", "--format", "json")
    assert heavy.isdisjoint({"jinja2", "mkdocs", "jsonschema"})


def test_help_is_fast() -> None:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        assert process("--help").returncode == 0
        times.append(time.perf_counter() - start)
    assert min(times) < 1.5


PROVIDER = "records/providers/harbour-farm.yaml"


def found_since(root: Path, *arguments: str) -> list[tuple[str, str]]:
    """Path and code of the findings since the first commit."""
    body = json.loads(validate(root, "--since", "HEAD", "--format", "json", *arguments).stdout)
    return [(finding["path"], finding["code"]) for finding in body["findings"]]


@pytest.mark.parametrize("nested", [True, False])
def test_since_says_when_a_change_closes_a_provider_in_use(nested: bool, root: Path) -> None:
    place = root.parent if nested else root
    git(place, "init", "--quiet")
    git(place, "add", ".")
    git(place, "commit", "--quiet", "-m", "first")
    assert found_since(root) == []
    replace_in(root, PROVIDER, "    result: met\n", "    result: not-met\n")
    assert (PROVIDER, "CB310") in found_since(root)


def test_since_a_waiver_answers_for_a_closed_gate(repository: Path) -> None:
    waived = (
        "waivers:\n  - {requirement: liability-insurance, approved_by: off-site-coordinator, approved_on: 2026-11-20,"
        " until: 2026-12-18, reason: The new certificate is in the post}\n"
    )
    replace_in(repository, PROVIDER, "    result: met\n", "    result: not-met\n")
    replace_in(repository, PROVIDER, "evidence:\n", f"{waived}evidence:\n")
    assert (PROVIDER, "CB310") not in found_since(repository)


def test_since_an_unknown_revision_is_named(repository: Path) -> None:
    result = validate(repository, "--since", "no-such-branch")
    assert isinstance(result.exception, click.UsageError)
    assert "no-such-branch" in result.exception.message

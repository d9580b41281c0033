"""Every list that stands in two places is the same in both."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from pathlib import Path

import click
import pytest

from generator import checks, reading
from generator.catalogue import CATALOGUE
from generator.cli import COMMANDS
from generator.findings import Severity
from generator.kinds import KINDS
from generator.rules import FAMILIES
from tests.cases import BASE, RULES, SAMPLE, store

PAGES = list(CATALOGUE.values())
LISTED = (*reading.READING, *checks.every_check())
NEEDS_CITATION = "3456"


def modules_in(package: str) -> set[str]:
    """The modules of a package's folder."""
    return {path.stem for path in (SAMPLE / "generator" / package).glob("*.py")} - {"__init__"}


@pytest.mark.parametrize(("package", "listed"), [("reading", reading.READING), ("checks", checks.every_check())])
def test_every_rule_module_is_listed_once(package: str, listed: tuple[object, ...]) -> None:
    names = [module.__name__.rpartition(".")[2] for module in listed]  # type: ignore[attr-defined]
    assert Counter(names) == Counter(modules_in(package))


def test_every_rule_is_listed_under_its_own_code() -> None:
    assert {code: checks.module_of(code).RULE.code for code in checks.MODULES} == {c: c for c in checks.MODULES}


def test_codes_and_names_are_unique() -> None:
    assert len({module.RULE.code for module in LISTED}) == len(LISTED)
    assert len({module.RULE.name for module in LISTED}) == len(LISTED)
    assert len(CATALOGUE) == len(LISTED)


@pytest.mark.parametrize("module", LISTED, ids=lambda module: module.RULE.code)
def test_rules_are_named_for_their_module(module: object) -> None:
    rule = module.RULE  # type: ignore[attr-defined]
    assert rule.name == module.__name__.rpartition(".")[2].replace("_", "-")  # type: ignore[attr-defined]
    assert re.fullmatch(r"CB[0-9]{3}", rule.code)
    assert rule.code[2] in FAMILIES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.rule.code)
def test_rules_are_explained(page: object) -> None:
    assert [heading for heading, _ in page.sections] == ["What it checks", "Why", "How to fix"]  # type: ignore[attr-defined]
    for _, body in page.sections:  # type: ignore[attr-defined]
        assert len(body) >= 15
        assert body.endswith((".", "`", ":"))
    assert page.title  # type: ignore[attr-defined]
    assert not page.title.endswith(".")  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.rule.code)
def test_errors_of_the_domain_have_a_citation(page: object) -> None:
    rule = page.rule  # type: ignore[attr-defined]
    if rule.code[2] in NEEDS_CITATION and rule.severity is Severity.ERROR:
        assert rule.citation


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.rule.code)
def test_every_rule_has_a_good_and_a_bad_case(page: object) -> None:
    folder = RULES / page.rule.name  # type: ignore[attr-defined]
    files = [path for path in folder.iterdir() if path.suffix in (".yaml", ".txt")]
    assert any(path.name.startswith("good-") for path in files), folder
    assert any(path.name.startswith("bad-") for path in files), folder


def test_every_case_belongs_to_a_rule() -> None:
    assert {path.name for path in RULES.iterdir()} == {page.rule.name for page in PAGES}
    odd = [
        p for p in RULES.rglob("*") if p.is_file() and not re.fullmatch(r"(good|bad)-[a-z0-9-]+\.(yaml|txt)", p.name)
    ]
    assert odd == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_schema_type_and_base_record(kind: object) -> None:
    assert kind.schema in store().schemas  # type: ignore[attr-defined]
    assert kind.type.__doc__  # type: ignore[attr-defined]
    assert [*(BASE / "records" / kind.folder).glob("*.yaml")]  # type: ignore[attr-defined]
    assert [*(SAMPLE / "records" / kind.folder).glob("*.yaml")]  # type: ignore[attr-defined]


def test_every_schema_belongs_to_a_kind() -> None:
    assert store().schemas.keys() == {"casebook", "shared"} | {kind.schema for kind in KINDS}


def test_every_command_has_a_module_and_every_module_a_command() -> None:
    assert modules_in("commands") == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    command = importlib.import_module(f"generator.commands.{name}").command
    assert isinstance(command, click.Command)
    assert command.name == name
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help or parameter.metavar, parameter.name


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command(name: str) -> None:
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    assert f"casebook {name}" in readme or f"`{name}`" in readme


def test_the_readme_names_no_command_that_is_not_there() -> None:
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)casebook ([a-z][a-z-]+)", readme, re.MULTILINE))
    assert named <= set(COMMANDS)


def test_every_case_file_of_text_explains_itself() -> None:
    for path in RULES.rglob("*.txt"):
        assert 0 < len(path.read_text(encoding="utf-8").splitlines()) <= 3, path


def test_the_readme_of_the_tests_names_every_test_file() -> None:
    readme = Path(__file__).with_name("README.md").read_text(encoding="utf-8")
    assert [p.name for p in Path(__file__).parent.glob("test_*.py") if f"`{p.name}`" not in readme] == []


DECISIONS = SAMPLE / "site" / "pages" / "decisions"


@pytest.mark.parametrize("path", sorted(p for p in DECISIONS.glob("*.md") if p.stem != "index"), ids=lambda p: p.stem)
def test_every_decision_says_why_what_lost_and_when_to_look_again(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Why", "What lost", "When to look again"]
    assert all(part.strip() for part in re.split(r"^## .+$", text, flags=re.MULTILINE))
    assert f"]({path.name})" in (DECISIONS / "index.md").read_text(encoding="utf-8")

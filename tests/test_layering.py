"""Imports point one way, and the modules that must be alone with something are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases import SAMPLE

GENERATOR = SAMPLE / "generator"
MODULES = sorted(path for path in GENERATOR.rglob("*.py") if "_data" not in path.parts)

# From the ground up. A module may import from its own layer or a lower one.
LAYERS = (
    ("findings", "characters", "days", "faults", "wording", "resources", "vocabulary", "__init__"),
    ("rules",),
    ("reading",),
    ("source",),
    ("formats", "schema", "schema_messages", "model", "build_model", "walk"),
    ("cache", "scratch", "sharing"),
    ("reference", "kinds", "casebook", "clocks", "counting", "totals", "deadlines", "law", "privacy"),
    ("passed_over", "record_files"),
    ("memory",),
    ("compliance", "half_term", "load"),
    ("plans",),
    ("checks",),
    ("suppressions", "catalogue", "fixes"),
    (
        "audience",
        "codes",
        "inspection",
        "history",
        "past",
        "record_history",
        "prose",
        "footnotes",
        "abbreviations",
        "links",
        "scaffold",
    ),
    ("neighbours", "changes"),
    ("views",),
    (
        "pages",
        "audience_pages",
        "audience_docs",
        "page_builder",
        "ground",
        "check_pages",
        "compliance_pages",
        "procedure_pages",
        "record_pages",
        "reference_pages",
        "page_faults",
        "register_pages",
        "leaf_pages",
        "long_lists",
        "search_texts",
        "half_term_tables",
        "export",
        "ics",
        "deadline_formats",
        "deadline_export",
        "directory_export",
        "directory_pages",
        "tables",
        "privacy_table",
        "open_data",
        "render",
        "templating",
        "reporters",
        "content_policy",
        "lean",
        "locking",
        "engine",
        "frame",
    ),
    ("publish", "unchanged"),
    ("stamping",),
    ("site", "refresh"),
    ("commands",),
    ("cli", "__main__"),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
# cli offers the options every command takes; it imports a command only when it runs.
ALLOWED_UPWARDS = {("commands", "cli")}


def area(path: Path) -> str:
    """The part of the generator a module belongs to."""
    return path.relative_to(GENERATOR).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Every import: line, module and names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, ()
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.lineno, node.module or "", tuple(alias.name for alias in node.names)


def areas_used(path: Path) -> Iterator[tuple[int, str]]:
    """The parts of the generator a module imports."""
    for line, module, names in imports(path):
        parts = module.split(".")
        if parts[0] != "generator":
            continue
        if len(parts) > 1:
            yield line, parts[1]
        else:
            yield from ((line, name if name in LEVEL else "__init__") for name in names)


def test_every_module_has_a_layer() -> None:
    assert {area(path) for path in MODULES} - LEVEL.keys() == set(), "place it in LAYERS"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(GENERATOR)))
def test_imports_point_downwards(path: Path) -> None:
    here = area(path)
    wrong = [
        f"line {line}: {here} imports {there}"
        for line, there in areas_used(path)
        if LEVEL[there] > LEVEL[here] and (here, there) not in ALLOWED_UPWARDS
    ]
    assert wrong == []


def test_checks_and_views_do_not_know_each_other() -> None:
    for one, other in (("checks", "views"), ("views", "checks")):
        for path in (p for p in MODULES if area(p) == one):
            assert other not in {there for _, there in areas_used(path)}, path


def test_checks_do_not_know_each_other() -> None:
    for path in (p for p in MODULES if area(p) == "checks" and p.name != "__init__.py"):
        assert "generator.checks" not in {module for _, module, _ in imports(path)}, path


def test_only_source_knows_yaml() -> None:
    users = {area(path) for path in MODULES for _, m, _ in imports(path) if m.split(".")[0] == "yaml"}
    assert users == {"source"}


def test_only_the_schema_modules_know_jsonschema() -> None:
    slow = {p.name for p in MODULES for _, m, _ in imports(p) if m.split(".")[0] in ("jsonschema", "referencing")}
    assert slow == {"schema_messages.py"}


CLOCK_READERS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("time", "time"),
}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(GENERATOR)))
def test_only_the_front_door_knows_what_day_it_is(path: Path) -> None:
    if area(path) == "cli":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
            assert (name, node.func.attr) not in CLOCK_READERS, f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(GENERATOR)))
def test_modules_and_public_names_are_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), path


def test_nothing_is_marked_safe_or_printed() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("print", "eval", "exec"), f"{path}:{node.lineno}"


def test_templates_do_not_trust_record_text() -> None:
    for template in GENERATOR.rglob("*.j2"):
        text = template.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", ""), template
        assert "autoescape false" not in text, template

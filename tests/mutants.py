"""Breaks the reader, the publisher and the escaping on purpose, one small place at a time, and asks the tests whether they notice.

`make mutants`, or `python -m tests.mutants GROUP NUMBER` for a sample. The work is done in a copy. A mutant that no
test kills is printed with its place: either a test is missing, or the code is not needed.
"""

from __future__ import annotations

import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.sites import ROOT

COPIED = ("generator", "tests", "schemas", "site", "records", "mkdocs.yml", "pyproject.toml")
SEED = 20261122
SLOW = 300
SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Modules that are broken together, and the tests that must notice."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


GROUPS = {
    "source": Group(
        modules=(
            "source/builder.py",
            "source/opening.py",
            "source/prescan.py",
            "source/quick.py",
            "source/comments.py",
        ),
        tests=(
            "tests/test_hostile.py",
            "tests/test_typing.py",
            "-k",
            "not command_line and not unopened and not device",
        ),
    ),
    "publish": Group(
        modules=("publish.py", "locking.py"),
        tests=(
            "tests/test_build_safety.py",
            "-k",
            "interrupted or signs or first_site or is_put or without or ours or spelling or swapped or waiting or waits or handed or kept or marker",
        ),
    ),
    "escaping": Group(
        modules=("tables.py", "export.py", "prose.py", "ics.py", "frame.py", "render.py"),
        tests=("tests/test_inert_text.py", "-k", "not browser and not paper and not hidden_signs"),
    ),
}


class Breaker(ast.NodeTransformer):
    """Breaks the nth breakable place of a module; counts them when there is no nth."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted, self.count, self.place = wanted, 0, ""

    def here(self, node: ast.AST, what: str) -> bool:
        """Whether this is the place."""
        found = self.count == self.wanted
        self.count += 1
        if found:
            self.place = f"line {getattr(node, 'lineno', 0)}: {what}"
        return found

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Turns a comparison round."""
        if type(node.ops[0]) in SWAPPED and self.here(node, f"turned round: {ast.unparse(node)}"):
            node.ops[0] = SWAPPED[type(node.ops[0])]()
        return self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """And for or, or for and."""
        if self.here(node, f"and for or: {ast.unparse(node)}"):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """Leaves out a not."""
        if isinstance(node.op, ast.Not) and self.here(node, f"without its not: {ast.unparse(node)}"):
            return node.operand
        return self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """Leaves out a step."""
        if isinstance(node.value, ast.Call) and self.here(node, f"left out: {ast.unparse(node)}"):
            return ast.copy_location(ast.Pass(), node)
        return self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        """Does not refuse."""
        if self.here(node, f"not raised: {ast.unparse(node)[:80]}"):
            return ast.copy_location(ast.Pass(), node)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """Gives back nothing."""
        if node.value is not None and self.here(node, f"gives nothing: {ast.unparse(node)[:80]}"):
            node.value = ast.Constant(None)
            return node
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Leaves a text as it is where something should be done to it."""
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in ("escape", "xml_escape", "quote", "replace", "safe_cell", "clean") and self.here(
            node, f"not done: {ast.unparse(node)[:80]}"
        ):
            inner = node.func.value if isinstance(node.func, ast.Attribute) and name == "replace" else None
            return inner or (node.args[0] if node.args else node)
        return self.generic_visit(node)


def mutants(module: Path) -> Iterator[tuple[str, str]]:
    """Every mutant of a module: what was broken, and the text."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    counter = Breaker()
    counter.visit(copy.deepcopy(tree))
    for number in range(counter.count):
        breaker = Breaker(number)
        broken = ast.fix_missing_locations(breaker.visit(copy.deepcopy(tree)))
        yield breaker.place, ast.unparse(broken)


def survives(work: Path, tests: tuple[str, ...]) -> bool:
    """Whether the tests pass all the same. One that hangs has been noticed."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = os.environ | {"PYTHONPATH": str(work), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=work, env=environment, capture_output=True, timeout=SLOW, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def hunt(name: str, group: Group, most: int) -> int:
    """Tries the mutants of a group. How many survive."""
    with tempfile.TemporaryDirectory(prefix="casebook-mutants-") as folder:
        work = Path(folder)
        for part in COPIED:
            source = ROOT / part
            ignored = shutil.ignore_patterns("__pycache__", "docs", "public*", ".*")
            shutil.copytree(source, work / part, ignore=ignored) if source.is_dir() else shutil.copy(
                source, work / part
            )
        if not survives(work, group.tests):
            sys.exit(f"{name}: the tests fail before anything is broken")
        found = [(module, *mutant) for module in group.modules for mutant in mutants(ROOT / "generator" / module)]
        chosen = sorted(random.Random(SEED).sample(found, min(most, len(found))))
        alive = 0
        for module, place, text in chosen:
            target = work / "generator" / module
            whole = target.read_text(encoding="utf-8")
            target.write_text(text, encoding="utf-8")
            if survives(work, group.tests):
                alive += 1
                print(f"  {module}, {place}", flush=True)
            target.write_text(whole, encoding="utf-8")
        print(f"{name}: {len(chosen) - alive} of {len(chosen)} noticed (of {len(found)} there are)", flush=True)
    return alive


def main(arguments: list[str]) -> int:
    """Every group, or one, and all mutants or a sample."""
    wanted = arguments[:1] or list(GROUPS)
    most = int(arguments[1]) if len(arguments) > 1 else sys.maxsize
    return int(sum(hunt(name, GROUPS[name], most) for name in wanted) > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A module of the program with one thing broken, for each thing that can be. Knows Python's grammar, no tests."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

ROUND: dict[type[ast.cmpop], type[ast.cmpop]] = {
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
DONE = frozenset(
    ["escape", "xml_escape", "html_escape", "inert", "quote", "replace", "safe_cell", "clean", "printable"]
)
"""Calls that make a text safe: the text is left as it is instead."""
DECIDED = (ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Constant)
Sets = ast.Tuple | ast.List | ast.Set


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A module with one thing broken: what, in words that stay the same while other lines change, and its whole text."""

    what: str
    line: int
    text: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    tree = ast.parse(source)
    counter = Breaker(-1)
    counter.visit(copy.deepcopy(tree))
    named: Counter[str] = Counter()
    for number in range(counter.count):
        breaker = Breaker(number)
        broken = ast.fix_missing_locations(breaker.visit(copy.deepcopy(tree)))
        named[breaker.what] += 1
        again = f" ({named[breaker.what]})" if named[breaker.what] > 1 else ""
        yield Mutant(what=f"{breaker.what}{again}", line=breaker.line, text=ast.unparse(broken))


class Breaker(ast.NodeTransformer):
    """Breaks the nth breakable thing of a module, and counts them all."""

    def __init__(self, wanted: int) -> None:
        self.wanted, self.count = wanted, 0
        self.what, self.line, self.inside = "", 0, list[str]()

    def here(self, node: ast.AST, what: str) -> bool:
        """Whether this is the one."""
        found = self.count == self.wanted
        self.count += 1
        if found:
            home = ".".join(self.inside) or "module"
            self.what, self.line = f"{home}: {what}", getattr(node, "lineno", 0)
        return found

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """What a function does; not what its types say."""
        return self.body_of(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """What a class holds."""
        return self.body_of(node)

    def body_of(self, node: ast.FunctionDef | ast.ClassDef) -> ast.AST:
        """The parts of a function or a class that do something."""
        self.inside.append(node.name)
        if isinstance(node, ast.FunctionDef):
            node.args.defaults = [self.visit(value) for value in node.args.defaults]
            node.args.kw_defaults = [value and self.visit(value) for value in node.args.kw_defaults]
        node.body = [self.visit(part) for part in node.body]
        self.inside.pop()
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """The value alone."""
        node.value = self.left_out(node.value) if node.value else None
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        """Lists that the module declares lose an entry."""
        target = node.targets[0]
        if not isinstance(target, ast.Name):
            node.value = self.visit(node.value)
        elif target.id != "__all__":
            node.value = self.left_out(node.value)
        return node

    def left_out(self, value: ast.expr) -> ast.expr:
        """A declared list, set, table or pattern without one of its entries."""
        inner = value.args[0] if isinstance(value, ast.Call) and len(value.args) >= 1 else value
        if isinstance(inner, Sets) and len(inner.elts) > 1:
            for entry in list(inner.elts):
                if self.here(entry, f"without {shown(entry)}"):
                    inner.elts.remove(entry)
                    return value
        elif isinstance(inner, ast.Dict) and len(inner.keys) > 1:
            for index, key in enumerate(inner.keys):
                if self.here(inner, f"without {shown(key) if key else index}"):
                    del inner.keys[index], inner.values[index]
                    return value
        elif inner is not value and isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            self.letters_of(value, inner)
        visited = self.visit(value)
        assert isinstance(visited, ast.expr)
        return visited

    def letters_of(self, call: ast.expr, inner: ast.Constant) -> None:
        """A set of characters without one, or a pattern without one of its ways or its flags."""
        assert isinstance(call, ast.Call)
        assert isinstance(inner.value, str)
        name = name_of(call)
        parts, glue = (list(inner.value), "") if name == "frozenset" else (ways_of(inner.value), "|")
        if name not in ("frozenset", "compile") or len(parts) < 2:
            parts = []
        for index, part in enumerate(parts):
            if self.here(inner, f"without {part!r}"):
                inner.value = glue.join(parts[:index] + parts[index + 1 :])
                return
        if name == "compile" and len(call.args) > 1 and self.here(call, "pattern without its flags"):
            del call.args[1:]

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Turns a comparison round."""
        for index, operator in enumerate(node.ops):
            if self.here(node, f"turned round: {shown(node)}"):
                node.ops[index] = ROUND[type(operator)]()
                return node
        return self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """And for or, or for and."""
        if self.here(node, f"and for or: {shown(node)}"):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """Leaves out a not."""
        if isinstance(node.op, ast.Not) and self.here(node, f"without its not: {shown(node)}"):
            return node.operand
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        """Asks the opposite."""
        node.test = self.asked(node.test)
        node.body = [self.visit(part) for part in node.body]
        node.orelse = [self.visit(part) for part in node.orelse]
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        """Asks the opposite."""
        node.test = self.asked(node.test)
        node.body, node.orelse = self.visit(node.body), self.visit(node.orelse)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        """Takes what is passed over."""
        node.iter = self.visit(node.iter)
        node.ifs = [self.asked(test) for test in node.ifs]
        return node

    def asked(self, test: ast.expr) -> ast.expr:
        """The opposite of a question that is no comparison."""
        if not isinstance(test, DECIDED) and self.here(test, f"asked the other way: {shown(test)}"):
            return ast.UnaryOp(op=ast.Not(), operand=test)
        visited = self.visit(test)
        assert isinstance(visited, ast.expr)
        return visited

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """Leaves out a step."""
        if isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom) and self.here(node, f"left out: {shown(node)}"):
            return ast.copy_location(ast.Pass(), node)
        if isinstance(node.value, ast.Constant):
            return node
        return self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        """Does not refuse."""
        if self.here(node, f"not raised: {shown(node)}"):
            return ast.copy_location(ast.Pass(), node)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """Gives back nothing."""
        constant = isinstance(node.value, ast.Constant)
        if node.value is not None and not constant and self.here(node, f"gives nothing: {shown(node)}"):
            node.value = ast.Constant(None)
            return node
        return self.generic_visit(node)

    def visit_Break(self, node: ast.Break) -> ast.AST:
        """Goes on."""
        return ast.copy_location(ast.Continue(), node) if self.here(node, "goes on instead of ending") else node

    def visit_Continue(self, node: ast.Continue) -> ast.AST:
        """Ends."""
        return ast.copy_location(ast.Break(), node) if self.here(node, "ends instead of going on") else node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        """Lets an error go on."""
        if self.here(node, f"not caught: {shown(node.type) if node.type else 'anything'}"):
            node.body = [ast.Raise()]
            return node
        node.body = [self.visit(part) for part in node.body]
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """One more, or the other truth."""
        if isinstance(node.value, bool):
            if self.here(node, f"the other truth: {node.value}"):
                return ast.copy_location(ast.Constant(not node.value), node)
        elif isinstance(node.value, int) and self.here(node, f"one more: {node.value}"):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Leaves a text as it is where it should be made safe, or lets an error through."""
        name = name_of(node)
        if name == "suppress" and node.args and self.here(node, f"not suppressed: {shown(node)}"):
            node.args = []
            return node
        if (markup := markup_in(node)) and self.here(node, f"not escaped: {shown(node)}"):
            plain = ast.Attribute(value=markup.args[0], attr="format", ctx=ast.Load())
            markup.args = [ast.Call(func=plain, args=node.args, keywords=node.keywords)]
            return ast.copy_location(markup, node)
        if name in DONE and self.here(node, f"not done: {shown(node)}"):
            of_text = isinstance(node.func, ast.Attribute) and name == "replace"
            return node.func.value if of_text and isinstance(node.func, ast.Attribute) else node.args[0]
        return self.generic_visit(node)


def name_of(call: ast.Call) -> str:
    """The last name of what is called."""
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def markup_in(call: ast.Call) -> ast.Call | None:
    """The markup that a call fills with values, if it does."""
    filled = call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr == "format" else None
    return filled if isinstance(filled, ast.Call) and name_of(filled) == "Markup" else None


def shown(node: ast.AST) -> str:
    """Code on one short line."""
    return " ".join(ast.unparse(node).split())[:90]


def ways_of(pattern: str) -> list[str]:
    """A regular expression parted at its outermost bars."""
    parts, depth, escaped, in_class = [""], 0, False, False
    for letter in pattern:
        if escaped or letter == "\\":
            escaped = not escaped
        elif in_class or letter == "[":
            in_class = letter != "]"
        elif letter in "()":
            depth += 1 if letter == "(" else -1
        elif letter == "|" and not depth:
            parts.append("")
            continue
        parts[-1] += letter
    return parts

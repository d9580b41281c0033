"""How templates become programs: what Jinja does, with less work for each value shown. A test holds it to Jinja's own way.

Half a site's time goes into templates, and most of that into three things done millions of times: escaping a value, reading
a field of a view, and calling a macro. Each is what Jinja does itself where nothing unusual is met.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import cache, lru_cache
from typing import Any

import markupsafe
from jinja2 import BytecodeCache, Environment, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

ESCAPED: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
KEPT = 1_000
"""How many answers of a macro are kept."""


def shown(value: object) -> str:
    """A value as it stands on a page: markup as it is, everything else escaped."""
    kind = value.__class__
    if kind is str:
        return ESCAPED(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    return str(value) if kind is int or kind is float else escape(value)


class PlainMacro(Macro):
    """A macro that is given what stands in its brackets, where that is all it takes."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.is_plain = not (self.caller or self.catch_kwargs or self.catch_varargs) and bool(self._default_autoescape)
        self.gaps = (missing,) * self._argument_count

    def __call__(self, /, *args: Any, **named: Any) -> Any:
        """What it says. Jinja puts what was left out in place itself."""
        if named or not self.is_plain or len(args) > self._argument_count:
            return super().__call__(*args, **named)
        return str.__new__(Markup, self._func(*args, *self.gaps[len(args) :]))


def kept(macro: Callable[..., Markup]) -> Callable[..., Markup]:
    """A macro that says the same on every page when it is given the same, and is asked once for it."""
    return lru_cache(maxsize=KEPT, typed=True)(macro)


class PlainCode(CodeGenerator):
    """Compiles `{{ value }}` to `shown(value)`, `view.field` to the field itself, and a call to the call itself."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """The program of a template."""
        self.writeline(f"from {__name__} import shown, PlainMacro")
        super().visit_Template(node, frame)

    def macro_def(self, macro_ref: Any, frame: Frame) -> None:
        """The line that makes a macro."""
        self.write("Plain")
        super().macro_def(macro_ref, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        assert frame.eval_ctx.autoescape, "everything is escaped"
        assert finalize.src is None, "nothing else is done to a value"
        self.write("shown(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """A field of something. What has no such field fails here instead of where it would be shown."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A call. Nothing that our templates call asks for more than stands in its brackets."""
        assert node.dyn_args is None is node.dyn_kwargs, "no list is given in place of arguments"
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:  # noqa: N802
        """One thing or another; nothing where no other is named."""
        node.expr2 = node.expr2 or nodes.Const("")
        super().visit_CondExpr(node, frame)


class Compiled(BytecodeCache):
    """Programs of templates that have been compiled before in this process. Their key holds what the template says."""

    def __init__(self) -> None:
        self.programs: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """The program, if it is known."""
        if found := self.programs.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a program."""
        self.programs[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@cache
def compiled() -> Compiled:
    """The programs of this process: whoever serves a site makes one page after another."""
    return Compiled()


class Templates(Environment):
    """The environment of templates that are compiled so."""

    code_generator_class = PlainCode

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template may use. All of it is there before the first is asked for."""
        return {**self.globals, **(d or {})}

"""How templates become programs: what Jinja does, with less work for each value shown. A test holds it to Jinja's own way.

Half a site's time goes into templates, and most of that into three things done millions of times: escaping a value, reading
a field of a view, and calling a macro. Each is what Jinja does itself where nothing unusual is met.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import markupsafe
from jinja2 import BytecodeCache, Environment, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

ESCAPED: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


def shown(value: object) -> str:
    """A value as it stands on a page: markup as it is, everything else escaped."""
    kind = value.__class__
    if kind is str:
        return ESCAPED(value)  # type: ignore[arg-type]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


class PlainCode(CodeGenerator):
    """Compiles `{{ value }}` to `shown(value)`, and `view.field` to the field itself."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """The program of a template."""
        self.writeline(f"from {__name__} import shown")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        assert frame.eval_ctx.autoescape, "everything is escaped"
        assert finalize.src is None, "nothing else is done to a value"
        self.write("shown(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """A field of something. What has no such field fails here instead of where it would be shown."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class PlainContext(Context):
    """Calls a macro without asking first what it is."""

    def call(self, called: Any, /, *args: Any, **named: Any) -> Any:
        """What a call in a template comes to."""
        if called.__class__ is Macro:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return called(self.eval_ctx, *args, **named)
        return super().call(called, *args, **named)


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
    context_class = PlainContext

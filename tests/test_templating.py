"""Templates say what they say when Jinja compiles them its own way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from jinja2 import Environment, StrictUndefined, nodes
from markupsafe import Markup, escape

from generator import render
from generator.load import load
from generator.page_builder import Builder
from generator.pages import SiteContext
from generator.render import TEMPLATES, Renderer, environment
from generator.templating import Compiled, Templates, kept, shown
from tests.cases import AS_OF, BASE, check, store

SOURCE = (
    "{% macro one(thing) %}<i>{{ thing }}</i>{% endmacro %}"
    "{% macro two(thing, more='&') %}{{ thing }}{{ more }}{% endmacro %}"
    "{% macro around(thing) %}<i>{{ thing }}{{ caller() }}</i>{% endmacro %}"
    "{% for thing in things %}{{ one(thing) }}{% call around(loop.index) %}{{ thing }}{% endcall %}"
    "{{ one(thing=thing) }}{{ two(thing) }}{{ two(thing, more='<') }}{{ '<b>' if loop.first }}{{ 'x' ~ ('y' if loop.last) }}"
    "{{ thing ~ '<' }}{{ thing|upper }}{{ loop.first }}{{ [thing]|join('&') }}{% endfor %}{{ day.year }}{{ f(things[0]) }}"
)


class Html(str):
    """A text that brings its own markup."""

    __slots__ = ()

    def __html__(self) -> str:
        """The markup."""
        return f"<b>{escape(str(self))}</b>"


HOSTILE = (
    "<script>",
    "a & b",
    "'\"",
    Markup("<br>"),
    7,
    -1e-7,
    None,
    1.5,
    True,
    Html("<x>"),
    ["<"],
    dt.date(2026, 1, 1),
)


def test_values_are_shown_as_jinja_shows_them() -> None:
    for value in HOSTILE:
        assert shown(value) == escape(value)
    given = {"things": HOSTILE, "day": dt.date(2026, 1, 1), "f": lambda text: text}
    said = [
        kind(autoescape=True, undefined=StrictUndefined).from_string(SOURCE).render(given)
        for kind in (Environment, Templates)
    ]
    assert said[0] == said[1]
    assert "<script>" not in said[1]


@pytest.mark.parametrize("source", ["{{ nothing }}", "{{ nothing.more }}", "{{ day.nothing }}", "{{ one(day, 1, 2) }}"])
def test_what_is_not_there_is_never_shown_as_nothing(source: str) -> None:
    template = Templates(autoescape=True, undefined=StrictUndefined).from_string(source)
    with pytest.raises(Exception, match=r"nothing|undefined"):
        template.render(day=dt.date(2026, 1, 1))


def test_what_is_kept_of_a_macro_is_not_mixed_up() -> None:
    """Python takes each of these for the same."""
    source = "{% macro bold(word, end) %}<b>{{ word }}{{ end }}{% endmacro %}{% set bold = kept(bold) %}{{ bold(one, '') }} {{ bold(other, '') }}"
    template = Templates(autoescape=True, undefined=StrictUndefined).from_string(source, {"kept": kept})
    assert template.render(one="<", other=Markup("<")) == "<b>&lt; <b><"
    assert template.render(one=1, other=True) == "<b>1 <b>True"


SAME_ON_NO_OTHER_PAGE = {"here", "page", "view", "problems", "url", "rule_url", "report_link", "link"}


def macros_kept() -> Iterator[tuple[str, nodes.Macro, set[str]]]:
    """Every macro whose answers are kept, with the names of all that are."""
    made = environment()
    trees = {name: made.parse((TEMPLATES / name).read_text(encoding="utf-8")) for name in made.list_templates()}
    for name, tree in trees.items():
        names = set(kept_in(tree)) | set(kept_in(trees["_macros.html.j2"]))
        found = (macro for macro in tree.find_all(nodes.Macro) if macro.name in names)
        yield from ((name, macro, names) for macro in found)


def test_what_is_kept_of_a_macro_is_the_same_on_every_page() -> None:
    found = list(macros_kept())
    assert {"icon", "state", "bar"} <= {macro.name for _, macro, _ in found}
    for name, macro, names in found:
        used = {node.name for node in macro.find_all(nodes.Name)} | {node.name for node in macro.find_all(nodes.Filter)}
        assert not used & SAME_ON_NO_OTHER_PAGE, (name, macro.name)
        others = set(called_in(macro)) - names
        assert not others, f"{name}: {macro.name} asks {others}, of which nothing is kept"


def kept_in(tree: nodes.Template) -> Iterator[str]:
    """The names of the macros of a template whose answers are kept."""
    for call in tree.find_all(nodes.Call):
        match call:
            case nodes.Call(node=nodes.Name(name="kept"), args=[nodes.Name(name=name)]):
                yield name


def called_in(macro: nodes.Macro) -> Iterator[str]:
    """The macros that a macro asks, of its own template and of the one that all share."""
    for call in macro.find_all(nodes.Call):
        match call.node:
            case nodes.Name(name=name) | nodes.Getattr(node=nodes.Name(name="m"), attr=name):
                yield name


def bodies() -> dict[str, str]:
    """The body of every page of the base."""
    context = SiteContext(casebook=load(BASE, store()).casebook, report=check(BASE), as_of=AS_OF)
    renderer = Renderer(context)
    return {page.path: renderer.body(page) for page in Builder(context).pages()}


def test_every_page_is_the_page_that_jinja_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = bodies()
    monkeypatch.setattr(render, "Templates", Environment)
    monkeypatch.setattr(render, "compiled", Compiled)  # none of ours
    assert bodies() == ours

"""Templates say what they say when Jinja compiles them its own way."""

from __future__ import annotations

import datetime as dt

import pytest
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from generator import render
from generator.load import load
from generator.page_builder import Builder
from generator.pages import SiteContext
from generator.render import Renderer
from generator.templating import Compiled, Templates, shown
from tests.cases import AS_OF, BASE, check, store

SOURCE = (
    "{% macro one(thing) %}<i>{{ thing }}</i>{% endmacro %}"
    "{% macro around(thing) %}<i>{{ thing }}{{ caller() }}</i>{% endmacro %}"
    "{% for thing in things %}{{ one(thing) }}{% call around(loop.index) %}{{ thing }}{% endcall %}"
    "{{ thing ~ '<' }}{{ thing|upper }}{{ loop.first }}{{ [thing]|join('&') }}{% endfor %}{{ day.year }}{{ f(things[0]) }}"
)


class Html(str):
    """A text that brings its own markup."""

    __slots__ = ()

    def __html__(self) -> str:
        """The markup."""
        return f"<b>{escape(str(self))}</b>"


HOSTILE = ("<script>", "a & b", "'\"", Markup("<br>"), 7, None, 1.5, True, Html("<x>"), ["<"], dt.date(2026, 1, 1))


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

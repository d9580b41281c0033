"""Makes the templates unsafe on purpose, one place at a time, and asks the checks of hostile text whether they notice.

Three things are done: a value is taken for markup, as `|safe` would; a whole template is, as without autoescape; an attribute
loses its quotation marks. Each is tried on pages whose texts are hostile and which show one of them at that place. Places that
no record's text reaches hold words of ours alone; they are counted, not tried. Started by `tests/mutants.py`.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, nodes, pass_context
from markupsafe import Markup, escape

from generator import render
from generator.render import TEMPLATES, Renderer
from generator.templating import Templates
from tests.hostile_ground import Ground, grounds
from tests.hostile_text import FAMILIES, LIVE, Skeleton, alive, elements, tamed

TRIED_WITH = ("markup", "attributes")
LOOKED_AT, MOST = 20, 4
"""So many pages of each template are looked at, and so many of them are tried for each place."""
OPENED = re.compile(r'[\w:-]="[^"<>]*\Z')
Place = tuple[str, int]
"""A template and the number of a value shown there."""
Site = tuple[str, str]
"""A family of hostile texts, and the ground they stand on."""
Pages = dict[Site, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """One thing to break: in which template, how, and at which of its values; None for all of them."""

    template: str
    how: str
    number: int | None
    line: int

    @property
    def module(self) -> str:
        """The template, as it is called among modules."""
        return f"templates/{self.template}"

    @property
    def what(self) -> str:
        """What is done, in words that stay the same while lines change."""
        return f"{'everything' if self.number is None else f'value {self.number}'} {self.how}"


def values_of(template: nodes.Template) -> Iterator[tuple[nodes.Output, int]]:
    """Every value a template shows, in order: the output it stands in and its place there."""
    for output in template.find_all(nodes.Output):
        for index, child in enumerate(output.nodes):
            if not isinstance(child, nodes.TemplateData):
                yield output, index


def make_unsafe(template: nodes.Template, broken: Broken) -> None:
    """Breaks one thing in a template that has been read."""
    for number, (output, index) in enumerate(list(values_of(template))):
        if broken.number not in (None, number):
            continue
        if broken.how == "without quotation marks":
            before, after = quotes_around(output, index)
            before.data = re.sub(r'="([^"]*)\Z', r"=\1", before.data)
            after.data = after.data.replace('"', "", 1)
        else:
            output.nodes[index] = nodes.MarkSafe(output.nodes[index], lineno=output.lineno)


def quotes_around(output: nodes.Output, index: int) -> tuple[nodes.TemplateData, nodes.TemplateData]:
    """What stands before and after the value of an attribute."""
    before, after = output.nodes[index - 1 : index], output.nodes[index + 1 : index + 2]
    match before, after:
        case [nodes.TemplateData() as left], [nodes.TemplateData() as right]:
            if OPENED.search(left.data) and '"' in right.data:
                return left, right
    raise LookupError("no attribute holds this value and nothing else")


class Marked(FileSystemLoader):
    """Reads templates; one that is broken gets a mark, so that nobody takes it for what it was."""

    mark: tuple[str, str] = ("", "")

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        """The text of a template."""
        text, path, fresh = super().get_source(environment, template)
        return (f"{{# {self.mark[1]} #}}{text}" if template == self.mark[0] else text), path, fresh


class Watching(Templates):
    """Notes which values hold a record's text, on which pages; or shows the templates with one thing broken."""

    broken: Broken | None = None
    seen: Seen | None = None

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        if self.broken and name == self.broken.template:
            make_unsafe(template, self.broken)
        elif self.seen:
            for number, (output, index) in enumerate(list(values_of(template))):
                place = [nodes.Const(name), nodes.Const(number)]
                output.nodes[index] = nodes.Filter(output.nodes[index], "watched", place, [], None, None)
        return template


@dataclass(slots=True, kw_only=True)
class Seen:
    """Where values are shown, and on which pages they hold a record's text."""

    page: str = ""
    shown: set[Place] = field(default_factory=set)
    hostile: dict[Place, list[str]] = field(default_factory=lambda: defaultdict(list))

    def note(self, value: Any, template: str, number: int) -> Any:
        """Notes a value and gives it back."""
        place = (template, number)
        self.shown.add(place)
        if not isinstance(value, Markup) and LIVE in str(value) and str(escape(value)) != str(value):
            pages = self.hostile[place]
            if self.page not in pages and len(pages) < MOST:
                pages.append(self.page)
        return value


def renderer_of(ground: Ground, broken: Broken | None = None, seen: Seen | None = None) -> Renderer:
    """What makes the bodies of a ground's pages."""
    made = Renderer(ground.context)
    environment = made.environment
    environment.__class__ = Watching
    assert isinstance(environment, Watching)
    environment.broken, environment.seen = broken, seen
    loader = Marked(TEMPLATES, encoding="utf-8")
    loader.mark = (broken.template, broken.what) if broken else ("", "")
    environment.loader = loader
    if seen:
        environment.bytecode_cache = None
        environment.filters["watched"] = pass_context(lambda _, value, *place: seen.note(value, *place))
    return made


def attributes_in(template: str) -> set[int]:
    """The values of a template that are a whole attribute."""
    found = set()
    read = render.environment().parse((TEMPLATES / template).read_text(encoding="utf-8"))
    for number, (output, index) in enumerate(values_of(read)):
        try:
            quotes_around(output, index)
        except LookupError:
            continue
        found.add(number)
    return found


def lines_of(template: str) -> list[int]:
    """The line of each value of a template."""
    read = render.environment().parse((TEMPLATES / template).read_text(encoding="utf-8"))
    return [output.nodes[index].lineno for output, index in values_of(read)]


def breakable(seen: dict[Site, Seen]) -> Iterator[tuple[Broken, Pages]]:
    """Everything that can be broken where a record's text is shown, with pages that show it."""
    places = sorted({place for one in seen.values() for place in one.hostile})
    for template in sorted({name for name, _ in places}):
        lines, attributes = lines_of(template), attributes_in(template)
        every: dict[Site, list[str]] = defaultdict(list)
        for number in [number for name, number in places if name == template]:
            pages = {site: one.hostile[template, number] for site, one in seen.items() if one.hostile[template, number]}
            for site, paths in pages.items():
                every[site] += paths[:1]
            yield Broken(template=template, how="taken for markup", number=number, line=lines[number]), pages
            if number in attributes:
                yield Broken(template=template, how="without quotation marks", number=number, line=lines[number]), pages
        yield Broken(template=template, how="taken for markup", number=None, line=1), every


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it."""

    values: int
    shown: int
    reached: int
    there: int
    tried: int
    alive: tuple[str, ...]


def hunt(known: set[tuple[str, str]], most: int) -> Outcome:
    """Breaks everything that is not known to change nothing, or as many things, evenly spread."""
    with tempfile.TemporaryDirectory(prefix="casebook-templates-") as made:
        hostile, plain = {}, {}
        for family in TRIED_WITH:
            make = FAMILIES[family]
            for one in grounds(Path(made) / family, make, LOOKED_AT):
                hostile[family, one.name] = one
            for one in grounds(Path(made) / f"{family} tamed", tamed(make), LOOKED_AT):
                plain[family, one.name] = Plain(one)
        seen = {key: watched(ground) for key, ground in hostile.items()}
        there = list(breakable(seen))
        unlisted = [(broken, pages) for broken, pages in there if (broken.module, broken.what) not in known]
        step = max(1.0, len(unlisted) / most)
        chosen = [unlisted[int(step * number)] for number in range(min(most, len(unlisted)))]
        unnoticed = [broken for broken, pages in chosen if not noticed(broken, pages, hostile, plain)]
    values = sum(len(lines_of(path.relative_to(TEMPLATES).as_posix())) for path in TEMPLATES.rglob("*.j2"))
    shown = len(set[Place]().union(*(one.shown for one in seen.values())))
    reached = len({place for one in seen.values() for place in one.hostile})
    left = tuple(f"{broken.module}:{broken.line} {broken.what}" for broken in unnoticed)
    return Outcome(values=values, shown=shown, reached=reached, there=len(there), tried=len(chosen), alive=left)


def watched(ground: Ground) -> Seen:
    """Makes every page once and notes where texts are shown."""
    seen = Seen()
    renderer = renderer_of(ground, seen=seen)
    for path, page in ground.pages.items():
        seen.page = path
        renderer.body(page)
    return seen


class Plain:
    """The pages with harmless words, taken apart when somebody asks."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.renderer = ground, renderer_of(ground)
        self.known: dict[str, Skeleton] = {}

    def page(self, path: str) -> Skeleton:
        """A page with harmless words."""
        if path not in self.known:
            self.known[path] = Skeleton(self.renderer.body(self.ground.pages[path]))
        return self.known[path]


def noticed(broken: Broken, pages: Pages, hostile: dict[Site, Ground], plain: dict[Site, Plain]) -> bool:
    """Whether a page with hostile texts has other elements than with harmless ones, or leads or runs."""
    for site, paths in pages.items():
        ground = hostile[site]
        renderer = renderer_of(ground, broken)
        for path in paths:
            page, known = Skeleton(renderer.body(ground.pages[path])), plain[site].page(path)
            if elements(page) != elements(known) or alive(page, known):
                return True
    return False

"""Views to HTML bodies: Jinja with autoescape and StrictUndefined, and the few filters templates may use."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator import wording
from generator.abbreviations import explained
from generator.footnotes import Footnotes
from generator.pages import (
    Page,
    SiteContext,
    area_path,
    checklist_path,
    example_path,
    flowchart_path,
    list_path,
    part_path,
    path_for,
    plan_record_path,
    plan_targets_path,
    requirements_path,
    rule_path,
    steps_path,
)
from generator.privacy.scope import Scope
from generator.prose import prose
from generator.templating import Templates, compiled, kept
from generator.views.common import Ref
from generator.views.due_item import due_lines
from generator.vocabulary import label, suspension_reason

TEMPLATES = Path(__file__).resolve().parent / "templates"
EXPLAINED_TEMPLATES = ("records/policy.html.j2", "records/procedure.html.j2", "procedures/steps.html.j2")
SCOPE_WORDS = {
    "staff": "Case plans, registers, costs and private contacts are not part of this site.",
    "provider": "It shows what we hold about this provider and what we ask of it. Pupils are not part of this site.",
    "public": "It shows who the providers are and what they offer. Being listed says nothing about quality.",
}
HEADING = re.compile(r'<h2 id="([a-z0-9-]+)"[^>]*>(.*?)</h2>', re.DOTALL)
SHAPE = re.compile(r'<symbol id="i-([a-z-]+)".*?</symbol>', re.DOTALL)
SHAPE_USED = '<use href="#i-'
SHAPES_GO_HERE = "<svg hidden>"
TAG = re.compile(r"<[^>]+>")


def environment() -> Environment:
    """The template environment; filters that depend on the page are bound when it is rendered."""
    made = Templates(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        bytecode_cache=compiled(),
    )
    made.filters.update(
        label=label,
        suspension_reason=suspension_reason,
        date=short_time,
        day_date=day_time,
        due_lines=due_lines,
        long_date=wording.long_date,
        weekday_date=wording.weekday_date,
        count=wording.count,
        money=money,
        prose=prose,
        paras=paragraphs,
        sentence=sentence,
    )
    return made


@cache
def short_time(day: dt.date) -> Markup:
    """A date as a <time> element."""
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), wording.short_date(day))


@cache
def day_time(day: dt.date) -> Markup:
    """A date with its weekday as a <time> element."""
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), wording.day_date(day))


def money(amount: float) -> str:
    """An amount of pounds."""
    return f"£{amount:,.2f}"


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs, shown as typed."""
    blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    return Markup("\n").join(Markup("<p>{}</p>").format(block) for block in blocks)


def sentence(text: str) -> str:
    """The text with a capital at its start and a full stop at its end."""
    trimmed = text.strip()
    if not trimmed:
        return ""
    return trimmed[0].upper() + trimmed[1:] + ("" if trimmed[-1] in ".?!" else ".")


def relative(target: str, start: str) -> str:
    """The address of a page as a link from another page."""
    path, hash_mark, anchor = target.partition("#")
    return way(path, posixpath.dirname(start)) + hash_mark + anchor


@lru_cache(maxsize=5_000)
def way(path: str, folder: str) -> str:
    """The address of a page as a link from a page in a folder."""
    return quote(posixpath.relpath(path, folder or "."))


@lru_cache(maxsize=5_000)
def link(ref: Ref, folder: str) -> Markup:
    """A link to a record from a page in a folder, or its title when it has no page."""
    if not ref.exists:
        return escape(ref.title)
    return Markup('<a href="{}">{}</a>').format(way(path_for(ref.kind, ref.id), folder), ref.title)


def scope_words(scope: Scope) -> str:
    """What the site of an audience leaves out, in a sentence or two."""
    if scope.plans is not None:
        return "Case plans are here in groups only; registers, costs and private contacts are not part of this site."
    return SCOPE_WORDS.get(scope.base, "")


@dataclass(slots=True, kw_only=True)
class Here:
    """The page that is being rendered, with its folder and footnotes. Macros are made once for all pages and ask here."""

    page: Page | None = None
    folder: str = ""
    footnotes: Footnotes = field(default_factory=Footnotes)


class Renderer:
    """Renders the pages of one site, one after another. Links are made from the page that is being rendered."""

    def __init__(self, context: SiteContext) -> None:
        self.here = here = Here()
        self.environment = environment()
        self.environment.globals.update(
            here=here,
            kept=kept,
            settings=context.settings,
            as_of=context.as_of,
            source_url=context.source_url,
            revision=context.revision,
            report_link=context.report_link,
            scope=context.casebook.scope,
            scope_words=scope_words(context.casebook.scope),
            shows=context.casebook.scope.shows,
            url=self.url,
            checklist_path=checklist_path,
            area_path=area_path,
            example_path=example_path,
            flowchart_path=flowchart_path,
            steps_path=steps_path,
            plan_record_path=plan_record_path,
            plan_targets_path=plan_targets_path,
            part_path=part_path,
            requirements_path=requirements_path,
            list_path=list_path,
            rule_url=lambda code: self.url(rule_path(code)),
        )
        self.environment.filters.update(
            when=lambda day: wording.distance(day, context.as_of),
            link=lambda ref: link(ref, here.folder),
        )
        self.shapes = shapes_in(self.environment.get_template("_macros.html.j2").module.shapes())  # type: ignore[attr-defined]

    def url(self, target: str) -> str:
        """A page's address as a link from the page that is being rendered."""
        path, hash_mark, anchor = target.partition("#")
        return way(path, self.here.folder) + hash_mark + anchor

    def body(self, page: Page) -> str:
        """A page's body."""
        here = self.here
        here.page, here.folder = page, posixpath.dirname(page.path)
        here.footnotes = Footnotes(self.url(page.sources_page) if page.sources_page else "")
        body = self.environment.get_template(page.template).render(view=page.shown, page=page, problems=page.problems)
        return with_shapes(explained(body) if page.template in EXPLAINED_TEMPLATES else body, self.shapes)


def shapes_in(drawing: str) -> dict[str, str]:
    """The shapes of a drawing by their names."""
    return {found[1]: found[0] for found in SHAPE.finditer(drawing)}


def with_shapes(body: str, shapes: Mapping[str, str]) -> str:
    """The body with the shapes that something on it points at, in the place that is kept for them."""
    before, place, after = body.partition(SHAPES_GO_HERE)
    used = {piece.partition('"')[0] for piece in after.split(SHAPE_USED)[1:]}
    return before + place + "".join(shape for name, shape in shapes.items() if name in used) + after


def contents(body: str) -> tuple[tuple[str, str], ...]:
    """The second-level headings of a body: id and text, as HTML text."""
    return tuple((anchor, TAG.sub("", text).strip()) for anchor, text in HEADING.findall(body))

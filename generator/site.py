"""Builds a whole site: engine, frames, stamping, search, sitemap, links. Says what it is doing through a callback."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator import deadline_export, directory_export, engine, export, frame, publish
from generator.engine import Layout
from generator.links import DeadLink, dead_links, unlinked
from generator.page_builder import Builder, redirects
from generator.pages import COMPARISON_FILE, DEADLINES_FILE, DIRECTORY_FILE, DUE_FILE, Page, SiteContext, sections_of
from generator.render import Renderer, contents
from generator.views.comparison import comparison_view

Say = Callable[[str], None]


class DeadLinks(Exception):
    """The site has links that lead nowhere."""

    def __init__(self, found: tuple[DeadLink, ...]) -> None:
        super().__init__(f"{len(found)} links lead nowhere")
        self.found = found


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did."""

    pages: int
    changed: bool


def build(
    context: SiteContext, layout: Layout, out: Path, engine_name: str, *, offline: bool, replace: bool = False, say: Say
) -> Built:
    """Builds into a folder beside `out` and swaps it in. Raises what goes wrong; the old site then still stands.
    `replace` says that a site made for somebody else may be replaced."""
    scope = context.casebook.scope
    publish.check_output(out, layout.root, "" if replace else scope.label)
    with publish.workplace(out) as work:
        public = work / "public"
        say(f"building the sections with {engine_name}")
        engine.run(layout, engine_name, public, scope, offline=offline)
        site_url = "" if offline else site_address(layout)
        number = stamp_all(context, public, site_url, say)
        if not scope.whole:
            take_out_links(public)
        say("checking the links")
        check_links(public)
        changed = publish.swap(public, out, scope.label)
    return Built(pages=number, changed=changed)


def site_address(layout: Layout) -> str:
    """The site's own address, from the engine's configuration."""
    text = layout.config.read_text(encoding="utf-8")
    found = re.search(r"^site_url:\s*[\"']?(https?://[^\s\"']+)", text, re.MULTILINE)
    return found[1] if found else ""


def stamp_all(context: SiteContext, public: Path, site_url: str, say: Say) -> int:
    """Stamps every page into its section's frame and writes what goes with the pages."""
    frames = {
        section.path: frame.frame_of((public / section.path).read_text(encoding="utf-8"), section.path)
        for section in sections_of(context.casebook.scope)
    }
    renderer = Renderer(context)
    made: list[Page] = []
    builder = Builder(context)
    for page in builder.pages():
        write_page(renderer, frames[page.section_path], page, public, site_url)
        made.append(page)
        if len(made) % 500 == 0:
            say(f"{len(made):,} pages stamped")
    say(f"{len(made):,} pages stamped")
    titles = {page.path: page.title for page in made}
    for old, new in redirects(context.casebook):
        export.write_redirect(public, old, new, titles[new])
    write_data(context, builder, public)
    export.add_search_entries(public, made)
    written = (path.relative_to(public).as_posix() for path in public.rglob("*.html"))
    export.write_sitemap(public, site_url, [path for path in written if path != "404.html"])
    return len(made)


def write_data(context: SiteContext, builder: Builder, public: Path) -> None:
    """Writes what pages fetch or people subscribe to, for the sections there are."""
    folders = {section.folder for section in sections_of(context.casebook.scope)}
    if "due" in folders:
        (public / DUE_FILE).write_bytes(builder.due_file())
    if "procedures" in folders:
        (public / DEADLINES_FILE).write_text(deadline_export.script(context.casebook, context.as_of), encoding="utf-8")
    if "providers" in folders and context.casebook.scope.has_gate:
        write_directory(context, builder, public)


def write_directory(context: SiteContext, builder: Builder, public: Path) -> None:
    """Writes what the directory's pages work with."""
    script = directory_export.directory_script(builder.directory, context.as_of)
    (public / DIRECTORY_FILE).write_text(script, encoding="utf-8")
    comparison = comparison_view(context.casebook, context.as_of, builder.standings)
    (public / COMPARISON_FILE).write_text(directory_export.comparison_script(comparison), encoding="utf-8")


def take_out_links(public: Path) -> None:
    """Turns links to pages that an audience does not have into plain words."""
    names = frozenset(publish.files_in(public))
    for name in sorted(n for n in names if n.endswith(".html")):
        path = public / name
        text = path.read_text(encoding="utf-8")
        changed = unlinked(name, text, names)
        if changed != text:
            path.write_text(changed, encoding="utf-8")


def write_page(renderer: Renderer, empty: frame.Frame, page: Page, public: Path, site_url: str) -> None:
    """Renders one page and writes it."""
    body = renderer.body(page)
    html = empty.stamp(
        frame.Stamped(
            title=page.title,
            description=page.description,
            body=body,
            contents=contents(body),
            canonical=f"{site_url.rstrip('/')}/{page.path}" if site_url else "",
        )
    )
    (public / page.path).write_text(html, encoding="utf-8")


def check_links(public: Path) -> None:
    """Raises DeadLinks when a link inside the site leads nowhere."""
    names = frozenset(publish.files_in(public))
    html = {name: (public / name).read_text(encoding="utf-8") for name in sorted(names) if name.endswith(".html")}
    html.pop("404.html", None)
    found = tuple(sorted(dead_links(html, names)))
    if found:
        raise DeadLinks(found)

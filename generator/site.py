"""Builds a whole site: engine, frames, stamping, search, sitemap, links. Says what it is doing through a callback."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import deadline_export, directory_export, engine, export, frame, publish
from generator.engine import Layout
from generator.links import DeadLink, Marks, dead_ends, marks_of, place_of, unlinked
from generator.open_data import open_files
from generator.page_builder import Builder, redirects
from generator.page_faults import Fault, rendered
from generator.pages import COMPARISON_FILE, DEADLINES_FILE, DIRECTORY_FILE, DUE_FILE, Page, SiteContext, sections_of
from generator.privacy.scope import PUBLIC
from generator.render import Renderer, contents
from generator.sharing import share
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
    faults: tuple[Fault, ...]


def build(
    context: SiteContext, layout: Layout, out: Path, engine_name: str, *, offline: bool, replace: bool = False, say: Say
) -> Built:
    """Builds into a folder beside `out` and swaps it in. Raises what goes wrong; the old site then still stands.
    `replace` says that a site made for somebody else may be replaced."""
    scope = context.casebook.scope
    held_for = "" if replace else scope.label
    publish.check_output(out, layout.root, held_for)
    with publish.workplace(out, say) as work:
        publish.check_output(out, layout.root, held_for)  # once more: we may have waited for somebody else's site
        public = work / "public"
        say(f"building the sections with {engine_name}")
        engine.run(layout, engine_name, public, scope, offline=offline, say=say)
        site_url = "" if offline else site_address(layout)
        marks, faults = stamp_all(context, public, out, site_url, say)
        number = len(marks)
        if not scope.whole:
            take_out_links(public)
            marks.clear()
        say("checking the links")
        check_links(public, marks, frozenset(fault.path for fault in faults))
        changed = publish.swap(public, out, scope.label)
    return Built(pages=number, changed=changed, faults=faults)


def site_address(layout: Layout) -> str:
    """The site's own address, from the engine's configuration."""
    text = layout.config.read_text(encoding="utf-8")
    found = re.search(r"^site_url:\s*[\"']?(https?://[^\s\"']+)", text, re.MULTILINE)
    return found[1] if found else ""


def stamp_all(
    context: SiteContext, public: Path, out: Path, site_url: str, say: Say
) -> tuple[dict[str, Marks], tuple[Fault, ...]]:
    """Stamps every page into its section's frame and writes what goes with the pages.

    Says what each page links to, and which pages could not be made.
    """
    frames = {
        section.path: frame.frame_of((public / section.path).read_text(encoding="utf-8"), section.path)
        for section in sections_of(context.casebook.scope)
    }
    builder = Builder(context)
    made = list(builder.pages())
    old = out if context.casebook.scope.whole else public / "none"
    stamp = Stamp(renderer=Renderer(context), frames=frames, public=public, old=old, site_url=site_url)
    say(f"stamping {len(made):,} pages")
    stamped = [one for part in share(stamp.all, made) for one in part]
    if builder.careful.broken:
        known = {path: Marks(links=links, anchors=anchors) for path, links, anchors, *_ in stamped}
        astray = [place_of(dead.page, dead.target) for dead in links_astray(public, known)]
        stamped += stamp.all(list(builder.careful.missing(sections_of(context.casebook.scope), astray)))
    marks = {path: Marks(links=links, anchors=anchors) for path, links, anchors, *_ in stamped}
    failed = [Fault(path=path, error=error, told=told) for path, _, _, error, told in stamped if error]
    titles = {page.path: page.title for page in made}
    for old_address, new_address in redirects(context.casebook):
        export.write_redirect(public, old_address, new_address, titles.get(new_address, new_address))
    write_data(context, builder, public)
    export.add_search_entries(public, made)
    written = (path.relative_to(public).as_posix() for path in public.rglob("*.html"))
    export.write_sitemap(public, site_url, [path for path in written if path != "404.html"])
    return marks, (*builder.careful.faults, *failed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Everything that makes a page a file."""

    renderer: Renderer
    frames: dict[str, frame.Frame]
    public: Path
    old: Path
    site_url: str

    def all(self, pages: Sequence[Page]) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str, str]]:
        """Writes some pages. For each its path, its links and its anchors, and what went wrong."""
        found = []
        for page in pages:
            html, body, fault = self.html(page)
            publish.put(self.public / page.path, html.encode(), self.old / page.path)
            marks = marks_of(html if page.is_section else body)  # the frame is the same around all pages of a section
            wrong = (fault.error, fault.told) if fault else ("", "")
            found.append((page.path, marks.links, marks.anchors, *wrong))
        return found

    def html(self, page: Page) -> tuple[str, str, Fault | None]:
        """A page in its section's frame, its body alone, and what went wrong with it."""
        page, body, fault = rendered(self.renderer, page)
        stamped = frame.Stamped(
            title=page.title,
            description=page.description,
            body=body,
            contents=contents(body),
            canonical=f"{self.site_url.rstrip('/')}/{page.path}" if self.site_url else "",
        )
        return self.frames[page.section_path].stamp(stamped), body, fault


def write_data(context: SiteContext, builder: Builder, public: Path) -> None:
    """Writes what pages fetch or people subscribe to, for the sections there are."""
    folders = {section.folder for section in sections_of(context.casebook.scope)}
    if "due" in folders:
        (public / DUE_FILE).write_bytes(builder.due_file())
    if "procedures" in folders:
        (public / DEADLINES_FILE).write_text(deadline_export.script(context.casebook, context.as_of), encoding="utf-8")
    if "providers" in folders and context.casebook.scope.has_gate:
        write_directory(context, builder, public)
    if context.casebook.scope.base == PUBLIC:
        for name, text in open_files(context.casebook, context.as_of).items():
            (public / name).write_text(text, encoding="utf-8", newline="")


def write_directory(context: SiteContext, builder: Builder, public: Path) -> None:
    """Writes what the directory's pages work with."""
    script = directory_export.directory_script(builder.ground.directory, context.as_of)
    (public / DIRECTORY_FILE).write_text(script, encoding="utf-8")
    comparison = comparison_view(context.casebook, context.as_of, builder.ground.standings)
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


def check_links(public: Path, known: Mapping[str, Marks], failed: frozenset[str]) -> None:
    """Raises DeadLinks when a link inside the site leads nowhere. Of a page that failed, only that it is there counts."""
    found = tuple(dead for dead in links_astray(public, known) if place_of(dead.page, dead.target) not in failed)
    if found:
        raise DeadLinks(found)


def links_astray(public: Path, known: Mapping[str, Marks]) -> list[DeadLink]:
    """Every link inside the site that leads nowhere. Pages whose links are known are not read again."""
    names = frozenset(publish.files_in(public))
    pages = sorted(name for name in names if name.endswith(".html") and name != "404.html")
    marks = {name: known.get(name) or marks_of((public / name).read_text(encoding="utf-8")) for name in pages}
    return sorted(dead_ends(marks, names))

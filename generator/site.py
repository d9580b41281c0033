"""Builds a whole site: engine, frames, stamping, search, sitemap, links. Says what it is doing through a callback."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator import deadline_export, directory_export, engine, export, frame, publish
from generator.engine import Layout
from generator.links import DeadLink, Leads, dead_ends, marks_of, place_of, unlinked
from generator.open_data import open_files
from generator.page_builder import Builder, redirects
from generator.page_faults import Fault
from generator.pages import COMPARISON_FILE, DEADLINES_FILE, DIRECTORY_FILE, DUE_FILE, SiteContext, sections_of
from generator.privacy.scope import PUBLIC
from generator.render import Renderer
from generator.sharing import share
from generator.stamping import Stamp, Stamped
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
        leads, faults = stamp_all(context, public, out, site_url, say)
        if not scope.whole:
            take_out_links(public)
        say("checking the links")
        check_links(public, leads if scope.whole else None, frozenset(fault.path for fault in faults))
        changed = publish.swap(public, out, scope.label)
    return Built(pages=len(leads.anchors), changed=changed, faults=faults)


def site_address(layout: Layout) -> str:
    """The site's own address, from the engine's configuration."""
    text = layout.config.read_text(encoding="utf-8")
    found = re.search(r"^site_url:\s*[\"']?(https?://[^\s\"']+)", text, re.MULTILINE)
    return found[1] if found else ""


def stamp_all(
    context: SiteContext, public: Path, out: Path, site_url: str, say: Say
) -> tuple[Leads, tuple[Fault, ...]]:
    """Stamps every page into its section's frame and writes what goes with the pages.

    Says where they lead, and which pages could not be made.
    """
    scope = context.casebook.scope
    frames = {
        section.path: frame.frame_of((public / section.path).read_text(encoding="utf-8"), section.path)
        for section in sections_of(scope)
    }
    builder = Builder(context)
    planned = list(builder.planned())
    old = out if scope.whole else public / "none"
    stamp = Stamp(renderer=Renderer(context), frames=frames, public=public, old=old, site_url=site_url)
    say(f"stamping {len(planned):,} pages")
    stamped = Stamped()
    for written in share(stamp.all, planned):
        stamped.join(written)
    if builder.careful.broken:
        astray = [place_of(dead.page, dead.target) for dead in links_astray(public)]
        stamped.join(stamp.all(builder.careful.missing(sections_of(scope), astray)))
    for old_address, new_address, title in redirects(context.casebook):
        export.write_redirect(public, old_address, new_address, title)
    write_data(context, builder, public)
    export.add_search_entries(public, list(stamped.found_by(page.path for page in planned)))
    export.write_sitemap(public, site_url, pages_of(frozenset(publish.files_in(public))))
    failed = (Fault(path=path, error=error, told=told) for path, error, told in stamped.faults)
    return stamped.leads, (*builder.careful.faults, *failed)


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


def check_links(public: Path, leads: Leads | None, failed: frozenset[str]) -> None:
    """Raises DeadLinks when a link inside the site leads nowhere. Of a page that failed, only that it is there counts.

    Where it is known where the pages lead, and all of that is there, they are not read again.
    """
    if leads is not None and are_sound(public, leads):
        return
    found = tuple(dead for dead in links_astray(public) if place_of(dead.page, dead.target) not in failed)
    if found:
        raise DeadLinks(found)


def are_sound(public: Path, leads: Leads) -> bool:
    """Whether all links of the site lead somewhere, those of the engine's own pages too."""
    names = frozenset(publish.files_in(public))
    for name in sorted(pages_of(names) - leads.anchors.keys()):
        leads.add(name, (public / name).read_text(encoding="utf-8"))
    return leads.are_sound(names)


def links_astray(public: Path) -> list[DeadLink]:
    """Every link inside the site that leads nowhere."""
    names = frozenset(publish.files_in(public))
    marks = {name: marks_of((public / name).read_text(encoding="utf-8")) for name in sorted(pages_of(names))}
    return sorted(dead_ends(marks, names))


def pages_of(names: frozenset[str]) -> frozenset[str]:
    """The pages among files, but for the one that is shown for others that are not there."""
    return frozenset(name for name in names if name.endswith(".html") and name != "404.html")

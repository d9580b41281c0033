"""Makes pages into files: each is rendered, put into its section's frame and written. Nothing is kept of a page but what is
asked about all of them together: what the search says of it, where it leads, and whether it could be made.

Several processes share the pages out, so what they gather is plain values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import frame, publish
from generator.export import Entry, entries_of
from generator.links import Leads
from generator.page_faults import Fault, Planned, rendered
from generator.pages import Page
from generator.render import Renderer, contents

Plain = tuple[
    dict[str, set[str]],
    dict[str, tuple[str, ...]],
    dict[str, tuple[tuple[object, ...], ...]],
    list[tuple[str, str, str]],
]


class Stamped:
    """What is known of the pages that have been written."""

    def __init__(self) -> None:
        self.leads = Leads()
        self.entries: dict[str, tuple[tuple[object, ...], ...]] = {}
        self.faults: list[tuple[str, str, str]] = []

    def plain(self) -> Plain:
        """All of it as plain values."""
        return self.leads.links, self.leads.anchors, self.entries, self.faults

    def join(self, other: Plain) -> None:
        """Adds what another process has written."""
        links, anchors, entries, faults = other
        self.leads.join(links, anchors)
        self.entries.update(entries)
        self.faults += faults

    def found_by(self, paths: Iterable[str]) -> Iterator[Entry]:
        """What the search says of pages, in their order."""
        return (Entry(*entry) for path in paths for entry in self.entries.get(path, ()))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Everything that makes a page a file."""

    renderer: Renderer
    frames: dict[str, frame.Frame]
    public: Path
    old: Path
    site_url: str

    def all(self, pages: Iterable[Planned]) -> Plain:
        """Makes and writes some pages."""
        stamped = Stamped()
        for planned in pages:
            self.one(planned, stamped)
        return stamped.plain()

    def one(self, planned: Planned, stamped: Stamped) -> None:
        """Makes and writes a page."""
        page, unmade = planned.made()
        html, body, unshown = self.html(page)
        publish.put(self.public / page.path, html.encode(), self.old / page.path)
        # Around all pages of a section is the same frame: its links are looked at once.
        stamped.leads.add(page.path, html if page.is_section else body)
        if page.searched:
            stamped.entries[page.path] = tuple(tuple(entry) for entry in entries_of(page))
        stamped.faults += [(fault.path, fault.error, fault.told) for fault in (unmade, unshown) if fault]

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

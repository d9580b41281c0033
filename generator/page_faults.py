"""One page that fails does not hide the others: a page of its own says so in its place. Knows no records."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.faults import told
from generator.pages import Page, Section
from generator.render import Renderer


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A page that could not be made, the kind of mistake, and the way to it through the program."""

    path: str
    error: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """What the page shows that stands in for one that could not be made."""

    name: str
    error: str


Promise = tuple[str, Callable[[], Page]]
"""Where a page will be, and what makes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A page to come, or what makes it: nothing is kept of it until then, and nothing afterwards."""

    path: str
    section: Section
    page: Page | Callable[[], Page]

    def made(self) -> tuple[Page, Fault | None]:
        """The page; where it cannot be made, the one that stands in for it, and why."""
        try:
            return self.page if isinstance(self.page, Page) else self.page(), None
        except Exception as error:
            fault = fault_at(self.path, error)
            return stand_in(self.path, self.section.folder, self.section.title, fault.error), fault


class Careful:
    """Plans pages one at a time and notes which sections could not be planned to their end."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.broken: set[str] = set()

    def planned(self, section: Section, make: Callable[[], Iterable[Page | Promise]], begun: bool) -> Iterator[Planned]:
        """What makes the pages of a section, as far as it comes. Its own page is there in any case: the first of all, or
        there already when it was `begun`."""
        try:
            for made in make():
                path, page = (made.path, made) if isinstance(made, Page) else made
                begun = begun or path == section.path
                yield Planned(path=path, section=section, page=page)
        except Exception as error:
            self.broken.add(section.folder)
            self.faults.append(fault_at(f"{section.folder}/" if begun else section.path, error))
            if not begun:
                page = stand_in(section.path, section.folder, section.title, type(error).__name__)
                yield Planned(path=section.path, section=section, page=page)

    def missing(self, sections: Iterable[Section], linked: Iterable[str | None]) -> Iterator[Planned]:
        """Stand-ins for the pages that links lead to and that a section did not come to make."""
        broken = {section.folder: section for section in sections if section.folder in self.broken}
        for path in sorted({path for path in linked if path}):
            section = broken.get(posixpath.dirname(path))
            if section and path.endswith(".html"):
                self.faults.append(
                    Fault(path=path, error="", told="What makes the pages of its section stopped before it.")
                )
                page = stand_in(path, section.folder, section.title, "")
                yield Planned(path=path, section=section, page=page)


def fault_at(path: str, error: Exception) -> Fault:
    """A mistake of ours in what makes a page."""
    return Fault(path=path, error=type(error).__name__, told=told(error))


def rendered(renderer: Renderer, page: Page) -> tuple[Page, str, Fault | None]:
    """A page with its body. Where the body cannot be made: the page that stands in for it, with its own, and why."""
    try:
        return page, renderer.body(page), None
    except Exception as error:
        fault = fault_at(page.path, error)
        failed = stand_in(page.path, page.section, page.section_title, fault.error)
        return failed, renderer.body(failed), fault


def stand_in(path: str, section: str, section_title: str, error: str) -> Page:
    """The page in place of one that could not be made."""
    name = posixpath.splitext(posixpath.basename(path))[0]
    return Page(
        path=path,
        section=section,
        section_title=section_title,
        title=f"{section_title if name == 'index' else name} (could not be made)",
        description="This page could not be made. What it should say is not known.",
        template="records/failed.html.j2",
        view=Failed(name=section_title if name == "index" else name, error=error),
        search_text=f"{section_title}. Could not be made.",
    )

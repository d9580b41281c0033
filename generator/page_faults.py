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


class Careful:
    """Makes pages one at a time and notes which could not be made."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.broken: set[str] = set()
        self.made: set[str] = set()

    def pages(self, section: Section, make: Callable[[], Iterable[Page | Promise]]) -> Iterator[Page]:
        """What makes the pages of a section, as far as it comes. Its own page is there in any case."""
        try:
            for made in make():
                page = made if isinstance(made, Page) else self.page(*made, section)
                self.made.add(page.path)
                yield page
        except Exception as error:
            self.broken.add(section.folder)
            if section.path in self.made:
                self.note(f"{section.folder}/", error)
            else:
                yield self.failed(section.path, section.folder, section.title, error)

    def page(self, path: str, make: Callable[[], Page], section: Section) -> Page:
        """The page, or the one that stands in for it."""
        try:
            return make()
        except Exception as error:
            return self.failed(path, section.folder, section.title, error)

    def failed(self, path: str, section: str, section_title: str, error: Exception) -> Page:
        """Notes a mistake of ours and makes the page that says so."""
        self.note(path, error)
        return stand_in(path, section, section_title, type(error).__name__)

    def note(self, path: str, error: Exception) -> None:
        """Keeps a mistake of ours for the end."""
        self.faults.append(Fault(path=path, error=type(error).__name__, told=told(error)))

    def missing(self, sections: Iterable[Section], linked: Iterable[str | None]) -> Iterator[Page]:
        """Stand-ins for the pages that links lead to and that a section did not come to make."""
        titles = {section.folder: section.title for section in sections if section.folder in self.broken}
        for path in sorted({path for path in linked if path}):
            folder = posixpath.dirname(path)
            if folder in titles and path.endswith(".html"):
                self.faults.append(
                    Fault(path=path, error="", told="What makes the pages of its section stopped before it.")
                )
                yield stand_in(path, folder, titles[folder], "")


def rendered(renderer: Renderer, page: Page) -> tuple[Page, str, Fault | None]:
    """A page with its body. Where the body cannot be made: the page that stands in for it, with its own, and why."""
    try:
        return page, renderer.body(page), None
    except Exception as error:
        fault = Fault(path=page.path, error=type(error).__name__, told=told(error))
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

"""Every page of a site, section by section. What makes the pages of a section has a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.audience_pages import narrow_pages, privacy_pages
from generator.casebook import Casebook
from generator.check_pages import check_pages
from generator.compliance_pages import checklist_pages, compliance_pages
from generator.ground import Ground
from generator.ics import as_ics
from generator.kinds import KINDS
from generator.long_lists import due_pages
from generator.page_faults import Careful, Planned, Promise
from generator.pages import Page, SiteContext, path_for, section_path, sections_of
from generator.procedure_pages import procedure_pages
from generator.record_pages import kind_pages
from generator.reference_pages import reference_pages
from generator.register_pages import register_pages
from generator.views.common import title_of
from generator.views.due_calendar import due_calendar_view
from generator.views.today import today_view


def redirects(casebook: Casebook) -> Iterator[tuple[str, str, str]]:
    """Old addresses, where they lead now, and what is there."""
    for (kind, alias), record_id in sorted(casebook.aliases.items()):
        yield path_for(kind, alias), path_for(kind, record_id), title_of(casebook.records[kind][record_id])


class Builder:
    """Pairs views with templates and paths for one site."""

    def __init__(self, context: SiteContext) -> None:
        self.careful = Careful()
        self.ground = Ground(context)
        self.casebook = context.casebook
        self.as_of = context.as_of

    def planned(self) -> Iterator[Planned]:
        """Every page of the site but the hand-written ones, section by section."""
        sections = {section.folder: section for section in sections_of(self.casebook.scope)}
        begun: set[str] = set()
        for folder, make in self.parts():
            if section := sections.get(folder):
                yield from self.careful.planned(section, make, folder in begun)
                begun.add(folder)

    def pages(self) -> Iterator[Page]:
        """The same, made."""
        return (planned.made()[0] for planned in self.planned())

    def parts(self) -> Iterator[tuple[str, Callable[[], Iterable[Page | Promise]]]]:
        """What makes the pages of each section. An audience's site leaves out the sections it does not have."""
        ground, whole = self.ground, self.casebook.scope.whole
        narrow = narrow_pages(self.casebook, self.as_of, ground.standings, ground.due)
        yield "", lambda: [home(ground)] if whole else narrow[""]
        for kind in KINDS:
            replaced = narrow.get(kind.folder)
            yield kind.folder, partial(kind_pages, ground, kind) if replaced is None else partial(iter, replaced)
        if self.casebook.scope.has_gate:
            yield "providers", partial(checklist_pages, ground)
        yield "procedures", partial(procedure_pages, self.casebook, self.as_of)
        yield "registers", partial(register_pages, self.casebook, self.as_of)
        yield "compliance", partial(compliance_pages, ground)
        yield "reference", reference_pages
        yield "due", partial(due_calendar, ground)
        yield "checks", lambda: check_pages(ground.context.report, ground.context.casebook)
        yield "checks", partial(privacy_pages, self.casebook, self.as_of)

    def due_file(self) -> bytes:
        """Everything due, as a calendar to subscribe to."""
        return as_ics(self.ground.due, f"Due: {self.casebook.settings.title}", self.as_of)


def home(ground: Ground) -> Page:
    """The page called Today."""
    report, history = ground.context.report, ground.context.history
    return Page(
        path="index.html",
        section="",
        section_title="Today",
        title="Today",
        description="What is closed, expired and due now.",
        template="sections/today.html.j2",
        view=today_view(ground.casebook, ground.as_of, ground.standings, ground.due, report, history),
        search_text="What is due, overdue, closed and expired, this week and this half term.",
    )


def due_calendar(ground: Ground) -> Iterator[Page]:
    """The due calendar."""
    view = due_calendar_view(ground.due, ground.as_of, ground.standings.calendar)
    page = Page(
        path=section_path("due"),
        section="due",
        section_title="Due",
        title="Due",
        description="Everything with a date, by week and half term.",
        template="sections/due.html.j2",
        view=view,
        search_text="Calendar of deadlines, reviews, evidence, visits and actions, to subscribe to.",
    )
    return due_pages(page, view)

"""What a page is, where pages are, and which sections there are. Links are made here and nowhere else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from generator.casebook import Casebook
from generator.findings import Finding
from generator.inspection import Report
from generator.kinds import BY_NAME, KINDS
from generator.model import Settings
from generator.privacy.scope import BASES, COORDINATOR, STAFF, Scope
from generator.views.history import History, HistoryLine
from generator.views.parts import Part as ListPart

REQUIREMENT = "Requirement"
DUE_FILE = "due/casebook.ics"
OPEN_JSON, OPEN_CSV = "providers/providers.json", "providers/providers.csv"
CALCULATOR = "procedures/calculator.html"
DEADLINES_FILE = "assets/deadlines.js"
MATCH, COMPARE, LISTS = "providers/match.html", "providers/compare.html", "providers/lists.html"
DIRECTORY_FILE, COMPARISON_FILE = "assets/directory-data.js", "assets/directory-states.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A place on a page that the site's search finds by itself: an abbreviation, a code, a requirement."""

    what: str
    anchor: str
    title: str
    text: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: where it is, what it shows, how it is found. A view that takes its time is a partial, called when shown."""

    path: str
    section: str
    section_title: str
    title: str
    description: str
    template: str
    view: object
    search_text: str = ""
    what: str = "Page"
    """The kind of page in a word or two, as results of a search say it."""
    also: tuple[str, ...] = ()
    """What else people call it; found, but not shown."""
    searched: bool = True
    """Whether a search finds it by itself, and not through the page it belongs to."""
    parts: tuple[Part, ...] = ()
    problems: tuple[Finding, ...] = ()
    part: ListPart[object] | None = None
    """Which part of a long list it shows, when the list fills several pages."""
    first_part: str = ""
    """The address of the first of them."""
    whole: object = None
    """The view of the whole list, for what is counted over all of it."""
    sources_page: str = ""
    """Where the sources it names are listed, when they are too many for its end."""
    history: tuple[HistoryLine, ...] | None = None
    """What is known of its record's changes; None for a page that is no record's, or where history is not shown."""

    @property
    def shown(self) -> object:
        """What the template is given."""
        return self.view() if isinstance(self.view, partial) else self.view

    @property
    def section_path(self) -> str:
        """The page of its section, whose frame it is stamped into."""
        return section_path(self.section)

    @property
    def is_section(self) -> bool:
        """Whether it is the section page itself."""
        return self.path == self.section_path


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContext:
    """What every page of a site is made from."""

    casebook: Casebook
    report: Report
    as_of: dt.date
    history: History = field(default_factory=dict)
    revision: str = ""
    """The commit whose records are shown, when somebody asked for one."""

    @property
    def settings(self) -> Settings:
        """The casebook's settings."""
        return self.casebook.settings

    @property
    def source_url(self) -> str:
        """Where the records can be edited, or nothing."""
        return (self.settings.source_url or "").rstrip("/")

    def report_link(self, page: Page) -> str:
        """Where a reader says that something on a page is wrong, or nothing. Mail names the page, and no more."""
        address = self.settings.report_url or ""
        return f"{address}?subject={quote(f'Mistake on {page.path}')}" if address.startswith("mailto:") else address


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the site: one frame, one page of its own. A kind's section is for whoever may see the kind."""

    folder: str
    title: str
    kind: str = ""
    audiences: frozenset[str] = frozenset({COORDINATOR})

    @property
    def path(self) -> str:
        """The section page."""
        return section_path(self.folder)


SECTIONS: tuple[Section, ...] = (
    Section(folder="", title="Today", audiences=frozenset(BASES)),
    *(Section(folder=kind.folder, title=kind.plural, kind=kind.name) for kind in KINDS),
    Section(folder="compliance", title="Compliance"),
    Section(folder="due", title="Due", audiences=frozenset({COORDINATOR, STAFF})),
    Section(folder="checks", title="Checks"),
    Section(folder="reference", title="Codes and glossary", audiences=frozenset(BASES)),
)


def sections_of(scope: Scope) -> tuple[Section, ...]:
    """The sections an audience has. One that does not say is the coordinator's alone."""
    if scope.whole:
        return SECTIONS
    return tuple(
        section
        for section in SECTIONS
        if (section.kind in scope.kinds if section.kind else scope.base in section.audiences)
        or (section.kind == "case-plan" and scope.plans is not None)
    )


def section_path(folder: str) -> str:
    """The address of a section page."""
    return f"{folder}/index.html" if folder else "index.html"


def meeting_path(plan_id: str) -> str:
    """The address of a plan's papers for meetings."""
    return f"case-plans/meeting-{plan_id}.html"


def plan_targets_path(plan_id: str) -> str:
    """The address of a plan's targets with their charts and readings."""
    return f"case-plans/targets-{plan_id}.html"


def plan_record_path(plan_id: str) -> str:
    """The address of what else is on record of a plan: dates, contacts, events, money."""
    return f"case-plans/record-{plan_id}.html"


def path_for(kind: str, record_id: str) -> str:
    """The address of a record's page."""
    return f"{BY_NAME[kind].folder}/{record_id}.html"


def rule_path(code: str) -> str:
    """The address of a rule's page."""
    return f"checks/{code.lower()}.html"


def pack_path(provider_id: str) -> str:
    """The address of a provider's inspection pack."""
    return f"compliance/pack-{provider_id}.html"


def checklist_path(provider_id: str) -> str:
    """The address of a provider's checklist."""
    return f"providers/checklist-{provider_id}.html"


def area_path(area: str) -> str:
    """The address of the compliance page of an area."""
    return f"compliance/area-{area}.html"


def requirements_path(framework_id: str, area: str) -> str:
    """The address of what a framework asks in one area, in full."""
    return f"frameworks/asks-{framework_id}-{area}.html"


def flowchart_path(procedure_id: str) -> str:
    """The address of a procedure's flowchart."""
    return f"procedures/flowchart-{procedure_id}.html"


def example_path(procedure_id: str) -> str:
    """The address of a procedure's worked example."""
    return f"procedures/example-{procedure_id}.html"


def steps_path(procedure_id: str) -> str:
    """The address of a procedure's steps in full, where its own page has no room for them."""
    return f"procedures/steps-of-{procedure_id}.html"


def dates_path(procedure_id: str) -> str:
    """The address of a procedure's table of dates."""
    return f"procedures/dates-{procedure_id}.html"


def list_path(kind: str, what: str, record_id: str) -> str:
    """The address of a list that a record's page has no room for."""
    return f"{BY_NAME[kind].folder}/{what}-of-{record_id}.html"


def part_path(path: str, number: int) -> str:
    """The address of one part of a list that fills several pages. The first has the address of the whole."""
    return path if number == 1 else f"{path.removesuffix('.html')}-part-{number}.html"


def room_path(school: str) -> str:
    """The address of a school's internal exclusion room."""
    return f"registers/room-{school}.html"


def half_term_path(register_id: str) -> str:
    """The address of a register's half-termly report."""
    return f"registers/half-term-{register_id}.html"

"""Every page of a site: each view paired with its template and path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial

from generator.audience_pages import narrow_pages, privacy_pages
from generator.casebook import Casebook
from generator.catalogue import CATALOGUE
from generator.compliance.placements import breaches
from generator.compliance.state import standings_of
from generator.directory_pages import directory_pages
from generator.findings import Finding, Severity
from generator.ics import as_ics
from generator.kinds import BY_NAME, KINDS, RECORDS_FOLDER, Kind
from generator.law import LawRegister
from generator.model import (
    Calendar,
    CasePlan,
    Framework,
    Policy,
    Procedure,
    Provider,
    Record,
    Register,
    Role,
    Source,
)
from generator.page_faults import Careful, Promise
from generator.pages import (
    CALCULATOR,
    Page,
    SiteContext,
    checklist_path,
    dates_path,
    flowchart_path,
    meeting_path,
    path_for,
    rule_path,
    section_path,
    sections_of,
)
from generator.reference.search_words import words_for
from generator.register_pages import register_pages
from generator.search_texts import REFERENCE_PARTS, requirement_parts, summary_of, text_of, text_of_provider, words_of
from generator.views import listing
from generator.views.calculator import calculator_view
from generator.views.calendar import calendar_view
from generator.views.case_plan import CasePlanView, case_plan_view
from generator.views.checklist import checklist_view
from generator.views.checks import checks_view, rule_view
from generator.views.common import Ref, title_of
from generator.views.date_table import date_table_view
from generator.views.directory import DirectoryEntry, DirectoryView, directory_view
from generator.views.due import DueItem, due_by_record, due_items
from generator.views.due_calendar import due_calendar_view
from generator.views.editions import editions_view
from generator.views.framework import framework_view
from generator.views.history import history_of
from generator.views.law import law_view, source_view
from generator.views.matrix import matrix_view
from generator.views.meeting import meeting_view
from generator.views.pack import pack_of_all, pack_title, pack_view
from generator.views.policy import policy_view
from generator.views.procedure import procedure_view
from generator.views.provider import provider_view
from generator.views.reference import (
    ENTRANCES,
    attendance_codes_view,
    glossary_view,
    reference_view,
    suspension_reasons_view,
)
from generator.views.register import register_view
from generator.views.role import role_view
from generator.views.today import today_view
from generator.views.what_if import what_if_view
from generator.vocabulary import label
from generator.wording import count

DRAWN = {"dates": "Dates", "flowchart": "Flowchart"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A record that could not be read: its page says so."""

    ref: Ref
    path: str
    findings: tuple[Finding, ...]


def redirects(casebook: Casebook) -> Iterator[tuple[str, str]]:
    """Old addresses and where they lead now."""
    for (kind, alias), record_id in sorted(casebook.aliases.items()):
        yield path_for(kind, alias), path_for(kind, record_id)


class Builder:
    """Pairs views with templates and paths for one site."""

    def __init__(self, context: SiteContext) -> None:
        self.context = context
        self.careful = Careful()
        self.casebook = context.casebook
        self.as_of = context.as_of
        self.standings = standings_of(context.casebook)
        self.breaches = tuple(breaches(casebook=context.casebook, as_of=context.as_of, standings=self.standings))
        self.due: tuple[DueItem, ...] = due_items(context.casebook, context.as_of, self.standings)
        self.due_of = due_by_record(self.due)
        self.sources = listing.Sources(
            casebook=self.casebook, as_of=self.as_of, standings=self.standings, due=self.due, due_of=self.due_of
        )
        self.law = LawRegister(casebook=context.casebook)
        self.problems: dict[str, list[Finding]] = {}
        for finding in context.report.findings:
            self.problems.setdefault(finding.location.path, []).append(finding)

    def pages(self) -> Iterator[Page]:
        """Every page of the site but the hand-written ones, section by section."""
        sections = {section.folder: section for section in sections_of(self.casebook.scope)}
        for folder, make in self.parts():
            if section := sections.get(folder):
                yield from self.careful.pages(section, make)

    def parts(self) -> Iterator[tuple[str, Callable[[], Iterable[Page | Promise]]]]:
        """What makes the pages of each section. An audience's site leaves out the sections it does not have."""
        whole = self.casebook.scope.whole
        narrow = narrow_pages(self.casebook, self.as_of, self.standings, self.due)
        yield "", lambda: [self.home()] if whole else narrow[""]
        for kind in KINDS:
            replaced = narrow.get(kind.folder)
            yield kind.folder, partial(self.kind_pages, kind) if replaced is None else partial(iter, replaced)
        if self.casebook.scope.has_gate:
            yield "providers", self.checklists
        yield "procedures", self.calculator
        yield "registers", lambda: register_pages(self.casebook, self.as_of)
        yield "compliance", self.compliance
        yield "reference", self.reference
        yield "due", lambda: [self.due_calendar()]
        yield "checks", self.checks
        yield "checks", partial(privacy_pages, self.casebook, self.as_of)

    def kind_pages(self, kind: Kind) -> Iterator[Page | Promise]:
        """The section page of a kind and a page for each of its records."""
        yield section_path(kind.folder), partial(self.section, kind.name)
        for record in self.casebook.records.get(kind.name, {}).values():
            yield path_for(kind.name, record.id), partial(self.record, kind.name, record)
            if isinstance(record, CasePlan):
                yield self.meeting(record)
        for record_id in sorted(i for k, i in self.casebook.unusable if k == kind.name):
            yield self.broken(kind.name, record_id)
        if kind.name == "provider":
            yield from directory_pages(self.directory)

    def due_file(self) -> bytes:
        """Everything due, as a calendar to subscribe to."""
        return as_ics(self.due, f"Due: {self.context.settings.title}", self.as_of)

    @cached_property
    def directory(self) -> DirectoryView:
        """The providers as the directory and its pages know them."""
        return directory_view(self.casebook, self.as_of, self.standings)

    def home(self) -> Page:
        """The page called Today."""
        view = today_view(
            self.casebook, self.as_of, self.standings, self.due, self.context.report, self.context.history
        )
        return Page(
            path="index.html",
            section="",
            section_title="Today",
            title="Today",
            description="What is closed, expired and due now.",
            template="sections/today.html.j2",
            view=view,
            search_text="What is due, overdue, closed and expired, this week and this half term.",
        )

    def section(self, name: str) -> Page:
        """The page that lists the records of a kind."""
        kind = BY_NAME[name]
        view: object
        if name == "provider":
            view = self.directory
            description = "Find a provider that fits and may be used."
        elif name == "source":
            view = law_view(self.law, self.as_of)
            description = "Which edition is in force, what it replaced, and what is due a re-check."
        else:
            found = listing.LISTINGS[name](self.sources)
            view, description = found, found.intro
        return Page(
            path=section_path(kind.folder),
            section=kind.folder,
            section_title=kind.plural,
            title=kind.plural,
            description=description,
            template=kind.section_template,
            view=view,
            search_text=description,
        )

    def record(self, name: str, record: Record) -> Page:
        """The page of a record."""
        kind = BY_NAME[name]
        summary = summary_of(record)
        return Page(
            path=path_for(name, record.id),
            section=kind.folder,
            section_title=kind.plural,
            title=title_of(record),
            description=summary,
            template=kind.record_template,
            view=partial(self.view, record),
            search_text=self.search_text(record),
            what=kind.title,
            also=self.also(record),
            parts=requirement_parts(record) if isinstance(record, Framework) and record.id in self.asked else (),
            problems=tuple(self.problems.get(record.path, ())),
            history=history_of(self.casebook, self.context.history, record.path) if self.casebook.scope.whole else None,
        )

    @cached_property
    def asked(self) -> frozenset[str]:
        """The frameworks whose requirements are asked on the day, or will be."""
        ends = ((f.id, f.in_force_to) for f in self.casebook.frameworks)
        return frozenset(name for name, end in ends if end is None or end >= self.as_of)

    def search_text(self, record: Record) -> str:
        """What the site's search knows of a record."""
        entry = self.entries.get(record.id) if isinstance(record, Provider) else None
        return text_of_provider(record, entry) if isinstance(record, Provider) and entry else text_of(record)

    def also(self, record: Record) -> tuple[str, ...]:
        """What else people call a record, or look for in it."""
        entry = self.entries.get(record.id) if isinstance(record, Provider) else None
        return words_of(entry) if entry else words_for(title_of(record))

    @cached_property
    def entries(self) -> dict[str, DirectoryEntry]:
        """The directory's entries by the provider's id."""
        return {entry.ref.id: entry for entry in self.directory.entries}

    def meeting(self, plan: CasePlan) -> Page:
        """A plan's papers for meetings."""
        kind = BY_NAME["case-plan"]
        view = meeting_view(self.casebook, plan, self.as_of, self.plan_view(plan))
        return Page(
            path=meeting_path(plan.id),
            section=kind.folder,
            section_title=kind.plural,
            title=f"Papers for a meeting: {plan.id}",
            description="What each meeting expects, what is missing, and the record in numbered sections.",
            template="plans/meeting.html.j2",
            view=view,
            search_text="Meeting pack for the panel, governors or an annual review, to print.",
            what="Papers",
        )

    def plan_view(self, plan: CasePlan) -> CasePlanView:
        """The view of a plan."""
        due = self.due_of.get(("case-plan", plan.id), ())
        return case_plan_view(self.casebook, plan, self.as_of, self.standings, due)

    def view(self, record: Record) -> object:
        """The view of a record of any kind."""
        match record:
            case Provider():
                return provider_view(self.casebook, record, self.as_of, self.standings, self.breaches)
            case Framework():
                return framework_view(self.casebook, record, self.as_of, self.standings)
            case Procedure():
                return procedure_view(self.casebook, record, self.as_of)
            case Policy():
                return policy_view(self.casebook, record, self.as_of)
            case Role():
                return role_view(self.casebook, record, self.as_of, self.due, self.standings.calendar)
            case CasePlan():
                return self.plan_view(record)
            case Register():
                return register_view(self.casebook, record, self.as_of)
            case Calendar():
                return calendar_view(self.casebook, record, self.as_of)
            case Source():
                return source_view(self.law, record, self.as_of)
            case _:
                raise AssertionError(f"no view for {type(record).__name__}")

    def broken(self, name: str, record_id: str) -> Page:
        """The page of a record that could not be read."""
        kind = BY_NAME[name]
        start = f"{RECORDS_FOLDER}/{kind.folder}/{record_id}."
        found = tuple(f for path, fs in self.problems.items() if path.startswith(start) for f in fs)
        path = found[0].location.path if found else f"{start}yaml"
        ref = Ref(kind=name, id=record_id, title=record_id)
        return Page(
            path=path_for(name, record_id),
            section=kind.folder,
            section_title=kind.plural,
            title=f"{record_id} (cannot be shown)",
            description="This record has mistakes and cannot be shown.",
            template="records/broken.html.j2",
            view=Broken(ref=ref, path=path, findings=found),
            search_text="Cannot be shown.",
            what=kind.title,
            problems=found,
        )

    def checklists(self) -> Iterator[Page]:
        """Every provider's safeguarding checklist."""
        kind = BY_NAME["provider"]
        for provider in self.casebook.providers:
            title = f"Safeguarding checklist: {provider.name}"
            yield Page(
                path=checklist_path(provider.id),
                section=kind.folder,
                section_title=kind.plural,
                title=title,
                description=f"Every requirement that concerns {provider.name}, what was seen, and until when it is good.",
                template="records/checklist.html.j2",
                view=checklist_view(self.casebook, provider, self.as_of, self.standings),
                search_text=f"Requirements and evidence of {provider.name}",
                what="Checklist",
            )

    def calculator(self) -> Iterator[Page]:
        """The deadline calculator, and a table of dates to print for every procedure."""
        about = "Every step of a procedure with its last day, from the day it starts."
        view = calculator_view(self.casebook, self.as_of)
        yield self.procedure_page(CALCULATOR, "Deadline calculator", about, "calculator", view)
        for procedure in self.casebook.procedures:
            about = f"The last days of {procedure.title} for every start this half term, for printing."
            dates = partial(date_table_view, self.casebook, procedure, self.as_of)
            yield self.procedure_page(dates_path(procedure.id), f"Dates: {procedure.title}", about, "dates", dates)
            about = f"The steps of {procedure.title} as a drawing, for printing."
            chart = partial(procedure_view, self.casebook, procedure, self.as_of)
            path = flowchart_path(procedure.id)
            yield self.procedure_page(path, f"Flowchart: {procedure.title}", about, "flowchart", chart)

    def procedure_page(self, path: str, title: str, description: str, template: str, view: object) -> Page:
        """A page of the section on procedures that is no record."""
        return Page(
            path=path,
            section="procedures",
            section_title="Procedures",
            title=title,
            description=description,
            template=f"procedures/{template}.html.j2",
            view=view,
            search_text=description,
            what=DRAWN.get(template, "Page"),
        )

    def compliance(self) -> Iterator[Page]:
        """The matrix, what-if, changes of edition, and inspection packs."""
        matrix = matrix_view(self.casebook, self.as_of, self.standings)
        yield self.compliance_page("index", "Compliance", "Providers by requirements, worst first.", "matrix", matrix)
        for area in matrix.pages():
            name = label(area.area.area)
            about = f"Every open provider against the requirements on {name.lower()}."
            yield self.compliance_page(f"area-{area.area.area}", f"Compliance: {name}", about, "area", area)
        what_if = what_if_view(self.casebook, self.as_of, self.standings)
        about = "Which placements and plans are hit when a document runs out."
        yield self.compliance_page("what-if", "What if it lapses", about, "what-if", what_if)
        editions = editions_view(self.casebook, self.as_of, self.standings)
        about = "Which providers pass under both editions, and what the others lose."
        yield self.compliance_page("editions", "Changes of edition", about, "editions", editions)
        everyone = pack_of_all(self.casebook, self.as_of, self.standings, self.breaches)
        about = "What is known of every provider in use, for printing."
        yield self.compliance_page("packs", "Inspection pack: all in use", about, "pack", everyone)
        for provider in self.casebook.providers:
            view = partial(pack_view, self.casebook, provider, self.as_of, self.standings, self.breaches)
            about = f"What is known of {provider.name}, for printing."
            yield self.compliance_page(f"pack-{provider.id}", pack_title(provider), about, "pack", view)

    def compliance_page(self, name: str, title: str, description: str, template: str, view: object) -> Page:
        """A page of the section on compliance."""
        return Page(
            path=f"compliance/{name}.html",
            section="compliance",
            section_title="Compliance",
            title=title,
            description=description,
            template=f"compliance/{template}.html.j2",
            view=view,
            search_text=description,
            what="Inspection pack" if template == "pack" else "Page",
        )

    def reference(self) -> Iterator[Page]:
        """Codes, reasons and abbreviations."""
        about = "What codes and abbreviations mean."
        yield self.reference_page("index", "Codes and glossary", about, reference_view())
        views = (attendance_codes_view(), suspension_reasons_view(), glossary_view())
        for entrance, view in zip(ENTRANCES, views, strict=True):
            name = entrance.path.removeprefix("reference/").removesuffix(".html")
            yield replace(
                self.reference_page(name, entrance.title, entrance.about, view), parts=REFERENCE_PARTS[name]()
            )

    def reference_page(self, name: str, title: str, description: str, view: object) -> Page:
        """A page of the section on codes and abbreviations."""
        return Page(
            path=f"reference/{name}.html",
            section="reference",
            section_title="Codes and glossary",
            title=title,
            description=description,
            template=f"reference/{name}.html.j2",
            view=view,
            search_text=description,
        )

    def due_calendar(self) -> Page:
        """The due calendar."""
        return Page(
            path=section_path("due"),
            section="due",
            section_title="Due",
            title="Due",
            description="Everything with a date, by week and half term.",
            template="sections/due.html.j2",
            view=due_calendar_view(self.due, self.as_of, self.standings.calendar),
            search_text="Calendar of deadlines, reviews, evidence, visits and actions, to subscribe to.",
        )

    def checks(self) -> Iterator[Page]:
        """The findings and a page for every rule."""
        report = self.context.report
        errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
        yield Page(
            path=section_path("checks"),
            section="checks",
            section_title="Checks",
            title="Checks",
            description=f"{count(errors, 'error')} and {count(warnings, 'warning')} in {count(report.files, 'record')}.",
            template="sections/checks.html.j2",
            view=checks_view(report),
            search_text="Findings, errors and warnings in the records, and the rules.",
        )
        for code, rule_page in CATALOGUE.items():
            yield Page(
                path=rule_path(code),
                section="checks",
                section_title="Checks",
                title=f"{code} {rule_page.rule.name}",
                description=rule_page.title,
                template="records/rule.html.j2",
                view=rule_view(rule_page, report),
                search_text=rule_page.title,
                what="Rule",
            )

"""The pages of records: the section page of a kind, and a page for each record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.directory_pages import directory_pages
from generator.findings import Finding
from generator.ground import Ground
from generator.kinds import BY_NAME, RECORDS_FOLDER, Kind
from generator.leaf_pages import leaf_pages, plan_view, sources_page
from generator.long_lists import LINES, listing_pages
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
from generator.page_faults import Promise
from generator.pages import Page, path_for, section_path
from generator.reference.search_words import words_for
from generator.search_texts import PAPERS, summary_of, text_of, text_of_provider, words_of
from generator.views.calendar import calendar_view
from generator.views.common import Ref, title_of
from generator.views.framework import framework_view
from generator.views.history import history_of
from generator.views.law import law_view
from generator.views.policy import policy_view
from generator.views.procedure import procedure_view
from generator.views.provider import provider_view
from generator.views.register import register_view
from generator.views.role import role_view
from generator.views.section_lists import LISTINGS
from generator.views.source import source_view


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A record that could not be read: its page says so."""

    ref: Ref
    path: str
    findings: tuple[Finding, ...]


def kind_pages(ground: Ground, kind: Kind) -> Iterator[Page | Promise]:
    """The section page of a kind and a page for each of its records."""
    if kind.name in LISTINGS and len(ground.casebook.records.get(kind.name, {})) > LINES:
        yield from listing_pages(section_page(ground, kind))
    else:
        yield section_path(kind.folder), partial(section_page, ground, kind)
    for record in ground.casebook.records.get(kind.name, {}).values():
        yield path_for(kind.name, record.id), partial(record_page, ground, kind.name, record)
        yield from leaf_pages(ground, record)
    for record_id in sorted(i for k, i in ground.casebook.unusable if k == kind.name):
        yield broken_page(ground, kind, record_id)
    if kind.name == "provider":
        yield from directory_pages(ground.directory)


def section_page(ground: Ground, kind: Kind) -> Page:
    """The page that lists the records of a kind."""
    view: object
    if kind.name == "provider":
        view = ground.directory
        description = "Find a provider that fits and may be used."
    elif kind.name == "source":
        view = law_view(ground.law, ground.as_of)
        description = "Which edition is in force, what it replaced, and what is due a re-check."
    else:
        found = LISTINGS[kind.name](ground.sources)
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


def record_page(ground: Ground, name: str, record: Record) -> Page:
    """The page of a record."""
    kind = BY_NAME[name]
    whole, history = ground.casebook.scope.whole, ground.context.history
    return Page(
        path=path_for(name, record.id),
        section=kind.folder,
        section_title=kind.plural,
        title=title_of(record),
        description=summary_of(record),
        template=kind.record_template,
        view=partial(view_of, ground, record),
        search_text=search_text(ground, record),
        what=kind.title,
        also=other_words(ground, record),
        sources_page=sources_page(ground, record),
        problems=tuple(ground.problems.get(record.path, ())),
        history=history_of(ground.casebook, history, record.path) if whole else None,
    )


def search_text(ground: Ground, record: Record) -> str:
    """What the site's search knows of a record."""
    entry = ground.entries.get(record.id) if isinstance(record, Provider) else None
    return text_of_provider(record, entry) if isinstance(record, Provider) and entry else text_of(record)


def other_words(ground: Ground, record: Record) -> tuple[str, ...]:
    """What else people call a record, or look for in it."""
    match record:
        case Provider() if entry := ground.entries.get(record.id):
            return words_of(entry)
        case CasePlan():
            return PAPERS
        case _:
            return words_for(title_of(record))


def view_of(ground: Ground, record: Record) -> object:
    """The view of a record of any kind."""
    casebook, as_of, standings = ground.casebook, ground.as_of, ground.standings
    match record:
        case Provider():
            return provider_view(casebook, record, as_of, standings, ground.breaches)
        case Framework():
            return framework_view(casebook, record, as_of, standings)
        case Procedure():
            return procedure_view(casebook, record, as_of)
        case Policy():
            return policy_view(casebook, record, as_of)
        case Role():
            return role_view(casebook, record, as_of, ground.due, standings.calendar)
        case CasePlan():
            return plan_view(ground, record)
        case Register():
            return register_view(casebook, record, as_of)
        case Calendar():
            return calendar_view(casebook, record, as_of)
        case Source():
            return source_view(ground.law, record, as_of)
        case _:
            raise AssertionError(f"no view for {type(record).__name__}")


def broken_page(ground: Ground, kind: Kind, record_id: str) -> Page:
    """The page of a record that could not be read."""
    start = f"{RECORDS_FOLDER}/{kind.folder}/{record_id}."
    found = tuple(f for path, fs in ground.problems.items() if path.startswith(start) for f in fs)
    path = found[0].location.path if found else f"{start}yaml"
    ref = Ref(kind=kind.name, id=record_id, title=record_id)
    return Page(
        path=path_for(kind.name, record_id),
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

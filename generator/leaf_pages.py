"""The pages beside a record's own: what would make its page too heavy, each part behind a link with a count.

What a reader needs first stays on the record's page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import TypeVar

from generator.ground import Ground
from generator.kinds import BY_NAME, BY_TYPE
from generator.model import CasePlan, Framework, Policy, Procedure, Provider, Record, Register, Role, Source
from generator.page_faults import Promise
from generator.pages import (
    Page,
    example_path,
    list_path,
    meeting_path,
    part_path,
    plan_record_path,
    plan_targets_path,
    requirements_path,
    steps_path,
)
from generator.search_texts import requirement_parts
from generator.views.case_plan import CasePlanView
from generator.views.common import kind_of, title_of
from generator.views.framework import FrameworkView, RequirementsView, framework_view, requirements_view
from generator.views.meeting import MeetingView, meeting_view
from generator.views.parts import part_view, parts
from generator.views.policy import policy_view
from generator.views.procedure import procedure_view, step_views, steps_apart
from generator.views.provider import provider_view
from generator.views.register import (
    attendance_parts,
    attendance_rows,
    room_parts,
    room_rows,
    suspension_parts,
    suspensions_rows,
)
from generator.views.role import role_view
from generator.views.source import source_view
from generator.vocabulary import label

T = TypeVar("T")


def leaf_pages(ground: Ground, record: Record) -> Iterator[Promise]:
    """The pages of a record beside its own."""
    match record:
        case CasePlan():
            yield from plan_pages(ground, record)
        case Framework():
            yield from requirements_pages(ground, record)
        case Register():
            yield from rows_pages(ground, record)
        case Procedure():
            yield from more_of_procedure(ground, record)
        case Policy():
            yield from more_of_policy(ground, record)
        case Provider():
            path, title = list_path("provider", "history", record.id), f"Visits and agreements: {record.name}"
            view = partial(provider_view, ground.casebook, record, ground.as_of, ground.standings, ground.breaches)
            yield path, partial(leaf_page, record, path, title, f"{title}.", "lists/provider-history", view)
        case Role():
            yield from more_of_role(ground, record)
        case Source():
            yield from more_of_source(ground, record)


def leaf_page(record: Record, path: str, title: str, description: str, template: str, view: object) -> Page:
    """A page that shows a part of a record."""
    kind = BY_TYPE[type(record)]
    return Page(
        path=path,
        section=kind.folder,
        section_title=kind.plural,
        title=title,
        description=description,
        template=f"{template}.html.j2",
        view=view,
        search_text=description,
        what="Details",
        searched=False,
    )


PLAN_LEAVES = {
    "targets": (plan_targets_path, "targets and readings", "Every target with its chart and its readings."),
    "record": (plan_record_path, "dates, contacts, events and money", "What else is on record."),
}
"""What of a plan has a page of its own: where it is, what it is called, and what it says."""


def plan_pages(ground: Ground, plan: CasePlan) -> Iterator[Promise]:
    """A plan's papers for meetings, its targets, and what else is on record."""
    yield meeting_path(plan.id), partial(meeting_page, ground, plan)
    for name, (path_of, _, _) in PLAN_LEAVES.items():
        yield path_of(plan.id), partial(plan_leaf, ground, plan, name)


def plan_leaf(ground: Ground, plan: CasePlan, name: str) -> Page:
    """A part of a plan."""
    path_of, what, about = PLAN_LEAVES[name]
    view = partial(plan_view, ground, plan)
    return leaf_page(plan, path_of(plan.id), f"{plan.id}: {what}", about, f"plans/{name}", view)


def meeting_page(ground: Ground, plan: CasePlan) -> Page:
    """A plan's papers for meetings."""
    kind = BY_NAME["case-plan"]
    return Page(
        path=meeting_path(plan.id),
        section=kind.folder,
        section_title=kind.plural,
        title=f"Papers for a meeting: {plan.id}",
        description="What each meeting expects, what is missing, and the record in numbered sections.",
        template="plans/meeting.html.j2",
        view=partial(papers, ground, plan),
        what="Papers",
        searched=False,
    )


def papers(ground: Ground, plan: CasePlan) -> MeetingView:
    """The view of a plan's papers."""
    return meeting_view(ground.casebook, plan, ground.as_of, plan_view(ground, plan))


def plan_view(ground: Ground, plan: CasePlan) -> CasePlanView:
    """The view of a plan, made once for its pages."""
    return ground.plan_view(plan)


def requirements_pages(ground: Ground, framework: Framework) -> Iterator[Promise]:
    """What a framework asks, area by area, in full."""
    whole = cache(partial(framework_view, ground.casebook, framework, ground.as_of, ground.standings))
    for area in sorted({asked.area for asked in framework.requirements}):
        yield requirements_path(framework.id, area), partial(requirements_page, ground, framework, area, whole)


def requirements_page(ground: Ground, framework: Framework, area: str, whole: Callable[[], FrameworkView]) -> Page:
    """What a framework asks in one area."""
    page = leaf_page(
        framework,
        requirements_path(framework.id, area),
        f"{title_of(framework)}: {label(area)}",
        f"What {framework.title} asks, and the evidence that answers it.",
        "records/requirements",
        partial(area_view, whole, area),
    )
    return (
        replace(page, searched=True, parts=requirement_parts(framework, area)) if framework.id in ground.asked else page
    )


def area_view(whole: Callable[[], FrameworkView], area: str) -> RequirementsView:
    """One area, from a view that is made once for all of them."""
    return requirements_view(whole(), area)


ROWS = (
    ("room", "Internal exclusion room", room_parts, room_rows),
    ("suspensions", "Suspensions and exclusions", suspension_parts, suspensions_rows),
    ("attendance", "Attendance at providers", attendance_parts, attendance_rows),
)
"""What a register's rows are about: in the address, in words, and what makes their pages."""


def rows_pages(ground: Ground, register: Register) -> Iterator[Promise]:
    """A register's rows."""
    for name, words, parts_of, rows_of in ROWS:
        for part in parts_of(register):
            path = part_path(list_path("register", name, register.id), part.number)
            title = f"{words}: {register.title}" + (f", page {part.number}" if part.number > 1 else "")
            about = f"Every row of {register.title}."
            view = partial(rows_of, ground.casebook, register, ground.as_of, part.number)
            yield path, partial(leaf_page, register, path, title, about, "registers/rows", view)


SOURCES_SHOWN = 4
"""More sources than this have a page of their own."""


def sources_page(ground: Ground, record: Record) -> str:
    """Where a record's sources are listed, when its own page would be too heavy for them."""
    apart = isinstance(record, Procedure | Policy) and ground.cited_in.get(record.path, 0) > SOURCES_SHOWN
    return list_path(kind_of(record), "sources", record.id) if apart else ""


def list_of_sources(ground: Ground, record: Record, view: object) -> Iterator[Promise]:
    """The list of a record's sources."""
    if path := sources_page(ground, record):
        title, about = f"Sources: {title_of(record)}", f"What {title_of(record)} rests on."
        yield path, partial(leaf_page, record, path, title, about, f"sources/{kind_of(record)}", view)


def more_of_procedure(ground: Ground, procedure: Procedure) -> Iterator[Promise]:
    """A procedure's worked example, its steps where its page has no room for them, and its sources."""
    view = cache(partial(procedure_view, ground.casebook, procedure, ground.as_of))
    path, title = example_path(procedure.id), f"Worked example: {procedure.title}"
    about = "Each step with its last day for one start, and how it is counted."
    yield path, partial(leaf_page, procedure, path, title, about, "procedures/example", partial(view))
    if steps_apart(step_views(ground.casebook, procedure)):
        path, title = steps_path(procedure.id), f"{procedure.title}, step by step"
        about = "Every step in full: what to do, what notices must say, what to write down."
        yield path, partial(leaf_page, procedure, path, title, about, "procedures/steps", partial(view))
    yield from list_of_sources(ground, procedure, partial(view))


LINES = 150
"""How many lines a page of a list holds."""


def parts_of(
    record: Record, what: str, title: str, whole: Callable[[], object], items: Iterable[T]
) -> Iterator[Promise]:
    """A list that a record's page has no room for, on as many pages as it takes."""
    kind = kind_of(record)
    for part in parts(items, LINES):
        path = part_path(list_path(kind, what, record.id), part.number)
        named = f"{title}, page {part.number}" if part.number > 1 else title
        view = partial(part_view, whole, part)
        yield path, partial(leaf_page, record, path, named, f"{title}.", f"lists/{kind}-{what}", view)


def more_of_policy(ground: Ground, policy: Policy) -> Iterator[Promise]:
    """What changed in a policy word by word, who holds it, and its sources."""
    view = cache(partial(policy_view, ground.casebook, policy, ground.as_of))
    if any(change.known for change in view().changes):
        path, title = list_path("policy", "changes", policy.id), f"What changed in {policy.title}"
        yield (
            path,
            partial(leaf_page, policy, path, title, f"{title}, word by word.", "lists/policy-changes", partial(view)),
        )
    yield from parts_of(policy, "held", f"Who holds {policy.title}", view, view().acknowledgements)
    yield from list_of_sources(ground, policy, partial(view))


def more_of_role(ground: Ground, role: Role) -> Iterator[Promise]:
    """A role's steps in every procedure, and everything due for it."""
    view = cache(partial(role_view, ground.casebook, role, ground.as_of, ground.due, ground.standings.calendar))
    if view().procedures:
        path, title = list_path("role", "steps", role.id), f"Steps in procedures: {role.title}"
        yield path, partial(leaf_page, role, path, title, f"{title}.", "lists/role-steps", partial(view))
    yield from parts_of(role, "due", f"Everything due: {role.title}", view, view().due.all())


def more_of_source(ground: Ground, source: Source) -> Iterator[Promise]:
    """Where a document is cited."""
    view = cache(partial(source_view, ground.law, source, ground.as_of))
    yield from parts_of(source, "cited", f"Where {source.short_title} is cited", view, view().cited)

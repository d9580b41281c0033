"""What is there? The section pages that list records of one kind in groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.compliance.paperwork import Holding
from generator.compliance.state import Standings
from generator.half_term.report import is_over
from generator.model import CasePlan, Framework, Policy, Procedure, Register, Role
from generator.plans.school_days import calendar_of
from generator.plans.upkeep import is_closed
from generator.views.common import Ref, ref, ref_to
from generator.views.due import DueItem
from generator.views.half_term import name_of
from generator.views.plan_day import DayAsked, days_ahead
from generator.views.policy import acknowledgements
from generator.views.room import schools_with_a_room
from generator.vocabulary import label
from generator.wording import count, short_date

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRow:
    """One record in a list."""

    ref: Ref
    summary: str
    facts: Facts = ()
    state: str = ""
    review_overdue: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingView:
    """A section page."""

    title: str
    intro: str
    groups: tuple[tuple[str, tuple[ListingRow, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterListing(ListingView):
    """The section page of the registers, with what is made from them: (id, words)."""

    rooms: tuple[tuple[str, str], ...]
    reports: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a listing is made from."""

    casebook: Casebook
    as_of: dt.date
    standings: Standings
    due: tuple[DueItem, ...]
    due_of: Mapping[tuple[str, str], tuple[DueItem, ...]]


def grouped(
    rows: list[tuple[str, ListingRow]], order: tuple[str, ...]
) -> tuple[tuple[str, tuple[ListingRow, ...]], ...]:
    """Rows under their headings, headings in a given order, empty ones left out."""
    found: dict[str, list[ListingRow]] = {heading: [] for heading in order}
    for heading, row in rows:
        found.setdefault(heading, []).append(row)
    return tuple((heading, tuple(inside)) for heading, inside in found.items() if inside)


def frameworks(sources: Sources) -> ListingView:
    """Framework editions: in force, to come, replaced."""
    rows = []
    for framework in sorted(sources.casebook.frameworks, key=lambda f: (f.family, f.in_force_from)):
        heading = framework_heading(framework, sources.as_of)
        facts = (
            ("Edition", framework.edition),
            ("Authority", label(framework.authority)),
            ("In force from", short_date(framework.in_force_from)),
            *((("In force until", short_date(framework.in_force_to)),) if framework.in_force_to else ()),
            ("Asks for", count(len(framework.requirements), "requirement")),
            ("Stop a placement", f"{sum(r.blocks for r in framework.requirements) or 'none'} of them"),
        )
        rows.append((heading, row(framework, f"{framework.title}. {framework.summary}", facts, sources)))
    intro = "The sets of requirements that providers are checked against, edition by edition."
    return ListingView(title="Frameworks", intro=intro, groups=grouped(rows, ("In force", "To come", "Replaced")))


def framework_heading(framework: Framework, as_of: dt.date) -> str:
    """Whether an edition is in force."""
    if framework.in_force_from > as_of:
        return "To come"
    return "Replaced" if framework.in_force_to and framework.in_force_to < as_of else "In force"


def row(record: Framework | Policy | Procedure | Role, summary: str, facts: Facts, sources: Sources) -> ListingRow:
    """A row with the review flag and the words to search."""
    reference = ref_to(record)
    words = f"{reference.title} {record.id} {summary} {' '.join(text for _, text in facts)}".lower()
    overdue = record.review.next_review < sources.as_of
    return ListingRow(ref=reference, summary=summary, facts=facts, review_overdue=overdue, words=words)


GROUPS = (
    "exclusion",
    "off-site",
    "attendance",
    "internal-exclusion",
    "provider-assurance",
    "safeguarding",
    "send-and-care",
    "health-safety",
    "data",
)


def procedures(sources: Sources) -> ListingView:
    """Procedures by part of the work."""
    rows = []
    for procedure in sorted(sources.casebook.procedures, key=lambda p: p.title.lower()):
        facts = (
            ("Starts when", procedure.trigger.event),
            ("Steps", str(len(procedure.steps))),
            ("Owner", ref(sources.casebook, "role", procedure.owner).title),
        )
        rows.append((label(procedure.group), row(procedure, procedure.summary, facts, sources)))
    intro = "What to do, by when, and what must be written down. Pick the event that has just happened."
    return ListingView(title="Procedures", intro=intro, groups=grouped(rows, tuple(map(label, GROUPS))))


def acknowledged(sources: Sources, policy: Policy) -> Facts:
    """How many hold the policy's text, of those who must; and how many hold a text that has changed."""
    lines = acknowledgements(sources.casebook, policy, sources.as_of)
    held = [line.held.holding for line in lines]
    suspect = held.count(Holding.SUSPECT)
    words = f"{held.count(Holding.HOLDS)} of {len(held)} hold this text{f', {suspect} suspect' if suspect else ''}"
    return (("Acknowledged", words),) if held else ()


def policies(sources: Sources) -> ListingView:
    """Policies by title."""
    rows = []
    for policy in sorted(sources.casebook.policies, key=lambda p: p.title.lower()):
        facts = (
            ("Version", policy.version),
            ("Approved", short_date(policy.approved.on)),
            ("Next review", short_date(policy.review.next_review)),
            ("Owner", ref(sources.casebook, "role", policy.owner).title),
            *acknowledged(sources, policy),
        )
        rows.append(("All policies", row(policy, policy.summary, facts, sources)))
    intro = "Our policies in the version in force, and who has acknowledged them."
    return ListingView(title="Policies", intro=intro, groups=grouped(rows, ()))


ROLE_HEADINGS = {
    "seat": "Who uses this casebook",
    "office": "Offices procedures name",
    "outside": "Outside our organisation",
}


def roles(sources: Sources) -> ListingView:
    """Roles by kind."""
    steps: dict[str, int] = {}
    for procedure in sources.casebook.procedures:
        for step in procedure.steps:
            steps[step.role] = steps.get(step.role, 0) + 1
    rows = []
    for role in sorted(sources.casebook.roles, key=lambda r: r.title.lower()):
        week = sources.as_of + dt.timedelta(days=7)
        due = sum(1 for i in sources.due if i.role and i.role.id == role.id and i.on <= week)
        facts = (("Steps in procedures", str(steps.get(role.id, 0))), ("Due or overdue this week", str(due)))
        rows.append((ROLE_HEADINGS[role.kind], row(role, role.summary, facts, sources)))
    intro = "What each role answers for, its steps in every procedure, and what is due for it now."
    return ListingView(title="Roles", intro=intro, groups=grouped(rows, tuple(ROLE_HEADINGS.values())))


def case_plans(sources: Sources) -> ListingView:
    """Case plans: open ones first."""
    rows = [
        ("Open" if plan.closed_on is None else "Closed", plan_row(sources, plan))
        for plan in sorted(sources.casebook.case_plans, key=lambda p: (p.plan_type, p.id))
    ]
    intro = "Pseudonymised plans: personal data under a code. The key to the codes is never kept here."
    return ListingView(title="Case plans", intro=intro, groups=grouped(rows, ("Open", "Closed")))


def plan_row(sources: Sources, plan: CasePlan) -> ListingRow:
    """A plan's row; its state is whether the pupil may go on the next placement day."""
    casebook, as_of = sources.casebook, sources.as_of
    calendar = calendar_of(casebook, plan)
    asked = DayAsked(casebook=casebook, plan=plan, calendar=calendar, standings=sources.standings, as_of=as_of)
    ahead = () if is_closed(plan, as_of) else days_ahead(asked)
    due = [i.on for i in sources.due_of.get(("case-plan", plan.id), ())]
    facts = (
        ("Plan", label(plan.plan_type)),
        ("Key stage", plan.key_stage),
        ("Need", label(plan.need)),
        *((("Next placement day", short_date(ahead[0].on)),) if ahead else ()),
        ("Next due", short_date(min(due)) if due else "nothing"),
    )
    words = f"{plan.id} {plan.purpose} {' '.join(t for _, t in facts)}".lower()
    overdue = any(day < as_of for day in due)
    state = ahead[0].state if ahead else ""
    return ListingRow(
        ref=ref_to(plan), summary=plan.purpose, facts=facts, state=state, review_overdue=overdue, words=words
    )


def registers(sources: Sources) -> ListingView:
    """Registers by school, the rooms of today, and the reports of half terms that are over."""
    casebook = sources.casebook
    newest = sorted(casebook.registers, key=lambda r: (r.start, r.school), reverse=True)
    by_school = sorted(newest, key=lambda r: school_name(casebook, r))
    intro = "Half-termly registers of the internal exclusion room, suspensions, and attendance at providers."
    return RegisterListing(
        title="Registers",
        intro=intro,
        groups=grouped([(school_name(casebook, register), register_row(register)) for register in by_school], ()),
        rooms=tuple(
            (school, casebook.schools[school].name if school in casebook.schools else school)
            for school in schools_with_a_room(casebook)
        ),
        reports=tuple(
            (register.id, f"{school_name(casebook, register)}, {name_of(register)}")
            for register in newest
            if is_over(register, sources.as_of)
        ),
    )


def school_name(casebook: Casebook, register: Register) -> str:
    """The school's name."""
    school = casebook.schools.get(register.school)
    return school.name if school else register.school


def register_row(register: Register) -> ListingRow:
    """A register's row."""
    facts = (
        ("From", short_date(register.start)),
        ("To", short_date(register.end)),
        ("Rows", str(len(register.internal_exclusion) + len(register.suspensions) + len(register.attendance))),
    )
    summary = f"{label(register.term)} term {register.academic_year}, half {register.half}"
    return ListingRow(ref=ref_to(register), summary=summary, facts=facts, words=f"{register.title} {summary}".lower())


def calendars(sources: Sources) -> ListingView:
    """Calendars by series."""
    rows = []
    for calendar in sorted(sources.casebook.calendars, key=lambda c: (c.series, c.academic_year)):
        known = len(SchoolCalendar(series=calendar.series, years=(calendar,)).school_days)
        facts = (
            ("Academic year", calendar.academic_year),
            ("School days known", str(known)),
            ("Dates", "provisional" if calendar.provisional else "as published"),
        )
        summary = f"School days of {calendar.academic_year} on the {label(calendar.series)} calendar."
        words = f"{calendar.title} {summary}".lower()
        rows.append(
            (label(calendar.series), ListingRow(ref=ref_to(calendar), summary=summary, facts=facts, words=words))
        )
    intro = "The school years that every clock in this casebook counts on."
    return ListingView(title="Calendars", intro=intro, groups=grouped(rows, ()))


LISTINGS: dict[str, Callable[[Sources], ListingView]] = {
    "framework": frameworks,
    "procedure": procedures,
    "policy": policies,
    "role": roles,
    "case-plan": case_plans,
    "register": registers,
    "calendar": calendars,
}

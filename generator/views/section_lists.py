"""What is there? The section pages that list the records of one kind in groups, one function a kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.compliance.paperwork import Holding
from generator.half_term.report import is_over
from generator.model import CasePlan, Framework, Policy, Procedure, Register, Role
from generator.plans.school_days import calendar_of
from generator.plans.upkeep import is_closed
from generator.views.common import ref, ref_to
from generator.views.half_term import name_of
from generator.views.listing import REVIEW_OVERDUE, Facts, ListingRow, ListingView, RegisterListing, Sources, grouped
from generator.views.plan_day import DayAsked, days_ahead
from generator.views.policy import acknowledgements
from generator.views.room import schools_with_a_room
from generator.vocabulary import label
from generator.wording import count, day_date, distance, short_date


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
    return ListingRow(ref=reference, summary=summary, facts=facts, alarm=REVIEW_OVERDUE if overdue else "", words=words)


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
    """Procedures by part of the work, each under the event that starts it."""
    rows = []
    for procedure in sorted(sources.casebook.procedures, key=lambda p: p.title.lower()):
        facts = (
            ("Steps", str(len(procedure.steps))),
            ("Owner", ref(sources.casebook, "role", procedure.owner).title),
        )
        one = row(procedure, f"{procedure.trigger.event.rstrip('.')}.", facts, sources)
        rows.append((label(procedure.group), replace(one, words=f"{one.words} {procedure.summary.lower()}")))
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
        due = [i.on for i in sources.due if i.role and i.role.id == role.id and i.on <= week]
        late = sum(day < sources.as_of for day in due)
        facts = (
            ("Due in the next seven days", str(len(due) - late)),
            ("Steps in procedures", str(steps.get(role.id, 0))),
        )
        one = row(role, role.summary, facts, sources)
        rows.append((ROLE_HEADINGS[role.kind], replace(one, alarm=f"{late} overdue") if late else one))
    intro = "What each role answers for, its steps in every procedure, and what is due for it now."
    return ListingView(title="Roles", intro=intro, groups=grouped(rows, tuple(ROLE_HEADINGS.values())))


URGENCY = ("closed", "conditional", "", "open")


def case_plans(sources: Sources) -> ListingView:
    """Case plans: open ones first, and of them those that cannot wait."""
    rows = [
        ("Open" if plan.closed_on is None else "Closed", plan_row(sources, plan))
        for plan in sorted(sources.casebook.case_plans, key=lambda p: p.id)
    ]
    rows.sort(key=lambda pair: URGENCY.index(pair[1].state) - 2 * bool(pair[1].alarm))
    intro = "Pseudonymised plans: personal data under a code. The key to the codes is never kept here."
    return ListingView(title="Case plans", intro=intro, groups=grouped(rows, ("Open", "Closed")))


def plan_row(sources: Sources, plan: CasePlan) -> ListingRow:
    """A plan's row; its state is whether the pupil may go on the next placement day."""
    casebook, as_of = sources.casebook, sources.as_of
    calendar = calendar_of(casebook, plan)
    asked = DayAsked(casebook=casebook, plan=plan, calendar=calendar, standings=sources.standings, as_of=as_of)
    ahead = () if is_closed(plan, as_of) else days_ahead(asked)
    due = sources.due_of.get(("case-plan", plan.id), ())
    late = sum(item.on < as_of for item in due)
    first = min(due, key=lambda item: item.on, default=None)
    facts = (
        *((("Next placement day", dated(ahead[0].on, as_of)),) if ahead else ()),
        *((("Longest overdue" if late else "Next due", f"{first.title}, {dated(first.on, as_of)}"),) if first else ()),
        ("Plan", label(plan.plan_type)),
        ("Key stage", plan.key_stage),
        ("Need", label(plan.need)),
        ("Key worker", ref(casebook, "role", plan.key_worker).title),
    )
    words = f"{plan.id} {plan.purpose} {' '.join(t for _, t in facts)}".lower()
    state = ahead[0].state if ahead else ""
    alarm = f"{late} overdue" if late else ""
    return ListingRow(ref=ref_to(plan), summary=plan.purpose, facts=facts, state=state, alarm=alarm, words=words)


def dated(day: dt.date, as_of: dt.date) -> str:
    """A day with how far off it is."""
    return f"{day_date(day)}, {distance(day, as_of)}"


def registers(sources: Sources) -> ListingView:
    """Registers by school, the rooms of today, and the reports of half terms that are over."""
    casebook = sources.casebook
    newest = sorted(casebook.registers, key=lambda r: (r.start, r.school), reverse=True)
    by_school = sorted(newest, key=lambda r: school_name(casebook, r))
    intro = "Half-termly registers of the internal exclusion room, suspensions, and attendance at providers."
    return RegisterListing(
        title="Registers",
        intro=intro,
        groups=grouped(
            [(school_name(casebook, register), register_row(register, sources.as_of)) for register in by_school], ()
        ),
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


def register_row(register: Register, as_of: dt.date) -> ListingRow:
    """A register's row."""
    facts = (
        ("From", f"{day_date(register.start)} to {day_date(register.end)}"),
        ("Rows", str(len(register.internal_exclusion) + len(register.suspensions) + len(register.attendance))),
    )
    words = f"{register.title} {label(register.term)} term {register.academic_year}, half {register.half}".lower()
    now = "This half term." if register.start <= as_of <= register.end else ""
    return ListingRow(ref=ref_to(register), summary=now, facts=facts, words=words)


def calendars(sources: Sources) -> ListingView:
    """Calendars by series."""
    rows = []
    for calendar in sorted(sources.casebook.calendars, key=lambda c: (c.series, c.academic_year)):
        known = len(SchoolCalendar(series=calendar.series, years=(calendar,)).school_days)
        facts = (
            ("School days known", str(known)),
            ("Dates", "provisional" if calendar.provisional else "as published"),
        )
        words = f"{calendar.title} school days of {calendar.academic_year} {label(calendar.series)}".lower()
        rows.append((label(calendar.series), ListingRow(ref=ref_to(calendar), summary="", facts=facts, words=words)))
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

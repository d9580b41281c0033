"""What do I do, by when, and what must be written down? The procedure's page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import BeyondCalendar, SchoolCalendar
from generator.counting import nth_school_day_from
from generator.deadlines import DatedStep, dated_steps
from generator.model import Branch, Citation, Clock, Fact, Procedure, Step, When
from generator.views.common import About, Ref, about, ref, refs
from generator.views.drawing import Flowchart
from generator.views.flowchart import Exit, Node, flowchart
from generator.vocabulary import label
from generator.wording import MONTHS

UNITS = {
    "school-days": ("school day", "school days"),
    "working-days": ("working day", "working days"),
    "calendar-days": ("day", "days"),
    "weeks": ("week", "weeks"),
    "months": ("month", "months"),
    "hours": ("hour", "hours"),
    "sessions": ("session", "sessions"),
    "half-terms": ("half term", "half terms"),
    "terms": ("term", "terms"),
}
ROOM, MARKUP = 14_000, 900
"""What the steps on the procedure's own page may take, and what a step takes beside its words."""
FIXED = {"same-day": "The same day", "immediately": "At once", "before-event": "Beforehand"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step as the page shows it."""

    number: int
    step: Step
    role: Ref
    deadline: str
    counted_from: str
    conditions: tuple[str, ...]
    branches: tuple[str, ...]
    leads_to: tuple[Ref, ...]
    unverified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureView:
    """Everything the procedure's page shows."""

    about: About
    title: str
    group: str
    summary: str
    when_to_use: str
    event: str
    date_is: str
    planned: bool
    owner: Ref
    facts: tuple[Fact, ...]
    steps: tuple[StepView, ...]
    apart: bool
    """Whether the steps stand in full on a page of their own."""
    chart: Flowchart
    roles: tuple[tuple[Ref, int], ...]
    example: tuple[DatedStep, ...]
    example_from: dt.date
    example_calendar: str
    policies: tuple[Ref, ...]
    related: tuple[Ref, ...]
    citations: tuple[Citation, ...]


def procedure_view(casebook: Casebook, procedure: Procedure, as_of: dt.date) -> ProcedureView:
    """The view of one procedure."""
    calendar = SchoolCalendar.of(casebook, casebook.settings.default_calendar)
    first = example_day(calendar, as_of)
    steps = step_views(casebook, procedure)
    counted: dict[str, int] = {}
    for step in procedure.steps:
        counted[step.role] = counted.get(step.role, 0) + 1
    return ProcedureView(
        about=about(casebook, procedure, as_of),
        title=procedure.title,
        group=procedure.group,
        summary=procedure.summary,
        when_to_use=procedure.when_to_use,
        event=procedure.trigger.event,
        date_is=procedure.trigger.date_is or "",
        planned=bool(procedure.trigger.planned),
        owner=ref(casebook, "role", procedure.owner),
        facts=procedure.facts,
        steps=steps,
        apart=steps_apart(steps),
        chart=flowchart(procedure.trigger.event, tuple(node(casebook, procedure, step) for step in steps)),
        roles=tuple((ref(casebook, "role", role), number) for role, number in counted.items()),
        example=dated_steps(procedure, first, calendar, {}),
        example_from=first,
        example_calendar=calendar.series,
        policies=refs(casebook, "policy", procedure.policies),
        related=refs(casebook, "procedure", procedure.related),
        citations=procedure.citations,
    )


def steps_apart(steps: tuple[StepView, ...]) -> bool:
    """Whether the steps are too long for the procedure's own page. They are never torn apart: they are read in one go."""
    return sum(map(length_of, steps)) > ROOM


def length_of(view: StepView) -> int:
    """About how many bytes a step takes on a page."""
    step = view.step
    said = (step.title, step.action, step.record or "", step.if_missed or "", *view.conditions, *view.branches)
    notice = sum(len(content) + MARKUP // 20 for content in step.notice.contents) + MARKUP // 3 if step.notice else 0
    return MARKUP + sum(map(len, said)) + notice + len(view.branches) * MARKUP // 5


def example_day(calendar: SchoolCalendar, as_of: dt.date) -> dt.date:
    """The day the worked example starts: the next school day, or the day itself where the calendar cannot say."""
    try:
        return nth_school_day_from(calendar, as_of, 1)
    except BeyondCalendar:
        return as_of


def step_views(casebook: Casebook, procedure: Procedure) -> tuple[StepView, ...]:
    """Every step in its order."""
    return tuple(step_view(casebook, procedure, number, step) for number, step in enumerate(procedure.steps, 1))


def step_view(casebook: Casebook, procedure: Procedure, number: int, step: Step) -> StepView:
    """One step with its clock and conditions in words."""
    branches = [b for b in procedure.branches if b.after == step.id]
    titles = {s.id: (n, s.title) for n, s in enumerate(procedure.steps, 1)}
    origin = titles.get(step.clock.from_) if step.clock and step.clock.from_ else None
    return StepView(
        number=number,
        step=step,
        role=ref(casebook, "role", step.role),
        deadline=deadline_words(step.clock, planned=bool(procedure.trigger.planned)),
        counted_from=f"counted from step {origin[0]}, {origin[1].lower()}" if origin else "",
        conditions=tuple(condition_words(procedure, when) for when in step.only_if),
        branches=tuple(branch_words(procedure, b, titles) for b in branches),
        leads_to=tuple(ref(casebook, "procedure", b.procedure) for b in branches if b.procedure),
        unverified=bool(step.citations) and all(c.mark == "unverified" for c in step.citations),
    )


def deadline_words(clock: Clock | None, *, planned: bool) -> str:
    """A clock in words: within 15 school days; on school day 6, the first day counted."""
    if clock is None:
        return ""
    if clock.rule in FIXED:
        return FIXED[clock.rule]
    if clock.rule == "before-date":
        month, day = map(int, (clock.date or "").split("-"))
        return f"Before {day} {MONTHS[month - 1]} of that year"
    amount = clock.amount or 0
    one, many = UNITS[clock.unit or "calendar-days"]
    if clock.rule == "from-nth":
        return f"From {one} {amount}, counting the first day as 1"
    words = f"{amount} {one if amount == 1 else many}"
    if clock.rule == "before":
        return f"At least {words} before{' the planned date' if planned and not clock.from_ else ''}"
    if clock.rule == "every":
        return f"Every {one if amount == 1 else words}"
    return f"Within {words}, the day itself not counted"


def condition_words(procedure: Procedure, when: When) -> str:
    """A condition as question and answer."""
    question = next((f.question for f in procedure.facts if f.id == when.fact), when.fact)
    return f"{question} {label(when.is_)}."


def branch_words(procedure: Procedure, branch: Branch, titles: dict[str, tuple[int, str]]) -> str:
    """A branch in one sentence."""
    conditions = " ".join(condition_words(procedure, when) for when in branch.when)
    target = titles.get(branch.go_to or "")
    where = f"Go to step {target[0]}, {target[1].lower()}." if target else ""
    return " ".join(part for part in (conditions, where, branch.note or "") if part)


def node(casebook: Casebook, procedure: Procedure, view: StepView) -> Node:
    """A step as the flowchart draws it."""
    numbers = {step.id: number for number, step in enumerate(procedure.steps, 1)}
    exits: list[Exit] = []
    for branch in procedure.branches:
        if branch.after == view.step.id:
            words = " ".join(condition_words(procedure, when) for when in branch.when)
            if branch.go_to in numbers:
                exits.append(Exit(label=words, step=numbers[branch.go_to]))
            if branch.procedure:
                exits.append(Exit(label=words, procedure=ref(casebook, "procedure", branch.procedure).title))
    return Node(
        number=view.number,
        title=view.step.title,
        role=view.role.title,
        only_if=" ".join(view.conditions),
        exits=tuple(exits),
    )

"""What do I do? A role's duties and its steps across all procedures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.model import Role
from generator.views.common import About, Ref, about, ref, ref_to
from generator.views.due import DueItem, DuePeriods, due_periods
from generator.views.procedure import deadline_words

HORIZON = dt.timedelta(days=60)
RHYTHMS = ("daily", "weekly", "half-termly", "termly", "yearly", "as-needed")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleStep:
    """A step this role takes in a procedure."""

    number: int
    step_id: str
    title: str
    deadline: str
    sometimes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleProcedure:
    """A procedure with the steps this role takes in it, of how many."""

    procedure: Ref
    steps: tuple[RoleStep, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """Everything the role's page shows."""

    about: About
    title: str
    kind: str
    also_called: tuple[str, ...]
    summary: str
    deputy: Ref | None
    stands_in_for: tuple[Ref, ...]
    may: tuple[str, ...]
    duties: tuple[tuple[str, tuple[tuple[str, Ref | None], ...]], ...]
    procedures: tuple[RoleProcedure, ...]
    steps: int
    owns: tuple[Ref, ...]
    due: DuePeriods
    calendar: str


def role_view(
    casebook: Casebook, role: Role, as_of: dt.date, due: tuple[DueItem, ...], calendar: SchoolCalendar
) -> RoleView:
    """The view of one role: what is due is what the records say, by periods of the calendar."""
    procedures = role_procedures(casebook, role)
    duties = []
    for rhythm in RHYTHMS:
        found = [
            (duty.duty, ref(casebook, "procedure", duty.procedure) if duty.procedure else None)
            for duty in role.duties
            if duty.rhythm == rhythm
        ]
        if found:
            duties.append((rhythm, tuple(found)))
    return RoleView(
        about=about(
            casebook, role, as_of, hide=frozenset({"case-plan", "register", "provider", "procedure", "framework"})
        ),
        title=role.title,
        kind=role.kind,
        also_called=role.also_called,
        summary=role.summary,
        deputy=ref(casebook, "role", role.deputy) if role.deputy else None,
        stands_in_for=tuple(ref_to(r) for r in casebook.roles if r.deputy == role.id),
        may=role.may,
        duties=tuple(duties),
        procedures=procedures,
        steps=sum(len(found.steps) for found in procedures),
        owns=(
            *(ref_to(policy) for policy in casebook.policies if policy.owner == role.id),
            *(ref_to(procedure) for procedure in casebook.procedures if procedure.owner == role.id),
        ),
        due=due_periods(
            tuple(i for i in due if i.role and i.role.id == role.id and i.on <= as_of + HORIZON), as_of, calendar
        ),
        calendar=calendar.series,
    )


def role_procedures(casebook: Casebook, role: Role) -> tuple[RoleProcedure, ...]:
    """The role's steps, procedure by procedure in the order of their titles."""
    found = []
    for procedure in sorted(casebook.procedures, key=lambda p: p.title.lower()):
        steps = tuple(
            RoleStep(
                number=number,
                step_id=step.id,
                title=step.title,
                deadline=deadline_words(step.clock, planned=bool(procedure.trigger.planned)),
                sometimes=bool(step.only_if),
            )
            for number, step in enumerate(procedure.steps, 1)
            if step.role == role.id
        )
        if steps:
            found.append(RoleProcedure(procedure=ref_to(procedure), steps=steps, total=len(procedure.steps)))
    return tuple(found)

"""What do I do? A role's duties and its steps across all procedures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.model import Role
from generator.views.common import About, Ref, about, ref, ref_to
from generator.views.due import DueItem
from generator.views.procedure import deadline_words

RHYTHMS = ("daily", "weekly", "half-termly", "termly", "yearly", "as-needed")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleStep:
    """A step this role takes in a procedure."""

    procedure: Ref
    step_id: str
    title: str
    deadline: str


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
    steps: tuple[RoleStep, ...]
    owns: tuple[Ref, ...]
    due: tuple[DueItem, ...]


def role_view(casebook: Casebook, role: Role, as_of: dt.date, due: tuple[DueItem, ...], horizon: dt.date) -> RoleView:
    """The view of one role: what is due is what the records say up to the horizon."""
    steps = [
        RoleStep(
            procedure=ref_to(procedure),
            step_id=step.id,
            title=step.title,
            deadline=deadline_words(step.clock, planned=bool(procedure.trigger.planned)),
        )
        for procedure in casebook.procedures
        for step in procedure.steps
        if step.role == role.id
    ]
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
        steps=tuple(steps),
        owns=(
            *(ref_to(policy) for policy in casebook.policies if policy.owner == role.id),
            *(ref_to(procedure) for procedure in casebook.procedures if procedure.owner == role.id),
        ),
        due=tuple(item for item in due if item.role and item.role.id == role.id and item.on <= horizon),
    )

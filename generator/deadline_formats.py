"""The dated steps of a procedure as text, JSON or iCalendar."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.deadlines import DatedStep, FollowUp, Needed
from generator.ics import Entry, calendar_of
from generator.model import Procedure
from generator.views.common import ref
from generator.wording import join, weekday_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The steps with what they were counted from."""

    casebook: Casebook
    procedure: Procedure
    start: dt.date
    series: str
    steps: tuple[DatedStep, ...]
    follow_ups: tuple[FollowUp, ...]
    as_of: dt.date

    def role(self, item: DatedStep) -> str:
        """The title of a step's role."""
        return ref(self.casebook, "role", item.step.role).title


def as_text(answer: Answer) -> str:
    """The steps as somebody on a bad morning reads them."""
    start = weekday_date(answer.start)
    lines = [f"{answer.procedure.title}, from {start}, on the {answer.series} calendar"]
    for item in answer.steps:
        if item.needed is not Needed.NO:
            lines += ["", *step_lines(answer, item)]
    for follow_up in answer.follow_ups:
        lines += ["", *follow_up_lines(answer, follow_up)]
    left_out = sum(item.needed is Needed.NO for item in answer.steps)
    if left_out:
        lines += ["", f"{left_out} of {len(answer.steps)} steps left out, because the facts do not call for them"]
    return "\n".join(lines)


def follow_up_lines(answer: Answer, follow_up: FollowUp) -> Iterator[str]:
    """Another procedure this one leads to, and what its clocks count from."""
    target = answer.casebook.get(Procedure, follow_up.procedure)
    yield f"leads to: {target.title if target else follow_up.procedure}"
    if follow_up.questions:
        yield f"    only if: {join(list(follow_up.questions))}"
    if follow_up.note:
        yield f"    {follow_up.note}"
    if target:
        yield f"    casebook deadline {target.id} --from DAY; its clocks count from: {starts_with(target)}"


def starts_with(procedure: Procedure) -> str:
    """What a procedure's clocks count from."""
    return procedure.trigger.date_is or procedure.trigger.event


def step_lines(answer: Answer, item: DatedStep) -> Iterator[str]:
    """One step: when, what, who; how it was counted; what to watch."""
    due = weekday_date(item.due) if item.due else "no day"
    yield f"{item.number:>2}. {due}: {item.step.title} ({answer.role(item)})"
    yield f"    {item.how}"
    if item.warn:
        yield f"    {warning(item)}"
    if item.questions:
        yield f"    only if: {join(list(item.questions))}"
    if unverified(item):
        yield f"    check before relying on this: {item.step.citations[0].source}"


def unverified(item: DatedStep) -> bool:
    """Whether nobody has read any of a step's sources."""
    return bool(item.step.citations) and all(citation.mark == "unverified" for citation in item.step.citations)


def warning(item: DatedStep) -> str:
    """What the earlier day is: another reading of the same rule, or a day to aim for."""
    clock, day = item.step.clock, weekday_date(item.warn) if item.warn else ""
    if clock and clock.rule == "from-nth":
        return f"be ready on {day}: another reading counts fewer days"
    return f"be ready on {day}: the last day is only the limit"


def as_json(answer: Answer) -> str:
    """The steps for a machine, version 1."""
    found = [
        {
            "number": item.number,
            "step": item.step.id,
            "title": item.step.title,
            "role": item.step.role,
            "needed": item.needed.value,
            "questions": list(item.questions),
            "due": item.due.isoformat() if item.due else None,
            "warn": item.warn.isoformat() if item.warn else None,
            "how": item.how,
        }
        for item in answer.steps
    ]
    body = {
        "version": 1,
        "procedure": answer.procedure.id,
        "from": answer.start.isoformat(),
        "calendar": answer.series,
        "steps": found,
        "follow_ups": [
            {
                "procedure": one.procedure,
                "questions": list(one.questions),
                "note": one.note,
            }
            for one in answer.follow_ups
        ],
    }
    return json.dumps(body, indent=2, ensure_ascii=False)


def as_ics(answer: Answer) -> str:
    """The dated steps as events."""
    procedure = answer.procedure
    entries = [
        Entry(
            on=item.due,
            key=f"deadline|{procedure.id}|{answer.start}|{item.step.id}",
            summary=f"{item.step.title} ({procedure.title})",
            description=description(answer, item),
        )
        for item in answer.steps
        if item.due and item.needed is not Needed.NO
    ]
    return calendar_of(entries, f"{procedure.title} from {answer.start}", answer.as_of).decode("utf-8")


def description(answer: Answer, item: DatedStep) -> str:
    """What an event says beside its title: nobody should read it as more certain than the page."""
    lines = [f"{answer.role(item)}. {item.how}"]
    if item.questions:
        lines.append(f"Only if: {' '.join(item.questions)}")
    if unverified(item):
        lines.append(f"Check before relying on this: {item.step.citations[0].source}")
    return "\n".join(lines)


FORMATS: dict[str, Callable[[Answer], str]] = {"text": as_text, "json": as_json, "ics": as_ics}

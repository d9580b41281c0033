"""What does a meeting need, and what is missing? The papers of one plan, for each meeting its kind calls for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.model import CasePlan, SentNotice
from generator.plans.entries import Entries
from generator.plans.papers.answers import Answer, Expected, Held, Meeting, PlanFile
from generator.plans.papers.meetings import meetings_of
from generator.views.case_plan import CasePlanView
from generator.views.common import ref
from generator.vocabulary import label, suspension_reason
from generator.wording import count, join, short_date

SECTIONS = {
    "purpose": "The pupil and the plan",
    "week": "Where the pupil is",
    "targets": "Targets and progress",
    "since": "Since the last review",
    "registers": "In the registers",
    "risk": "Risk assessment",
    "strategies": "What has been tried",
    "agreed": "Agreed and passed on",
    "papers": "Notices sent",
    "way-back": "The way back",
    "reviews": "Reviews",
    "events": "What happened, in order",
    "work": "Work and the talk at the end",
    "budget": "Budget",
}
STATES = {
    Held.MISSING: ("missing", "Missing"),
    Held.OLD: ("expired", "Out of date"),
    Held.TO_COME: ("expiring", "To come"),
    Held.THERE: ("met", "There"),
    Held.NOT_NEEDED: ("not-applicable", "Not needed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing a meeting expects: its state, what there is to say, its section and its source."""

    what: str
    state: str
    word: str
    words: str
    section: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One meeting with what it expects, what is missing first."""

    name: str
    title: str
    about: str
    rows: tuple[Row, ...]
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """The papers of one plan. `sections` pairs the key of each section that has content with its number and title."""

    plan: CasePlanView
    papers: tuple[Paper, ...]
    sections: tuple[tuple[str, int, str], ...]
    registers: tuple[tuple[str, str], ...]
    notices: tuple[tuple[str, SentNotice], ...]
    as_of: dt.date


def meeting_view(casebook: Casebook, plan: CasePlan, as_of: dt.date, page: CasePlanView) -> MeetingView:
    """The papers of a plan, drawn from its page's view."""
    file = PlanFile(casebook=casebook, plan=plan, as_of=as_of)
    notices = tuple(
        (ref(casebook, "provider", placement.provider).title, notice)
        for placement in plan.placements
        for notice in placement.notices
        if notice.sent_on <= as_of
    )
    registers = tuple(register_lines(casebook, file.entries))
    held = content(page, bool(registers), bool(notices))
    kept = [key for key in SECTIONS if held.get(key, True)]
    sections = tuple((key, number, SECTIONS[key]) for number, key in enumerate(kept, 1))
    numbers = {key: str(number) for key, number, _ in sections}
    return MeetingView(
        plan=page,
        papers=tuple(paper(file, meeting, numbers) for meeting in meetings_of(file)),
        sections=sections,
        registers=registers,
        notices=tuple(sorted(notices, key=lambda pair: pair[1].sent_on)),
        as_of=as_of,
    )


def content(page: CasePlanView, registers: bool, notices: bool) -> dict[str, bool]:
    """Whether the sections that may be empty have something to show."""
    return {
        "registers": registers,
        "risk": page.risk is not None,
        "strategies": bool(page.strategies),
        "agreed": bool(page.consents or page.shared),
        "papers": notices,
        "way-back": bool(page.stages or page.reduced),
        "reviews": bool(page.reviews),
        "events": bool(page.events),
        "work": bool(page.work or page.exit_interview),
        "budget": page.budget is not None,
    }


def paper(file: PlanFile, meeting: Meeting, numbers: dict[str, str]) -> Paper:
    """One meeting's table, worst first, in the order of the list within a state."""
    answers = [(expected, expected.find(file)) for expected in meeting.expects]
    order = list(Held)
    answers.sort(key=lambda pair: order.index(pair[1].held))
    return Paper(
        name=meeting.name,
        title=meeting.title,
        about=meeting.about,
        rows=tuple(row(expected, answer, numbers) for expected, answer in answers),
        missing=sum(answer.held in (Held.MISSING, Held.OLD) for _, answer in answers),
    )


def row(expected: Expected, answer: Answer, numbers: dict[str, str]) -> Row:
    """One line of the table."""
    state, word = STATES[answer.held]
    return Row(
        what=expected.what,
        state=state,
        word=word,
        words=answer.words,
        section=numbers.get(expected.section, ""),
        source=expected.source,
        mark=expected.mark,
    )


def register_lines(casebook: Casebook, entries: Entries) -> Iterator[tuple[str, str]]:
    """What the registers hold: suspensions one by one, the rest added up."""
    for found in entries.suspensions:
        entry = found.entry
        length = f", {entry.school_days:g} school days" if entry.school_days else ""
        reasons = join([suspension_reason(code).lower() for code in entry.reasons])
        cancelled = f"; cancelled on {short_date(entry.cancelled_on)}" if entry.cancelled_on else ""
        yield label(entry.category), f"from {short_date(entry.starts_on)}{length}: {reasons}{cancelled}"
    if entries.internal:
        days = sorted({entry.date for entry in entries.internal})
        span = f"{short_date(days[0])} to {short_date(days[-1])}" if len(days) > 1 else short_date(days[0])
        yield "Internal exclusion", f"{count(len(entries.internal), 'session')}, {span}"
    for provider in sorted({entry.provider for entry in entries.attendance}):
        marks = Counter(entry.mark for entry in entries.attendance if entry.provider == provider)
        said = [f"{number} {label(mark).lower()}" for mark, number in sorted(marks.items())]
        name = ref(casebook, "provider", provider).title
        yield f"Attendance: {name}", f"{count(marks.total(), 'session')} in the register: {join(said)}"

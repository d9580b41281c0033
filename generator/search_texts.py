"""What the site's search knows of each page: one line in plain words. Never full texts.

Every visitor's browser loads all of it, so it may only hold titles and summaries; a row of a checklist has no place in it.
"""

from __future__ import annotations

from collections import Counter

from generator.compliance.reasons import Reason
from generator.model import Calendar, CasePlan, Framework, Provider, Record, Register
from generator.pages import REQUIREMENT, Part
from generator.reference.attendance_codes import CODES
from generator.reference.glossary import GLOSSARY
from generator.reference.search_words import words_for
from generator.reference.subjects import CODE_WORDS, SUBJECTS
from generator.reference.suspension_reasons import REASONS
from generator.views.directory import DirectoryEntry
from generator.vocabulary import label

VERDICTS = {
    "open": "May be used today",
    "conditional": "May be used only with conditions",
    "closed": "May not be used today",
}
MOST_REASONS = 3
LONGEST = 240
MOST_WORDS = 40
ASKED_OF_PROVIDERS = "provider providers with near place places placement placements"
"""The small words of a question about providers. A page that holds every word typed comes long before one that does not."""

PAPERS = ("papers for a meeting", "meeting pack")
"""A plan's papers are reached from its page: thousands of entries that differ in nothing but the code help nobody."""


def summary_of(record: Record) -> str:
    """One line about a record, for lists, search and page descriptions."""
    match record:
        case Provider() as provider:
            programmes = ", ".join(p.title for p in provider.offer.programmes)
            return one_line(f"{label(provider.type)}. {programmes}. {provider.summary}")
        case CasePlan() as plan:
            return one_line(f"{label(plan.plan_type)}, {plan.key_stage}.")
        case Calendar() as calendar:
            return f"School days of {calendar.academic_year}."
        case Register() as register:
            return f"{label(register.term)} term {register.academic_year}, half {register.half}."
        case _:
            return one_line(str(getattr(record, "summary", "")))


def one_line(text: str, longest: int = LONGEST) -> str:
    """The text on one line, cut between words."""
    joined = " ".join(text.split())
    return joined if len(joined) <= longest else joined[: longest - 1].rsplit(" ", 1)[0] + "…"


def text_of(record: Record) -> str:
    """What is known of a record: its summary and its id."""
    return f"{summary_of(record)} {record.id}"


def text_of_provider(provider: Provider, entry: DirectoryEntry) -> str:
    """The same of a provider, after whether it may be used and why not, and where it is."""
    verdict = VERDICTS[entry.gate] + (f" ({why(entry.reasons)})" if entry.reasons else "")
    where = ", ".join((*entry.towns, *entry.districts))
    return f"{verdict}. {where}. {text_of(provider)}"


def why(reasons: tuple[Reason, ...]) -> str:
    """How many reasons of each state, and the first few by name."""
    states = Counter(label(r.standing.state).lower() for r in reasons if r.standing)
    counted = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
    named = [r.title for r in reasons if not r.standing] + [r.title for r in reasons if r.standing]
    return "; ".join((*([counted] if counted else []), *named[:MOST_REASONS]))


def words_of(entry: DirectoryEntry) -> tuple[str, ...]:
    """What else people call what a provider teaches and is, each once."""
    subjects = {group.id: group for group in SUBJECTS}
    found = [ASKED_OF_PROVIDERS]
    for code in entry.facts["subjects"]:
        if group := subjects.get(code):
            found += [group.title, *group.also]
    for field in ("type", "attendance", "needs"):
        for code in entry.facts.get(field, ()):
            found += CODE_WORDS.get(code, ())[:3]
    for reason in entry.reasons:
        found += words_for(reason.title)
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def requirement_parts(framework: Framework, area: str) -> tuple[Part, ...]:
    """What a framework asks in an area, each found at its own place on the area's page."""
    return tuple(
        Part(
            what=REQUIREMENT,
            anchor=f"q-{asked.id}",
            title=asked.title,
            text=f"{framework.short_title}. {one_line(asked.statement, 120)} {asked.id}",
            also=("expired", "missing", "met", *words_for(asked.title)),
        )
        for asked in framework.requirements
        if asked.area == area
    )


def code_parts() -> tuple[Part, ...]:
    """The attendance codes."""
    return tuple(
        Part(what="Code", anchor=code.anchor, title=f"Attendance code {code.code}", text=f"{code.meaning}.")
        for code in CODES
    )


def reason_parts() -> tuple[Part, ...]:
    """The reasons for suspension."""
    return tuple(
        Part(
            what="Code",
            anchor=f"reason-{reason.code.lower()}",
            title=f"Suspension reason {reason.code}",
            text=f"{reason.words}.",
        )
        for reason in REASONS
    )


def term_parts() -> tuple[Part, ...]:
    """The abbreviations."""
    return tuple(
        Part(what="Abbreviation", anchor=entry.anchor, title=entry.term, text=f"{entry.meaning}. {entry.note}".strip())
        for entry in GLOSSARY
    )


REFERENCE_PARTS = {"attendance-codes": code_parts, "suspension-reasons": reason_parts, "glossary": term_parts}
"""What the pages of codes and abbreviations hold, by the page's name."""

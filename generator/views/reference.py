"""What does this code or abbreviation mean? The reference pages, made from data and not from records."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Citation
from generator.reference.attendance_codes import CHOICES, CLASSES, CODES, AttendanceCode, Choice
from generator.reference.glossary import GLOSSARY, Term
from generator.reference.suspension_reasons import MOST_REASONS, NOT_ACCEPTED, REASONS, RULES, Reason, ReasonRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """One of the reference pages, on the page that leads to them."""

    path: str
    title: str
    about: str
    number: int
    noun: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceView:
    """The page that leads to the others."""

    entrances: tuple[Entrance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLine:
    """An attendance code with the words of its statistical class and what to search it by."""

    code: AttendanceCode
    statistics: str
    rank: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One line of the decision list, with the anchors of its codes."""

    choice: Choice
    codes: tuple[AttendanceCode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceCodesView:
    """The page on attendance codes."""

    choices: tuple[Chosen, ...]
    codes: tuple[CodeLine, ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionReasonsView:
    """The page on reasons for suspension and exclusion."""

    most: int
    reasons: tuple[Reason, ...]
    rules: tuple[ReasonRule, ...]
    not_accepted: tuple[Reason, ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    """The glossary, by first letter."""

    letters: tuple[tuple[str, tuple[Term, ...]], ...]
    number: int


ENTRANCES = (
    Entrance(
        path="reference/attendance-codes.html",
        title="Attendance codes",
        about="What each code means, how it counts, and which one fits a pupil at alternative provision.",
        number=len(CODES),
        noun="code",
    ),
    Entrance(
        path="reference/suspension-reasons.html",
        title="Reasons for suspension and exclusion",
        about="The codes a suspension or exclusion is returned with, and how many may be given.",
        number=len(REASONS),
        noun="reason",
    ),
    Entrance(
        path="reference/glossary.html",
        title="Glossary",
        about="What the abbreviations stand for.",
        number=len(GLOSSARY),
        noun="abbreviation",
    ),
)


def reference_view() -> ReferenceView:
    """The view of the page that leads to the others."""
    return ReferenceView(entrances=ENTRANCES)


def attendance_codes_view() -> AttendanceCodesView:
    """The view of the codes."""
    by_code = {entry.code: entry for entry in CODES}
    ranks = {name: rank for rank, name in enumerate(CLASSES)}
    lines = tuple(
        CodeLine(
            code=entry,
            statistics=CLASSES[entry.statistics],
            rank=ranks[entry.statistics],
            words=f"{entry.code} {entry.meaning} {entry.note} {CLASSES[entry.statistics]}".lower(),
        )
        for entry in CODES
    )
    chosen = tuple(Chosen(choice=choice, codes=tuple(by_code[code] for code in choice.codes)) for choice in CHOICES)
    used = [source for entry in CODES for source in (entry.meaning_from, entry.class_from)]
    return AttendanceCodesView(choices=chosen, codes=lines, sources=once([*used, *(c.source for c in CHOICES)]))


def suspension_reasons_view() -> SuspensionReasonsView:
    """The view of the reasons."""
    used = [*(r.source for r in REASONS), *(r.source for r in RULES), *(r.source for r in NOT_ACCEPTED)]
    return SuspensionReasonsView(
        most=MOST_REASONS, reasons=REASONS, rules=RULES, not_accepted=NOT_ACCEPTED, sources=once(used)
    )


def glossary_view() -> GlossaryView:
    """The view of the glossary."""
    letters: dict[str, list[Term]] = {}
    for entry in GLOSSARY:
        letters.setdefault(entry.term[0].upper(), []).append(entry)
    return GlossaryView(
        letters=tuple((letter, tuple(found)) for letter, found in letters.items()), number=len(GLOSSARY)
    )


def once(citations: list[Citation]) -> tuple[Citation, ...]:
    """Each citation once, in the order they come up."""
    return tuple(dict.fromkeys(citations))

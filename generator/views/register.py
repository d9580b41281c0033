"""What happened this half term? A register's counts and rows. Small counts are not shown."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.model import AttendanceEntry, InternalExclusionEntry, Register, SuspensionEntry
from generator.views.common import About, Ref, about, ref
from generator.vocabulary import label, suspension_reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts in words; None where the count is too small to show."""

    title: str
    rows: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """Everything the register's page shows."""

    about: About
    title: str
    school: str
    academic_year: str
    term: str
    half: int
    start: dt.date
    end: dt.date
    kept_by: Ref
    threshold: int
    tallies: tuple[Tally, ...]
    exclusions: tuple[tuple[InternalExclusionEntry, Ref, Ref], ...]
    suspensions: tuple[tuple[SuspensionEntry, Ref], ...]
    attendance: tuple[tuple[AttendanceEntry, Ref, Ref], ...]


def register_view(casebook: Casebook, register: Register, as_of: dt.date) -> RegisterView:
    """The view of one register."""
    school = casebook.schools.get(register.school)
    threshold = casebook.settings.suppression_threshold
    return RegisterView(
        about=about(casebook, register, as_of),
        title=register.title,
        school=school.name if school else register.school,
        academic_year=register.academic_year,
        term=register.term,
        half=register.half,
        start=register.start,
        end=register.end,
        kept_by=ref(casebook, "role", register.kept_by),
        threshold=threshold,
        tallies=tuple(tallies(register, threshold)),
        exclusions=tuple(
            (row, ref(casebook, "case-plan", row.plan), ref(casebook, "role", row.referred_by))
            for row in sorted(register.internal_exclusion, key=lambda r: (r.date, r.session, r.plan))
        ),
        suspensions=tuple(
            (row, ref(casebook, "case-plan", row.plan))
            for row in sorted(register.suspensions, key=lambda r: (r.starts_on, r.plan))
        ),
        attendance=tuple(
            (row, ref(casebook, "case-plan", row.plan), ref(casebook, "provider", row.provider))
            for row in sorted(register.attendance, key=lambda r: (r.date, r.session, r.plan))
        ),
    )


def tallies(register: Register, threshold: int) -> Iterable[Tally]:
    """Counts by reason and mark, each with a second cell hidden where one alone could be worked out."""
    if register.internal_exclusion:
        reasons = Counter(row.reason for row in register.internal_exclusion)
        yield Tally(title="Sessions in the room by reason", rows=worded(suppressed(reasons, threshold), label))
    if register.suspensions:
        codes = Counter(code for row in register.suspensions for code in row.reasons)
        yield Tally(
            title="Suspensions by reason (a suspension may have three)",
            rows=worded(suppressed(codes, threshold), suspension_reason),
        )
    if register.attendance:
        marks = Counter(row.mark for row in register.attendance)
        yield Tally(title="Sessions at a provider by mark", rows=worded(suppressed(marks, threshold), label))


def worded(rows: tuple[tuple[str, int | None], ...], words: Callable[[str], str]) -> tuple[tuple[str, int | None], ...]:
    """The rows with words for their codes."""
    return tuple((words(code), number) for code, number in rows)


def suppressed(counts: Counter[str], threshold: int) -> tuple[tuple[str, int | None], ...]:
    """The counts, those from 1 to below the threshold hidden, and with a single hidden cell the next smallest too."""
    order = sorted(counts, key=lambda code: (-counts[code], code))
    hidden = {code for code in order if 0 < counts[code] < threshold}
    if len(hidden) == 1 and len(order) > 1:
        hidden.add(min((c for c in order if c not in hidden), key=lambda code: (counts[code], code)))
    return tuple((code, None if code in hidden else counts[code]) for code in order)

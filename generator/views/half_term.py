"""How did the half term go? The published counts, beside those of the half term before. Sees no row of a register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from generator.casebook import Casebook
from generator.half_term.groups import Comparison
from generator.half_term.report import HalfTermReport, Line, Section, StatTable, half_term_report, is_over
from generator.model import Register
from generator.views.common import Ref, ref_to
from generator.views.half_term_words import CHARACTERISTICS, MEASURES, SECTIONS, TABLES, TOTALS, WORDS
from generator.vocabulary import label, suspension_reason
from generator.wording import count

ReportOf = Callable[[Register], HalfTermReport]
SHARE_LEAST = 10
"""The least a percentage may be a part of (D.2); twice the threshold where that is more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A published count, that of the half term before, and what may be said of the two. None is hidden."""

    now: int | None
    before: int | None
    change: str
    share: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A section's total."""

    measure: str
    words: str
    note: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: what it counts and a figure for each measure."""

    words: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table with its chart: bars of the first measure, on one scale."""

    id: str
    title: str
    note: str
    measures: tuple[str, ...]
    rows: tuple[Row, ...]
    nothing: tuple[str, ...]

    @property
    def says(self) -> str:
        """The chart in a sentence, from figures that are shown."""
        shown = [row for row in self.rows if row.figures[0].now]
        if not shown:
            return "None of these counts can be shown." if self.rows else ""
        row = max(shown, key=lambda row: row.figures[0].now or 0)
        first = row.figures[0]
        since = f", {first.change} than the half term before" if first.change.endswith(("more", "fewer")) else ""
        return f"The largest count shown: {row.words}, {first.now} {self.measures[0].lower()}{since}."

    @property
    def most(self) -> int:
        """The longest bar."""
        firsts = [row.figures[0] for row in self.rows]
        return max([1, *(n for f in firsts for n in (f.now, f.before) if n is not None)])


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A part of the report. Where it has no figures it says why. `has_before`: there is something to set beside it."""

    id: str
    title: str
    has_before: bool
    totals: tuple[Total, ...]
    tables: tuple[TableView, ...]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One characteristic: the comparison in words, or why there is none."""

    title: str
    says: tuple[str, ...]
    why_not: tuple[str, ...]
    reasons: tuple[tuple[str, int, int], ...]
    why_no_reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfTermView:
    """Everything the report's page shows."""

    register: Ref
    school: str
    name: str
    start: dt.date
    end: dt.date
    is_over: bool
    threshold: int
    before: str
    sections: tuple[SectionView, ...]
    groups: tuple[Group, ...]


def half_term_view(
    casebook: Casebook, register: Register, as_of: dt.date, report_of: ReportOf | None = None
) -> HalfTermView:
    """The report of a register. While its half term runs it holds no figure at all."""
    make = report_of or partial(half_term_report, casebook)
    over = is_over(register, as_of)
    earlier = before(casebook, register) if over else None
    report = make(register) if over else None
    last = make(earlier) if earlier else None
    school = casebook.schools.get(register.school)
    return HalfTermView(
        register=ref_to(register),
        school=school.name if school else register.school,
        name=name_of(register),
        start=register.start,
        end=register.end,
        is_over=over,
        threshold=report.threshold if report else casebook.settings.suppression_threshold,
        before=name_of(earlier) if earlier else "",
        sections=tuple(sections(report, last)) if report else (),
        groups=tuple(group(one) for one in report.comparisons) if report else (),
    )


def before(casebook: Casebook, register: Register) -> Register | None:
    """The latest earlier register of the same school."""
    earlier = [r for r in casebook.registers_of[register.school] if r.end < register.start]
    return max(earlier, key=lambda r: (r.end, r.id), default=None)


def name_of(register: Register) -> str:
    """A half term in words."""
    half = "first" if register.half == 1 else "second"
    return f"{half} half of the {register.term} term {register.academic_year}"


def sections(report: HalfTermReport, last: HalfTermReport | None) -> Iterator[SectionView]:
    """The parts of a report with the same parts of the one before."""
    for index, section in enumerate(report.sections):
        other = last.sections[index] if last and not nothing_entered(last.sections[index]) else None
        says = why_empty(section, report.threshold)
        yield SectionView(
            id=section.id,
            title=SECTIONS[section.id],
            has_before=other is not None,
            totals=() if says else tuple(totals(section, other)),
            tables=() if says else tuple(table(one, section, other, report.threshold) for one in section.tables),
            says=says,
        )


def nothing_entered(section: Section) -> bool:
    """Whether a section has no rows: then nobody knows whether there was nothing or nobody wrote it down."""
    return all(number == 0 for _, number in section.totals)


def why_empty(section: Section, threshold: int) -> str:
    """Why a section has no figures; nothing where it has some."""
    numbers = [number for _, number in section.totals]
    if nothing_entered(section):
        return "nothing was entered in this half term"
    everything = (*numbers, *(f for table in section.tables for line in table.lines for f in line.figures))
    if all(number is None for number in everything):
        return f"not shown: fewer than {threshold} pupils, or too few to hide one behind another"
    return ""


def totals(section: Section, other: Section | None) -> Iterator[Total]:
    """A section's totals."""
    for measure, number in section.totals:
        words, note = TOTALS[measure]
        yield Total(
            measure=measure, words=words, note=note, figure=figure(number, other.total(measure) if other else None)
        )


def table(one: StatTable, section: Section, other: Section | None, threshold: int) -> TableView:
    """A table beside the one of the half term before. Rows stand in the order of the codes, never of hidden counts."""
    title, note = TABLES[one.id]
    earlier = {line.code: line for t in (other.tables if other else ()) if t.id == one.id for line in t.lines}
    whole = section.total(one.measures[0]) if one.sums else None
    made = [(line, row(one.id, line, earlier, whole, threshold)) for line in one.lines]
    nothing = [line.code for line, _ in made if not any(seen(line, earlier))]
    return TableView(
        id=one.id,
        title=title,
        note=note,
        measures=tuple(MEASURES[measure] for measure in one.measures),
        rows=tuple(shown for line, shown in made if line.code not in nothing),
        nothing=tuple(words_of(one.id, code) for code in nothing),
    )


def seen(line: Line, earlier: Mapping[str, Line]) -> Iterator[bool]:
    """For each figure of a row, now and before, whether it is anything but nought."""
    both = (*line.figures, *(earlier[line.code].figures if line.code in earlier else ()))
    yield from (number != 0 for number in both)


def row(table_id: str, line: Line, earlier: Mapping[str, Line], whole: int | None, threshold: int) -> Row:
    """A row with its figures."""
    old = earlier[line.code].figures if line.code in earlier else (None,) * len(line.figures)
    shares = [share(line.figures[0], whole, threshold), *("" for _ in line.figures[1:])]
    return Row(
        words=words_of(table_id, line.code),
        figures=tuple(figure(now, was, said) for now, was, said in zip(line.figures, old, shares, strict=True)),
    )


def words_of(table_id: str, code: str) -> str:
    """The words for a code in a table."""
    if table_id == "suspension-reason":
        return suspension_reason(code)
    return WORDS.get(code) or label(code)


def figure(now: int | None, was: int | None, said: str = "") -> Figure:
    """A figure; a change only between two that are shown."""
    change = ""
    if now is not None and was is not None:
        change = "the same" if now == was else f"{abs(now - was)} {'more' if now > was else 'fewer'}"
    return Figure(now=now, before=was, change=change, share=said)


def share(number: int | None, whole: int | None, threshold: int) -> str:
    """A part of the total in whole per cent, always with the total; nothing where the total is small or hidden."""
    if not number or whole is None or whole < max(SHARE_LEAST, 2 * threshold):
        return ""
    return f"{round(100 * number / whole)}% of {whole}"


def group(one: Comparison) -> Group:
    """A comparison in words."""
    says: tuple[str, ...] = ()
    if one.having and one.others and one.times is not None:
        says = (
            f"With it: {count(one.having.in_room, 'pupil')} in the room, of {one.having.on_roll:,} on roll.",
            f"Without it: {count(one.others.in_room, 'pupil')} in the room, of {one.others.on_roll:,} on roll.",
            f"{times(one.times)} Ask why before you say why: the numbers do not tell.",
        )
    return Group(
        title=CHARACTERISTICS[one.characteristic],
        says=says,
        why_not=one.why_not,
        reasons=tuple((label(code), having, others) for code, having, others in one.reasons),
        why_no_reasons=one.why_no_reasons,
    )


def times(ratio: float) -> str:
    """How much more often, in words that claim no more than the numbers bear."""
    if 0.8 <= ratio <= 1.25:
        return "Pupils with it were in the room about as often as others."
    if ratio > 1:
        return f"Pupils with it were in the room about {ratio:.1f} times as often as others."
    return f"Pupils without it were in the room about {1 / ratio:.1f} times as often as those with it."

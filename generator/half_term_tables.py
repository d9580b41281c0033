"""The half-termly report as text tables. Made from the page's view, so that every form shows the same figures."""

from __future__ import annotations

from collections.abc import Iterator

from generator.tables import Table, as_text
from generator.views.half_term import Figure, Group, HalfTermView, SectionView, TableView

HIDDEN = "c"
COLUMNS = ("register", "half_term", "section", "table", "row", "measure", "count", "before", "change", "share")


def note(view: HalfTermView) -> str:
    """What a reader must know to read a report."""
    return (
        f"{HIDDEN}: not shown, because fewer than {view.threshold} pupils stand behind it or behind a count that it "
        "would give away"
    )


def flat(views: tuple[HalfTermView, ...]) -> Table:
    """Every figure of every report in one table, for spreadsheets and programs."""
    return Table(
        title="Half-termly report", columns=COLUMNS, rows=tuple(row for view in views for row in flat_rows(view))
    )


def flat_rows(view: HalfTermView) -> Iterator[tuple[str, ...]]:
    """Every figure of one report."""
    for section in view.sections:
        start = (view.register.id, view.name, section.title)
        for total in section.totals:
            yield (*start, "Total", "All", total.words, *cells(total.figure, section))
        for table in section.tables:
            for row in table.rows:
                for measure, figure in zip(table.measures, row.figures, strict=True):
                    yield (*start, table.title, row.words, measure.lower(), *cells(figure, section))
            for words in table.nothing:
                for measure in table.measures:
                    yield (*start, table.title, words, measure.lower(), "0", "0" if section.has_before else "", "", "")
    for group in view.groups:
        for says in group.says or group.why_not:
            shown = "compared" if group.says else "not compared"
            yield (view.register.id, view.name, "Groups", group.title, says, shown, "", "", "", "")


def cells(figure: Figure, section: SectionView) -> tuple[str, str, str, str]:
    """A figure in four cells."""
    before = shown(figure.before) if section.has_before else ""
    return shown(figure.now), before, figure.change, figure.share


def shown(number: int | None) -> str:
    """A count, or the mark of one that is hidden."""
    return HIDDEN if number is None else str(number)


def in_words(views: tuple[HalfTermView, ...]) -> str:
    """The reports for a terminal."""
    parts = []
    for view in views:
        parts += [f"{view.school}: {view.name}\n{note(view)}", *(as_text(table) for table in readable(view))]
        parts += [group_in_words(group) for group in view.groups]
    return "\n\n".join(parts)


def group_in_words(group: Group) -> str:
    """A comparison, or why there is none."""
    if not group.says:
        return "\n".join([f"Not compared: {group.title}", "", *(f"  {why}" for why in group.why_not)])
    reasons = [f"{reason}: {having} with it, {others} without it" for reason, having, others in group.reasons]
    lines = (*group.says, *(reasons or [f"Not set against reasons: {group.why_no_reasons}."]))
    return "\n".join([f"Compared: {group.title}", "", *(f"  {line}" for line in lines)])


def readable(view: HalfTermView) -> Iterator[Table]:
    """One report as a table for each of its parts, for a terminal."""
    for section in view.sections:
        yield totals_of(section)
        if section.says == "":
            yield from (rows_of(section, table) for table in section.tables)


def totals_of(section: SectionView) -> Table:
    """A section's totals."""
    if section.says:
        return Table(title=f"{section.title}: {section.says}", columns=("",), rows=())
    columns = ("count", "", *(("before", "change") if section.has_before else ()))
    rows = tuple(
        (shown(t.figure.now), t.words, *((shown(t.figure.before), t.figure.change) if section.has_before else ()))
        for t in section.totals
    )
    return Table(title=section.title, columns=columns, rows=rows)


def rows_of(section: SectionView, table: TableView) -> Table:
    """A table of a section, without the rows that were nought now and before."""
    columns = ["", *(measure.lower() for measure in table.measures), "share"]
    columns += [f"{table.measures[0].lower()} before", "change"] if section.has_before else []
    rows = []
    for row in table.rows:
        first = row.figures[0]
        line = [row.words, *(shown(figure.now) for figure in row.figures), first.share]
        rows.append((*line, *((shown(first.before), first.change) if section.has_before else ())))
    return Table(title=f"{section.title}: {table.title.lower()}", columns=tuple(columns), rows=tuple(rows))

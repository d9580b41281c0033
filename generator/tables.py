"""One table in three forms: text for people, JSON for programs, CSV for spreadsheets. The only writer of CSV."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import dataclass

SIGNS, BREAKS = frozenset("=+-@"), frozenset("\t\r\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Column names and rows of text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def as_text(table: Table) -> str:
    """Columns in line, for a terminal."""
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in table.rows]
    widths = [max(len(row[i]) for row in (table.columns, *rows)) for i in range(len(table.columns))]
    lines = [table.title, ""]
    for row in (table.columns, tuple("-" * width for width in widths), *rows):
        lines.append("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return "\n".join(lines)


def as_json(table: Table) -> str:
    """A list of objects under a version."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps({"version": 1, "title": table.title, "rows": rows}, indent=2, ensure_ascii=False)


def as_csv(table: Table) -> str:
    """CSV that a spreadsheet shows as text: a cell that could be a formula is led by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in (table.columns, *table.rows):
        writer.writerow([safe_cell(cell) for cell in row])
    return out.getvalue()


def safe_cell(text: str) -> str:
    """The cell, never a formula, full-width signs included."""
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return f"'{text}" if first in SIGNS or text[:1] in BREAKS else text


FORMATS = {"text": as_text, "json": as_json, "csv": as_csv}

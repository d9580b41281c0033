"""The place in a file where a stretch of a value stands, however the value is written."""

from __future__ import annotations

from dataclasses import replace

from generator.findings import Location, Pointer
from generator.source import Document


def place_of(document: Document, pointer: Pointer, text: str, start: int) -> Location:
    """Where character `start` of a value stands; the value's own place when its writing hides that."""
    where = document.at(*pointer)
    lines = document.lines()
    line, column = where.line - 1, where.column - 1
    if lines[line][column : column + 1] in ("|", ">"):
        line, column = line + 1, 0
    quote = lines[line][column : column + 1]
    column += quote in ("'", '"')
    wanted = [character for character in text[:start] if not character.isspace()]
    for character in (*wanted, text[start]):
        line, column = seen(lines, line, column)
        if line >= len(lines) or lines[line][column] != character:
            return where
        if character == "'" == quote:
            column += 1
        column += 1
    return replace(where, line=line + 1, column=column)


def seen(lines: list[str], line: int, column: int) -> tuple[int, int]:
    """The next place at or after one that holds more than white space."""
    while line < len(lines):
        while column < len(lines[line]):
            if not lines[line][column].isspace():
                return line, column
            column += 1
        line, column = line + 1, 0
    return line, column

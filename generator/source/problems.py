"""A parser's complaints in the words of somebody who writes records."""

from __future__ import annotations

from collections import deque
from typing import Any

import yaml

from generator.characters import printable
from generator.reading import not_yaml
from generator.source.events import place_of, scalars
from generator.source.refusal import Place, Refusal

PROBLEMS = (
    ("YAML document", "the file begins with a YAML directive (%)", "remove the line"),
    ("directive", "the file begins with a YAML directive (%)", "remove the line"),
    ("found unexpected ':'", "a colon stands between brackets where none may stand", "put the whole value in quotes"),
    (
        "did not find expected node content",
        "a sign that has a meaning in YAML stands where a value should",
        "put the whole value in quotes",
    ),
    (
        "found unexpected end of stream",
        "the quotation mark opened here is never closed",
        "close it at the end of the value",
    ),
    (
        "found unexpected document indicator",
        "the quotation mark opened here is never closed",
        "close it at the end of the value",
    ),
    ("did not find expected ',' or", "the bracket opened here is never closed", "close it, or put the text in quotes"),
    ("mapping values are not allowed", "a second colon stands in a plain value", "put the whole value in quotes"),
    (
        "found character that cannot start any token",
        "a value begins with a character that has a meaning in YAML",
        "put the whole value in quotes",
    ),
    (
        "found unknown escape character",
        "an unknown escape stands in a double-quoted value",
        "use single quotes, or write \\\\ for a backslash",
    ),
    ("did not find expected alphabetic or numeric", "a value begins with & or *", "put the whole value in quotes"),
    (
        "could not find expected ':'",
        "a line is neither a field with a colon nor part of the value above",
        "write 'field: value', or indent the line under its field",
    ),
    (
        "did not find expected key",
        "the line does not continue what stands above it",
        "check the indentation and the quotation marks",
    ),
    ("did not find expected '-' indicator", "the line does not continue the list above it", "check the indentation"),
    ("invalid Unicode character", "an escape stands for a character that is not allowed", "write the character itself"),
    (
        "block sequence entries are not allowed",
        "a list starts on the line of its field",
        "put each '- entry' on a line of its own",
    ),
    (
        "did not find expected <document start>",
        "no record begins here, though a line with '...' or '%' stands above",
        "remove that line",
    ),
)


def explain(error: yaml.MarkedYAMLError, text: str) -> Refusal:
    """A parser's complaint in the words of somebody who writes records, placed where the mistake begins."""
    problem = error.problem or error.context or ""
    mark = error.problem_mark or error.context_mark
    for known, message, hint in PROBLEMS:
        if known in problem:
            opened = "opened here" in message
            mark = error.context_mark if opened and error.context_mark else mark
            return Refusal(not_yaml.RULE, message, hint, opened_at(mark, text))
    return Refusal(not_yaml.RULE, printable(problem), "check the punctuation of the line", opened_at(mark, text))


def runaway_quote(error: yaml.MarkedYAMLError, text: str) -> Refusal | None:
    """A quotation mark that only the next one closed, lines later, where the parser then stumbled."""
    last = deque(scalars(text), maxlen=1)
    mark = error.problem_mark
    if not last or not mark or not last[0].style or last[0].style in ("|", ">"):
        return None
    if not last[0].start_mark.line < last[0].end_mark.line == mark.line:
        return None
    message = f"the quotation mark opened here is closed only on line {mark.line + 1}"
    return Refusal(not_yaml.RULE, message, "close it at the end of the value", place_of(last[0]))


def opened_at(mark: Any, text: str) -> Place:
    """The mark's place, kept inside the text."""
    last = text.rstrip("\n").count("\n")
    return (min(mark.line, last), mark.column if mark.line <= last else 0) if mark else (0, 0)

"""The comments of a text, and values whose end YAML took for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.findings import Finding, Location, json_pointer
from generator.reading import text_lost_to_comment
from generator.source.document import Document
from generator.source.events import scalars
from generator.source.refusal import Place

MAY_FOLLOW = re.compile(r"""#(?<=[ \t\[\]{},:?"'|>+0-9-]#)""")
"""A `#` that may begin a comment behind something: behind a space, and, for this parser, behind whatever ends a value or a sign."""
PLAIN, QUOTED = "x", '"'
MARKS = frozenset("'\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment, and what it follows on its line: whether that is a plain value, and after how many spaces."""

    place: Place
    text: str
    ends_value: bool
    gap: int

    @property
    def attached(self) -> bool:
        """Whether it stands directly behind something. To YAML that is no comment; to the parser it is."""
        return not self.gap and self.place[1] > 0


def comments(text: str) -> Iterator[Comment]:
    """Every comment of a text that can be read. A `#` inside a value begins none."""
    split = text.split("\n")
    lines = {
        number: list(line)
        for number, line in enumerate(split)
        if "#" in line and (line[0] == "#" or MAY_FOLLOW.search(line))
    }
    last = max((number for number in lines if number < begin_of_end(split)), default=-1)
    for event in scalars(text) if last >= 0 else ():
        if event.start_mark.line > last:
            break
        blank_out(lines, event)
    for number, line in lines.items():
        before, begun, rest = "".join(line).partition("#")
        if begun:
            bare = before.rstrip()
            gap = len(before) - len(bare)
            yield Comment(place=(number, len(before)), text=f"#{rest}", ends_value=bare.endswith(PLAIN), gap=gap)


def begin_of_end(lines: list[str]) -> int:
    """The line from which on there are only comments at the left margin and empty lines: no value reaches there.

    A value in quotation marks may, up to the mark that closes it.
    """
    number = len(lines)
    while number and (
        not lines[number - 1].strip() or (lines[number - 1][0] == "#" and not MARKS & {*lines[number - 1]})
    ):
        number -= 1
    return number


def blank_out(lines: dict[int, list[str]], event: Any) -> None:
    """Hides a value's text, but not what follows the mark of a block."""
    first, last = event.start_mark, event.end_mark
    block = event.style in ("|", ">")
    filler = QUOTED if event.style else PLAIN
    for number in range(first.line + block, last.line + (not block)):
        if line := lines.get(number):
            start = first.column if number == first.line else 0
            end = last.column if number == last.line else len(line)
            line[start:end] = "" if block else filler * (end - start)


def lost_text(document: Document) -> Iterator[Finding]:
    """Plain values whose end YAML took for a comment, though it does not look like one."""
    for comment in comments(document.text) if MAY_FOLLOW.search(document.text) else ():
        meant = comment.gap >= 2 and comment.text[1:2] in ("", " ")
        if comment.attached or (comment.ends_value and not meant):
            line, column = comment.place
            pointer = json_pointer(document.value_before(comment.place))
            where = Location(path=document.path, line=line + 1, column=column + 1, pointer=pointer)
            hint = "put two spaces before a comment" if comment.attached else "put the whole value in quotes"
            yield text_lost_to_comment.RULE.finding(where, "everything after this '#' would be lost", hint=hint)

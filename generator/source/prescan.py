"""What can be refused without reading a text as YAML: hidden characters, long lines, conflicts, tabs."""

from __future__ import annotations

import re

from generator.characters import FORBIDDEN, may_hide, name_of
from generator.reading import hidden_character, merge_conflict, not_yaml, too_large
from generator.source.refusal import Place, Refusal

MAX_LINE = 20_000
INDENTING_TAB = re.compile(r"^ *\t", re.MULTILINE)
CONFLICT_MARKS = ("<" * 7, ">" * 7, "|" * 7)
CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})(?= |$)", re.MULTILINE)


def refuse_odd_text(text: str) -> None:
    """Refuses what can be seen without reading the text as YAML."""
    if may_hide(text) and (found := FORBIDDEN.search(text)):
        what = f"the file holds the hidden or control character {name_of(found.group())}"
        raise Refusal(hidden_character.RULE, what, "delete it", place_in(text, found.start()))
    for number, line in enumerate(text.split("\n") if len(text) > MAX_LINE else ()):
        if len(line) > MAX_LINE:
            message = f"the line has more than {MAX_LINE:,} characters"
            raise Refusal(too_large.RULE, message, "break the line", (number, 0))
    if any(mark in text for mark in CONFLICT_MARKS) and (found := CONFLICT.search(text)):
        message = f"a merge conflict was left here ({found.group().strip()})"
        raise Refusal(
            merge_conflict.RULE, message, "keep one version and delete the marks", place_in(text, found.start())
        )
    if "\r" in text:
        at = place_in(text, text.index("\r"))
        raise Refusal(
            hidden_character.RULE, "the file holds the control character \\x0d", "save it with ordinary line ends", at
        )
    if "\t" in text and (found := INDENTING_TAB.search(text)):
        raise Refusal(not_yaml.RULE, "a tab is used to indent", "use spaces", place_in(text, found.end() - 1))


def place_in(text: str, index: int) -> Place:
    """Line and column, counted from 0, of a character."""
    return text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1)

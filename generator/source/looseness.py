"""What the parser takes though YAML does not allow it, where it loses what somebody wrote: refused here."""

from __future__ import annotations

import re
from typing import Any

from generator.reading import not_yaml
from generator.source.events import place_of
from generator.source.refusal import Refusal

QUOTES = frozenset("'\"")
QUESTION = re.compile(r"\?(?<=[\s\[{,]\?)\S")


def may_lose_question(text: str) -> bool:
    """Whether a question mark begins a word: between brackets the parser would drop it."""
    return QUESTION.search(text) is not None


def refuse_lost_question(event: Any, text: str) -> None:
    """A name or value whose question mark is not part of it any more. Behind `? ` it is a sign of YAML's own."""
    index = event.start_mark.index
    if text[index - 1 : index] == "?":
        line, column = place_of(event)
        message = "a value between brackets begins with ?"
        raise Refusal(not_yaml.RULE, message, "put the whole value in quotes", (line, column - 1))


def is_long_quote(event: Any) -> bool:
    """Whether a value in quotation marks goes over several lines."""
    return event.style in QUOTES and event.start_mark.line != event.end_mark.line


def refuse_loose_quote(event: Any, text: str, margin: int) -> None:
    """A value in quotation marks with a line no further in than its field: a mark forgotten there swallows fields."""
    last = event.end_mark.line
    for line in text.split("\n")[event.start_mark.line + 1 : last + 1]:
        bare = line.lstrip(" ")
        if bare and len(line) - len(bare) <= margin:
            message = f"the quotation mark opened here is closed only on line {last + 1}"
            hint = "close it at the end of the value, or indent the lines that belong to it"
            raise Refusal(not_yaml.RULE, message, hint, place_of(event))

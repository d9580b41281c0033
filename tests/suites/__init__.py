"""The official test suites of YAML and of JSON Schema, and what is decided where we differ: see README.md beside this file."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
ESCAPES = {r"\n": "\n", r"\t": "\t", r"\b": "\b", r"\r": "\r", "\\\\": "\\"}
PROPERTY = re.compile(r"(?:&\S+|<[^>]*>) ?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A case of the YAML test suite: a text, and what every reader must find in it."""

    case: str
    yaml: str
    fails: bool
    tree: tuple[str, ...] = ()
    json: str = ""

    @property
    def decorated(self) -> bool:
        """Whether it has anchors, aliases or tags."""
        return any(line.startswith("=ALI") or PROPERTY.match(line[5:]) for line in self.tree)

    @property
    def documents(self) -> tuple[Any, ...]:
        """What the text holds, with every value as text, and nothing where nothing is written."""
        return tuple(documents(self.tree))


def documents(tree: tuple[str, ...]) -> Iterator[Any]:
    """The values in the suite's own notation of what a parser says."""
    open_ones: list[list[Any]] = [[]]
    for line in tree:
        match line[:4]:
            case "+MAP" | "+SEQ":
                open_ones.append([])
            case "-SEQ":
                made: Any = open_ones.pop()
                open_ones[-1].append(made)
            case "-MAP":
                parts = open_ones.pop()
                made = {as_key(key): value for key, value in zip(parts[::2], parts[1::2], strict=True)}
                open_ones[-1].append(made)
            case "=VAL":
                open_ones[-1].append(value_of(line[5:]))
            case "=ALI":
                open_ones[-1].append(line)
    yield from open_ones[0]


def as_key(key: Any) -> Any:
    """A list or a group can be a field's name in YAML, though not in Python."""
    return repr(key) if isinstance(key, dict | list) else key


def value_of(written: str) -> str | None:
    """A value in the suite's notation: how it is written, then its text."""
    while found := PROPERTY.match(written):
        written = written[found.end() :]
    text = re.sub(r"\\.", lambda found: ESCAPES[found.group()], written[1:])
    return None if written[0] == ":" and text in NULLS else text


def texts() -> list[Text]:
    """Every case of the YAML test suite."""
    return [
        Text(
            case=one["case"],
            yaml=one["yaml"],
            fails=one["fails"],
            tree=tuple(one.get("tree", ())),
            json=one.get("json", ""),
        )
        for one in lines("yaml.jsonl")
    ]


def lines(name: str) -> list[dict[str, Any]]:
    """The cases in a file, one on each line."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def decided(name: str) -> dict[str, str]:
    """What is decided where the suite and we differ. Each has a reason."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["why"] for row in rows)
    found = {row["case"]: row["decision"] for row in rows}
    assert len(found) == len(rows)
    return found

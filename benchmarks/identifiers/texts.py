"""The hand-written parts of a half: names, sentences with slots, and what fills the slots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A sentence with slots, and where staff would write it."""

    id: str
    setting: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """First and family names of one origin."""

    name: str
    first: tuple[str, ...]
    family: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Everything written by hand for one half."""

    origins: tuple[Origin, ...]
    nicknames: tuple[str, ...]
    wordlike: tuple[str, ...]
    carrying: dict[str, tuple[Template, ...]]
    clean: dict[str, tuple[Template, ...]]
    fill: dict[str, tuple[str, ...]]


def read(half: str) -> Texts:
    """The hand-written parts of a half."""
    names = _sections(half, "names")
    return Texts(
        origins=tuple(_origin(line) for line in names[""]),
        nicknames=tuple(names["nickname"][0].split()),
        wordlike=tuple(names["wordlike"][0].split()),
        carrying=_templates(half, "carrying"),
        clean=_templates(half, "clean"),
        fill={name: tuple(lines[0].split(" | ")) for name, lines in _sections(half, "fill").items() if name},
    )


def _origin(line: str) -> Origin:
    name, _, people = line.partition(": ")
    first, _, family = people.partition(" / ")
    return Origin(name=name, first=tuple(first.split()), family=tuple(family.split()))


def _templates(half: str, file: str) -> dict[str, tuple[Template, ...]]:
    found = {}
    for section, lines in _sections(half, file).items():
        parted = enumerate((line.partition(" | ") for line in lines), start=1)
        found[section] = tuple(Template(id=f"{section}-{n}", setting=s, text=text) for n, (s, _, text) in parted)
    return {section: templates for section, templates in found.items() if section}


def _sections(half: str, file: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"": []}
    current = ""
    for line in _lines(HERE / half / f"{file}.txt"):
        if line.startswith("[") and line.endswith("]"):
            current = line[1:-1]
            found[current] = []
        else:
            found[current].append(line)
    return found


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            yield line

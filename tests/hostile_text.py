"""Hostile strings for every text property there is. A new property gets them at once: the schemas are walked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from generator.schema import SchemaStore
from tests.canaries import GIVEN, Planter

ONE_LINE = "^[^\\r\\n]+$"
ADDRESS = "^https?://"
LIVE = "alive"
"""The word in everything that would run, if it did."""
Make = Callable[[str], str]

FAMILIES: dict[str, Make] = {
    "markup": lambda word: f"{word}<script>alive()</script><img src=x onerror=alive()> <i>alive",
    "attributes": lambda word: f"{word}\" onmouseover=\"alive()\" ' onfocus='alive()' `",
    "templates": lambda word: f"{word} {{{{ 7 * 191 }}}} {{% include 'x' %}} ${{7 * 191}} <%= 7 * 191 %>",
    "markdown": lambda word: f"{word} **alive** [x](javascript:alive()) ![i](//evil.example/i) | `a`",
    "addresses": lambda word: f"javascript:alive()//{word} data:text/html,alive //evil.example/",
    "endings": lambda word: f"{word}</script></style></title>--><!-- ]]>&lt;b&gt;&amp;<b>alive",
    "frames": lambda word: f"{word} CASEBOOKFRAMEBODY CASEBOOKFRAMETITLE CASEBOOKFRAMETOC",
    "formulas": lambda word: f'=HYPERLINK("//evil.example/";"{word}")',
    "lines": lambda word: f"{word}\n\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:alive\n# alive\n- [x] alive",
}
EVERYTHING: Make = lambda word: f'{word}<script>alive()</script>" onclick="alive()" \'><i>alive'  # noqa: E731
"""What is most likely to come through anywhere, at once."""
SINGLE: dict[str, Make] = {"lines": lambda word: f"{word};,\\n\\,\\;BEGIN:VEVENT:alive"}
"""What stands where only one line is allowed."""


def harmless(word: str) -> str:
    """The words that everything else is compared with."""
    return f"{word} plain words"


def tamed(make: Make) -> Make:
    """The same with letters for everything that means something: as long, and in as many words."""
    return lambda word: re.sub(r"[^\w\s]", "o", make(word))


class Hostile(Planter):
    """Fills every text with a string of a family, around the canary of the property."""

    def __init__(self, store: SchemaStore, make: Make, single: Make | None = None) -> None:
        super().__init__(store)
        self.make, self.single = make, single or make
        self.texts: dict[str, str] = {}

    def a_string(self, schema: dict[str, Any], path: str, which: str, number: int) -> str:
        """A hostile text wherever any text may stand."""
        pattern = schema.get("pattern", "")
        if "x-ref" in schema or schema.get("format") in ("date", "email") or pattern not in ("", ONE_LINE):
            return super().a_string(schema, path, which, number)
        word = f"kanar{number:05}x"
        text = self.single(word) if pattern else self.make(word)
        assert len(text) <= schema.get("maxLength", 10_000), path
        self.texts[path] = word
        return self.planted_as(path, which, "text", text, word)


def text_properties(store: SchemaStore, kinds: list[str]) -> set[str]:
    """Every property of the kinds in which any text may stand, found once more and in the plainest way."""
    found: set[str] = set()

    def walk(schema: dict[str, Any], home: str, path: str) -> None:
        schema, home = store.resolve(schema, home)
        if (path in GIVEN and GIVEN[path]("a") is not ...) or schema.get("x-json"):
            return
        if "items" in schema:
            walk(schema["items"], home, path)
        for name, inner in list(schema.get("properties", {}).items())[: schema.get("maxProperties", 1_000)]:
            if (path, name) != (home, "id"):
                walk(inner, home, f"{path}.{name}")
        free = schema.get("pattern", ONE_LINE) == ONE_LINE and not {"format", "enum", "x-ref"} & schema.keys()
        if schema.get("type") == "string" and free:
            found.add(path)

    for kind in kinds:
        walk(store.schemas[kind], kind, kind)
    return found


class Skeleton(HTMLParser):
    """The elements of a page with the names of their attributes, its words, and everything that could lead or run."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.words: list[str] = []
        self.values: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self.inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element."""
        self.elements.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.values += [(name, value or "") for name, value in attrs]
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        """The end of one."""
        self.elements.append((f"/{tag}", ()))
        self.inside = ""

    def handle_comment(self, data: str) -> None:
        """A comment is part of the skeleton: none may come from a text."""
        self.elements.append(("!", ()))

    def handle_data(self, data: str) -> None:
        """Words, and what stands in scripts."""
        (self.scripts if self.inside in ("script", "style") else self.words).append(data)

    @property
    def text(self) -> str:
        """All words, spaces and line ends as one space."""
        return " ".join("".join(self.words).split())


SCHEMES = {"", "https", "http", "mailto", "tel", "webcal"}
LEADING = {"href", "src", "action", "formaction", "srcset", "poster", "data", "style", "xlink:href"}


def elements(page: Skeleton) -> Counter[tuple[str, tuple[str, ...]]]:
    """How often there is each element. A drawing breaks its words into lines, and a list is in the order of its words."""
    return Counter(one for one in page.elements if one[0] not in ("text", "/text"))


def alive(page: Skeleton, plain: Skeleton) -> list[str]:
    """What of a page leads away or runs, though the same page with harmless words does not."""
    found = [f"{name}={value}" for name, value in page.values if name.startswith("on")]
    for name, value in page.values:
        parts = urlsplit(value) if name in LEADING else urlsplit("")
        away = parts.scheme.lower() not in SCHEMES or "evil.example" in parts.netloc + parts.path
        if away or (name == "style" and LIVE in value):
            found.append(f"{name}={value}")
    known = [script for script in plain.scripts if LIVE in script]
    return found + [script for script in page.scripts if LIVE in script and script not in known]

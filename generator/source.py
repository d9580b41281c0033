"""YAML text to Document: values with their places. The only module that knows YAML.

It refuses whatever YAML would quietly turn into something else. It does not know what a record means: every plain
scalar stays text, and the schema decides later which texts are numbers.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from generator.characters import FORBIDDEN, may_hide, name_of, printable
from generator.findings import Finding, Location, Pointer, json_pointer
from generator.reading import (
    duplicate_key,
    empty_record,
    hidden_character,
    merge_conflict,
    not_a_record_file,
    not_one_record,
    not_utf_8,
    not_yaml,
    text_lost_to_comment,
    too_large,
    unreadable_file,
    yaml_shortcut,
)
from generator.rules import Rule

MAX_BYTES = 256 * 1024
MAX_LINE = 20_000
MAX_KEYS = 2_000
MAX_DEPTH = 20
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ABOUT_PUPILS = ("records/case-plans/", "records/registers/")
NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Place = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Document:
    """One record's values, still untyped, and, once somebody asks, where each of them stands."""

    path: str
    text: str
    data: dict[str, Any]
    quoted: frozenset[Pointer] = field(repr=False)

    @cached_property
    def _places(self) -> Builder:
        builder = Builder(self.text)
        builder.take(yaml.parse(self.text, Loader=LOADER))
        return builder

    @property
    def values(self) -> dict[Pointer, Place]:
        """The place of every value."""
        return self._places.values

    @property
    def keys(self) -> dict[Pointer, Place]:
        """The place of every field's name."""
        return self._places.keys

    @property
    def about_pupils(self) -> bool:
        """Whether its text may name a pupil by mistake, and so must stay out of messages and logs."""
        return self.path.startswith(ABOUT_PUPILS)

    def at(self, *pointer: str | int) -> Location:
        """Where the value is; where there is none, its nearest parent."""
        return self._locate(self.values, pointer)

    def at_key(self, *pointer: str | int) -> Location:
        """Where the field's name is written."""
        return self._locate(self.keys if pointer in self.keys else self.values, pointer)

    def _locate(self, places: dict[Pointer, Place], pointer: Pointer) -> Location:
        known = pointer
        while known and known not in places:
            known = known[:-1]
        line, column = places.get(known, (0, 0))
        return Location(path=self.path, line=line + 1, column=column + 1, pointer=json_pointer(pointer))

    def value_before(self, place: Place) -> Pointer:
        """The innermost value that starts last before a place."""
        before = (pointer for pointer, start in self.values.items() if start <= place)
        return max(before, key=lambda pointer: (self.values[pointer], len(pointer)), default=())

    def lines(self) -> list[str]:
        """The text line by line, without line ends."""
        return self.text.split("\n")


class Refusal(Exception):
    """Stops the reading of one file. Never leaves this module."""

    def __init__(self, rule: Rule, message: str, hint: str, place: Place = (0, 0)) -> None:
        super().__init__(message)
        self.rule, self.message, self.hint, self.place = rule, message, hint, place


def read(path: Path, name: str) -> tuple[Document | None, list[Finding]]:
    """The document in a file. `name` is the path shown to people. Content never raises."""
    try:
        document = parse(decode(open_record(path)), name)
    except Refusal as refusal:
        line, column = refusal.place
        where = Location(path=name, line=line + 1, column=column + 1)
        return None, [refusal.rule.finding(where, refusal.message, hint=refusal.hint)]
    return document, list(lost_text(document))


def open_record(path: Path) -> bytes:
    """The bytes of an ordinary file; anything else is refused unopened."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise Refusal(unreadable_file.RULE, f"the file is {kind_of(status.st_mode)}", "put an ordinary file here")
        if status.st_size > MAX_BYTES:
            raise Refusal(
                too_large.RULE, f"the file has {status.st_size:,} bytes", f"keep it under {MAX_BYTES:,} bytes"
            )
        return path.read_bytes()
    except OSError as error:
        raise Refusal(
            unreadable_file.RULE, f"the file cannot be opened: {error.strerror}", "check that it may be read"
        ) from None


def kind_of(mode: int) -> str:
    """What stands where a file should be, in words."""
    kinds = {
        stat.S_IFLNK: "a link, and links are never followed",
        stat.S_IFDIR: "a folder",
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
    }
    return kinds.get(stat.S_IFMT(mode), "a device")


SIGNATURES = (
    (b"PK\x03\x04", "a Word or Excel document or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"version https://git-lfs", "a pointer to a file in git's large-file storage"),
)


def decode(raw: bytes) -> str:
    """UTF-8 text with plain line ends and without a byte-order mark."""
    start = raw[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, kind in SIGNATURES:
        if start.startswith(signature.lower()):
            raise Refusal(not_a_record_file.RULE, f"the file is {kind}", "write the record as plain YAML text")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refusal(not_utf_8.RULE, "the file is saved as UTF-16", "save it as UTF-8")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start)
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1)
        message = f"byte {column + 1} of the line is not UTF-8 (0x{raw[error.start]:02x})"
        raise Refusal(not_utf_8.RULE, message, "save the file as UTF-8", (line, column)) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


INDENTING_TAB = re.compile(r"^ *\t", re.MULTILINE)
CONFLICT_MARKS = ("<" * 7, ">" * 7, "|" * 7)
CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})(?= |$)", re.MULTILINE)


def parse(text: str, name: str) -> Document:
    """The document in a text. Raises Refusal for whatever YAML would change behind the writer's back."""
    refuse_odd_text(text)
    if found := quick(text):
        data, quoted = found
        return Document(path=name, text=text, data=data, quoted=quoted)
    builder = Builder(text)
    try:
        builder.take(yaml.parse(text, Loader=LOADER))
    except yaml.MarkedYAMLError as error:
        raise runaway_quote(error, text) or explain(error, text) from None
    except yaml.YAMLError as error:
        raise Refusal(not_yaml.RULE, printable(str(error)), "check the punctuation of the file") from None
    except RecursionError:
        raise Refusal(too_large.RULE, "the record is nested too deeply", f"use at most {MAX_DEPTH} levels") from None
    return builder.document(name)


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


PROBLEMS = (
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
    ("invalid leading UTF-8", "the text is not UTF-8", "save the file as UTF-8"),
    ("invalid Unicode character", "an escape stands for a character that is not allowed", "write the character itself"),
    (
        "block sequence entries are not allowed",
        "a list starts on the line of its field",
        "put each '- entry' on a line of its own",
    ),
    ("did not find expected <document start>", "text stands after the end mark '...'", "remove the '...' line"),
    ("found a tab character", "a tab is used to indent", "use spaces"),
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


def quick(text: str) -> tuple[dict[str, Any], frozenset[Pointer]] | None:
    """The data of an unremarkable text and which values are quoted, without places.

    None where anything asks for a closer look: the Builder then reads the text again and says what is wrong. Most
    records are never asked for a place, and this is the hot loop of the whole program.
    """
    if "\\" in text:
        return None
    scalar, opening, closing = yaml.ScalarEvent, (yaml.MappingStartEvent, yaml.SequenceStartEvent), CLOSING
    root: Any = None
    container: Any = None
    key: str | None = None
    pointer: Pointer = ()
    stack: list[tuple[Any, Pointer]] = []
    quoted: set[Pointer] = set()
    try:
        events: Iterable[Any] = yaml.parse(text, Loader=LOADER)
        for event in events:
            kind: Any = event.__class__
            if kind is scalar:
                value: Any = event.value
                if event.anchor or event.tag is not None or container is None:
                    return None
                if key is None and container.__class__ is dict:
                    if value in container or value in NULLS or value == "<<":
                        return None
                    key = value
                    continue
                if event.style:
                    quoted.add((*pointer, len(container) if key is None else key))
                elif value in NULLS:
                    value = None
                if value is not None and not value.isascii():
                    value = unicodedata.normalize("NFC", value)
            elif kind in opening:
                nameless = key is None and container.__class__ is dict
                if event.anchor or event.tag is not None or nameless or len(stack) >= MAX_DEPTH:
                    return None
                value = {} if kind is yaml.MappingStartEvent else []
            elif kind in closing:
                if len(container) > MAX_KEYS and container.__class__ is dict:
                    return None
                container, pointer = stack.pop()
                continue
            elif kind is yaml.AliasEvent or (kind is yaml.DocumentStartEvent and odd_start(event, root)):
                return None
            else:
                continue
            here = key if key is not None else len(container or ())
            if container is None:
                root = value
            elif key is None:
                container.append(value)
            else:
                container[key] = value
                key = None
            if kind is not scalar:
                stack.append((container, pointer))
                pointer = pointer if container is None else (*pointer, here)
                container = value
    except yaml.YAMLError:
        return None
    return (root, frozenset(quoted)) if root and isinstance(root, dict) else None


CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def odd_start(event: Any, root: Any) -> bool:
    """Whether a document start brings directives or a second document."""
    return bool(event.version or event.tags or root is not None)


class Builder:
    """Builds the data from the parser's events, without recursion, refusing shortcuts on sight, and notes all places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.escapes = "\\" in text
        self.documents = 0
        self.root: Any = None
        self.values: dict[Pointer, Place] = {}
        self.keys: dict[Pointer, Place] = {}
        self.quoted: set[Pointer] = set()
        self.stack: list[tuple[Any, Pointer]] = []
        self.container: Any = None
        self.pointer: Pointer = ()
        self.key: str | None = None

    def take(self, events: Iterable[Any]) -> None:
        """Everything the parser says."""
        for event in self.scalars(events):
            match event:
                case yaml.MappingStartEvent():
                    self.open(event, {})
                case yaml.SequenceStartEvent():
                    self.open(event, [])
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self.close()
                case yaml.AliasEvent():
                    message = "a value begins with * and would be read as a reference"
                    raise Refusal(yaml_shortcut.RULE, message, "put the whole value in quotes", place_of(event))
                case yaml.DocumentStartEvent():
                    self.start(event)

    def scalars(self, events: Iterable[Any]) -> Iterator[Any]:
        """Files every scalar and hands on all other events."""
        values, keys, quoted = self.values, self.keys, self.quoted
        scalar: Any = yaml.ScalarEvent
        for event in events:
            if event.__class__ is not scalar:
                yield event
                continue
            mark, value, style = event.start_mark, event.value, event.style
            place = (mark.line, mark.column)
            if event.anchor or event.tag is not None or (self.escapes and style == '"'):
                self.refuse(event)
            container = self.container
            if container.__class__ is dict and self.key is None:
                if value in container or value in NULLS or value == "<<" or len(container) >= MAX_KEYS:
                    self.refuse_key(event, value)
                keys[(*self.pointer, value)] = place
                self.key = value
                continue
            plain = not style
            filed = None if plain and value in NULLS else value
            if filed is not None and not value.isascii():
                filed = unicodedata.normalize("NFC", value)
            pointer = self.put(filed)
            values[pointer] = place
            if not plain:
                quoted.add(pointer)

    def put(self, value: Any) -> Pointer:
        """Files a value under its parent and says where that is."""
        container = self.container
        if container is None:
            self.root = value
            return ()
        if container.__class__ is dict:
            key = self.key
            assert key is not None
            container[key] = value
            self.key = None
            return (*self.pointer, key)
        container.append(value)
        return (*self.pointer, len(container) - 1)

    def open(self, event: Any, container: Any) -> None:
        """Begins a group or a list."""
        self.refuse(event)
        if len(self.stack) >= MAX_DEPTH:
            message = f"the record is nested more than {MAX_DEPTH} levels deep"
            raise Refusal(too_large.RULE, message, "remove what was pasted in", place_of(event))
        if self.container.__class__ is dict and self.key is None:
            raise Refusal(
                yaml_shortcut.RULE, "a list or group is used as a field's name", "write a plain name", place_of(event)
            )
        pointer = self.put(container)
        self.values[pointer] = place_of(event)
        self.stack.append((self.container, self.pointer))
        self.container, self.pointer = container, pointer

    def close(self) -> None:
        """Ends a group or a list."""
        self.container, self.pointer = self.stack.pop()

    def start(self, event: Any) -> None:
        """Begins a document; there may be one, without directives."""
        self.documents += 1
        if event.version or event.tags:
            raise Refusal(
                yaml_shortcut.RULE, "the file begins with a YAML directive (%)", "remove the line", place_of(event)
            )
        if self.documents > 1:
            message = "a second record starts here"
            raise Refusal(not_one_record.RULE, message, "put each record into a file of its own", place_of(event))

    def refuse(self, event: Any) -> None:
        """Anchors and tags (`*` and `&` must never eat a word), and characters smuggled in as escapes."""
        if event.anchor:
            message = "a value begins with & and would be read as a mark, not as text"
            raise Refusal(yaml_shortcut.RULE, message, "put the whole value in quotes", place_of(event))
        if event.tag is not None:
            message = "a value begins with ! and would be read as a type"
            raise Refusal(yaml_shortcut.RULE, message, "put the whole value in quotes", place_of(event))
        if isinstance(event, yaml.ScalarEvent) and (found := FORBIDDEN.search(event.value)):
            message = f"the value holds the hidden or control character {name_of(found.group())} as an escape"
            raise Refusal(hidden_character.RULE, message, "write the text without it", place_of(event))

    def refuse_key(self, event: Any, key: str) -> None:
        """Field names that are given twice, missing, or a merge key; quoted, an odd name is only unknown."""
        place = place_of(event)
        if not event.style and (key in NULLS or key == "<<"):
            message = "a merge key (<<) is used" if key == "<<" else "a field has no name"
            raise Refusal(yaml_shortcut.RULE, message, "write the field out as 'name: value'", place)
        if key in self.container:
            first = self.keys[(*self.pointer, key)][0] + 1
            message = f"this field is already given on line {first}"
            raise Refusal(duplicate_key.RULE, message, "keep one of the two lines", place)
        if len(self.container) >= MAX_KEYS:
            raise Refusal(too_large.RULE, f"a group has more than {MAX_KEYS:,} fields", "split the record", place)

    def document(self, name: str) -> Document:
        """The finished document, or the refusal of what is none."""
        if self.root is None or self.root in ({}, ""):
            raise Refusal(empty_record.RULE, "the record is empty", "fill it in or delete the file")
        if not isinstance(self.root, dict):
            kind = "a list" if isinstance(self.root, list) else "a bare text"
            message = f"the file holds {kind} instead of a record"
            raise Refusal(not_one_record.RULE, message, "write 'field: value' lines", self.values[()])
        return Document(
            path=name,
            text=self.text,
            data=self.root,
            quoted=frozenset(self.quoted),
        )


def place_of(event: Any) -> Place:
    """Where an event starts."""
    return event.start_mark.line, event.start_mark.column


COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
PLAIN, QUOTED = "x", '"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment, and what it follows on its line: whether that is a plain value, and after how many spaces."""

    place: Place
    text: str
    ends_value: bool
    gap: int


def comments(text: str) -> Iterator[Comment]:
    """Every comment of a text that can be read. A `#` inside a value begins none."""
    lines = [list(line) for line in text.split("\n")]
    for event in scalars(text):
        blank_out(lines, event)
    for number, line in enumerate(map("".join, lines)):
        if found := COMMENT.search(line):
            before = line[: found.start()]
            bare = before.rstrip()
            gap = len(before) - len(bare)
            yield Comment(place=(number, found.start()), text=found.group(), ends_value=bare.endswith(PLAIN), gap=gap)


def scalars(text: str) -> Iterator[Any]:
    """Every name and value of a text, as far as it can be read."""
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.ScalarEvent):
                yield event
    except yaml.YAMLError:
        return


def blank_out(lines: list[list[str]], event: Any) -> None:
    """Hides a value's text, but not what follows the mark of a block."""
    first, last = event.start_mark, event.end_mark
    if event.style in ("|", ">"):
        for number in range(first.line + 1, last.line):
            lines[number].clear()
        return
    filler = QUOTED if event.style else PLAIN
    for number in range(first.line, min(last.line + 1, len(lines))):
        start = first.column if number == first.line else 0
        end = last.column if number == last.line else len(lines[number])
        lines[number][start:end] = filler * (end - start)


def lost_text(document: Document) -> Iterator[Finding]:
    """Plain values whose end YAML took for a comment, though it does not look like one."""
    if " #" not in document.text and "\t#" not in document.text:
        return
    for comment in comments(document.text):
        if comment.ends_value and not (comment.gap >= 2 and comment.text[1:2] in ("", " ")):
            line, column = comment.place
            pointer = json_pointer(document.value_before(comment.place))
            where = Location(path=document.path, line=line + 1, column=column + 1, pointer=pointer)
            yield text_lost_to_comment.RULE.finding(
                where, "everything after this '#' would be lost", hint="put the whole value in quotes"
            )

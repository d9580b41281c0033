"""What holds for every record: places point at their text, text stays text, and nothing depends on the machine."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.characters import FORBIDDEN, printable
from generator.findings import Pointer, json_pointer
from generator.inspection import inspect
from generator.source import Document, Refusal, comments, decode, parse
from tests.cases import AS_OF, BASE, SAMPLE, check, copy_base, replace_in, store
from tests.world import casebook as world

NAMES = st.from_regex(r"[a-z][a-z_]{0,11}", fullmatch=True).filter(lambda name: name != "null")
LETTERS = st.characters(min_codepoint=0x20, max_codepoint=0x1F9FF, exclude_categories=("Cs", "Cc"))
TEXTS = st.text(LETTERS, min_size=1, max_size=40).filter(lambda text: not FORBIDDEN.search(text))
PLAIN_TEXTS = st.from_regex(r"[A-Za-z][A-Za-zéŵŁ0-9 .]{0,30}[A-Za-z]", fullmatch=True)
VALUES = st.one_of(
    TEXTS.map(lambda text: ("quoted", text)),
    PLAIN_TEXTS.filter(lambda t: t.lower() != "null").map(lambda text: ("plain", text)),
    st.lists(PLAIN_TEXTS, min_size=1, max_size=3).map(lambda lines: ("prose", "\n".join(lines))),
)
TREES = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(NAMES, inner, min_size=1, max_size=3),
    ),
    max_leaves=12,
)
RECORDS = st.dictionaries(NAMES, TREES, min_size=1, max_size=5)
Placed = tuple[Pointer, int, int, str]


def is_value(node: Any) -> bool:
    """Whether a node of a tree is a text with its style."""
    return isinstance(node, tuple)


def written(style: str, text: str, indent: int) -> str:
    """A text as it is written."""
    if style == "quoted":
        return json.dumps(text, ensure_ascii=False)
    if style == "prose":
        return "|-\n" + "\n".join(" " * indent + line for line in text.split("\n"))
    return text


def lines_of(node: Any, indent: int, pointer: Pointer, placed: list[Placed], row: int) -> Iterator[str]:
    """A group or list as YAML lines, noting where every value begins (counted from 1)."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in pairs:
        here = (*pointer, key)
        head = " " * indent + (f"{key}:" if isinstance(node, dict) else "-")
        if is_value(value):
            style, text = value
            shown = written(style, text, indent + 2)
            placed.append((here, row, len(head) + 2, shown[0]))
            new = f"{head} {shown}".split("\n")
            yield from new
            row += len(new)
        else:
            yield head
            row += 1
            inner = list(lines_of(value, indent + 2, here, placed, row))
            placed.append((here, row, indent + 3, ""))
            yield from inner
            row += len(inner)


def plain_data(node: Any) -> Any:
    """The data that must be read."""
    if is_value(node):
        return unicodedata.normalize("NFC", node[1])
    if isinstance(node, dict):
        return {key: plain_data(value) for key, value in node.items()}
    return [plain_data(value) for value in node]


@settings(max_examples=200, deadline=None)
@given(RECORDS)
def test_places_point_at_their_text(record: dict[str, Any]) -> None:
    placed: list[Placed] = []
    text = "\n".join(lines_of(record, 0, (), placed, 1)) + "\n"
    document = parse(text, "records/x.yaml")
    assert document.data == plain_data(record)
    lines = text.split("\n")
    for pointer, line, column, first in placed:
        where = document.at(*pointer)
        assert (where.line, where.column) == (line, column)
        assert where.pointer == json_pointer(pointer)
        assert lines[line - 1][column - 1 :].startswith(first)
        if isinstance(pointer[-1], str):
            key = document.at_key(*pointer)
            assert lines[key.line - 1][key.column - 1 :].startswith(f"{pointer[-1]}:")
    assert document.at("no-such-field").line == document.at().line


@settings(max_examples=200, deadline=None)
@given(RECORDS, st.text(LETTERS, max_size=20).filter(lambda text: not FORBIDDEN.search(text)))
def test_every_comment_is_found_and_nothing_else(record: dict[str, Any], words: str) -> None:
    lines = list(lines_of(record, 0, (), [], 1))
    text = f"# {words}\n" + "\n".join(lines) + f"\n# {words}\n"
    document = parse(text, "records/x.yaml")
    found = list(comments(text))
    assert document.data == plain_data(record)
    assert [comment.place for comment in found] == [(0, 0), (len(lines) + 1, 0)]
    assert {comment.text for comment in found} == {f"# {words}"}


def taken(read: Callable[[], Document]) -> Document | Refusal:
    """The document, or why it was refused."""
    try:
        return read()
    except Refusal as refusal:
        return refusal


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_text_is_stored_composed(text: str) -> None:
    shown = json.dumps(unicodedata.normalize("NFD", text), ensure_ascii=False)
    result = taken(lambda: parse(f"title: {shown}\n", "x"))
    if isinstance(result, Refusal):  # taking a letter apart can leave a joiner alone
        assert "hidden" in result.message
    else:
        assert result.data == {"title": unicodedata.normalize("NFC", text)}


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused_and_never_break(raw: bytes) -> None:
    result = taken(lambda: parse(decode(raw), "x"))
    if isinstance(result, Refusal):
        assert result.hint
        assert not FORBIDDEN.search(result.message)
        assert result.place[0] <= raw.count(b"\n") + raw.count(b"\r")


YAML_PIECES = st.sampled_from(
    ["a", ": ", "\n", "  ", "- ", "[", "]", "{", "}", '"', "'", "#", " #", "|\n", ">\n", "&a ", "*a", "!t ", "? ", ",", "---\n", "...\n", "%", "é", "null", "<<", "\\"]
)  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(st.lists(YAML_PIECES, max_size=25).map("".join))
def test_pieces_of_yaml_are_read_or_refused_and_never_break(text: str) -> None:
    result = taken(lambda: parse(text, "x"))
    if isinstance(result, Refusal):
        assert result.hint
        line, column = result.place
        lines = text.split("\n")
        assert 0 <= line < len(lines)
        assert 0 <= column <= len(lines[line])
        return
    assert result.data
    beyond = 1 if "? " in text else 0  # a name asked for with '?' may have its empty value on the line after
    for pointer in result.values:
        assert result.at(*pointer).line <= len(result.lines()) + beyond
    list(comments(text))


@given(st.text(max_size=100))
def test_printable_text_is_printable(text: str) -> None:
    shown = printable(text)
    assert not FORBIDDEN.search(shown)
    assert "\n" not in shown
    assert "\t" not in shown
    assert len(shown) < 800


WORDS = [
    "NO",
    "yes",
    "Off",
    "15:30",
    "01632",
    "1.10",
    "2026-11-22",
    "010",
    "0x1F",
    "1e3",
    ".5",
    "1_000",
    "+44",
    "true",
    "12e03",
]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("quoted", [False, True])
def test_text_stays_text(word: str, quoted: bool, tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    shown = f"'{word}'" if quoted else word
    replace_in(root, "records/roles/off-site-coordinator.yaml", "title: Off-site coordinator", f"title: {shown}")
    inspected = inspect(root, store(), AS_OF)
    assert inspected.report.findings == ()
    [role] = inspected.casebook.roles
    assert role.title == word


def test_the_order_of_files_changes_nothing(tmp_path: Path) -> None:
    files = [path for path in BASE.rglob("*") if path.is_file()]
    texts = {path.relative_to(BASE): path.read_text(encoding="utf-8") for path in files}
    for number in range(12):
        name = f"records/roles/role-{number}.yaml"
        texts[Path(name)] = texts[Path("records/roles/off-site-coordinator.yaml")].replace("kind: seat", "kind: chair")
    reports = []
    for seed in range(3):
        root = tmp_path / str(seed)
        for path, text in random.Random(seed).sample(sorted(texts.items()), len(texts)):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        reports.append(check(root))
    assert len(reports[0].findings) == 12
    assert reports[0].findings == reports[1].findings == reports[2].findings


SURROUNDINGS = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Pago_Pago", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    {"TZ": "", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "3", "COLUMNS": "20", "NO_COLOR": "1"},
]


@pytest.mark.parametrize("form", ["json", "text", "sarif", "junit"])
def test_time_zone_locale_and_hash_seed_change_nothing(form: str) -> None:
    command = [
        sys.executable,
        "-m",
        "generator",
        "validate",
        "--root",
        str(SAMPLE),
        "--as-of",
        "2026-11-22",
        "--format",
        form,
    ]
    plain = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LANG", "GITHUB_ACTIONS")}
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, cwd=SAMPLE, env={**plain, "PYTHONUTF8": "1", **more})
        for more in SURROUNDINGS
    ]
    outputs = {process.communicate(timeout=60)[0] for process in running}
    assert len(outputs) == 1
    assert outputs.pop()


@settings(max_examples=50, deadline=None)
@given(st.permutations(["a", "b", "c", "d"]))
def test_reports_are_sorted_whatever_the_order_of_mistakes(order: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = copy_base(Path(folder))
        more = "".join(f"unknown_{name}: x\n" for name in order)
        replace_in(root, "records/roles/off-site-coordinator.yaml", "kind: seat\n", f"kind: seat\n{more}")
        found = check(root).findings
        assert [f.sort_key for f in found] == sorted(f.sort_key for f in found)
        assert len(found) == 4


def test_small_worlds_are_sound() -> None:
    assert world().calendars

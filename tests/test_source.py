"""The reader of records by itself: what is refused, exactly where and in which words; what is kept; where everything stands."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.source import (
    Comment,
    Document,
    KeptDocument,
    Refusal,
    comments,
    contents,
    decode,
    parse,
    read,
    understood,
)
from generator.source.builder import Builder
from generator.source.events import MAX_DEPTH, MAX_KEYS, events
from generator.source.opening import MAX_BYTES, kind_of, open_record
from generator.source.places import ASKED_LATELY, Places, looked_for, nearest, places_in
from generator.source.prescan import MAX_LINE
from generator.source.quick import quick
from tests.cases import BASE, RULES
from tests.hostile.records import BAD, GOOD
from tests.mutations import SIGNS

GOLDEN = Path(__file__).parent / "golden" / "refusals.txt"
MORE = {
    "odd-bytes": b"title: a\nx: \xff\xfe",
    "indented-list-item": b"may:\n  - a\n - b\n",
    "list-on-the-line": b"may: - a\n",
    "after-the-end": b"title: a\n...\nmore: b\n",
    "escape": b'title: "a\\qb"\n',
    "anchor-without-name": b"title: & a\n",
    "alias-without-name": b"title: * a\n",
    "no-colon": b"title: a\nmore\nless: b\n",
    "key-in-a-list": b"may:\n  - a\n  b: c\n",
    "tab-in-a-value": b"title:\ta\n",
    "tab-inside-a-bracket": b"may: [a,\n\tb]\n",
    "quote-closed-by-the-next": b'title: "a\nkind: "b\n',
    "quote-closed-by-the-next-further-in": b'title: "a\n  kind: "b\n',
    "quote-closed-by-the-next-in-a-list": b"may:\n  - title: 'a\n     kind: 'b\n",
    "quote-closed-two-lines-on": b'title: "a\n  b\n  c "d\n',
    "quote-closed-before-the-mistake": b'title: "a\n  b"\nkind: ]\n',
    "words-behind-a-quote": b'title: "a" b\n',
    "quote-over-lines": b'title: "a\n  b"\n: x\n',
    "block-then-nonsense": b"title: |\n  a\n  b\n]: x\n",
    "only-a-quote": b'"',
    "document-mark-in-a-quote": b'title: "a\n---\nb"\n',
    "directive-alone": b"%YAML 1.2\n",
    "unknown-directive": b"%FOO bar\n---\ntitle: a\n",
    "reserved": b"title: @a\n",
    "bad-tag": b"title: !<a b\n",
    "bad-indicator": b"title: |9x\n  a\n",
    "version": b"%YAML 1.1\n---\ntitle: a\n",
    "surrogates": b'title: "\\ud83d\\ude00"\n',
    "control-at-the-end": b"title: a\nmay: b\x07",
    "conflict-inside": b"title: |\n  a\n<<<<<<< HEAD\n",
    "long-line-later": b"title: a\n" + b"may: " + b"x" * MAX_LINE + b"\n",
    "return-later": b"title: a\nmay: b\rc\n",
    "both-hidden-signs": "title: a\u200bb\u202ec\n".encode(),
    "tag-on-a-quote": b"title: !x 'a'\n",
    "second-key-quoted": b"'title': a\ntitle: b\n",
    "null-key-quoted": b"'': a\n",
    "tilde-key-in-a-group": b"may:\n  ~: a\n",
    "merge-in-a-list": b"may:\n  - <<: a\n",
    "lost-in-a-list": b"may: [a, b #c\n  ]\n",
    "lost-after-a-tab": b"title: a\t#b\n",
    "kept-with-a-gap": b"title: a  # b\n",
    "lost-with-a-gap": b"title: a  #b\n",
    "lost-with-a-bare-hash": b"title: a #\n",
    "kept-with-a-bare-hash": b"title: a  #\n",
    "kept-after-a-quote": b"title: 'a' #b\n",
    "kept-on-its-own": b"title: a\n#b\n",
    "kept-after-a-block": b"title: | #b\n  a #c\n",
    "lost-behind-a-quote": b"title: 'a'#b\n",
    "lost-behind-a-block": b"title: >#b\n  a\n",
    "lost-behind-a-bracket": b"may: [a]#b\n",
    "question-as-a-name": b"may: {?a: b}\n",
    "question-as-a-quoted-name": b"may: {?'a': b}\n",
    "question-in-a-list": "may: [é, ?a]\n".encode(),
    "kept-questions": b"title: who ?a\nmay: [a?, b ?c, '?d', {? e : f}]\n? g\n: h\n",
    "colon-in-a-list": b"may: [:a]\n",
    "colon-in-a-group": b"may: {a: http://x, b :, c}\n",
    "later-version": b"%YAML 1.3\n---\ntitle: a\n",
    "quote-over-fields": b'title: "a\nmay: b\nkind: c"\n',
    "quote-over-fields-in-a-list": b"may:\n  - a: 'b\n    c: d'\n",
    "quote-over-entries": b"may:\n- 'b\n- c'\n",
    "quote-to-the-margin-in-a-bracket": b"may:\n  b: [c, 'd\n  e']\n",
    "kept-over-lines": b"may:\n  - a: 'b\n\n     c'\n  - 'd\n   e'\ntitle: \"f\n g\"\nkind: ['h\n i']\n",
    "lost-twice": b"title: a #b\nmay: c #d\n",
    "odd-byte-after-a-blank-line": b"\n\xff",
    "control-after-a-blank-line": b"\na: b\x07",
    "conflict-with-all-its-marks": b"a: b\n<<<<<<< x\nc: d\n||||||| y\n=======\n>>>>>>> z\n",
}
"""Texts beside the hostile files; those that are kept have no line in the golden file."""


def told(raw: bytes, path: str) -> list[str]:
    """What is said of a text, in full."""
    document, findings = understood(raw, path)
    assert document or findings
    return [
        f"{f.location.line}:{f.location.column} {f.location.pointer} {f.code} {f.message} | {f.hint}" for f in findings
    ]


def test_a_last_line_without_an_end_reads_as_one_with() -> None:
    for text in ("a: |\n  b", "a: >\n  b\n  c", "a: |+\n  b", "a: |\n  b\n   ", "a: b", "a: 'b'"):
        with_end, without = (understood(raw.encode(), "x")[0] for raw in (f"{text}\n", text))
        assert with_end
        assert without
        assert (with_end.data, with_end.text) == (without.data, without.text)


def test_whatever_is_told_is_text_that_can_be_printed() -> None:
    assert GOLDEN.read_text(encoding="utf-8").isprintable() is False  # for its line ends alone
    assert all(line.isprintable() for line in GOLDEN.read_text(encoding="utf-8").split("\n"))


def carefully(text: str) -> tuple[dict[str, Any], frozenset[tuple[str | int, ...]]] | None:
    """What the careful way makes of a text, or None when it refuses."""
    builder = Builder(text)
    try:
        builder.take(events(text))
        return builder.record()
    except (Refusal, yaml.YAMLError):
        return None


TEXTS = [raw.decode() for _, raw in GOOD if not raw.startswith(b"\xef")]
TEXTS += [path.read_text(encoding="utf-8") for path in sorted(BASE.rglob("*.yaml"))]
TEXTS += [path.read_text(encoding="utf-8") for path in sorted(RULES.glob("*/good-*.yaml"))]
PIECES = ["a", ": ", "b: ", "\n", "\n  ", "- ", "[", "]", "{", "}", '"', "'", " #", "|\n ", "&a ", "*a", "!t ", "? ", ", ", "---\n", "é", "e\u0301", "~", "null", "<<", '"<<"', "\\"]  # fmt: skip


def agree(text: str) -> None:
    """Both ways make the same of a text, where the quick one makes anything of it."""
    found = quick(text)
    assert found is None or found == carefully(text)


def test_the_quick_way_reads_ordinary_records_and_says_what_the_careful_one_says() -> None:
    for text in TEXTS:
        agree(text.replace("\r\n", "\n"))
    read_quickly = sum(quick(text) is not None for text in TEXTS)
    assert read_quickly > 0.9 * len(TEXTS)


@pytest.mark.parametrize(
    "text",
    [
        "a: \\\n",
        "a: &x b\n",
        "a: *x\n",
        "a: !x b\n",
        "a: !x [b]\n",
        "a: &x [b]\n",
        "&x a: b\n",
        "a: b\na: c\n",
        "~: b\n",
        "<<: b\n",
        "a\n",
        "- a\n",
        "a: b\n---\nc: d\n",
        "%YAML 1.1\n---\na: b\n",
        "%TAG ! tag:x\n---\na: b\n",
        "[a]: b\n",
        "? {a: b}\n: c\n",
        "{}\n",
        "",
        "a: 'b\n",
        "a:" + " [" * MAX_DEPTH + "]" * MAX_DEPTH + "\n",
        "".join(f"k{n}: x\n" for n in range(MAX_KEYS + 1)),
    ],
)
def test_the_quick_way_leaves_to_the_careful_one_what_is_odd(text: str) -> None:
    assert quick(text) is None


def test_the_limits_are_those_that_were_promised() -> None:
    assert (MAX_BYTES, MAX_LINE, MAX_KEYS, MAX_DEPTH) == (262_144, 20_000, 2_000, 20)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (yaml.YAMLError("no\x1bplace"), "CB005", "no\\x1bplace"),
        (RecursionError(), "CB003", "the record is nested too deeply"),
        (yaml.MarkedYAMLError("while", None, "odd\x1b", None), "CB005", "odd\\x1b"),
        (yaml.MarkedYAMLError("while\x1b", None, None, None), "CB005", "while\\x1b"),
        (yaml.MarkedYAMLError(), "CB005", ""),
    ],
)
def test_whatever_another_parser_would_complain_of_is_a_refusal(
    error: Exception, code: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: str) -> None:
        raise error

    monkeypatch.setattr("generator.source.document.events", fails)
    with pytest.raises(Refusal) as refused:
        parse("a: \\\n", "x")
    assert (refused.value.rule.code, refused.value.message, refused.value.place) == (code, said, (0, 0))
    assert refused.value.hint


def test_as_much_as_is_allowed_is_read() -> None:
    deep = "a:" + " [" * (MAX_DEPTH - 1) + "b" + "]" * (MAX_DEPTH - 1) + "\n"
    full = "".join(f"k{n}: x\n" for n in range(MAX_KEYS))
    wide = "a: " + "x" * (MAX_LINE - 3) + "\nb: c\n"
    entries = "a:\n" + "- b\n" * (MAX_KEYS + 5)
    for text in (deep, full, wide, entries):
        assert quick(text) == carefully(text)
        assert parse(text, "x").data == quick(text)[0]  # type: ignore[index]
        assert parse(text + "# \\\n", "x").data == parse(text, "x").data  # the careful way takes it too
    for text in (deep.replace("b", "[b]"), full + "more: x\n", wide.replace("x", "xx", 1)):
        with pytest.raises(Refusal):
            parse(text, "x")
    with pytest.raises(Refusal):
        parse("".join(f"k{n}: {{}}\n" for n in range(MAX_KEYS + 1)), "x")


def test_a_file_as_large_as_is_allowed_is_read_and_a_larger_one_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    line = b"# " + b"x" * 97 + b"\n"
    head = b"title: a\n"
    whole = head + line * ((MAX_BYTES - len(head)) // len(line))
    path.write_bytes(whole + b"#" * (MAX_BYTES - len(whole)))
    assert len(path.read_bytes()) == MAX_BYTES
    document, findings = read(path, "x")
    assert document
    assert findings == []
    path.write_bytes(path.read_bytes() + b"#")
    [finding] = read(path, "records/x.yaml")[1]
    assert finding.message == f"the file has {MAX_BYTES + 1:,} bytes"
    assert finding.hint == f"keep it under {MAX_BYTES:,} bytes"
    assert (finding.code, finding.location.path, finding.location.line, finding.location.column) == (
        "CB003",
        "records/x.yaml",
        1,
        1,
    )
    assert contents(path, "x")[0] is None


def test_what_is_no_file_is_named_and_never_opened(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    said = {
        "folder": "the file is a folder",
        "link": "the file is a link, and links are never followed",
        "pipe": "the file is a pipe",
        "none": "the file cannot be opened: No such file or directory",
    }
    for name, message in said.items():
        with pytest.raises(Refusal) as refused:
            open_record(tmp_path / name)
        assert refused.value.message == message
        assert refused.value.rule.code == "CB001"
        assert refused.value.place == (0, 0)
    assert kind_of(0o140644) == "a socket"
    assert kind_of(0o060644) == "a device"


def test_bytes_become_text_with_plain_line_ends() -> None:
    assert decode(b"\xef\xbb\xbfa: b\r\nc: d\r\n") == "a: b\nc: d\n"
    assert decode("title: é".encode()) == "title: é\n"
    assert decode(b"a: PK\x03\x04") == "a: PK\x03\x04\n"  # such signs count at the start alone
    for raw in (b"", b"a", b"<html", b" \n<HTML>", b"\xef\xbb\xbf<!DocType html>"):
        if b"<" in raw:
            with pytest.raises(Refusal):
                decode(raw)
        else:
            assert decode(raw) == f"{raw.decode()}\n"
    # what stands beyond the first 64 bytes is not looked at
    assert decode(b" " * 60 + b"<html") == " " * 60 + "<html\n"
    assert decode(b" " * 64 + b"<html") == " " * 64 + "<html\n"
    with pytest.raises(Refusal):
        decode(b" " * 59 + b"<html")


TEXT = """\
title: Tutor  # who
'summary': "Teaches.
  And more."
# between
duties:
  - duty: Visit
    rhythm: weekly
  - - a
    - b
note: |
  One # no comment
  Two
review: {last: 2026-09-01, next: "2027"}
"""


@pytest.fixture
def document() -> Document:
    """A text with everything in it."""
    return parse(TEXT, "records/roles/tutor.yaml")


def test_everything_has_its_place(document: Document) -> None:
    def where(*pointer: str | int) -> tuple[int, int, str]:
        found = document.at(*pointer)
        assert found.path == "records/roles/tutor.yaml"
        return found.line, found.column, found.pointer

    assert where() == (1, 1, "")
    assert where("title") == (1, 8, "/title")
    assert where("summary") == (2, 12, "/summary")
    assert where("duties") == (6, 3, "/duties")
    assert where("duties", 0) == (6, 5, "/duties/0")
    assert where("duties", 0, "rhythm") == (7, 13, "/duties/0/rhythm")
    assert where("duties", 1, 1) == (9, 7, "/duties/1/1")
    assert where("review", "next") == (13, 34, "/review/next")
    assert where("review", "gone", "deeper") == (13, 9, "/review/gone/deeper")
    assert where("gone") == (1, 1, "/gone")
    assert where("review", "gone") == (13, 9, "/review/gone")
    assert (document.at_key("review").line, document.at_key("review").column) == (13, 1)
    assert (document.at_key("review", "next").line, document.at_key("review", "next").column) == (13, 28)
    assert document.at_key("duties", 0) == document.at("duties", 0)
    assert document.quoted == {("summary",), ("note",), ("review", "next")}
    assert document.lines() == TEXT.split("\n")
    assert not document.about_pupils
    assert parse("a: b\n", "records/case-plans/cp-7f3k.yaml").about_pupils
    assert parse("a: b\n", "records/registers/x.yaml").about_pupils


def test_a_passage_is_found_however_its_lines_are_broken(document: Document) -> None:
    def where(pointer: tuple[str | int, ...], words: str) -> tuple[int, int]:
        found = document.passage(pointer, words)
        return found.line, found.column

    assert where(("summary",), "And more") == (3, 3)
    assert where(("summary",), "Teaches. And") == (2, 13)
    assert where(("title",), "Tutor") == (1, 8)
    assert where(("note",), "Two") == (12, 3)
    assert where(("duties", 0), "a") == (8, 7)
    assert where(("title",), "") == (1, 8)
    assert where(("title",), "  ") == (1, 8)
    assert where(("note",), "Tutor") == (10, 7)  # it stands only before
    assert document.passage(("summary",), "And more").pointer == "/summary"


def test_a_passage_begins_no_earlier_and_no_later_than_its_value() -> None:
    def where(text: str, pointer: tuple[str | int, ...], words: str) -> tuple[int, int]:
        found = parse(text, "x").passage(pointer, words)
        return found.line, found.column

    assert where("a: b\nc: xx\n", ("c",), "x") == (2, 4)
    assert where("a: x\nc: d\ne: xx\n", ("e",), "x") == (3, 4)
    assert where("a: [[b]]\n", ("a", 0), "[") == (1, 5)
    assert where("a: x\nc: xx\n", ("c",), "x") == (2, 4)
    assert where("\na: b c\n", ("a",), "c") == (2, 6)


def test_what_stands_before_a_place(document: Document) -> None:
    assert document.value_before((0, 14)) == ("title",)
    assert document.value_before((0, 7)) == ("title",)
    assert document.value_before((0, 0)) == ()
    assert document.value_before((5, 4)) == ("duties", 0)
    assert document.value_before((8, 9)) == ("duties", 1, 1)
    assert document.value_before((12, 40)) == ("review", "next")


def test_places_are_found_once_and_forgotten_again(document: Document) -> None:
    places_in.cache_clear()
    document.at("title")
    document.at("note")
    assert places_in.cache_info().misses == 1
    assert places_in.cache_info().maxsize == ASKED_LATELY


def agree_about_places(text: str) -> None:
    """A single value is found where everything says it is; what is not there, at its nearest parent."""
    try:
        builder = Places(text).all
        builder.record()
    except (Refusal, yaml.YAMLError):
        return
    for pointer in builder.values:
        assert looked_for(text, pointer) == builder.values[pointer]
        for gone in ((*pointer, "gone"), (*pointer, 99), (*pointer, 99, "gone")):
            assert looked_for(text, gone) == nearest(builder.values, gone) == builder.values[pointer]


def test_a_place_that_is_looked_for_is_where_it_is_among_all() -> None:
    for text in sorted(TEXTS, key=len)[: len(TEXTS) * 3 // 4]:
        agree_about_places(text.replace("\r\n", "\n"))
    agree_about_places(TEXT)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_a_place_that_is_looked_for_in_any_text_is_where_it_is_among_all(text: str) -> None:
    agree_about_places(text)


def test_who_asks_twice_is_told_the_same() -> None:
    for pointer in (("title",), ("duties", 1, 1), ("review", "gone"), ("gone",), ()):
        places = Places(TEXT)
        assert places.nearest(pointer) == places.nearest(pointer) == places.nearest(pointer)


def test_comments_are_told_from_values(document: Document) -> None:
    assert list(comments(TEXT)) == [
        Comment(place=(0, 14), text="# who", ends_value=True, gap=2),
        Comment(place=(3, 0), text="# between", ends_value=False, gap=0),
    ]
    assert list(comments("a: '#b' #c\n")) == [Comment(place=(0, 8), text="#c", ends_value=False, gap=1)]
    assert list(comments("a: >\n  b #c\n\n# d\n")) == [Comment(place=(3, 0), text="# d", ends_value=False, gap=0)]
    assert list(comments("a: > # x\n  b\n")) == [Comment(place=(0, 5), text="# x", ends_value=False, gap=1)]
    assert list(comments("a: b#c\n")) == []
    for text in (
        'a: "v"#c\n',
        "a: >#c\n  x\n",
        "a: [b,#c\n  d]\n",
        "a: [b]#c\n",
        "a: [#c\n  b]\n",
        "a: {b: 'c'}#c\n",
        "{#c\n a: b}\n",
        "a: |2-#c\n  x\n",
    ):
        assert [(c.text, c.attached) for c in comments(text)] == [("#c", True)], text
    for text in ("#c\n", "a: 'b' #c\n", "a:\n  #c\n  b\n"):
        assert [(c.text, c.attached) for c in comments(text)] == [("#c", False)], text
    assert list(comments("a: ['b#c', x#y, '#z']\nb: x-#c\n")) == []
    for text in ("a: 'b\n#c' # d\n", 'a: "b\n#c" # d\n', "a: 'b\n\n#c' # d\n\n", "a: 'b\n#c\n#e' # d\n"):
        assert [c.text for c in comments(text)] == ["# d"], text
    assert [c.text for c in comments("a: 'b'\n# c\n\n# d's\n#\n")] == ["# c", "# d's", "#"]
    assert [c.text for c in comments("a: [b, # c\n  d] # e\n")] == ["# c", "# e"]
    assert list(comments("a: 'b\n  #c\n  d' # e\n")) == [Comment(place=(2, 5), text="# e", ends_value=False, gap=1)]
    assert [c.text for c in comments("# a\nb: [\n")] == ["# a"]  # also of what cannot be read to its end


@pytest.mark.parametrize(
    "text", ["a: b\n# c\n", "a: |\n  b\n# c\n\n  \n# d\n", "a: 'b\n# no comment\n  c'\n# d\n", "a: >\n  # b\n\n"]
)
def test_comments_at_the_end_are_found_as_if_a_value_followed(text: str) -> None:
    assert list(comments(text)) == list(comments(f"{text}z: 1\n"))


def test_values_are_what_is_written_and_nothing_else() -> None:
    text = "a: null\nb: ''\nc: [~, 'null', e\u0301]\nd:\ne: 010\n"
    expected = {"a": None, "b": "", "c": [None, "null", "é"], "d": None, "e": "010"}
    assert parse(text, "x").data == expected
    assert parse(text, "x").quoted == {("b",), ("c", 1)}
    careful = parse(text + 'f: "\\u0065\\u0301"\n', "x")
    assert careful.data == {**expected, "f": "é"}
    assert careful.quoted == {("b",), ("c", 1), ("f",)}


@pytest.mark.parametrize("sign", SIGNS, ids=repr)
def test_no_sign_is_taken_for_another_in_either_way(sign: bytes) -> None:
    for raw in (b"a: b" + sign + b"\nc: d\n", b"a: '" + sign + b"'\n", b"- " + sign):
        text = raw.decode("utf-8", "replace")
        agree(text)


def test_every_refusal_stands_where_the_mistake_is_in_words_that_were_read_over() -> None:
    found = []
    for case in BAD:
        assert isinstance(case.content, bytes)
        if len(case.content) <= MAX_BYTES:
            found += [f"{case.label}: {line}" for line in told(case.content, case.path)]
    for name, raw in MORE.items():
        found += [f"{name}: {line}" for line in told(raw, "records/roles/a.yaml")]
    text = "".join(f"{line}\n" for line in found)
    if os.environ.get("CASEBOOK_UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


@settings(max_examples=1_500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_the_quick_way_never_says_anything_else(text: str) -> None:
    agree(text)


def test_texts_are_told_apart_by_their_fingerprints() -> None:
    one, other = parse("a: b\n", "x"), parse("a: c\n", "x")
    for make in (lambda document: document, KeptDocument.of):
        assert make(one).fingerprint
        assert make(one).fingerprint == make(parse("a: b\n", "y")).fingerprint
        assert make(one).fingerprint != make(other).fingerprint

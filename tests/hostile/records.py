"""Hostile and odd files by the rows of the reliability table. Data only: what to write and what must be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Build = Callable[[Path], object]
ROLE = "records/roles/class-teacher.yaml"
PLAN = "records/case-plans/cp-9zzz.yaml"
REVIEW = "review:\n  last_reviewed: 2026-09-01\n  reviewed_by: off-site-coordinator\n  next_review: 2027-09-01\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """One file that must be refused at the given lines; `build` makes what bytes cannot say."""

    row: int
    name: str
    path: str
    content: bytes | Build
    expected: tuple[tuple[str, int], ...]
    says: str = ""

    @property
    def label(self) -> str:
        """The name of the test."""
        return f"{self.row:02d}-{self.name}"


BAD: list[Hostile] = []
GOOD: list[tuple[str, bytes]] = []


def role(summary: str = "Teaches.", title: str = "Class teacher", kind: str = "office", more: str = "") -> str:
    """A role: title on line 1, kind 2, summary 3, review 4 to 7, the rest from line 8."""
    return f"title: {title}\nkind: {kind}\nsummary: {summary}\n{REVIEW}{more}"


def plan(opened: str = "2026-09-07", more: str = "", school: str = "elmfield-school") -> str:
    """A case plan: the day it was opened on line 3, its school on line 7, more from line 16."""
    return (
        f"fictional: true\nplan_type: ibec\nopened_on: {opened}\nkey_stage: KS3\nneed: SEMH\nsen_provision: N\n"
        f"school: {school}\nkey_worker: off-site-coordinator\npurpose: Back to lessons.\n"
        f"review_cycle:\n  weeks: 6\n{REVIEW}{more}"
    )


def calendar(provisional: str = "false", more: str = "") -> str:
    """A calendar: whether it is provisional on line 4, more from line 18."""
    return (
        f"title: Oakhill\nseries: oakhill\nacademic_year: 2026/27\nprovisional: {provisional}\nterms:\n"
        "  - name: autumn\n    start: 2026-09-02\n    end: 2026-12-18\n"
        f"citations:\n  - source: Oakhill term dates\n    mark: verified\n    checked_on: 2026-09-01\n{REVIEW}{more}"
    )


def bad(
    row: int, name: str, content: str | bytes | Build, *expected: tuple[str, int], path: str = ROLE, says: str = ""
) -> None:
    """Adds a case."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    BAD.append(Hostile(row=row, name=name, path=path, content=raw, expected=expected, says=says))


def good(name: str, content: str | bytes) -> None:
    """Adds a file that must be accepted."""
    GOOD.append((name, content.encode("utf-8") if isinstance(content, str) else content))


# 1 tabs
bad(1, "tab-nested", role(more="duties:\n\t- duty: Visit.\n"), ("CB005", 9), says="use spaces")
bad(1, "spaces-then-tab", role(more="duties:\n  \t- duty: Visit.\n"), ("CB005", 9), says="use spaces")
bad(1, "tab-before-field", "\t" + role(), ("CB005", 1), says="use spaces")
# 2 quotes and brackets that are never closed
bad(2, "double-quote", role(summary='"Teaches.'), ("CB005", 3), says="never closed")
bad(2, "single-quote", role(summary="'Teaches."), ("CB005", 3), says="never closed")
bad(2, "square-bracket", role(more="may: [sign, send\n"), ("CB005", 8), says="never closed")
bad(2, "curly-bracket", role(more="deputy: {id: tutor\n"), ("CB005", 8), says="never closed")
bad(2, "bracket-then-more", role(title="[Class teacher"), ("CB005", 1), says="never closed")
bad(2, "quote-then-quote", role(title='"Class teacher', more='deputy: "off-site-coordinator"\n'), ("CB005", 1))
# 3 a second colon
bad(3, "colon-in-value", role(summary="Plan: weekly"), ("CB005", 3), says="put the whole value in quotes")
bad(3, "colon-in-list", role(more="duties:\n  - duty: Visit: weekly\n    rhythm: weekly\n"), ("CB005", 9))
bad(3, "colon-at-end", role(summary="These are the duties:"), ("CB005", 3))
# 4 first characters with a meaning
bad(4, "at", role(title="@home"), ("CB005", 1), says="quotes")
bad(4, "backtick", role(title="`Tutor`"), ("CB005", 1), says="quotes")
bad(4, "percent", role(title="%100"), ("CB005", 1), says="quotes")
bad(4, "star", role(title="*Star tutor"), ("CB010", 1), says="quotes")
bad(4, "stars", role(title="*Star* tutor"), ("CB005", 1), says="quotes")
bad(4, "ampersand", role(title="&Co Tutors"), ("CB010", 1), says="quotes")
bad(4, "exclamation", role(title="!Wow"), ("CB010", 1), says="quotes")
bad(4, "star-in-list", role(more="may:\n  - *sign\n"), ("CB010", 9))
bad(4, "ampersand-alone", role(title="& sons"), ("CB005", 1), says="quotes")
# 5 text lost to a comment
bad(5, "hash-word", role(summary="Works in room #4"), ("CB011", 3), says="quotes")
bad(5, "hash-space", role(summary="Works in room # 4"), ("CB011", 3), says="quotes")
bad(5, "hash-in-list", role(more="may:\n  - Sign form #7\n"), ("CB011", 9))
bad(5, "hash-in-flow", role(more="may: [Sign, Send #both\n  ]\n"), ("CB011", 8))
bad(5, "hash-on-a-second-line", role(summary="Works in\n  room #4"), ("CB011", 4))
# 6 merge conflicts
bad(6, "ours-theirs", role(more="<<<<<<< HEAD\ndeputy: a\n=======\ndeputy: b\n>>>>>>> x\n"), ("CB006", 8))
bad(6, "diff3", role(more="||||||| base\ndeputy: a\n"), ("CB006", 8))
bad(6, "only-the-end", role(more=">>>>>>> branch\n"), ("CB006", 8))
bad(6, "only-the-middle", role(more="=======\n"), ("CB005", 8))
bad(6, "bare-mark", role(more="<<<<<<<\ndeputy: a\n"), ("CB006", 8))
# 7 empty records
bad(7, "nothing", "", ("CB007", 1))
bad(7, "comments", "# to do\n\n# later\n", ("CB007", 1))
bad(7, "null", "null\n", ("CB007", 1))
bad(7, "tilde", "~\n", ("CB007", 1))
bad(7, "start-mark", "---\n", ("CB007", 1))
bad(7, "braces", "{}\n", ("CB007", 1))
bad(7, "blank-lines", "\n\n\n", ("CB007", 1))
# 8 no record at the top
bad(8, "list", "- title: Tutor\n", ("CB008", 1))
bad(8, "text", "Class teacher\n", ("CB008", 1))
bad(8, "number", "42\n", ("CB008", 1))
bad(8, "empty-list", "[]\n", ("CB008", 1))
# 9 two documents
bad(9, "two", role(more="---\ntitle: Tutor\n"), ("CB008", 8))
bad(9, "second-empty", role(more="---\n"), ("CB008", 8))
bad(9, "end-and-start", role(more="...\n---\ntitle: Tutor\n"), ("CB008", 9))
# 10 duplicate keys
bad(10, "plain", role(more="title: Tutor\n"), ("CB009", 8), says="line 1")
bad(10, "quoted", role(more='"title": Tutor\n'), ("CB009", 8), says="line 1")
bad(10, "nested", role().replace("  reviewed_by", "  last_reviewed: 2026-09-02\n  reviewed_by"), ("CB009", 6))
bad(10, "in-flow", role(more="deputy: {a: b, a: c}\n"), ("CB009", 8))
# 11 merge keys, anchors, aliases
bad(11, "merge-key", role(more="<<: {deputy: tutor}\n"), ("CB010", 8))
bad(11, "anchor-on-group", "review: &r\n  next_review: 2027-09-01\n", ("CB010", 1))
bad(11, "anchor-on-list", role(more="may: &m [sign]\n"), ("CB010", 8))
bad(11, "alias-as-key", role(more="*a : b\n"), ("CB010", 8))
bad(11, "anchor-on-key", role(more="&a deputy: tutor\n"), ("CB010", 8))
# 12 keys that are not text
bad(12, "number", role(more="1: x\n"), ("CB102", 8))
bad(12, "yes", role(more="yes: x\n"), ("CB102", 8))
bad(12, "date", role(more="2026-11-22: x\n"), ("CB102", 8))
bad(12, "tilde", role(more="~: x\n"), ("CB010", 8))
bad(12, "nothing", role(more=": x\n"), ("CB005", 8))
bad(12, "list", role(more="[a]: x\n"), ("CB010", 8))
bad(12, "group", role(more="? {a: b}\n: x\n"), ("CB010", 8))
# 13 the yes/no family
bad(13, "no-in-list-of-values", role(kind="no"), ("CB103", 2))
bad(13, "null-text", role(title="Null"), ("CB109", 1))
for word in ("yes", "on", "off", "True", "n"):
    bad(13, word, calendar(provisional=word), ("CB104", 4), path="records/calendars/oakhill.yaml", says="true or false")
# 14 numbers in disguise
for name, number in {"octal": "010", "hex": "0x1F", "underscore": "1_000", "exponent": "1e1", "plus": "+6"}.items():
    bad(14, name, plan(more="").replace("weeks: 6", f"weeks: {number}"), ("CB104", 11), path=PLAN)
bad(14, "sexagesimal", plan().replace("weeks: 6", "weeks: 1:30"), ("CB104", 11), path=PLAN)
bad(14, "quoted-number", plan().replace("weeks: 6", 'weeks: "6"'), ("CB104", 11), path=PLAN)
# 16 not a number, infinity
BUDGET = "budget:\n  source: school-budget\n  allocated: {}\n"
for name, number in {"nan": ".nan", "inf": ".inf", "minus-inf": "-.inf", "word": "NaN", "huge": "1e999"}.items():
    bad(16, name, plan(more=BUDGET.format(number)), ("CB104", 18), path=PLAN)
# 17 days that do not exist; 18 other ways to write a date; 19 times and zones
for name, day in {
    "feb-30": "2026-02-30",
    "month-13": "2026-13-01",
    "feb-29": "2025-02-29",
    "year-0": "0000-01-01",
}.items():
    bad(17, name, plan(opened=day), ("CB105", 3), path=PLAN)
OTHER_DATES = {
    "slashes": "03/04/2026",
    "two-digit-year": "01-10-26",
    "words": "1 Oct 2026",
    "one-digit": "2026-1-5",
    "compact": "20261122",
    "week": "2026-W47-7",
    "full-width": "２０２６-11-22",
    "quoted-line-break": '"2026-09-07\\n"',
    "dots": "07.09.2026",
}
for name, day in OTHER_DATES.items():
    bad(18, name, plan(opened=day), ("CB105", 3), path=PLAN, says="write ")
TIMES = {"zulu": "2026-09-07T09:00:00Z", "space": "2026-09-07 09:00:00", "offset": "2026-09-07T09:00+01:00"}
for name, day in TIMES.items():
    bad(19, name, plan(opened=day), ("CB105", 3), path=PLAN)
# 20 dates too far away or in the wrong order
bad(20, "far-past", plan(opened="1026-09-07"), ("CB302", 3), path=PLAN)
bad(20, "far-future", plan(opened="9999-12-31"), ("CB302", 3), path=PLAN)
bad(20, "first-day", plan(opened="0001-01-01"), ("CB302", 3), path=PLAN)
bad(20, "end-before-start", plan(more="closed_on: 2026-09-06\n"), ("CB301", 16), path=PLAN)
bad(20, "review-before-review", role().replace("2027-09-01", "2026-08-31"), ("CB301", 7), ("CB303", 7))
FAR_TERM = calendar().replace("start: 2026-09-02", "start: 0002-09-02").replace("end: 2026-12-18", "end: 9998-12-18")
bad(20, "endless-term", FAR_TERM, ("CB302", 7), ("CB302", 8), ("CB304", 7), path="records/calendars/oakhill.yaml")
# 21 endless numbers
bad(21, "digits", plan().replace("weeks: 6", "weeks: " + "9" * 5000), ("CB104", 11), path=PLAN)
bad(21, "digits-as-text", role(title="9" * 5000), ("CB107", 1))
bad(21, "decimals", plan(more=BUDGET.format("0." + "3" * 5000)), ("CB104", 18), path=PLAN)
# 22, 23 tags
TAGS = {
    "python-call": "!!python/object/apply:os.system ['touch /tmp/pwned']",
    "python-name": "!!python/name:os.system",
    "include": "!include /etc/passwd",
    "env": "!ENV ${HOME}",
    "verbatim": "!<tag:yaml.org,2002:python/none> x",
    "str": "!!str 5",
}
for name, value in TAGS.items():
    bad(22, name, role(summary=value), ("CB010", 3))
bad(22, "on-a-group", role(more="duties: !!python/tuple\n  - a\n"), ("CB010", 8))
bad(22, "directive", "%TAG ! tag:example.org,2000:\n---\n" + role(), ("CB010", 1))
bad(22, "version-directive", "%YAML 1.1\n---\n" + role(), ("CB010", 1))
for name in ("binary", "set", "omap", "pairs", "timestamp", "float"):
    bad(23, name, role(summary=f"!!{name} x"), ("CB010", 3))
# 24 bombs
LAUGHS = "a: &a [lol, lol]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
bad(24, "billion-laughs", LAUGHS, ("CB010", 1))
bad(24, "quadratic", role(title="&a " + "x" * 15_000, more="may: [" + "*a, " * 2_000 + "]\n"), ("CB010", 1))
bad(24, "recursion", role(more="may: &a [*a]\n"), ("CB010", 8))
# 25 depth
bad(25, "brackets-21", role(more="may: " + "[" * 21 + "]" * 21 + "\n"), ("CB003", 8))
bad(25, "brackets-100000", "may: " + ("[" * 1000 + "\n ") * 100, ("CB003", 1))
bad(25, "braces-100000", "may: " + ("{a: " * 250 + "\n ") * 200, ("CB003", 1))
bad(25, "dashes", "- " * 9_000 + "a\n", ("CB003", 1))
bad(25, "question-marks", "? " * 9_000 + "a\n", ("CB010", 1))
bad(25, "steps", "".join("  " * n + f"a{n}:\n" for n in range(60)), ("CB003", 21))
bad(25, "one-long-line", "may: " + "[" * 100_000 + "\n", ("CB003", 1))
# 26 size
bad(26, "file", role(more="# " + "x" * 99 + "\n") + ("# " + "x" * 97 + "\n") * 2_700, ("CB003", 1))
bad(26, "line", role(more="# " + "x" * 20_000 + "\n"), ("CB003", 8))
bad(26, "almost-line", role(title=("x" * 19_980), more="# " + ("x" * 19_990 + "\n# ") * 10 + "\n"), ("CB107", 1))
bad(26, "keys", role(more="".join(f"key_{n}: x\n" for n in range(2_000))), ("CB003", 2004))
# 27 thousands of mistakes
MANY = tuple(("CB107", 8) for _ in range(20))
bad(27, "3000-short-entries", role(more="may: [" + "x, " * 3_000 + "]\n"), *(*MANY, ("CB110", 1)), says="more mistakes")
bad(27, "100000-short-entries", role(more="may: [" + ("x," * 9_000 + "\n ") * 11 + "]\n"), *(*MANY, ("CB110", 1)))
WRONG_FIELDS = "".join(f"key_{n}: x\n" for n in range(1_900))
bad(27, "1900-unknown-fields", role(more=WRONG_FIELDS), *(*(("CB102", n) for n in range(8, 28)), ("CB110", 1)))
LONG_FIELDS = "".join("k" * 120 + f"_{n}: x\n" for n in range(1_900))
bad(27, "1900-long-fields", role(more=LONG_FIELDS), *(*(("CB102", n) for n in range(8, 28)), ("CB110", 1)))
GROUPS = "may:\n" + "  - {}\n" * 3_000
bad(27, "3000-wrong-groups", role(more=GROUPS), *(*(("CB104", n) for n in range(9, 28)), ("CB107", 9), ("CB110", 1)))
# 28 other encodings
bad(28, "latin-1", role(title="Café").encode("latin-1"), ("CB002", 1), says="save the file as UTF-8")
bad(28, "cp1252", role(summary="“Teaches.”").encode("cp1252"), ("CB002", 3), says="0x93")
bad(28, "cut", role(more="deputy: é").encode()[:-1], ("CB002", 8))
bad(28, "overlong", role().encode() + b"# \xc0\xaf\n", ("CB002", 8))
bad(28, "surrogate-bytes", role().encode() + b"# \xed\xa0\x80\n", ("CB002", 8))
# 30 UTF-16 and UTF-32
bad(30, "little-endian", role().encode("utf-16"), ("CB002", 1), says="UTF-16")
bad(30, "big-endian", b"\xfe\xff" + role().encode("utf-16-be"), ("CB002", 1), says="UTF-16")
bad(30, "without-mark", role().encode("utf-16-le"), ("CB004", 1))
# 31 control characters, raw and as escapes
for name, character in {
    "nul": "\0",
    "bell": "\a",
    "backspace": "\b",
    "escape": "\x1b",
    "delete": "\x7f",
    "c1": "\x9b",
}.items():
    bad(31, f"raw-{name}", role(summary=f"Tea{character}ches."), ("CB004", 3), says=f"\\x{ord(character):02x}")
for name, escape in {"nul": "\\0", "bell": "\\a", "escape": "\\e", "hex": "\\x01", "vertical-tab": "\\v"}.items():
    bad(31, f"escaped-{name}", role(summary=f'"Tea{escape}ches."'), ("CB004", 3))
bad(31, "form-feed", role(summary="Tea\x0cches."), ("CB004", 3))
bad(31, "lone-carriage-return", role(summary="Tea\rches."), ("CB004", 3), says="\\x0d")
bad(31, "in-a-comment", role(more="# a\x1bb\n"), ("CB004", 8))
bad(31, "in-a-field-name", role(more='"a\\x1bb": x\n'), ("CB004", 8))
# 32 terminal sequences
bad(32, "colour", role(title="\x1b[31mTutor\x1b[0m"), ("CB004", 1))
bad(32, "link", role(title="\x1b]8;;http://example.org\x07Tutor\x1b]8;;\x07"), ("CB004", 1))
bad(32, "escaped-colour", role(title='"\\e[31mTutor"'), ("CB004", 1))
bad(32, "c1-sequence", role(title="\x9b31mTutor"), ("CB004", 1))
# 33 surrogates, separators, code points that are no characters
bad(33, "lone-surrogate", role(title='"\\ud800x"'), ("CB005", 1))
bad(33, "line-separator", role(title="Class\u2028teacher"), ("CB004", 1), says="U+2028")
bad(33, "paragraph-separator", role(title="Class\u2029teacher"), ("CB004", 1))
bad(33, "next-line", role(title="Class\x85teacher"), ("CB004", 1))
bad(33, "escaped-next-line", role(title='"Class\\Nteacher"'), ("CB004", 1))
bad(33, "escaped-line-separator", role(title='"Class\\Lteacher"'), ("CB004", 1))
bad(33, "no-character", role(title="Class\uffffteacher"), ("CB004", 1), says="U+FFFF")
bad(33, "escaped-no-character", role(title='"Class\\ufffeteacher"'), ("CB004", 1))
# 34 what cannot be seen
INVISIBLE = {
    "override": "\u202e",
    "isolate": "\u2066",
    "zero-width-space": "\u200b",
    "non-joiner": "\u200c",
    "joiner-in-a-word": "\u200d",
    "left-to-right": "\u200e",
    "soft-hyphen": "\u00ad",
    "mark-in-the-middle": "\ufeff",
    "tag": "\U000e0041",
    "word-joiner": "\u2060",
    "hangul-filler": "\u115f",
}
for name, character in INVISIBLE.items():
    bad(
        34,
        name,
        role(summary=f"Tea{character}ches."),
        ("CB004", 3),
        says=f"U+{ord(character):04X}" if ord(character) > 255 else "",
    )
bad(34, "in-a-comment", role(more="# a\u202eb\n"), ("CB004", 8))
bad(34, "escaped", role(summary='"Tea\\u202eches."'), ("CB004", 3))
# 35 look-alikes
bad(35, "id", role(more="id: сlass-teacher\n"), ("CB106", 8))
bad(35, "reference", role(more="deputy: оff-site-coordinator\n"), ("CB106", 8))
bad(35, "full-width", role(more="deputy: ｏｆｆ-site-coordinator\n"), ("CB106", 8))
bad(35, "file-name", role(), ("CB013", 1), path="records/roles/сlass-teacher.yaml")
# 38 curly quotes
bad(38, "double", role(kind="“office”"), ("CB103", 2), says="did you mean 'office'")
bad(38, "single", role(kind="‘office’"), ("CB103", 2), says="did you mean 'office'")
# 39 other files under a record's name
FILES = {
    "docx": b"PK\x03\x04\x14\x00\x06\x00",
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "gzip": b"\x1f\x8b\x08\x00",
    "html": b"<!DOCTYPE html>\n<html><body>Tutor</body></html>\n",
    "html-indented": b"\xef\xbb\xbf\n\n  <HTML lang='en'>\n",
    "lfs": b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
}
for name, raw in FILES.items():
    bad(39, name, raw, ("CB012", 1))
# 40 unknown fields, 41 missing fields
bad(40, "spelling", role(more="deputi: off-site-coordinator\n"), ("CB102", 8), says="did you mean 'deputy'")
bad(40, "case", role(more="Deputy: off-site-coordinator\n"), ("CB102", 8), says="did you mean 'deputy'")
bad(40, "hyphen", role(more="also-called: [Tutor]\n"), ("CB102", 8), says="did you mean 'also_called'")
bad(40, "nested", role().replace("  next_review", "  note: x\n  next_review"), ("CB102", 7))
bad(40, "stranger", role(more="favourite_colour: blue\n"), ("CB102", 8), says="known fields")
bad(41, "title", role().split("\n", 1)[1], ("CB101", 1), says="'title' is missing")
bad(41, "nested", role().replace("  reviewed_by: off-site-coordinator\n", ""), ("CB101", 5), says="'reviewed_by'")
bad(41, "after-comments", "# a role\n" + role().split("\n", 1)[1], ("CB101", 1))
# 42 ids that could become paths
IDS = {
    "dots": "../../etc/passwd",
    "slash": "a/b",
    "backslash": "a\\b",
    "encoded": "%2e%2e",
    "space": "a b",
    "dot-end": "a.",
    "line-break": "a\\nb",
    "long": "a" * 65,
    "upper": "Class-Teacher",
}
for name, value in IDS.items():
    quoted = f'"{value}"' if "\\n" in value else f"'{value}'"
    code = "CB107" if name == "long" else "CB106"
    bad(42, f"id-{name}", role(more=f"id: {quoted}\n"), (code, 8))
NAMES = {
    "dots": "a..b.yaml",
    "space": "class teacher.yaml",
    "encoded": "a%2eb.yaml",
    "backslash": "a\\b.yaml",
    "dot-end": "a..yaml",
    "long": "a" * 65 + ".yaml",
    "accent": "élève.yaml",
    "double-hyphen": "a--b.yaml",
    "digit-first": "1-teacher.yaml",
}
for name, value in NAMES.items():
    bad(42, f"file-{name}", role(), ("CB013", 1), path=f"records/roles/{value}")
# 43 reserved names
for value in ("con", "nul", "aux", "com1", "index", "assets", "search", "404", "frame", "calculator"):
    bad(43, value, role(), ("CB013", 1), path=f"records/roles/{value}.yaml")
# 44 ids claimed twice, 45 ids that differ
bad(
    44,
    "two-endings",
    role(),
    ("CB014", 1),
    path="records/roles/off-site-coordinator.yml",
    says="off-site-coordinator.yaml",
)
bad(
    44, "alias-is-an-id", role(more="aliases: [off-site-coordinator]\n"), ("CB014", 8), says="off-site-coordinator.yaml"
)
bad(45, "other", role(more="id: tutor\n"), ("CB015", 8), says="class-teacher")
# 46 references that lead nowhere
bad(46, "role", role(more="deputy: head-teacher\n"), ("CB201", 8), says="head-teacher")
bad(46, "near", role(more="deputy: offsite-coordinator\n"), ("CB201", 8), says="did you mean 'off-site-coordinator'")
bad(46, "school", plan(school="elmfeld-school"), ("CB201", 7), path=PLAN, says="did you mean 'elmfield-school'")
# 51 schema words in a record
bad(51, "schema", role(more="$schema: http://127.0.0.1:9/x.json\n"), ("CB102", 8))
bad(51, "ref", role(more="$ref: http://127.0.0.1:9/x.json\n"), ("CB102", 8))
bad(51, "nested-ref", role(more="deputy:\n  $ref: ../providers/harbour-farm.yaml\n"), ("CB104", 9))
# 52 text made for slow patterns
bad(52, "slug", role(more="deputy: " + "a-" * 9_000 + "!\n"), ("CB106", 8), ("CB107", 8))
bad(52, "web-address", role(more="deputy: http://" + "/" * 19_000 + "\n"), ("CB106", 8), ("CB107", 8))
bad(52, "spaces-and-hash", role(summary="x" + " " * 19_900 + "y #z"), ("CB011", 3), ("CB107", 3))
bad(
    52,
    "many-spaces",
    role(more="may:\n" + ("  - x" + " " * 19_900 + "y\n") * 12),
    *(("CB107", n) for n in range(9, 21)),
)
FLOW = "may: [" + ("a b," * 4_900 + "\n ") * 12 + "cc #x\n ]\n"
bad(52, "flow-and-hash", role(more=FLOW), ("CB107", 8), ("CB011", 20))
bad(52, "ignore-commas", role(more="# casebook: ignore[CB303] " + "x, " * 6_000 + "\n"), ("CB903", 8))
bad(52, "ignore-spaces", role(more="# casebook: ignore[CB303] x," + " " * 19_000 + "until\n"), ("CB903", 8))
bad(52, "date", plan(opened="2" * 19_000), ("CB105", 3), path=PLAN)
bad(52, "phone", role(more="# " + "0" * 19_000 + "\ndeputy: '" + "0" * 5_000 + "'\n"), ("CB106", 9), ("CB107", 9))

# 13 to 15, 29, 36, 37: odd but good
good("byte-order-mark", b"\xef\xbb\xbf" + role().encode())
good("windows-line-ends", role().replace("\n", "\r\n"))
good("no-final-newline", role().rstrip("\n"))
good("welsh", role(title="Cydlynydd y tŷ, dŵr a gŵr", summary="Ŵy ŷd â î ô û"))
good("polish", role(title="Teacher in Łódź", summary="Runs the café, the crèche and a naïve game of tŷ bach"))
good("emoji", role(title="Tutor 🚜 ☀️ 👍🏽"))
good("family-emoji", role(title="Tutor 👩‍👩‍👧‍👦 👩🏽‍⚕️ 🏳️‍🌈"))
good("decomposed", role(title="Cafe\u0301 tutor"))
good("yes-and-no", role(title="NO", summary="Off"))
good("numbers-as-text", role(title="010", summary="1.10"))
good("times-as-text", role(title="12:30", summary="1:30"))
good("comments", role(more="# a word: with a colon, & * ! @ and 'quotes\n"))
good("start-and-end-marks", "---\n" + role() + "...\n")
good("upper-case-null-in-quotes", role(title="'Null'"))

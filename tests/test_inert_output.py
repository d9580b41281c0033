"""Whatever anybody writes into a record is text in everything the commands print, in every form; pages are tried elsewhere."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from generator.characters import FORBIDDEN
from generator.cli import cli
from generator.inspection import inspect
from generator.reporters import FORMATS
from tests.canaries import record_id
from tests.cases import AS_OF, store
from tests.hostile_ground import Overwriting
from tests.hostile_text import Hostile, tamed

WORD = re.compile(r"kanar[0-9]{5}x")
MARKED = "[bold]alive[/bold] [link=https://evil.example]x[/link] ##[error]alive ]]> <b>&%0A::error::alive"
COMMAND = re.compile(r"^(?:::|##\[|\s*<b>|END:|BEGIN:|=)", re.MULTILINE)
GITHUB = re.compile(r"::(?:error|warning|notice) file=[^\n]*")


def one_line(word: str) -> str:
    """What a terminal, a log or a table may take for an order."""
    return f"{word} [bold]x[/bold] ##[error] ]]> <b>&%0A::error::y"


def lines(word: str) -> str:
    """The same, and on lines of its own."""
    return f"{word} {MARKED}\n::error::alive\n::add-mask::a\n##[command]alive\n=1+1\n<b>alive\nEND:VEVENT\nBEGIN:VEVENT"


PLANTED, SAMPLE = record_id("provider", "a"), "harbour-farm"
COMMANDS: dict[str, tuple[str, ...]] = {
    "planted: gate": ("gate", PLANTED),
    "planted: deadline": ("deadline", record_id("procedure", "a"), "--from", "2026-11-02"),
    "planted: report due": ("report", "due"),
    "planted: report compliance": ("report", "compliance"),
    "planted: report privacy": ("report", "privacy"),
    "sample: gate": ("gate", SAMPLE),
    "sample: report due": ("report", "due"),
    "sample: report half-term": ("report", "half-term"),
    "planted: validate": ("validate",),
}
FORMS_OF = {
    "gate": ("text", "json"),
    "deadline": ("text", "json", "ics"),
    "report": ("text", "json", "csv"),
    "validate": ("text", *FORMATS),
}
ALL = [(name, form) for name, command in COMMANDS.items() for form in FORMS_OF[command[0]]]
Said = dict[tuple[str, str], str]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> tuple[Said, Said]:
    """What every command prints in every form about hostile casebooks, and about tame ones."""
    both = []
    for name, make, single in (("hostile", lines, one_line), ("tame", tamed(lines), tamed(one_line))):
        folder = tmp_path_factory.mktemp(name)
        Hostile(store(), make, single).plant(folder / "planted")
        Overwriting(make, single).sample(folder / "sample")
        both.append({(one, form): printed(folder, one, form) for one, form in ALL if not one.endswith("validate")})
        report = inspect(folder / "planted", store(), AS_OF).report
        both[-1] |= {("planted: validate", form): write(report) for form, write in FORMATS.items()}
        both[-1]["planted: validate", "text"] = printed(folder, "planted: validate", "text")
    return both[0], both[1]


def printed(folder: Path, name: str, form: str) -> str:
    """What a command prints."""
    root = folder / name.partition(":")[0]
    arguments = [*COMMANDS[name], "--format", form, "--root", str(root), "--as-of", str(AS_OF)]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code in (0, 1), (name, form, done.output)
    return done.stdout_bytes.decode()


@pytest.mark.parametrize(("name", "form"), [one for one in ALL if one[1] in ("text", "github")])
def test_no_text_begins_a_line_or_gives_an_order(name: str, form: str, said: tuple[Said, Said]) -> None:
    hostile = said[0][name, form]
    assert not FORBIDDEN.search(hostile)
    if form == "github":
        assert "%250A" in hostile
        assert "%0A::" not in hostile, "the forge would read a line end"
        hostile = GITHUB.sub("", hostile)
    assert not COMMAND.search(hostile)


@pytest.mark.parametrize("name", [name for name, form in ALL if form == "text"])
def test_what_looks_like_a_style_is_shown_as_typed(name: str, said: tuple[Said, Said]) -> None:
    hostile, tame = (one[name, "text"] for one in said)
    if name.endswith("validate"):
        found = json.loads(said[0][name, "json"])["findings"]
        assert [one["message"] for one in found if one["message"] not in hostile] == []
        assert [one["hint"] for one in found if one["hint"] not in hostile] == []
        assert any("[bold]" in one["message"] for one in found)
    else:
        assert hostile.count("[bold]") == tame.count("oboldox")


@pytest.mark.parametrize(("name", "form"), [one for one in ALL if one[1] in ("json", "sarif")])
def test_what_programs_read_keeps_its_form(name: str, form: str, said: tuple[Said, Said]) -> None:
    hostile, tame = (shape(json.loads(one[name, form])) for one in said)
    assert hostile.keys() == tame.keys() if name.endswith("validate") else hostile == tame


def shape(value: object) -> dict[str, int]:
    """How often there is each way through a value."""
    found: dict[str, int] = {}

    def walk(part: object, way: str) -> None:
        found[way] = found.get(way, 0) + 1
        inner = (
            part.items() if isinstance(part, dict) else (("", one) for one in part) if isinstance(part, list) else ()
        )
        for key, one in inner:
            walk(one, f"{way}/{key}")

    walk(value, "")
    return found


@pytest.mark.parametrize("name", [name for name, form in ALL if form == "junit"])
def test_no_text_becomes_part_of_the_xml(name: str, said: tuple[Said, Said]) -> None:
    tree = ET.fromstring(said[0][name, "junit"])
    assert {one.tag for one in tree.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "system-out",
        "skipped",
    }
    assert sum("<b>" in (one.text or "") + "".join(one.attrib.values()) for one in tree.iter())


@pytest.mark.parametrize("name", [name for name, form in ALL if form == "csv"])
def test_no_text_becomes_a_cell_or_a_formula(name: str, said: tuple[Said, Said]) -> None:
    hostile, tame = (list(csv.reader(io.StringIO(one[name, "csv"], newline=""))) for one in said)
    assert [len(row) for row in hostile] == [len(row) for row in tame]
    assert not [cell for row in hostile for cell in row if cell.lstrip()[:1] in ("=", "+", "@")]


@pytest.mark.parametrize("name", [name for name, form in ALL if form == "ics"])
def test_no_text_becomes_an_event(name: str, said: tuple[Said, Said]) -> None:
    hostile, tame = ([sorted(event) for event in Calendar.from_ical(one[name, "ics"]).walk()] for one in said)
    assert hostile == tame


def test_most_of_it_holds_what_somebody_wrote(said: tuple[Said, Said]) -> None:
    holding = {one for one, text in said[0].items() if WORD.search(text)}
    assert {form for _, form in holding} == {form for _, form in ALL}
    assert {name for name, _ in holding} >= {
        name for name in COMMANDS if "privacy" not in name and "half-term" not in name
    }

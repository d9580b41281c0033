"""Whatever anybody writes into any text of any record is shown as typed and does nothing, wherever it comes out."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from playwright.sync_api import Browser

from generator import engine
from generator.audience import for_audience
from generator.characters import FORBIDDEN
from generator.cli import cli
from generator.engine import Layout
from generator.export import compact
from generator.ics import Entry, calendar_of
from generator.kinds import KINDS
from generator.load import load
from generator.open_data import open_files
from generator.privacy.scope import PUBLIC
from generator.prose import TAGS, prose
from generator.render import Renderer
from generator.site import build
from generator.tables import safe_cell
from tests.browser_setup import chromium, required
from tests.canaries import record_id
from tests.cases import AS_OF, store
from tests.hostile_ground import context_of, grounds
from tests.hostile_text import (
    EVERYTHING,
    FAMILIES,
    SINGLE,
    Hostile,
    Make,
    Skeleton,
    alive,
    elements,
    harmless,
    tamed,
    text_properties,
)
from tests.letterhead import copying
from tests.page_kinds import kinds_of
from tests.sites import files

PROSE = ("policies/", "procedures/")
DRAWING = re.compile(r"<svg[^>]*viewBox.*?</svg>", re.DOTALL)
WORD = re.compile(r"kanar\d{5}x")
Sites = dict[str, Path]


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """A casebook for each family of strings, and one with harmless words."""
    folder = tmp_path_factory.mktemp("texts")
    made = {"harmless": Hostile(store(), harmless).plant(folder / "harmless")}
    for name, make in FAMILIES.items():
        made[name] = Hostile(store(), make, SINGLE.get(name)).plant(folder / name)
    return made


@pytest.fixture(scope="module")
def sites(roots: Sites, letterhead: Path) -> Iterator[Sites]:
    """Their sites. The rules are not asked: planted records break many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "run", copying(letterhead))
        yield {name: site_of(root, FAMILIES.get(name, harmless)) for name, root in roots.items()}


def site_of(root: Path, make: Make) -> Path:
    """The coordinator's site of a planted casebook."""
    loaded = load(root, store())
    assert [finding.message for finding in loaded.findings] == []
    context = context_of(loaded, make)
    out = root / "site/public"
    built = build(context, Layout(root=root), out, "mkdocs", offline=False, say=lambda _: None)
    assert built.faults == ()
    return out


def pages(site: Path) -> dict[str, Skeleton]:
    """Every page, taken apart."""
    return {name: Skeleton(raw.decode()) for name, raw in files(site).items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def plain(sites: Sites) -> dict[str, Skeleton]:
    """The pages with harmless words."""
    return pages(sites["harmless"])


def test_every_text_property_is_filled() -> None:
    planter = Hostile(store(), harmless)
    kinds = ["casebook", *(kind.schema for kind in KINDS)]
    for kind in kinds:
        planter.record(kind, "a")
    assert set(planter.texts) == text_properties(store(), kinds)
    assert len(planter.texts) > 150


@pytest.mark.parametrize("family", FAMILIES)
def test_no_text_becomes_part_of_a_page(family: str, sites: Sites, plain: dict[str, Skeleton]) -> None:
    found = pages(sites[family])
    assert found.keys() == plain.keys()
    for path, page in found.items():
        if family in ("markdown", "lines"):
            allowed = {*TAGS, *(f"/{tag}" for tag in TAGS)} if path.startswith(PROSE) else {"p", "/p", "br"}
            extra = {tag for tag, _ in page.elements} - {tag for tag, _ in plain[path].elements}
            assert extra <= allowed, path
        else:
            assert elements(page) == elements(plain[path]), path


@pytest.mark.parametrize("family", FAMILIES)
def test_no_text_leads_anywhere_or_runs(family: str, sites: Sites, plain: dict[str, Skeleton]) -> None:
    for path, page in pages(sites[family]).items():
        assert alive(page, plain[path]) == [], path


@pytest.mark.parametrize("family", ["markup", "attributes", "templates", "endings", "frames", "addresses"])
def test_every_text_that_is_shown_is_shown_as_typed(family: str, sites: Sites, plain: dict[str, Skeleton]) -> None:
    shown = 0
    for path, page in pages(sites[family]).items():
        if path.startswith(PROSE):
            continue
        for word in set(WORD.findall(plain[path].text)):
            typed = " ".join(FAMILIES[family](word).split())
            whole = f"{word} plain words" in plain[path].text
            assert not whole or typed in page.text or typed[:1].upper() + typed[1:] in page.text, (path, word)
            shown += whole
    assert shown > 300


def test_no_text_becomes_part_of_a_page_in_the_states_of_real_work(tmp_path: Path) -> None:
    """The sample casebook with its texts replaced, for every audience and on a later day; pages of every template."""
    make = EVERYTHING
    plain = {ground.name: ground for ground in grounds(tmp_path / "tamed", tamed(make), 2)}
    templates, drawings = set[str](), list[ET.Element]()
    for ground in grounds(tmp_path / "hostile", make, 2):
        known = plain[ground.name]
        assert ground.pages.keys() == known.pages.keys()
        hostile, harmless_one = Renderer(ground.context), Renderer(known.context)
        for path, page in ground.pages.items():
            body = hostile.body(page)
            found, expected = Skeleton(body), Skeleton(harmless_one.body(known.pages[path]))
            drawings += [ET.fromstring(drawing) for drawing in DRAWING.findall(body)]
            assert elements(found) == elements(expected), (ground.name, path)
            assert alive(found, expected) == [], (ground.name, path)
            templates.add(page.template)
    assert len(templates) > 50
    assert len(drawings) > 5


def test_nothing_is_worked_out(sites: Sites) -> None:
    for path, raw in files(sites["templates"]).items():
        assert path.startswith("assets/") or b"1337" not in raw, path


@pytest.mark.parametrize("family", FAMILIES)
def test_what_the_search_and_the_scripts_hold_is_inert(family: str, sites: Sites) -> None:
    found = files(sites[family])
    for entry in json.loads(found["search/search_index.json"])["docs"]:
        if "kanar" in entry["title"] + entry["text"]:
            assert "<" not in entry["title"] + entry["text"]
            assert '"' not in entry["title"]
    ours = [name for name, raw in found.items() if name.endswith((".js", ".json")) and b"kanar" in raw]
    assert len(ours) >= 3
    for name in ours:
        text = found[name].decode()
        assert not re.search("</script|<!--|\u2028|\u2029", text, re.IGNORECASE), name
        value = text if name.endswith(".json") else text.partition(" = ")[2].rstrip().rstrip(";")
        assert json.loads(value) is not None, name


@pytest.mark.parametrize("family", FAMILIES)
def test_calendars_keep_their_form(family: str, sites: Sites) -> None:
    raw = (sites[family] / "due/casebook.ics").read_bytes()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    shapes = []
    for one in (raw, (sites["harmless"] / "due/casebook.ics").read_bytes()):
        calendar = Calendar.from_ical(one)
        shapes.append(sorted(tuple(sorted(event)) for event in calendar.walk()))
    assert shapes[0] == shapes[1]


def report(root: Path, *arguments: str) -> str:
    """What `casebook report` prints."""
    done = CliRunner().invoke(cli, ["report", *arguments, "--root", str(root), "--as-of", str(AS_OF)])
    assert done.exit_code == 0, done.output
    return done.output_bytes.decode() if hasattr(done, "output_bytes") else done.stdout_bytes.decode()


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("name", ["due", "compliance"])
def test_tables_keep_their_form_and_hold_no_formula(family: str, name: str, roots: Sites) -> None:
    rows = list(csv.reader(io.StringIO(report(roots[family], name, "--format", "csv"), newline="")))
    plain = list(csv.reader(io.StringIO(report(roots["harmless"], name, "--format", "csv"), newline="")))
    assert [len(row) for row in rows] == [len(row) for row in plain]
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in ("=", "+", "@")]
    assert len(json.loads(report(roots[family], name, "--format", "json"))["rows"]) == len(plain) - 1


@pytest.mark.parametrize("family", FAMILIES)
def test_the_open_directory_keeps_its_form_and_holds_no_formula(family: str, roots: Sites) -> None:
    found = {}
    for name in (family, "harmless"):
        casebook = for_audience(load(roots[name], store()).casebook, store(), PUBLIC, "", AS_OF)
        files_of = open_files(casebook, AS_OF)
        found[name] = list(csv.reader(io.StringIO(files_of["providers/providers.csv"], newline="")))
        assert len(json.loads(files_of["providers/providers.json"])["providers"]) == len(found[name]) - 1 == 2
    assert [len(row) for row in found[family]] == [len(row) for row in found["harmless"]]
    assert not [cell for row in found[family] for cell in row if cell.lstrip()[:1] in ("=", "+", "@")]
    assert any("kanar" in cell for row in found[family] for cell in row)


@pytest.mark.parametrize("family", FAMILIES)
def test_drawings_and_the_map_of_the_site_are_sound(family: str, sites: Sites) -> None:
    found = files(sites[family])
    ET.fromstring(found["sitemap.xml"])
    drawings = 0
    for name, raw in found.items():
        if name.startswith("procedures/") and name.endswith(".html"):
            for drawing in DRAWING.findall(raw.decode()):
                ET.fromstring(drawing)
                drawings += 1
    assert drawings


@pytest.mark.parametrize("kind", ["casebook", *(kind.name for kind in KINDS)])
@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x1b[31m", "\r", "\U000e0041"])
def test_hidden_signs_are_refused_in_every_kind(kind: str, sign: str, tmp_path: Path) -> None:
    root = Hostile(store(), lambda word: f"{word}{sign}{word}").plant(tmp_path / "root")
    findings = load(root, store()).findings
    folder = next((k.folder for k in KINDS if k.name == kind), "")
    path = f"records/{folder}/{record_id(kind, 'a')}.yaml" if folder else "records/casebook.yml"
    assert path in {finding.location.path for finding in findings}
    for finding in findings:
        assert not FORBIDDEN.search(finding.message + finding.hint)


@settings(max_examples=2_000, deadline=None)
@given(st.text(max_size=60))
def test_no_cell_is_a_formula_and_each_can_be_read_back(text: str) -> None:
    cell = safe_cell(text)
    assert cell in (text, f"'{text}")
    assert cell.lstrip()[:1] not in ("=", "+", "-", "@", "＝", "＋", "－", "＠")
    assert cell[:1] not in ("\t", "\r", "\n")


@settings(max_examples=500, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_no_text_ends_a_script(text: str) -> None:
    shown = compact({"text": text})
    assert json.loads(shown) == {"text": text}
    assert not re.search("[<\u2028\u2029]", shown)


def readable(text: object) -> str:
    """The text with every way to write a line end as one: the library takes a written backslash-N for one too."""
    return re.sub(r"\\+[nN]|\n", "\n", str(text))


@settings(max_examples=500, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=120))
def test_no_text_adds_to_a_calendar(text: str) -> None:
    entry = Entry(on=dt.date(2026, 11, 24), key="k", summary=text, description=f"{text}\n{text}")
    raw = calendar_of([entry], text, dt.date(2026, 11, 22))
    [event] = Calendar.from_ical(raw).walk("VEVENT")
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"}
    assert readable(event["summary"]) == readable(text)
    assert readable(event["description"]) == readable(f"{text}\n{text}")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/x",
        "/\\\\evil.example",
        "\\\\\\\\evil.example\\\\x",
        "/etc/passwd",
        "%5C%5Cevil",
        "javascript:alive()",
        "file:///x",
        "http://x",
    ],
)
def test_prose_leads_to_no_drive_and_no_open_host(address: str) -> None:
    assert "href=" not in str(prose(f"[x]({address})"))
    assert "href=" not in str(prose(f"[x](<{address}>)"))
    assert 'href="https://example.org/a"' in str(prose("[x](https://example.org/a)"))
    assert 'href="../roles/x.html#y"' in str(prose("[x](../roles/x.html#y)"))


in_browser = pytest.mark.skipif(chromium() is None and not required(), reason="no Chromium on this machine")


@in_browser
def test_nothing_runs_in_a_browser(sites: Sites, browser: Browser) -> None:
    page = browser.new_page()
    page.add_init_script("window.alive = () => { window.ran = true }")
    outside: list[str] = []
    page.on("request", lambda request: None if request.url.startswith("file:") else outside.append(request.url))
    page.on("dialog", lambda dialog: outside.append(dialog.message))
    site = sites["markup"]
    chosen = [path for name in kinds_of(site).values() if b"kanar" in (path := site / name).read_bytes()]
    assert len(chosen) > 20
    for path in chosen:
        page.goto(path.as_uri(), wait_until="load")
        assert page.evaluate("window.ran") is None, path.name
        assert page.locator("[onerror], [onmouseover], [onfocus]").count() == 0, path.name
    assert outside == []
    page.close()


@in_browser
def test_paper_shows_the_text_as_typed(sites: Sites, browser: Browser, tmp_path: Path) -> None:
    path = sites["markup"] / f"providers/{record_id('provider', 'a')}.html"
    page = browser.new_page()
    page.goto(path.as_uri())
    raw = page.pdf(path=str(tmp_path / "page.pdf"), format="A4")
    page.close()
    assert not re.search(rb"/(JavaScript|JS|Launch|OpenAction|EmbeddedFile)\b", raw)
    if shutil.which("pdftotext") is None:
        pytest.skip("there is nothing here that reads the words of a PDF (poppler-utils)")
    words = subprocess.run(
        ["pdftotext", "-raw", str(tmp_path / "page.pdf"), "-"], capture_output=True, check=True
    ).stdout
    assert "<script>alive()</script>" in re.sub(r"\s", "", words.decode())

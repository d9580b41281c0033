"""The deadline calculator: its engine counts as Python does, and its page works with a keyboard, on a phone, offline."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from playwright.sync_api import Browser, Page, expect

from generator.casebook import Casebook
from generator.clocks import SchoolCalendar
from generator.deadline_export import NAME, script
from generator.deadline_formats import Answer, as_ics
from generator.deadlines import DatedStep, Needed, dated_steps, follow_ups
from generator.kinds import BY_NAME
from generator.load import load
from generator.model import Procedure
from generator.render import sentence
from generator.schema import SchemaStore
from generator.views.date_table import date_table_view, letter_of
from generator.wording import weekday_date
from tests.axe import all_complaints
from tests.browser_setup import chromium, required
from tests.cases import AS_OF
from tests.sites import ROOT

ENGINE = ROOT / "site/assets/deadline-engine.js"
ICS = ROOT / "site/assets/deadline-ics.js"
PROCEDURES = sorted(path.stem for path in (ROOT / "records/procedures").glob("*.yaml"))
SERIES = ("nottingham", "oxfordshire")
FIRST, LAST = dt.date(2025, 8, 1), dt.date(2027, 7, 31)
DAYS = [FIRST + dt.timedelta(days=n) for n in range((LAST - FIRST).days + 1)]

# One line for each step of each start day. The same in Python: `lines`.
LINES_IN_JS = """
(engine, data, series, first, last, answered) => {
  const calendar = engine.calendarOf(data, series);
  const iso = (day) => (day === null ? "" : engine.isoOf(day));
  const found = {};
  for (const procedure of data.procedures) {
    const facts = answered ? Object.fromEntries(procedure.facts.map((f) => [f.id, f.answers[0].id])) : {};
    const lines = [];
    for (let day = engine.dayOf(first); day <= engine.dayOf(last); day += 1) {
      for (const item of engine.datedSteps(procedure, day, calendar, facts)) {
        const asked = item.questions.join(" / ");
        lines.push([iso(day), item.step.id, item.needed, asked, iso(item.due), iso(item.warn), item.how].join("|"));
      }
    }
    const items = engine.datedSteps(procedure, engine.dayOf(first), calendar, facts);
    const next = engine.followUps(procedure, facts, items).map((one) => [one.procedure, one.questions.join(" / "), one.note].join("|"));
    found[procedure.id] = [...lines, ...next].join("\\n");
  }
  return found;
}
"""
NODE = """
const fs = require("node:fs");
const [enginePath, dataPath, out, first, last] = process.argv.slice(1);
const engine = require(enginePath);
const window = {};
eval(fs.readFileSync(dataPath, "utf8"));
const lines = %s;
for (const calendar of window.casebookDeadlines.calendars) {
  for (const answered of [false, true]) {
    const found = lines(engine, window.casebookDeadlines, calendar.series, first, last, answered);
    fs.writeFileSync(`${out}/${calendar.series}-${answered ? "answered" : "unanswered"}.json`, JSON.stringify(found));
  }
}
"""


@cache
def casebook() -> Casebook:
    """The sample."""
    return load(ROOT, SchemaStore.load()).casebook


@pytest.fixture(scope="module")
def counted_in_js(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[tuple[str, bool], Mapping[str, str]]:
    """What the engine says: by series and whether the facts are answered, by procedure."""
    folder = tmp_path_factory.mktemp("engine")
    if node := shutil.which("node"):
        in_node(node, folder)
    elif chromium():
        in_chromium(request.getfixturevalue("browser"), folder)
    elif required():
        pytest.fail("neither Node nor Chromium on this machine")
    else:
        pytest.skip("neither Node nor Chromium on this machine")
    return {
        (series, answered): json.loads(
            (folder / f"{series}-{'' if answered else 'un'}answered.json").read_text(encoding="utf-8")
        )
        for series in SERIES
        for answered in (False, True)
    }


def in_node(node: str, folder: Path) -> None:
    """Runs the engine in Node, once."""
    data = folder / "deadlines.js"
    data.write_text(script(casebook(), AS_OF), encoding="utf-8")
    command = [node, "-e", NODE % LINES_IN_JS, str(ENGINE), str(data), str(folder), str(FIRST), str(LAST)]
    subprocess.run(command, check=True, timeout=120)


def in_chromium(browser: Browser, folder: Path) -> None:
    """Runs the engine in Chromium, on an empty page."""
    page = browser.new_page()
    page.add_script_tag(content=ENGINE.read_text(encoding="utf-8"))
    page.add_script_tag(content=script(casebook(), AS_OF))
    call = f"(given) => ({LINES_IN_JS})(casebookEngine, {NAME}, ...given)"
    for series in SERIES:
        for answered in (False, True):
            found = page.evaluate(call, [series, str(FIRST), str(LAST), answered])
            path = folder / f"{series}-{'' if answered else 'un'}answered.json"
            path.write_text(json.dumps(found), encoding="utf-8")
    page.close()


def line(day: dt.date, item: DatedStep) -> str:
    """One step on one line."""
    due, warn = (found.isoformat() if found else "" for found in (item.due, item.warn))
    asked = " / ".join(item.questions)
    return "|".join((day.isoformat(), item.step.id, item.needed.value, asked, due, warn, item.how))


@pytest.mark.parametrize("series", SERIES)
@pytest.mark.parametrize("name", PROCEDURES)
def test_the_browser_counts_as_python_does(
    counted_in_js: Mapping[tuple[str, bool], Mapping[str, str]], name: str, series: str
) -> None:
    procedure = casebook().get(Procedure, name)
    assert procedure is not None
    calendar = SchoolCalendar.of(casebook(), series)
    facts = {fact.id: fact.answers[0] for fact in procedure.facts}
    by_day = {day: dated_steps(procedure, day, calendar, {}) for day in DAYS}
    needed = dated_steps(procedure, FIRST, calendar, facts)
    answered = {day: with_answers(found, needed) for day, found in by_day.items()}
    for day in DAYS[::50]:  # answers move no day, so they need not be counted again for every day
        assert answered[day] == dated_steps(procedure, day, calendar, facts)
    for given, ours in ((False, by_day), (True, answered)):
        wanted = [line(day, item) for day, found in ours.items() for item in found]
        assert len(wanted) == len(DAYS) * len(procedure.steps)
        next_ones = follow_ups(procedure, facts if given else {}, ours[FIRST])
        wanted += ["|".join((one.procedure, " / ".join(one.questions), one.note)) for one in next_ones]
        found = counted_in_js[series, given][name].split("\n")
        assert [(a, b) for a, b in zip(wanted, found, strict=True) if a != b][:3] == []


def with_answers(items: tuple[DatedStep, ...], answered: tuple[DatedStep, ...]) -> tuple[DatedStep, ...]:
    """Steps with what the facts say of them, and their own days."""
    return tuple(replace(i, needed=a.needed, questions=a.questions) for i, a in zip(items, answered, strict=True))


NODE_ICS = """
const fs = require("node:fs");
const [enginePath, icsPath, dataPath, from] = process.argv.slice(1);
const engine = require(enginePath), ics = require(icsPath);
const window = {};
eval(fs.readFileSync(dataPath, "utf8"));
const data = window.casebookDeadlines;
const found = {};
for (const procedure of data.procedures) {
  const steps = engine.datedSteps(procedure, engine.dayOf(from), engine.calendarOf(data, data.default_calendar), {});
  found[procedure.id] = ics.calendarOf(engine, procedure, from, data.as_of, steps);
}
process.stdout.write(JSON.stringify(found));
"""


def test_the_calendar_file_is_the_commands(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node on this machine; the browser tests parse the file")
    (tmp_path / "deadlines.js").write_text(script(casebook(), AS_OF), encoding="utf-8")
    command = [node, "-e", NODE_ICS, str(ENGINE), str(ICS), str(tmp_path / "deadlines.js"), "2026-11-24"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=60)
    theirs = json.loads(done.stdout)
    start = dt.date(2026, 11, 24)
    calendar = SchoolCalendar.of(casebook(), "oxfordshire")
    for procedure in casebook().procedures:
        steps = dated_steps(procedure, start, calendar, {})
        answer = Answer(
            casebook=casebook(),
            procedure=procedure,
            start=start,
            series="oxfordshire",
            steps=steps,
            follow_ups=(),
            as_of=AS_OF,
        )
        assert theirs[procedure.id] == as_ics(answer), procedure.id


def test_the_printed_table_says_what_the_command_says() -> None:
    calendar = SchoolCalendar.of(casebook(), "oxfordshire")
    for procedure in casebook().procedures:
        view = date_table_view(casebook(), procedure, AS_OF)
        named = sorted([line.step.number for line in (*view.dated, *view.undated)])
        assert named == list(range(1, len(procedure.steps) + 1))
        assert sorted(x.step.number for c in view.columns for x in c.lines) == [x.step.number for x in view.dated]
        starts = [day for day in calendar.school_days if dt.date(2026, 11, 2) <= day <= dt.date(2026, 12, 18)]
        assert len(view.rows) == len(starts) == 35
        for number, start in enumerate(starts):
            steps = dated_steps(procedure, start, calendar, {})
            assert all(steps[x.step.number - 1].due is None for x in view.undated)
            for column in view.columns:
                met = [steps[x.step.number - 1] for x in column.lines]
                found = {(step.due, step.warn, step.later) for step in met}
                assert found == {column.days[number]}


def test_the_printed_table_says_where_a_day_may_lawfully_be_missed() -> None:
    procedure = next(p for p in casebook().procedures if p.id == "ehc-needs-assessment")
    view = date_table_view(casebook(), procedure, dt.date(2026, 6, 8))
    decides = next(i for i, column in enumerate(view.columns) if column.lines[0].step.number == 4)
    # Six weeks from 1 June are 13 July, the day before advice asked for may lawfully be late; from 2 June it is that day.
    notes = {row.start: row.cells[decides].note for row in view.rows}
    assert notes["Mon 1 Jun"] == ""
    assert notes["Tue 2 Jun"] == "a"
    assert view.notes["a"].startswith("may lawfully be later: where a school's advice was asked for from 14 July 2026")
    assert date_table_view(casebook(), procedure, AS_OF).notes == {}
    assert [letter_of(number) for number in (0, 25, 26, 27)] == ["a", "z", "aa", "bb"]


@pytest.mark.parametrize(("as_of", "name"), [("2026-10-28", "autumn 2"), ("2026-12-25", "spring 1")])
def test_in_a_holiday_the_table_is_of_the_next_half_term(as_of: str, name: str) -> None:
    procedure = casebook().procedures[0]
    window = date_table_view(casebook(), procedure, dt.date.fromisoformat(as_of)).window
    assert window is not None
    assert window.name == name


def test_beyond_the_calendar_there_is_no_table() -> None:
    view = date_table_view(casebook(), casebook().procedures[0], dt.date(2030, 1, 1))
    assert view.window is None
    assert view.rows == ()


def test_the_data_cannot_leave_its_script() -> None:
    procedure = casebook().procedures[0]
    hostile = replace(procedure, title="</script><script>alert(1)</script>\u2028")
    changed = replace(casebook(), records={**casebook().records, "procedure": {procedure.id: hostile}})
    text = script(changed, AS_OF)
    assert "<" not in text
    assert "\u2028" not in text
    assert script(casebook(), AS_OF) == script(casebook(), AS_OF)


def test_no_procedure_can_take_the_address_of_a_table() -> None:
    assert re.fullmatch(BY_NAME["procedure"].id_pattern, "dates-suspension") is None
    assert re.fullmatch(BY_NAME["procedure"].id_pattern, "dated-suspension")


# The page, opened from a folder: nothing is served, nothing may be fetched.

in_browser = pytest.mark.skipif(chromium() is None and not required(), reason="no Chromium on this machine")
TUESDAY = "?procedure=permanent-exclusion&from=2026-11-24&calendar=oxfordshire"


def calculator(folder: Path, query: str = "") -> str:
    """The calculator's address."""
    return (folder / "procedures/calculator.html").as_uri() + query


def shown(page: Page) -> list[tuple[str, str, str]]:
    """Step, last day and counting as the page shows them."""
    rows = page.locator("[data-rows] tr").all()
    return [
        (
            row.locator("[data-step]").inner_text(),
            row.locator("[data-due]").inner_text(),
            row.locator("[data-how]").inner_text(),
        )
        for row in rows
    ]


def expected(name: str, start: dt.date, series: str, facts: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The same from Python."""
    procedure = casebook().get(Procedure, name)
    assert procedure is not None
    return [
        (
            f"{item.number}. {item.step.title}",
            weekday_date(item.due) if item.due else "no day",
            sentence(item.how),
        )
        for item in dated_steps(procedure, start, SchoolCalendar.of(casebook(), series), facts)
        if item.needed is not Needed.NO
    ]


@in_browser
def test_a_new_user_gets_from_home_to_every_date_in_three_clicks(page: Page, folder: Path) -> None:
    """A pupil is permanently excluded on Tuesday 24 November 2026 in Oxfordshire."""
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="work out the deadlines").click()
    page.get_by_role("link", name="Permanent exclusion", exact=True).click()
    page.get_by_label("It starts on").click(position={"x": 20, "y": 18})
    page.keyboard.type("11242026")
    assert page.get_by_role("combobox", name="Calendar", exact=True).input_value() == "oxfordshire"
    expect(page.locator("[data-title]")).to_have_text("Permanent exclusion, from Tuesday 24 November 2026")
    assert shown(page) == expected("permanent-exclusion", dt.date(2026, 11, 24), "oxfordshire", {})
    page.get_by_role("link", name="Governing board review").first.click()
    expect(page.locator("[data-title]")).to_have_text("Governing board review, from Tuesday 24 November 2026")


@in_browser
def test_the_keyboard_is_enough(page: Page, folder: Path) -> None:
    page.goto(calculator(folder))
    page.get_by_role("combobox", name="What has happened").focus()
    page.keyboard.type("Suspension")
    page.keyboard.press("Tab")
    page.keyboard.type("10192026")
    tab_to(page, "[name=calendar]")
    page.keyboard.type("Nottingham")
    tab_to(page, "[data-questions] input")
    page.keyboard.press("ArrowRight")
    answer = page.locator("[data-questions] input:checked:not([value=''])")
    assert answer.count() == 1
    name, value = answer.get_attribute("name"), answer.get_attribute("value")
    assert name
    assert value
    facts = {name.removeprefix("fact-"): value}
    assert shown(page) == expected("suspension", dt.date(2026, 10, 19), "nottingham", facts)
    assert f"{name}={value}" in page.url
    tab_to(page, "[data-ics]")
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    assert found.value.suggested_filename == "suspension-2026-10-19.ics"


def tab_to(page: Page, selector: str) -> None:
    """Presses the tab key until something has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"the tab key never reaches {selector}")


@in_browser
def test_the_address_can_be_shared(page: Page, browser: Browser, folder: Path) -> None:
    page.goto(calculator(folder, f"{TUESDAY}&fact-has-ehc-plan=no&order=day"))
    before = shown(page)
    assert not any("EHC plan" in step for step, _, _ in before)
    assert "1 left out" in page.locator("[data-summary]").inner_text()
    page.get_by_role("combobox", name="Calendar", exact=True).select_option("nottingham")
    assert "calendar=nottingham" in page.url
    other = browser.new_page()
    other.goto(page.url)
    assert shown(other) == shown(page)
    assert other.locator("input[name=fact-has-ehc-plan]:checked").input_value() == "no"
    assert other.locator("[data-order]").input_value() == "day"
    other.close()


@in_browser
@pytest.mark.parametrize("query", ["?procedure=nothing&from=never&calendar=mars&fact-x=y", "?from=2026-02-30", ""])
def test_an_address_that_makes_no_sense_is_an_empty_form(page: Page, folder: Path, query: str) -> None:
    page.goto(calculator(folder, query))
    assert page.get_by_role("combobox", name="What has happened").input_value() == ""
    assert page.get_by_role("combobox", name="Calendar", exact=True).input_value() == "oxfordshire"
    assert page.locator("[data-result]").is_hidden()
    assert "Pick what has happened" in page.locator("[data-summary]").inner_text()


@in_browser
def test_text_in_the_address_never_becomes_markup(page: Page, folder: Path) -> None:
    attack = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
    page.goto(calculator(folder, f"?procedure={attack}&from={attack}&fact-{attack}={attack}"))
    assert page.locator("[data-calculator] img").count() == 0


@in_browser
@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("2027-07-15", "the oxfordshire calendar for 2027/28 does not cover 2027-08-01"),
        ("2031-01-15", "the oxfordshire calendar for 2030/31 does not cover 2031-01-15"),
        ("2026-10-28", "is no school day on the Oxfordshire calendar (half term)"),
        ("2026-11-24", "The Oxfordshire term dates of 2026/27 are provisional"),
    ],
)
def test_the_page_says_what_it_does_not_know(page: Page, folder: Path, start: str, words: str) -> None:
    page.goto(calculator(folder, f"?procedure=permanent-exclusion&from={start}"))
    assert words in page.locator("[data-notices]").inner_text()


@in_browser
def test_the_answer_is_announced(page: Page, folder: Path) -> None:
    page.goto(calculator(folder, TUESDAY))
    summary = page.get_by_role("status")
    assert summary.get_attribute("aria-live") == "polite"
    assert "14 steps, 12 with a day; the last on Wednesday 2 December 2026." in summary.inner_text()


@in_browser
@pytest.mark.parametrize("name", ["calculator", "dates-independent-review-panel"])
def test_nothing_scrolls_sideways_on_a_phone(page: Page, folder: Path, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto((folder / f"procedures/{name}.html").as_uri() + TUESDAY)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@in_browser
@pytest.mark.parametrize("name", ["calculator", "dates-permanent-exclusion"])
def test_axe_finds_nothing(page: Page, folder: Path, name: str) -> None:
    page.goto((folder / f"procedures/{name}.html").as_uri() + TUESDAY + "&fact-has-ehc-plan=no")
    assert all_complaints(page, set()) == []


@in_browser
def test_the_calendar_file_can_be_read(page: Page, folder: Path) -> None:
    page.goto(calculator(folder, f"{TUESDAY}&fact-has-ehc-plan=no"))
    with page.expect_download() as found:
        page.get_by_role("button", name="Download").click()
    raw = Path(found.value.path()).read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(len(part) for part in raw.split(b"\r\n")) <= 75
    walked = Calendar.from_ical(raw).walk("VEVENT")
    events = {str(event["SUMMARY"]): event for event in walked if isinstance(event, Event)}
    steps = expected("permanent-exclusion", dt.date(2026, 11, 24), "oxfordshire", {"has-ehc-plan": "no"})
    assert len(events) == sum(due != "no day" for _, due, _ in steps)
    sixth = events["Education from the sixth day (Permanent exclusion)"]
    assert sixth.start == dt.date(2026, 12, 2)
    assert "Only if: " in str(sixth["DESCRIPTION"])


@in_browser
def test_without_scripts_the_page_says_what_to_do(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(calculator(folder))
    text = opened.locator("article").inner_text()
    assert "casebook deadline" in text
    assert "printed table" in text
    assert opened.locator("form[data-form]").is_hidden()
    assert opened.locator('a[href^="dates-"]:visible').count() == len(PROCEDURES)
    context.close()


@in_browser
def test_the_procedures_page_leads_to_its_own_dates(page: Page, folder: Path) -> None:
    page.goto((folder / "procedures/suspension.html").as_uri())
    page.get_by_role("link", name="work out the last day of every step").click()
    expect(page.locator("[data-title]")).to_have_text("Suspension, from Sunday 22 November 2026")


@in_browser
def test_a_half_term_fits_on_one_sheet(page: Page, folder: Path, tmp_path: Path) -> None:
    page.goto((folder / "procedures/dates-independent-review-panel.html").as_uri())
    page.emulate_media(media="print")
    size = page.locator(".cb-dates__table").evaluate("(table) => table.getBoundingClientRect().bottom")
    assert 0 < size < 194 / 25.4 * 96  # A4 across, less its margins

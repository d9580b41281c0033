"""Codes, glossary and tooltips are complete and inert; flowcharts are whole, repeatable and never overlap."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.abbreviations import LEFT_ALONE, explained
from generator.casebook import Casebook
from generator.compliance.paperwork import Holding
from generator.inspection import inspect
from generator.model import Policy, Procedure
from generator.prose import prose
from generator.reference.attendance_codes import CHOICES, CLASSES, CODES
from generator.reference.glossary import AMBIGUOUS, EXPLAINED, GLOSSARY, NOTES
from generator.reference.suspension_reasons import MOST_REASONS, NOT_ACCEPTED, REASONS
from generator.render import paragraphs
from generator.views.drawing import Box, Flowchart
from generator.views.due import DueItem, due_periods
from generator.views.flowchart import Exit, Node, flowchart
from generator.views.policy import acknowledgements
from generator.views.procedure import procedure_view
from generator.views.reference import attendance_codes_view, glossary_view, suspension_reasons_view
from tests.cases import AS_OF, SAMPLE, store
from tests.world import D, calendars, standings

MARKS = {"verified", "secondary", "unverified"}


@cache
def sample() -> Casebook:
    """The sample casebook."""
    return inspect(SAMPLE, store(), AS_OF).casebook


def register_schema() -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    """The properties of the rows of a register."""
    schema = json.loads((SAMPLE / "schemas" / "register.schema.json").read_text(encoding="utf-8"))
    return {name: rows["items"] for name, rows in schema["properties"].items() if rows.get("type") == "array"}


# ---- codes and reasons


def test_every_attendance_code_a_register_may_hold_is_explained() -> None:
    allowed = register_schema()["attendance"]["properties"]["code"]["enum"]
    assert isinstance(allowed, list)
    known = {entry.code: entry for entry in CODES}
    assert set(allowed) <= known.keys()
    assert all(known[code].meaning and known[code].statistics != "withdrawn" for code in allowed)


def test_codes_are_unique_and_have_class_and_sources() -> None:
    assert max(Counter(entry.code for entry in CODES).values()) == 1
    assert max(Counter(entry.anchor for entry in CODES).values()) == 1
    assert {entry.statistics for entry in CODES} == CLASSES.keys()
    for entry in CODES:
        assert {entry.meaning_from.mark, entry.class_from.mark} <= MARKS
        assert re.fullmatch(r"code-[a-z0-9-]+", entry.anchor)


def test_what_was_not_read_is_never_marked_as_read() -> None:
    known = {entry.code: entry for entry in CODES}
    assert {e.code for e in CODES if e.meaning_from.mark == "verified"} == set("/\\LKV")
    assert {e.code for e in CODES if e.class_from.mark == "verified"} == set("/\\LKVGNOU")
    assert all(known[code].meaning_from.mark == "unverified" for code in ("Y5", "Y6", "Y7"))


def test_the_choices_for_alternative_provision_name_real_codes() -> None:
    known = {entry.code: entry for entry in CODES}
    for choice in CHOICES:
        assert choice.codes
        assert all(known[code].statistics != "withdrawn" for code in choice.codes)
    first = {code for choice in CHOICES for code in choice.codes}
    assert {"D", "K", "B", "W", "E"} <= first
    assert len(attendance_codes_view().choices) == len(CHOICES)


def test_the_reasons_are_those_a_register_may_hold() -> None:
    reasons = register_schema()["suspensions"]["properties"]["reasons"]
    items = reasons["items"]
    assert isinstance(items, dict)
    assert {reason.code for reason in REASONS} == set(items["enum"])
    assert reasons["maxItems"] == MOST_REASONS
    assert {reason.code for reason in NOT_ACCEPTED} & set(items["enum"]) == set()
    assert "OT" in {reason.code for reason in NOT_ACCEPTED}
    assert suspension_reasons_view().most == MOST_REASONS


# ---- the glossary


def test_every_term_of_the_glossary_is_unique_and_explained() -> None:
    assert max(Counter(entry.term for entry in GLOSSARY).values()) == 1
    assert max(Counter(entry.anchor for entry in GLOSSARY).values()) == 1
    assert all(entry.meaning.strip() for entry in GLOSSARY)
    known = {entry.term for entry in GLOSSARY}
    assert known >= AMBIGUOUS
    assert known >= NOTES.keys()
    assert known - EXPLAINED.keys() == AMBIGUOUS


def test_the_glossary_page_shows_each_term_once() -> None:
    view = glossary_view()
    shown = [entry.term for _, entries in view.letters for entry in entries]
    assert sorted(shown) == sorted(entry.term for entry in GLOSSARY)
    assert [letter for letter, _ in view.letters] == sorted({letter for letter, _ in view.letters})


# ---- abbreviations explained on pages


class Reader(HTMLParser):
    """What a browser would make of some HTML: its text, its tags but <abbr>, and where each <abbr> stands."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.around: list[str] = []
        self.explained: list[tuple[str, str | None, tuple[str, ...]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "abbr":
            self.explained.append((self.text[-12:], dict(attrs).get("title"), tuple(self.around)))
            return
        self.tags.append((tag, tuple(attrs)))
        if tag not in ("br", "hr", "wbr"):
            self.around.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.around:
            self.around.remove(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def without(html: str) -> str:
    """The HTML without what was added."""
    return re.sub(r'<abbr title="[^"<>]*">([^<]*)</abbr>', r"\1", html)


MEANINGS = {"DSL": "designated safeguarding lead", "EHC": 'a "quoted" <meaning> & more', "s19": "section 19"}


def test_the_first_of_each_abbreviation_is_explained() -> None:
    html = "<p>Tell the DSL. The DSL decides.</p><p>DSLs meet under s19.</p>"
    assert explained(html, MEANINGS) == (
        '<p>Tell the <abbr title="designated safeguarding lead">DSL</abbr>. The DSL decides.</p>'
        '<p>DSLs meet under <abbr title="section 19">s19</abbr>.</p>'
    )


def test_more_than_one_is_explained_too_but_parts_of_words_are_not() -> None:
    assert explained("<p>All DSLs</p>", MEANINGS).startswith("<p>All <abbr")
    for text in (
        "DSLX",
        "XDSL",
        "non-DSL",
        "DSL-led",
        "a/DSL",
        "DSL@example.org",
        "dsl",
        "DSL_1",
        "&DSL;",
        "é" + "DSL",
    ):
        assert "<abbr" not in explained(f"<p>{text}</p>", MEANINGS), text


@pytest.mark.parametrize("tag", sorted(LEFT_ALONE | {"script", "style", "textarea"}))
def test_some_places_are_left_alone(tag: str) -> None:
    html = f"<{tag}>The DSL <b>and the DSL</b></{tag}>"
    assert explained(html, MEANINGS) == html
    assert explained(f"{html}<p>DSL</p>", MEANINGS).startswith(f"{html}<p><abbr")


@pytest.mark.parametrize(
    "html",
    [
        '<p title="DSL">x</p>',
        "<p title='the DSL > DSL'>x</p>",
        '<a href="https://example.org/DSL">the DSL</a>',
        "<!-- DSL --><p>x</p>",
        '<img alt="DSL">',
        "<script>if (1 < 2) { DSL(); } // <p>DSL</p></script>",
        '<svg><text class="x">DSL</text></svg>',
        '<p data-x="<p>DSL</p>">x</p>',
    ],
)
def test_tags_attributes_and_links_are_left_alone(html: str) -> None:
    assert explained(html, MEANINGS) == html


@pytest.mark.parametrize(
    "html",
    [
        '<a href="x"><b>y</b> DSL</a>',
        "<nav><a>x</a> DSL</nav>",
        "<nav><a>x</a><kbd>y</kbd> DSL</nav>",
        "<SCRIPT>\nDSL\n</Script>",
        "<!-- a\nDSL -->",
        "<svg><path/><text>DSL</text></svg>",
    ],
)
def test_what_stands_deeper_in_such_places_is_left_alone_too(html: str) -> None:
    assert explained(html, MEANINGS) == html


@pytest.mark.parametrize("html", ["<p>5 < 6 & 7 ", "<p>a<br/>b ", "<p>a<hr />", "<P>\n</P >", "<p>< & ", "&& <"])
def test_what_is_explained_loses_no_sign_around_it(html: str) -> None:
    meaning = "designated safeguarding lead"
    assert explained(f"{html}DSL", MEANINGS) == f'{html}<abbr title="{meaning}">DSL</abbr>'


def test_meanings_are_escaped() -> None:
    assert '<abbr title="a &#34;quoted&#34; &lt;meaning&gt; &amp; more">EHC</abbr>' in explained("<p>EHC</p>", MEANINGS)


HOSTILE = (
    '<script>alert("DSL")</script>',
    '<img src=x onerror="DSL()">',
    '"><abbr title="DSL">DSL</abbr>',
    "<!-- DSL",
    "&lt;b&gt;DSL&amp;lt;",
    "<a href='javascript:DSL'>DSL",
    "[DSL](javascript:alert(1)) `DSL` <DSL> DSL&DSL;",
    "<svg><DSL></svg> ]]> DSL",
    "<scr<script>ipt>DSL</scr</script>ipt>",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("shown", [prose, paragraphs])
def test_hostile_text_stays_inert(text: str, shown: object) -> None:
    assert callable(shown)
    html = str(shown(text))
    made = explained(html, MEANINGS)
    before, after = Reader(html), Reader(made)
    assert without(made) == html
    assert after.text == before.text
    assert after.tags == before.tags
    assert len(after.explained) <= 1


WORDS = st.sampled_from(
    ["DSL", "EHC", "s19", "<", ">", "&", '"', "'", "<b>", "</b>", "&amp;", "<!--", "-->", " ", "`", "\n", "x"]
)


@given(st.lists(WORDS, max_size=40).map("".join) | st.text(max_size=80))
def test_nothing_but_abbreviations_is_ever_added(text: str) -> None:
    for html in (str(paragraphs(text)), str(prose(text))):
        made = explained(html, MEANINGS)
        assert without(made) == html
        assert Reader(made).text == Reader(html).text
        for _, title, around in Reader(made).explained:
            assert title in MEANINGS.values()
            assert not LEFT_ALONE & set(around)


# ---- flowcharts


def chart_of(procedure: Procedure) -> Flowchart:
    """The flowchart on a procedure's page."""
    return procedure_view(sample(), procedure, AS_OF).chart


def apart(one: Box, other: Box) -> bool:
    """Whether two boxes have room between them."""
    return one.right < other.x or other.right < one.x or one.bottom < other.y or other.bottom < one.y


PROCEDURES = [procedure.id for procedure in sample().procedures]


@pytest.mark.parametrize("name", PROCEDURES)
def test_a_flowchart_holds_every_step_once_and_nothing_overlaps(name: str) -> None:
    procedure = sample().get(Procedure, name)
    assert procedure is not None
    chart = chart_of(procedure)
    assert [b.number for b in chart.boxes if b.number is not None] == list(range(1, len(procedure.steps) + 1))
    sometimes = [b.number for b in chart.boxes if b.kind == "sometimes"]
    assert sometimes == [n for n, step in enumerate(procedure.steps, 1) if step.only_if]
    elsewhere = sum(bool(branch.procedure) for branch in procedure.branches)
    assert sum(b.kind == "procedure" for b in chart.boxes) == elsewhere
    check_drawing(chart)


def check_drawing(chart: Flowchart) -> None:
    """Boxes are apart and inside; words are in their boxes; rows follow one another without a gap."""
    assert all(apart(one, other) for one, other in combinations(chart.boxes, 2))
    edge = 0
    for row in chart.slices:
        assert row.top == edge
        edge = row.top + row.height
        for box in row.boxes:
            assert box.y >= row.top
            assert box.bottom <= edge
            assert box.x >= 0
            assert box.right <= chart.width
            assert all(box.y < words.y < box.bottom and box.x < words.x < box.right for words in box.words)
        for words in row.labels:
            assert row.top <= words.y <= edge
            assert not any(box.x <= words.x <= box.right and box.y <= words.y <= box.bottom for box in row.boxes)
    assert edge == chart.height


def test_flowcharts_are_the_same_every_time() -> None:
    assert [chart_of(p) for p in sample().procedures] == [chart_of(p) for p in sample().procedures]


def test_every_jump_enters_its_step_from_the_side() -> None:
    nodes = (
        Node(
            number=1, title="First", role="Lead", exits=(Exit(label="Skip? Yes.", step=3), Exit(label="Else?", step=4))
        ),
        Node(number=2, title="Second", role="Lead", exits=(Exit(label="Back? Yes.", step=1),)),
        Node(number=3, title="Third", role="Lead", only_if="Asked? Yes."),
        Node(number=4, title="Fourth", role="Lead", exits=(Exit(label="Other?", procedure="Another procedure"),)),
    )
    chart = flowchart("It starts", nodes)
    check_drawing(chart)
    steps = {box.number: box for box in chart.boxes if box.number}
    jumps = {line for row in chart.slices for line in row.lines if line.kind == "jump"}
    ends = sorted(line.points[-1] for line in jumps)
    assert len({line.points[1][0] for line in jumps}) == 3
    for x, y in ends:
        assert any(box.right == x and box.y < y < box.bottom for box in steps.values())


NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=120)


@given(st.lists(st.tuples(NAMES, NAMES, NAMES, st.integers(0, 7), NAMES), min_size=1, max_size=6), NAMES)
def test_any_words_fit_a_flowchart(rows: list[tuple[str, str, str, int, str]], trigger: str) -> None:
    nodes = tuple(
        Node(
            number=number,
            title=title,
            role=role,
            only_if=only_if,
            exits=(Exit(label=name, step=to), Exit(label=only_if, procedure=name)),
        )
        for number, (title, role, only_if, to, name) in enumerate(rows, 1)
    )
    chart = flowchart(trigger, nodes)
    check_drawing(chart)
    assert chart == flowchart(trigger, nodes)


# ---- what is due, and who holds a policy


def test_every_item_stands_in_one_period() -> None:
    record = procedure_view(sample(), sample().procedures[0], AS_OF).about.ref
    days = [D(f"2026-{month:02}-{day:02}") for month in (11, 12) for day in range(1, 31)]
    items = tuple(DueItem(on=day, kind="Review", title="x", record=record) for day in days)
    for as_of in days:
        found = due_periods(items, as_of, standings(*calendars()).calendar)
        groups = (found.overdue, found.today, found.week, found.half_term, found.later)
        assert [item for group in groups for item in group] == list(items)
        assert all(item.on == as_of for item in found.today)
        assert found.week_end.isoweekday() == 7
        assert 0 < (found.week_end - as_of).days <= 7


def test_who_holds_a_policy_is_listed_worst_first() -> None:
    lines = acknowledgements(sample(), known_policy("child-protection"), AS_OF)
    ranks = [line.held.holding.rank for line in lines]
    assert ranks == sorted(ranks)
    assert Holding.SUSPECT.rank == 0
    assert {line.who.kind for line in lines} == {"role", "provider"}


def known_policy(name: str) -> Policy:
    """A policy of the sample."""
    found = sample().get(Policy, name)
    assert found is not None
    return found


def test_a_changed_text_makes_its_acknowledgements_suspect() -> None:
    policy = known_policy("child-protection")
    first = policy.sections[0]
    changed = replace(policy, sections=(replace(first, text=f"{first.text} And never alone."), *policy.sections[1:]))
    before = {line.who.id for line in acknowledgements(sample(), policy, AS_OF) if line.held.holding is Holding.HOLDS}
    after = acknowledgements(sample(), changed, AS_OF)
    suspect = {line.who.id for line in after if line.held.holding is Holding.SUSPECT}
    assert before
    assert suspect == before
    assert after[0].held.holding is Holding.SUSPECT

"""Each of our writers by itself, held to what it writes to the byte: tables, calendars, search entries, addresses, prose,
links, frames and what an audience is left."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import icalendar
import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from generator import export, frame, prose, render, tables
from generator.characters import FORBIDDEN, may_hide, name_of, printable
from generator.content_policy import policy_of
from generator.frame import BadFrame, Stamped, frame_of
from generator.ics import Entry, as_ics, calendar_of
from generator.links import Marks, dead_ends, marks_of, place_of, unlinked
from generator.load import load
from generator.open_data import open_files, shown
from generator.open_data import table as open_table
from generator.page_builder import Builder
from generator.pages import REQUIREMENT, Page, Part, SiteContext
from generator.privacy.marks import Marked
from generator.privacy.redact import CannotHide, hidden_paths, redacted, stand_in
from generator.privacy.scope import NOT_SHOWN, PROVIDER, PUBLIC, STAFF, Scope
from generator.render import Renderer
from generator.tables import Table
from generator.views.common import Ref
from generator.views.due import DueItem
from tests.cases import AS_OF, BASE, check, copy_base, replace_in, store

NASTY = "<b>\"&'"
DAY = dt.date(2026, 11, 22)


# ---- tables

TABLE = Table(
    title="What <is> due",
    columns=("When", "=What"),
    rows=(("2026-11-24", 'Say "yes", & go'), ("@x", "two\nlines  here"), ("é", "")),
)


def test_a_table_as_text() -> None:
    assert tables.as_text(TABLE).split("\n") == [
        "What <is> due",
        "",
        "When        =What",
        "----------  ---------------",
        '2026-11-24  Say "yes", & go',
        "@x          two lines here",
        "é",
    ]


def test_a_table_as_json() -> None:
    assert json.loads(tables.as_json(TABLE)) == {
        "version": 1,
        "title": "What <is> due",
        "rows": [dict(zip(TABLE.columns, row, strict=True)) for row in TABLE.rows],
    }
    assert "é" in tables.as_json(TABLE)
    assert tables.as_json(TABLE).startswith('{\n  "version": 1,')


def test_a_table_for_spreadsheets() -> None:
    assert tables.as_csv(TABLE) == (
        'When,\'=What\r\n2026-11-24,"Say ""yes"", & go"\r\n\'@x,"two\nlines  here"\r\né,\r\n'
    )


def test_a_row_with_too_many_cells_is_never_cut() -> None:
    ragged = Table(title="T", columns=("A",), rows=(("a", "b"),))
    for form in (tables.as_text, tables.as_json):
        with pytest.raises(ValueError, match="zip"):
            form(ragged)
    assert {"text": tables.as_text, "json": tables.as_json, "csv": tables.as_csv} == tables.FORMATS


@pytest.mark.parametrize("sign", "=+-@＝＋－＠﹢﹣﹫")
def test_no_cell_begins_as_a_formula(sign: str) -> None:
    for text in (sign, f"{sign}1", f"  {sign}1", f"\u00a0{sign}1"):
        assert tables.safe_cell(text) == f"'{text}"
    assert tables.safe_cell(f"a{sign}1") == f"a{sign}1"


@pytest.mark.parametrize("sign", ["\t", "\r", "\n"])
def test_no_cell_begins_with_a_break(sign: str) -> None:
    assert tables.safe_cell(f"{sign}a") == f"'{sign}a"
    assert tables.safe_cell(f" {sign}a") == f" {sign}a"
    assert tables.safe_cell("") == ""


# ---- calendars


def test_a_calendar_to_the_byte() -> None:
    entries = [
        Entry(on=dt.date(2026, 11, 30), key="k", summary="a; b, c\\d\nEND:VEVENT", description="<x>\nBEGIN:VEVENT"),
        Entry(on=dt.date(2026, 12, 31), key="l", summary="é" * 60),
    ]
    lines = calendar_of(entries, "T; U", DAY).decode().split("\r\n")
    assert lines == [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//casebook//due//EN", r"X-WR-CALNAME:T\; U", "BEGIN:VEVENT"),
        r"SUMMARY:a\; b\, c\\d\nEND:VEVENT",
        *("DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261201", "DTSTAMP:20261122T000000Z"),
        *("UID:8254c329a92850f6d539dd376f4816ee@casebook", r"DESCRIPTION:<x>\nBEGIN:VEVENT", "TRANSP:TRANSPARENT"),
        *("END:VEVENT", "BEGIN:VEVENT", f"SUMMARY:{'é' * 33}", f" {'é' * 27}"),
        *("DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "DTSTAMP:20261122T000000Z"),
        *("UID:acac86c0e609ca906f632b0e2dacccb2@casebook", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", ""),
    ]


def test_a_calendar_is_the_one_that_the_library_makes_of_its_own_components() -> None:
    texts = (NASTY, "a; b, c\\d\nEND:VEVENT", "é" * 60, "\\" * 80, "x" * 75, "BEGIN:VEVENT", "\U0001f600" * 30, "^n^'")
    entries = [
        Entry(on=dt.date(2027, 2, 28), key=text, summary=text, description=other) for text in texts for other in texts
    ]
    whole = icalendar.Calendar.from_ical(calendar_of(entries, "T", DAY))
    assert [str(event["SUMMARY"]) for event in whole.events] == [entry.summary for entry in entries]
    assert [str(event["DESCRIPTION"]) for event in whole.events] == [entry.description for entry in entries]
    assert calendar_of(entries, "T", DAY) == whole.to_ical()


def test_what_is_due_keeps_its_event_when_its_day_moves() -> None:
    def item(on: dt.date, role: str = "") -> DueItem:
        who = Ref(kind="role", id="r", title=role) if role else None
        return DueItem(on=on, kind="Review", title="Look", record=Ref(kind="provider", id="p", title="P"), role=who)

    def uids(*items: DueItem) -> list[str]:
        raw = as_ics(items, "T", DAY).decode()
        return [line for line in raw.split("\r\n") if line.startswith("UID")]

    first = item(dt.date(2026, 12, 1), "Tutor")
    moved = item(dt.date(2026, 12, 2))
    assert uids(first) == uids(moved)
    assert len({*uids(first, moved)}) == 2
    assert uids(first, moved)[:1] == uids(first)
    raw = as_ics([first], "T", DAY).decode()
    assert "SUMMARY:Review: Look (P)\r\n" in raw
    assert "DESCRIPTION:For: Tutor\r\n" in raw
    assert "DESCRIPTION" not in as_ics([moved], "T", DAY).decode()
    other = DueItem(on=DAY, kind="Review", title="Look", record=Ref(kind="role", id="p", title="P"), role=None)
    assert uids(other) != uids(first)
    assert uids(first) == ["UID:ae4cfde72ea03e0275be6d4487fc60d5@casebook"]
    for change in ({"kind": "Visit"}, {"title": "Go"}, {"record": Ref(kind="provider", id="q", title="P")}):
        assert uids(replace(first, **change)) != uids(first)


# ---- search, sitemap, redirects


def page(**more: Any) -> Page:
    """A page with nasty words."""
    given: dict[str, Any] = {
        "path": "providers/x.html",
        "section": "providers",
        "section_title": "Providers & more",
        "title": NASTY,
        "description": "d",
        "template": "t",
        "view": None,
        "search_text": "t < u",
        "what": "Provider",
        "also": ("a<", 'b"'),
        "parts": (Part(what=REQUIREMENT, anchor="q-1", title="<i>", text='"x"', also=("y&",)),),
    }
    return Page(**(given | more))


def test_entries_of_the_search_are_inert(monkeypatch: pytest.MonkeyPatch) -> None:
    inert = "&lt;b&gt;&quot;&amp;'"
    assert list(export.entries_of(page())) == [
        export.Entry(
            location="providers/x.html",
            title=inert,
            text="Provider · t &lt; u",
            what="Provider",
            words="a&lt;, b&quot;",
            path=("Providers &amp; more", inert),
        ),
        export.Entry(
            location="providers/x.html#q-1",
            title="&lt;i&gt;",
            text=f"{REQUIREMENT} · &quot;x&quot;",
            what=REQUIREMENT,
            words="y&amp;",
            path=("Providers &amp; more", inert, "&lt;i&gt;"),
            level=2,
        ),
    ]
    monkeypatch.setattr(export, "PAGE_WORDS", {"providers/x.html": '<"x">'})
    assert next(iter(export.entries_of(page()))).words == "a&lt;, b&quot;, &lt;&quot;x&quot;&gt;"
    index: dict[str, object] = {"docs": [], "config": {}}
    export.add_mkdocs(index, export.entries_of(page(what="Rule", parts=())))
    assert index["docs"] == [
        {
            "location": "providers/x.html",
            "title": inert,
            "text": "Rule · t &lt; u",
            "what": "Rule",
            "words": "a&lt;, b&quot;, &lt;&quot;x&quot;&gt;",
        }
    ]
    [section] = export.entries_of(page(path="providers/index.html", parts=()))
    assert section.path == (inert,)
    assert section.level == 1


def test_both_engines_find_the_entries(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    old = {"location": "how-to/a.html", "title": "A", "text": "t"}
    other = {"location": "about.html", "title": "B", "text": "</script>\u2028\u2029"}
    choice = {"location": "decisions/c.html", "title": "C", "text": "é"}
    index = {"config": {"lang": ["en"]}, "docs": [dict(old), dict(other), dict(choice)]}
    (tmp_path / "search/search_index.json").write_text(json.dumps(index), encoding="utf-8")
    (tmp_path / "search/search_index.js").write_text("old", encoding="utf-8")
    (tmp_path / "search.json").write_text(json.dumps({"items": [dict(old)]}), encoding="utf-8")
    rule = page(path="checks/y.html", what="Rule", also=(), parts=())
    export.add_search_entries(tmp_path, [*export.entries_of(page()), *export.entries_of(rule)])
    text = (tmp_path / "search/search_index.json").read_text(encoding="utf-8")
    made = json.loads(text)
    assert (tmp_path / "search/search_index.js").read_text(encoding="utf-8") == f"var __index = {text}"
    assert not (tmp_path / "search.js").exists()
    assert r"\u003c/script>\u2028\u2029" in text
    assert '"lang":["en"]' in text
    assert list(made["config"]["fields"]) == ["title", "what", "words", "text", "tags"]
    assert [doc["text"] for doc in made["docs"][:3]] == ["How to · t", "</script>\u2028\u2029", "Decision · é"]
    assert [doc.get("boost", 1.0) for doc in made["docs"][:3]] == [1.0, 1.0, export.WEIGHTS["Decision"]]
    assert "Decision · é" in text
    first, part, second = made["docs"][3:]
    assert first == {
        "location": "providers/x.html",
        "title": "&lt;b&gt;&quot;&amp;'",
        "text": "Provider · t &lt; u",
        "what": "Provider",
        "words": "a&lt;, b&quot;",
    }
    assert part["boost"] > 1 > second["boost"] > 0
    assert "words" not in second
    zensical = json.loads((tmp_path / "search.json").read_text(encoding="utf-8"))["items"]
    assert zensical[0]["text"] == "How to · t"
    assert zensical[1] == {
        "location": "providers/x.html",
        "level": 1,
        "title": "&lt;b&gt;&quot;&amp;'",
        "text": "Provider · t &lt; u a&lt;, b&quot;.",
        "path": ["Providers &amp; more", "&lt;b&gt;&quot;&amp;'"],
        "tags": [],
    }
    assert zensical[3]["text"] == "Rule · t &lt; u"


def test_the_map_of_the_site(tmp_path: Path) -> None:
    export.write_sitemap(tmp_path, "https://x.example/a/", ["b&c.html", "a.html"])
    lines = (tmp_path / "sitemap.xml").read_text(encoding="utf-8").split("\n")
    assert lines[2:] == [
        "  <url><loc>https://x.example/a/a.html</loc></url>",
        "  <url><loc>https://x.example/a/b&amp;c.html</loc></url>",
        "</urlset>",
        "",
    ]
    for _ in range(2):
        export.write_sitemap(tmp_path, "", ["a.html"])
        assert not (tmp_path / "sitemap.xml").exists()


def test_an_old_address_leads_to_the_new_one(tmp_path: Path) -> None:
    for _ in range(2):
        export.write_redirect(tmp_path, "a/old.html", 'b/n"ew.html', NASTY)
    html = (tmp_path / "a/old.html").read_text(encoding="utf-8")
    assert 'content="0; url=../b/n%22ew.html"' in html
    assert '<a href="../b/n%22ew.html">&lt;b&gt;&#34;&amp;&#39;</a>' in html
    assert "<title>Moved: &lt;b&gt;&#34;&amp;&#39;</title>" in html
    assert "default-src 'none'" in html
    export.write_redirect(tmp_path, "a/o.html", "a&b.html", "x")
    assert "../a%26b.html" in (tmp_path / "a/o.html").read_text(encoding="utf-8")
    export.write_redirect(tmp_path, "b/c/o.html", 'x.html#"y"', "x")
    html = (tmp_path / "b/c/o.html").read_text(encoding="utf-8")
    assert 'content="0; url=../../x.html#&#34;y&#34;"' in html
    assert '<a href="../../x.html#&#34;y&#34;">' in html


# ---- prose


EVERYTHING = """\
# One
## Two

Three *four* **five** `six` [seven](https://x.example/) [eight](../a.html) [nine](http://x.example/)
[ten](javascript:x)\\
eleven ![no](https://x.example/i.png) <b>raw</b>

#### Twelve
##### Thirteen
###### Fourteen

- fifteen

1. sixteen

> seventeen

    eighteen <x>

---

| a | b |
| --- | --- |
| c | d |
"""


def test_prose_becomes_this_and_nothing_else() -> None:
    assert str(prose.prose(EVERYTHING)) == (
        "<h3>One</h3>\n<h4>Two</h4>\n"
        "<p>Three <em>four</em> <strong>five</strong> <code>six</code> "
        '<a href="https://x.example/" rel="noopener noreferrer">seven</a> '
        '<a href="../a.html" rel="noopener noreferrer">eight</a> <a rel="noopener noreferrer">nine</a>\n'
        "[ten](javascript:x)<br>\n"
        'eleven !<a href="https://x.example/i.png" rel="noopener noreferrer">no</a> &lt;b&gt;raw&lt;/b&gt;</p>\n'
        "<h6>Twelve</h6>\n<h6>Thirteen</h6>\n<h6>Fourteen</h6>\n"
        "<ul>\n<li>fifteen</li>\n</ul>\n<ol>\n<li>sixteen</li>\n</ol>\n"
        "<blockquote>\n<p>seventeen</p>\n</blockquote>\n"
        "<pre><code>eighteen &lt;x&gt;\n</code></pre>\n<hr>\n"
        "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n"
        "<tr>\n<td>c</td>\n<td>d</td>\n</tr>\n</tbody>\n</table>\n"
    )
    assert str(prose.prose("### Three\n")) == "<h5>Three</h5>\n"
    assert isinstance(prose.prose("a"), Markup)


@pytest.mark.parametrize(
    "address", ["//x", "/x", "\\x", "%5cx", "%5Cx", " /x", "\x01/x", "\t\\x", "http://x", "data:x"]
)
def test_an_address_that_leads_astray_is_left_out(address: str) -> None:
    assert "href" not in str(prose.prose(f"[x]({address})"))
    assert prose.kept("a", "href", address) is None or address.startswith(("http:", "data:"))


def test_the_words_of_prose() -> None:
    assert prose.plain_blocks("# A *b*\n\nc\nd  \ne\n\n- `f`\n\n    g\n    h\n\n![i](j)\n\n***\n") == (
        "A b",
        "c d e",
        "f",
        "g h",
        "!i",
    )


def test_code_in_prose_has_words_too() -> None:
    assert prose.plain_blocks("```\na  b\nc\n```\n") == ("a b c",)


# ---- what templates use


def test_what_is_not_there_is_never_nothing_and_text_is_never_markup() -> None:
    made = render.environment()
    assert made.from_string("{{ x }}").render(x=NASTY) == "&lt;b&gt;&#34;&amp;&#39;"
    assert made.from_string('<a title="{{ x }}">').render(x=NASTY) == '<a title="&lt;b&gt;&#34;&amp;&#39;">'
    with pytest.raises(UndefinedError):
        made.from_string("{{ y }}").render(x=1)
    with pytest.raises((UndefinedError, AttributeError)):
        made.from_string("{{ x.y.z }}").render(x={})
    assert made.from_string("  {% if true %}\na\n  {% endif %}\nb\n").render() == "a\nb"
    assert made.from_string("{{ x|paras }}").render(x="a<\n\n\n\nb\nc\n\n ") == "<p>a&lt;</p>\n<p>b\nc</p>"
    assert made.from_string("{{ x|date }}").render(x=DAY) == '<time datetime="2026-11-22">22 Nov 2026</time>'
    assert made.from_string("{{ x|money }}").render(x=1234.5) == "£1,234.50"
    filters = ("label", "suspension_reason", "date", "long_date", "weekday_date", "count", "money", "prose", "paras")
    assert {*filters, "sentence"} <= made.filters.keys()
    assert made.auto_reload is False


def test_a_macro_is_called_wherever_it_stands() -> None:
    source = "{% macro one(x) %}[{{ x }}]{% endmacro %}{% for y in [1] %}{% block b scoped %}{{ one(y) }}{% endblock %}{% endfor %}"
    assert render.environment().from_string(source).render() == "[1]"


def test_pages_lead_to_each_other_and_explain_their_short_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page of the smallest casebook, rendered one after another by one renderer."""
    monkeypatch.setattr(render, "explained", lambda body: f"explained {body}")
    context = SiteContext(casebook=load(BASE, store()).casebook, report=check(BASE), as_of=AS_OF)
    renderer = Renderer(context)
    bodies = {page.path: renderer.body(page) for page in Builder(context).pages()}
    told = {path for path, body in bodies.items() if body.startswith("explained")}
    assert told >= {"policies/commissioning.html", "procedures/first-day-absence.html"}
    assert {path.partition("/")[0] for path in told} == {"policies", "procedures"}
    assert set(render.EXPLAINED_TEMPLATES) == {
        *("records/policy.html.j2", "records/procedure.html.j2", "procedures/steps.html.j2"),
    }
    links = {path: set(re.findall(r'href="([^"#?]+[.]html)', body)) for path, body in bodies.items()}
    astray = {(path, to) for path, found in links.items() for to in found if place_of(path, to) not in bodies}
    assert not {to for _, to in astray if ":" not in to}
    assert not {path for path, body in bodies.items() if re.search(r'(?:href|src)="None', body)}
    provider = bodies["providers/harbour-farm.html"]
    assert "../roles/off-site-coordinator.html" in provider
    assert re.search(r'<time datetime="2026-11-22">\w+ 22 November 2026</time>|22 November 2026', provider)


def test_days_as_pages_show_them() -> None:
    assert str(render.short_time(DAY)) == '<time datetime="2026-11-22">22 Nov 2026</time>'
    assert str(render.day_time(DAY)).startswith('<time datetime="2026-11-22">Sun')


def test_sentences() -> None:
    said = {"": "", "  ": "", " a b ": "A b.", "What?": "What?", "Go!": "Go!", "é.": "É.", "x": "X."}
    assert {text: render.sentence(text) for text in said} == said


def test_addresses_lead_from_page_to_page() -> None:
    assert render.relative("a/b.html", "a/c.html") == "b.html"
    assert render.relative("a/b.html#x y", "index.html") == "a/b.html#x y"
    assert render.relative("index.html", "a/b/c.html") == "../../index.html"
    assert render.relative('a/"<b>.html', "a/c.html") == "%22%3Cb%3E.html"
    there = Ref(kind="provider", id="x", title=NASTY)
    gone = Ref(kind="provider", id="x", title=NASTY, exists=False)
    assert str(render.link(there, "roles")) == ('<a href="../providers/x.html">&lt;b&gt;&#34;&amp;&#39;</a>')
    assert str(render.link(gone, "roles")) == "&lt;b&gt;&#34;&amp;&#39;"


def test_contents_and_shapes() -> None:
    body = '<h2 id="a-1" class="x">A <b>b</b> </h2><h3 id="c">C</h3><h2 id="d">D &lt;\nE</h2><h2>F</h2>'
    assert render.contents(body) == (("a-1", "A b"), ("d", "D &lt;\nE"))
    shape = '<symbol id="i-{}" x="1">\n<path/></symbol>'
    used = '<use href="#i-on"></use>'
    shapes = render.shapes_in(f"<svg hidden>{shape.format('on')}{shape.format('off')}</svg>")
    assert (
        render.with_shapes(f"<i><svg hidden></svg>{used}", shapes) == f"<i><svg hidden>{shape.format('on')}</svg>{used}"
    )
    assert render.with_shapes("<i>", shapes) == "<i>"


def test_an_audience_is_told_what_is_left_out() -> None:
    assert render.scope_words(Scope()) == ""
    for base in (STAFF, PROVIDER, PUBLIC):
        assert render.scope_words(Scope(base=base)) == render.SCOPE_WORDS[base]
    assert "not part" in render.SCOPE_WORDS[STAFF]
    assert "nothing about quality" in render.SCOPE_WORDS[PUBLIC]


# ---- frames

FRAME = f"""<html><head><title>{frame.TITLE} - x</title><meta name="description" content="{frame.DESCRIPTION}">
<link rel="prev" href="a.html"><link rel="next" href="b.html"><link rel="canonical" href="https://x.example/f.html"></head>
<body><a href="#{frame.TOC_ID}">skip</a><ul><li class="md-nav__item"><a href="#{frame.TOC_ID}"><b>{frame.TOC}</b></a></li></ul>
<h1 id="y">{frame.TITLE}</h1> <p>{frame.BODY}</p><h2 id="{frame.TOC_ID}">{frame.TOC}<a>p</a></h2></body></html>"""


def test_a_page_is_stamped_into_its_frame_as_it_is() -> None:
    made = frame_of(FRAME, "x")
    title = f"{NASTY} {frame.BODY}"
    page = Stamped(
        title=title,
        description=f"{frame.TITLE} {NASTY}",
        body=f"<p>{frame.TOC}</p>",
        contents=(("a", "A &lt;"), ("b", "B")),
        canonical='https://x.example/"a.html',
    )
    html = made.stamp(page)
    assert html == (
        f"<html><head><title>&lt;b&gt;&#34;&amp;&#39; {frame.BODY} - x</title>"
        f'<meta name="description" content="{frame.TITLE} &lt;b&gt;&#34;&amp;&#39;">'
        '<link rel="canonical" href="https://x.example/&#34;a.html"></head>\n'
        '<body><a href="#casebook-content">skip</a><ul>'
        '<li class="md-nav__item"><a href="#a"><b>A &lt;</b></a></li>'
        '<li class="md-nav__item"><a href="#b"><b>B</b></a></li></ul>\n'
        f'<div id="casebook-content" class="casebook" tabindex="-1">\n<p>{frame.TOC}</p>\n</div></body></html>'
    )
    empty = made.stamp(Stamped(title="t", description="d", body="b", contents=(), canonical=""))
    assert "canonical" not in empty
    assert "<ul></ul>" in empty


@pytest.mark.parametrize("missing", [frame.TITLE, f"<p>{frame.BODY}</p>", '<li class="md-nav__item">'])
def test_a_frame_that_lacks_a_place_is_refused(missing: str) -> None:
    with pytest.raises(BadFrame, match="'x' has no place"):
        frame_of(FRAME.replace(missing, ""), "x")


def test_the_source_of_a_frame() -> None:
    head = f"title: {frame.TITLE}\ndescription: {frame.DESCRIPTION}\nsearch:\n  exclude: true\n"
    tail = f"---\n\n{frame.BODY}\n\n## {frame.TOC}\n"
    assert frame.markdown() == f"---\n{head}{tail}"
    assert frame.markdown(("navigation", "toc")) == f"---\n{head}hide:\n  - navigation\n  - toc\n{tail}"


# ---- what an audience is left


def marked(path: str, *seen_by: str, required: bool = False, **more: Any) -> Marked:
    """A property and who may see it."""
    given: dict[str, Any] = {"schema": {"type": "string"}, "is_list": False, "ref": "", "quasi": "", "inner": {}}
    return Marked(path=path, seen_by=frozenset(seen_by), required=required, **(given | more))


GROUP = marked(
    "k",
    "staff",
    inner={
        "open": marked("k.open", "staff"),
        "hidden": marked("k.hidden", "coordinator"),
        "needed": marked("k.needed", "coordinator", required=True),
        "list": marked("k.list", "coordinator", required=True, is_list=True),
        "role": marked("k.role", "staff", ref="role"),
        "must": marked("k.must", "staff", ref="role", required=True),
        "roles": marked("k.roles", "staff", ref="role", is_list=True),
        "inside": marked("k.inside", "staff", inner={"a": marked("k.inside.a", "staff"), "b": marked("k.inside.b")}),
        "groups": marked(
            "k.groups", "staff", is_list=True, inner={"a": marked("k.groups.a"), "b": marked("x", "staff")}
        ),
    },
)


def test_what_an_audience_may_not_see_is_taken_out() -> None:
    data = {
        "open": "o",
        "hidden": "h",
        "needed": "n",
        "list": ["l"],
        "role": "gone",
        "must": "gone",
        "roles": ["here", "gone", "here"],
        "inside": {"a": "a", "b": "b"},
        "groups": [{"a": "a", "b": "b"}, {"a": "c"}],
    }
    left = redacted(GROUP, data, "staff", lambda kind, name: (kind, name) == ("role", "here"))
    assert left == {
        "open": "o",
        "needed": NOT_SHOWN,
        "list": [],
        "must": NOT_SHOWN,
        "roles": ["here", "here"],
        "inside": {"a": "a"},
        "groups": [{"b": "b"}, {}],
    }
    assert redacted(GROUP, {"role": "here", "must": "here"}, "staff", lambda *_: True) == {
        "role": "here",
        "must": "here",
    }
    assert hidden_paths(GROUP, "staff") == {"k.hidden", "k.needed", "k.list", "k.inside.b", "k.groups.a"}


def test_only_what_is_text_or_a_list_has_a_stand_in() -> None:
    assert stand_in(marked("k", schema={"enum": ["a", "b"]})) == NOT_SHOWN
    assert stand_in(marked("k", schema={}, is_list=True)) == []
    for schema in ({"type": "integer"}, {"enum": ["a", 1]}, {}, {"type": "string", "format": "date"}):
        with pytest.raises(CannotHide, match="'k' is required"):
            stand_in(marked("k", schema=schema))


def test_what_stands_for_something_hidden_is_not_published() -> None:
    data = {"a": NOT_SHOWN, "b": [{"c": NOT_SHOWN, "d": 1}, NOT_SHOWN], "e": {"f": NOT_SHOWN}, "g": "x"}
    assert shown(data) == {"b": [{"d": 1}, NOT_SHOWN], "e": {}, "g": "x"}


def test_the_open_directory_to_the_byte(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    replace_in(root, "records/providers/harbour-farm.yaml", "name: Harbour Farm\n", "name: =Harbour Farm é\n")
    sites = "    kind: main\n    town: Whitby\n    postcode_district: YO21\n  - id: barn\n    name: Barn\n    kind: satellite\n    town: Ayton\n"
    replace_in(root, "records/providers/harbour-farm.yaml", "    kind: main\n", sites)
    casebook = load(root, store()).casebook
    narrow = replace(casebook, scope=Scope(base=PUBLIC, hidden=frozenset({"provider.contacts", "provider.evidence"})))
    found = open_files(narrow, DAY)
    assert found["providers/providers.csv"] == (
        "id,name,type,summary,urn,ukprn,census_type,legal_entity,legal_form,company_number,charity_number,"
        "local_authority,towns,postcode_districts,key_stages,needs,programmes,places,places_as_at,opened_on,closed_on\r\n"
        "harbour-farm,'=Harbour Farm é,farm-equine-outdoor,Half days with animals for pupils who find classrooms hard.,,,"
        "OTH,Harbour Farm CIC,community-interest-company,,,,Ayton; Whitby,YO21,KS3,SEMH,Animal care,8,2026-11-02,,\r\n"
    )
    text = found["providers/providers.json"]
    made = json.loads(text)
    assert text.startswith(
        '{\n "version": 1,\n "title": "Elmfield casebook",\n "as_of": "2026-11-22",\n "fictional": true,'
    )
    assert text.endswith("}\n")
    assert "=Harbour Farm é" in text
    [provider] = made["providers"]
    assert list(provider)[:3] == ["id", "name", "fictional"]
    assert not {"contacts", "evidence"} & provider.keys()
    assert open_table(casebook, DAY).title == "Providers, as of 2026-11-22"


def test_links_to_what_an_audience_does_not_have_are_words() -> None:
    html = (
        '<a class="x" href="b.html#y">B <i>b</i></a> <a href="../c/index.html">C</a> <a href="d">D</a>'
        '<a href="https://x.example/">E</a> <a href="#f">F</a> <a href="//x">G</a> <a href="mailto:x@y">H</a>'
        '<a href="/c/index.html">I</a><a href="/gone.html">J</a><a href="k.html?q#r">K</a><a href="">L</a>'
    )
    files = frozenset(["a/a.html", "c/index.html", "a/d/index.html", "a/k.html"])
    assert unlinked("a/a.html", html, files) == (
        'B <i>b</i> <a href="../c/index.html">C</a> <a href="d">D</a>'
        '<a href="https://x.example/">E</a> <a href="#f">F</a> <a href="//x">G</a> <a href="mailto:x@y">H</a>'
        '<a href="/c/index.html">I</a>J<a href="k.html?q#r">K</a><a href="">L</a>'
    )
    assert unlinked("a/a.html", '<a\nhref="x.html">two\nlines</a><a href="HTTPS://x/">y</a>', files) == (
        'two\nlines<a href="HTTPS://x/">y</a>'
    )
    marks = marks_of('<a href="b"><img src="c"><a name="d"></a><p id="e"><a href="b">')
    assert marks == Marks(links=("b", "c"), anchors=("d", "e"))
    assert marks_of('<a\nhref="b"><a\thref="c"><p\n\tid="d">') == Marks(links=("b", "c"), anchors=("d",))
    pages = {"a/x.html": marks_of('<a href="#q"><p id="q">'), "a/y.html": marks_of('<a href="#q">')}
    assert [(dead.page, dead.target) for dead in dead_ends(pages, frozenset(pages))] == [("a/y.html", "#q")]
    assert place_of("a/a.html", "b&amp;c&#38;d.html") == "a/b&c&d.html"
    assert place_of("a/a.html", "b%20c.html?d#e") == "a/b c.html"
    assert place_of("a/a.html", "?d=e&amp;f") == "a/a.html"
    assert place_of("a/a.html", "data:x") is None


# ---- characters and policy


def test_characters_that_hide_are_named() -> None:
    assert [name_of(c) for c in "\0\x1b\x9b\xff\u0100\u202e\U000e0041"] == [
        *("\\x00", "\\x1b", "\\x9b", "\\xff", "U+0100", "U+202E", "U+E0041")
    ]
    assert printable("a\tb\r\n\x1b\u200d\u202e") == "a\\x09b\\x0d\\x0a\\x1bU+200DU+202E"
    assert printable("x" * 60) == "x" * 60
    assert printable("x" * 61) == "x" * 60 + "…"
    assert printable("é" * 61) == "é" * 60 + "…"
    assert printable("\n" * 60) == "\\x0a" * 60
    assert printable("\n" * 61) == ("\\x0a" * 61)[:60] + "…"
    assert printable("abc", 2) == "ab…"


@pytest.mark.parametrize("text", ["plain\n\t\r", "café", "👩‍👩‍👧", "🏳️‍🌈", "ŵ"])
def test_ordinary_text_hides_nothing(text: str) -> None:
    assert not FORBIDDEN.search(text)
    assert may_hide(text) is ("\u200d" in text)


def test_the_whole_policy() -> None:
    html = '<script>a</script><script TYPE="application/json">b</script><SCRIPT>c</SCRIPT><script src="d"></script>'
    hashes = (
        "'sha256-Ln0sA6lQeuJl7PW1NWiFpTOTogKdJBOUmXJloaJa78Y=' 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"
    )
    rest = (
        "img-src {0} data:; connect-src {0}; worker-src {0} blob:; manifest-src {0}; frame-src {0}; base-uri 'none'; "
        "form-action 'none'"
    )
    start = "default-src 'none'; script-src {}; style-src {}; "
    scripts = " ".join(sorted(hashes.split()))
    assert policy_of(html, offline=False) == start.format(f"'self' {scripts}", "'self'") + rest.format("'self'")
    own = "'self' file:"
    assert policy_of("", offline=True, own_styles=False) == (
        start.format(own, f"{own} 'unsafe-inline'") + rest.format(own)
    )


def test_a_view_that_takes_its_time_is_made_when_it_is_shown() -> None:
    assert page(view=partial(int, "7")).shown == 7
    assert page(view="x").shown == "x"

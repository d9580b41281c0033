"""What the engine built is lighter afterwards, and says and does the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator import lean

MARK = "FRAMEBODY"
PAGE = """<!doctype html>
<html><head>
<meta name="generator" content="an engine 1.0">
<link rel="stylesheet" href="../assets/stylesheets/main.57a0d79d.min.css">
<link rel="stylesheet" href="../assets/one.css">
    <link rel="stylesheet" href="../assets/two.css">
</head><body>
  <label class="md-icon"><svg xmlns="http://www.w3.org/2000/svg" class="lucide" viewBox="0 0 24 24"><path d="M1 2"/></svg></label>
  <button>
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M1 2"/></svg>
    Back to top
  </button>
  <p>
    {words}
  </p>
  <script>first();</script>
  <script>var target=document.getElementById(location.hash.slice(1));target&&(target.checked="__tabbed_")</script>
  <script id="__config" type="application/json">{{"base": "..", "translations": {{"clipboard.copy": "Copy", "search.result.one": "1 found", "select.version": "Select"}}, "version": null}}</script>
</body></html>
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """What an engine might have built: a frame and a hand-written page."""
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "one.css").write_text("a { color: red; }\n", encoding="utf-8")
    (assets / "two.css").write_text("b { color: blue; }\n", encoding="utf-8")
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "index.html").write_text(PAGE.format(words=MARK), encoding="utf-8")
    written = PAGE.format(words="Written.").replace("<p>", "<pre>\n  two\n\n  lines</pre><p>")
    (tmp_path / "frames" / "written.html").write_text(written, encoding="utf-8")
    lean.lighten(tmp_path, MARK)
    return tmp_path


def test_the_theme_s_drawings_stand_once_in_the_style_sheet(made: Path) -> None:
    html = (made / "frames" / "index.html").read_text(encoding="utf-8")
    drawn = re.findall(r'<svg class="(?:[a-z]+ )?cb-drawing (cb-d[0-9a-f]{6})"></svg>', html)
    sheet = (made / lean.ONE_SHEET).read_text(encoding="utf-8")
    assert len(drawn) == 2
    assert "<path" not in html
    assert 'class="lucide cb-drawing ' in html
    for name in drawn:
        rule = re.search(rf'\.{name}{{--cb-drawing:url\("data:image/svg\+xml,([^"]*)"\)}}', sheet)
        assert rule is not None
        assert "%3Cpath d='M1 2'/%3E" in rule[1]


def test_the_casebook_s_style_sheets_are_one_in_their_order(made: Path) -> None:
    html = (made / "frames" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'rel="stylesheet" href="([^"]*)"', html) == [
        "../assets/stylesheets/main.57a0d79d.min.css",
        "../assets/site.css",
    ]
    sheet = (made / lean.ONE_SHEET).read_text(encoding="utf-8")
    assert sheet.startswith("a { color: red; }\nb { color: blue; }\n")


def test_a_frame_loses_spaces_and_no_words(made: Path) -> None:
    html = (made / "frames" / "index.html").read_text(encoding="utf-8")
    assert f"<p>{MARK}</p>" in html
    assert "></svg>\nBack to top</button>" in html  # between a drawing and its words the space is seen
    assert "__tabbed_" not in "".join([html, *scripts_of(made, html)])
    config = re.search(r'<script id="__config" type="application/json">(.*?)</script>', html)
    assert config is not None
    assert json.loads(config[1]) == {"base": "..", "translations": {"search.result.one": "1 found"}, "version": None}


def test_a_hand_written_page_keeps_its_spaces_and_scripts(made: Path) -> None:
    html = (made / "frames" / "written.html").read_text(encoding="utf-8")
    assert "<pre>\n  two\n\n  lines</pre>" in html
    assert any("__tabbed_" in code for code in scripts_of(made, html))
    assert 'name="generator"' not in html


def test_scripts_are_files_that_pages_share(made: Path) -> None:
    for name in ("index", "written"):
        html = (made / "frames" / f"{name}.html").read_text(encoding="utf-8")
        assert "<script>" not in html
        assert scripts_of(made, html)[0] == "first();"


def scripts_of(made: Path, html: str) -> list[str]:
    """The code of the scripts that a page has in files, in their order."""
    names = re.findall(r'<script src="\.\./(assets/theme-[0-9a-f]+\.js)"></script>', html)
    return [(made / name).read_text(encoding="utf-8") for name in names]


def test_a_frame_with_text_whose_spaces_matter_keeps_them() -> None:
    text = "<div>\n<pre>\n a\n</pre>\n</div>"
    assert lean.tight(text) == text

"""The built site: every page there, found and linked, the same bytes each time, hostile text inert."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from markupsafe import escape

from generator import frame, publish
from generator.content_policy import policy_of
from generator.links import dead_links
from generator.prose import prose
from tests.once import ENGINES, Once
from tests.sites import BASE, ROOT, build, copy_of, files, here

Build = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="session", params=ENGINES)
def sample(request: pytest.FixtureRequest, once: Once) -> Path:
    """The sample casebook's site, built with each engine in strict mode."""
    return once.site(*ENGINES[request.param])


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A root with the smallest casebook."""
    return copy_of(BASE, tmp_path / "root")


def pages_of(site: Path) -> dict[str, str]:
    """Every HTML page but the error page."""
    return {k: v.decode() for k, v in files(site).items() if k.endswith(".html") and k != "404.html"}


def test_every_record_has_a_page_with_one_heading(sample: Path) -> None:
    found = pages_of(sample)
    for path in sorted((ROOT / "records").glob("*/*.yaml")):
        html = found[f"{path.parent.name}/{path.stem}.html"]
        assert len(re.findall(r"<h1[\s>]", html)) == 1, path
        assert "CASEBOOKFRAME" not in html
        assert 'class="cb-crumbs"' in html, path


def test_every_page_is_in_the_search_index_and_the_sitemap(sample: Path) -> None:
    found = pages_of(sample)
    mkdocs, zensical = sample / "search" / "search_index.json", sample / "search.json"
    index = json.loads((mkdocs if mkdocs.is_file() else zensical).read_text(encoding="utf-8"))
    locations = {entry["location"].partition("#")[0] for entry in index.get("docs", index.get("items"))}
    assert locations <= set(found)
    for path in sorted(set(found) - locations):
        folder, name = path.removesuffix(".html").rsplit("/", 1)
        owners = [p for p in locations if p.startswith(f"{folder}/") and f"-{Path(p).stem}-" in f"-{name}-"]
        assert owners, f"{path} belongs to no page that is found"
    listed = re.findall(r"<loc>https://casebook\.example\.org/([^<]*)</loc>", (sample / "sitemap.xml").read_text())
    assert sorted(listed) == sorted(found)


def test_headings_go_down_a_step_at_a_time_and_every_link_has_a_name(sample: Path) -> None:
    """What axe would say of each page by itself, of which it sees one of each kind."""
    for path, html in pages_of(sample).items():
        text = html.partition("<article")[2].partition("</article>")[0]
        levels = [0, *(int(level) for level in re.findall(r"<h([1-6])[\s>]", text))]
        assert all(below <= above + 1 for above, below in pairwise(levels)), (path, levels)
        for link in re.findall(r"<a [^>]*href=.*?</a>", text, re.DOTALL):
            words = re.sub(r"<svg.*?</svg>|<[^>]*>", "", link, flags=re.DOTALL).strip()
            assert words or re.search(r'(?:aria-label|title|alt)="[^"]', link), (path, link)


def test_nothing_is_asked_of_another_host(sample: Path) -> None:
    for path, html in pages_of(sample).items():
        loaded = re.findall(r'<(?:script|img|iframe|source)[^>]*\ssrc="([^"]*)"', html)
        loaded += re.findall(r'<link[^>]*rel="(?:stylesheet|icon|preconnect|preload)"[^>]*href="([^"]*)"', html)
        loaded += re.findall(r'<link[^>]*href="([^"]*)"[^>]*rel="(?:stylesheet|icon|preconnect|preload)"', html)
        assert not [address for address in loaded if re.match(r"(?:https?:)?//", address)], path


def test_every_page_says_what_it_may_run(sample: Path) -> None:
    mkdocs = (sample / "search" / "search_index.json").is_file()
    for path, html in pages_of(sample).items():
        policy = policy_of(html, offline=False, own_styles=mkdocs)
        assert f'http-equiv="Content-Security-Policy" content="{policy}"' in html, path


def test_the_tab_of_the_section_is_active(sample: Path) -> None:
    html = pages_of(sample)["providers/harbour-farm.html"]
    active = re.findall(r'md-tabs__item--active"?>\s*<a href="([^"]*)"', html)
    assert active in (["index.html"], ["./index.html"], ["./"])


def test_the_same_records_make_the_same_bytes(tmp_path: Path) -> None:
    one, two = copy_of(BASE, tmp_path / "one"), copy_of(BASE, tmp_path / "elsewhere" / "two")
    assert build(one, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati").returncode == 0
    assert build(two, PYTHONHASHSEED="7", TZ="America/Anchorage", LC_ALL="C").returncode == 0
    assert files(one / "site/public") == files(two / "site/public")


def test_a_second_build_writes_nothing(quick: Build, base: Path) -> None:
    assert "written" in quick(base).stderr
    before = {p: p.stat().st_mtime_ns for p in (base / "site/public").rglob("*")}
    assert "unchanged" in quick(base).stderr
    assert before == {p: p.stat().st_mtime_ns for p in (base / "site/public").rglob("*")}


def test_errors_stop_the_build_and_the_old_site_stays(quick: Build, base: Path) -> None:
    assert quick(base).returncode == 0
    before = files(base / "site/public")
    record = next((base / "records/providers").glob("*.yaml"))
    record.write_text(record.read_text(encoding="utf-8") + "unknown_field: x\n", encoding="utf-8")
    done = quick(base)
    assert done.returncode == 1
    assert "CB102" in done.stdout
    assert "not built" in done.stderr
    assert files(base / "site/public") == before


def test_force_builds_and_marks_the_broken_record(quick: Build, base: Path) -> None:
    record = next((base / "records/providers").glob("*.yaml"))
    record.write_text(record.read_text(encoding="utf-8") + "unknown_field: x\n", encoding="utf-8")
    assert quick(base, "--force").returncode == 0
    html = (base / "site/public/providers" / f"{record.stem}.html").read_text(encoding="utf-8")
    assert "&#39;unknown_field&#39;" in html
    assert "CB102" in html


def test_a_foreign_folder_is_never_replaced(quick: Build, base: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "mine"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("years of work")
    for out in (foreign, base, base / "records", base / "records/providers", base.parent):
        done = quick(base, "--out", str(out))
        assert done.returncode == 1, out
        assert "choose" in done.stderr
        assert "Traceback" not in done.stderr
    assert (foreign / "thesis.txt").read_text() == "years of work"
    assert (base / "records/casebook.yml").is_file()


def test_an_alias_leads_to_the_page_of_today(quick: Build, base: Path) -> None:
    record = next((base / "records/providers").glob("*.yaml"))
    record.write_text(record.read_text(encoding="utf-8") + "aliases: [old-name]\n", encoding="utf-8")
    assert quick(base).returncode == 0
    html = (base / "site/public/providers/old-name.html").read_text(encoding="utf-8")
    assert f'url={record.stem}.html"' in html


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }} {% include 'x' %}",
    "# heading **bold** [link](javascript:alert(1))",
    "]]></script><!-- CASEBOOKFRAMEBODY CASEBOOKFRAMETITLE",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_typed(quick: Build, base: Path, text: str) -> None:
    record = next((base / "records/providers").glob("*.yaml"))
    quoted = json.dumps(text)
    body = re.sub(r"^name: .*$", lambda _: f"name: {quoted}", record.read_text(encoding="utf-8"), flags=re.MULTILINE)
    record.write_text(body, encoding="utf-8")
    assert quick(base).returncode == 0
    for path in (f"providers/{record.stem}.html", "providers/index.html"):
        html = (base / "site/public" / path).read_text(encoding="utf-8")
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert 'href="javascript' not in html
        assert ">49 " not in html
        assert "<strong>bold" not in html
        assert str(escape(text)) in html
    index = (base / "site/public/search/search_index.json").read_text(encoding="utf-8")
    assert "<script" not in index
    assert "<img" not in index


def test_offline_asks_nothing_of_another_host(base: Path) -> None:
    assert build(base, "--offline").returncode == 0
    public = base / "site/public"
    assert not (public / "sitemap.xml").exists()
    assert (public / "search/search_index.js").read_text(encoding="utf-8").startswith("var __index = {")
    for path, html in pages_of(public).items():
        assert "unpkg.com" not in html, path
        assert "canonical" not in html, path


def test_records_as_they_were_at_a_commit(quick: Build, base: Path) -> None:
    def git(*arguments: str) -> None:
        import subprocess

        identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        subprocess.run(["git", "-C", str(base), *identity, *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    record = next((base / "records/providers").glob("*.yaml"))
    was = re.search(r"^name: (.*)$", record.read_text(encoding="utf-8"), re.MULTILINE)
    assert was
    record.write_text(record.read_text(encoding="utf-8").replace(was[0], "name: Renamed Place"), encoding="utf-8")
    assert quick(base, "--at", "HEAD").returncode == 0
    html = (base / "site/public/providers" / f"{record.stem}.html").read_text(encoding="utf-8")
    assert "Renamed Place" not in html
    assert was[1].strip("\"'") in html
    assert quick(base, "--at", "no-such-revision").returncode == 2


def test_new_records_say_what_to_fill_in(base: Path) -> None:
    for kind in ("provider", "framework", "procedure", "policy", "role", "register", "calendar"):
        assert here("new", "--root", str(base), kind, "a-new-one").returncode == 0, kind
        assert here("new", "--root", str(base), kind, "a-new-one").returncode == 2, kind
    done = here("new", "--root", str(base), "case-plan")
    assert re.match(r"records/case-plans/cp-[0-9a-z]{4}\.yaml", done.stdout)
    checked = here("validate", "--root", str(base), "--format", "json")
    wrong = {f["path"] for f in json.loads(checked.stdout)["findings"] if f["severity"] == "error"}
    assert len([path for path in wrong if "a-new-one" in path or "cp-" in path]) == 8
    assert not [f for f in json.loads(checked.stdout)["findings"] if f["code"] in ("CB101", "CB102", "CB110")]


def test_links_that_lead_nowhere_are_found() -> None:
    html = {"a/x.html": '<a href="../b.html#here"> <a href="#gone"> <a href="y.html"> <a href="https://example.org">'}
    html["b.html"] = '<p id="here">'
    found = {dead.target for dead in dead_links(html, frozenset(html))}
    assert found == {"#gone", "y.html"}


def test_a_frame_without_a_place_is_refused() -> None:
    with pytest.raises(frame.BadFrame):
        frame.frame_of("<html><title>CASEBOOKFRAMETITLE</title></html>", "x")


def test_the_swap_works_without_the_systems_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "exchange", lambda *_: False)
    old, new = tmp_path / "public", tmp_path / "new"
    for folder, text in ((old, "old"), (new, "new")):
        folder.mkdir()
        (folder / "index.html").write_text(text)
    assert publish.swap(new, old)
    assert (old / "index.html").read_text() == "new"
    assert not (tmp_path / publish.beside(Path("public"), "previous")).exists()


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("[x](javascript:alert(1))", "href="),
        ("![x](https://example.org/a.png)", "<img"),
        ("[x](data:text/html,1)", "href="),
        ('<a href="x" onclick="y">z</a>', "<a"),
    ],
)
def test_prose_never_becomes_live_markup(text: str, never: str) -> None:
    assert never not in str(prose(text))


def test_prose_headings_start_at_the_third_level() -> None:
    assert "<h3>One</h3>" in str(prose("# One"))


def test_a_clone_of_the_site_folder_is_not_needed(base: Path) -> None:
    shutil.rmtree(base / "site", ignore_errors=True)
    assert build(base).returncode == 0

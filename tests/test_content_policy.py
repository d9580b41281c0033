"""What a page may load and run: the policy names exactly the page's own scripts, and a browser keeps to it."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.content_policy import NoHead, guarded, policy_of
from tests.browser_setup import chromium, required
from tests.sites import BASE, build, copy_of

PAGE = '<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>{}</body></html>'
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def sha(code: str) -> str:
    """A script's hash, worked out again."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"


def test_inline_scripts_are_named_by_their_hash_and_nothing_else_is() -> None:
    code = "var a = 1;\n"
    data = '<script type="application/json">{"a": 1}</script>'
    policy = policy_of(PAGE.format(f'<script>{code}</script>{data}<script src="a.js"></script>'), offline=False)
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert scripts == f"script-src 'self' {sha(code)}"
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_scripts_never_run_inline_even_where_an_engine_writes_styles() -> None:
    policy = policy_of(PAGE.format("<script>1</script>"), offline=False, own_styles=False)
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    assert "'unsafe-inline'" in parts["style-src"]
    assert "unsafe" not in parts["script-src"]


def test_the_policy_stands_before_anything_that_could_load() -> None:
    html = guarded(PAGE.format("<script>1</script>"), offline=True)
    assert html.index("Content-Security-Policy") < html.index("<title>")
    assert '<meta name="referrer" content="no-referrer">' in html


def test_the_policy_stands_before_all_else_once_and_however_the_page_is_written() -> None:
    html = guarded('<HEAD><META CHARSET="utf-8"><meta charset="utf-8">', offline=False)
    assert html.startswith('<HEAD><META CHARSET="utf-8"><meta http-equiv="Content-Security-Policy"')
    assert html.count("Content-Security-Policy") == 1
    assert "unsafe-inline" not in html


def test_a_page_without_a_place_is_refused() -> None:
    with pytest.raises(NoHead):
        guarded("<html><head></head></html>", offline=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest casebook's site, made for a shared drive."""
    root = copy_of(BASE, tmp_path_factory.mktemp("policy"))
    assert build(root, "--offline").returncode == 0
    return root / "site" / "public"


def test_every_page_has_one_policy_that_fits_it(folder: Path) -> None:
    for path in sorted(folder.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        (policy,) = POLICY.findall(html)
        if 'http-equiv="refresh"' not in html:
            assert policy == policy_of(html, offline=True), path.name
        assert "unsafe" not in policy
        assert not re.search(r"<[^>]+\son[a-z]+\s*=", html), path.name


in_browser = pytest.mark.skipif(chromium() is None and not required(), reason="no Chromium on this machine")


@in_browser
def test_a_script_that_was_not_built_in_does_not_run(folder: Path, tmp_path: Path, browser: Browser) -> None:
    html = (folder / "index.html").read_text(encoding="utf-8")
    planted = "<script>window.planted = true</script><img src=x onerror='window.planted = true'>"
    target = folder / "planted.html"
    target.write_text(html.replace("</body>", f"{planted}</body>"), encoding="utf-8")
    page = browser.new_page()
    page.goto(target.as_uri())
    page.wait_for_load_state()
    assert page.evaluate("window.planted") is None
    page.close()
    target.unlink()


@in_browser
def test_search_works_from_a_folder_and_breaks_no_rule(folder: Path, browser: Browser) -> None:
    page = browser.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("off-site")
    page.locator(".md-search-result__link").first.wait_for(timeout=10_000)
    page.close()
    assert troubles == []

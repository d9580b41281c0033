"""A build that would change nothing is not done again; one that would change anything is."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cache import OFF
from generator.engine import Layout
from generator.unchanged import build_of, outputs
from tests.sites import BASE, build, copy_of, files

OPTIONS = ("mkdocs", "False", "2026-11-22")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the smallest casebook, built."""
    root = copy_of(BASE, tmp_path_factory.mktemp("unchanged") / "root")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    for name in ("pages", "assets", "overrides"):
        (root / "site").mkdir(exist_ok=True)
        subprocess.run(["cp", "-r", str(Layout(root=BASE).own(name)), str(root / "site")], check=True)
    assert build(root).returncode == 0
    return root


def stands(root: Path, *options: str) -> bool:
    layout = Layout(root=root)
    return build_of(layout, layout.public, *(options or OPTIONS)).stands()


def test_the_same_again_is_not_built(built: Path) -> None:
    assert stands(built)
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*") if ".git" not in path.parts}
    done = build(built)
    assert "unchanged" in done.stderr
    assert "checking the records" not in done.stderr
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*") if ".git" not in path.parts} == before


@pytest.mark.parametrize(
    "option", [("zensical", *OPTIONS[1:]), ("mkdocs", "True", OPTIONS[2]), (*OPTIONS[:2], "2026-11-23")]
)
def test_other_options_are_another_build(built: Path, option: tuple[str, ...]) -> None:
    assert not stands(built, *option)


def appended(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b" ")


INPUTS: dict[str, Callable[[Path], Path]] = {
    "a record": lambda root: next((root / "records" / "case-plans").glob("*.yaml")),
    "the settings": lambda root: root / "records" / "casebook.yml",
    "a new file": lambda root: root / "records" / "providers" / "note.txt",
    "a page": lambda root: root / "site" / "pages" / "about.md",
    "a style": lambda root: root / "site" / "assets" / "casebook.css",
    "a built page": lambda root: root / "site" / "public" / "index.html",
    "a new page": lambda root: root / "site" / "public" / "more.html",
}


@pytest.mark.parametrize("what", INPUTS)
def test_whatever_has_changed_is_noticed(built: Path, what: str) -> None:
    path = INPUTS[what](built)
    existed, content = path.exists(), path.read_bytes() if path.exists() else b""
    assert stands(built) or what != "a record"
    try:
        appended(path)
        assert not stands(built)
    finally:
        if existed:
            path.write_bytes(content)
        else:
            path.unlink()
    if "built" not in what and "new page" not in what:
        assert stands(built)
    else:
        assert build(built).returncode == 0  # puts the site right, and it is known again
        assert stands(built)


def test_a_page_that_is_gone_is_made_again(built: Path) -> None:
    before = files(built / "site" / "public")
    (built / "site" / "public" / "index.html").unlink()
    assert build(built).returncode == 0
    assert files(built / "site" / "public") == before


def test_with_and_without_what_is_remembered_the_site_is_the_same(built: Path, tmp_path: Path) -> None:
    other = copy_of(built, tmp_path / "other")
    assert build(other, **{OFF: "1"}).returncode == 0
    assert files(other / "site" / "public") == files(built / "site" / "public")


def test_a_build_with_errors_is_done_each_time(built: Path) -> None:
    record = next((built / "records" / "providers").glob("*.yaml"))
    text = record.read_text(encoding="utf-8")
    record.write_text(text + "unknown_field: x\n", encoding="utf-8")
    try:
        for _ in range(2):
            assert "CB102" in build(built, "--force").stdout
    finally:
        record.write_text(text, encoding="utf-8")
        assert build(built).returncode == 0


def test_a_folder_that_is_no_site_is_not_looked_through(built: Path, tmp_path: Path) -> None:
    (tmp_path / "photographs").mkdir()
    assert outputs(built / "site" / "public")
    assert outputs(tmp_path) == ""
    done = build(built, "--out", "/")
    assert done.returncode == 1
    assert "choose another folder" in done.stderr

"""A mistake of our own is named, marks its page, ends with 3, hides nothing else and repeats nothing from a record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from generator import compliance_pages, engine, record_pages
from generator.casebook import Casebook
from generator.checks import review_overdue
from generator.commands import build as build_command
from generator.commands import validate
from generator.commands.validate import FORMATS
from generator.faults import told
from generator.findings import Finding
from generator.pages import Page
from generator.render import Renderer
from tests.cases import AS_OF, check, copy_base, replace_in
from tests.letterhead import copying

SECRET = "Fictional-Surname"
MARK = "This page could not be made"
PAGES = 100


class Broken(Exception):
    """A mistake of ours whose words repeat a record."""


def fail(*_: object, **__: object) -> NoReturn:
    """Fails with words that must not be seen."""
    raise Broken(SECRET)


@pytest.fixture
def root(tmp_path: Path, letterhead: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(engine, "run", copying(letterhead))
    return copy_base(tmp_path / "root")


def built(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, str], str]:
    """Builds the site: exit code, pages, and what was said."""
    code = build_command.run(build_command.Order(root=root, as_of=AS_OF))
    said = capsys.readouterr()
    public = root / "site/public"
    pages = {p.relative_to(public).as_posix(): p.read_text(encoding="utf-8") for p in public.rglob("*.html")}
    assert SECRET not in said.out + said.err + "".join(pages.values())
    return code, pages, said.err


def marked(pages: dict[str, str]) -> set[str]:
    """The pages that say they could not be made."""
    return {path for path, html in pages.items() if MARK in html}


def test_a_view_that_fails_marks_the_pages_of_its_kind_alone(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, whole, _ = built(root, capsys)
    monkeypatch.setattr(record_pages, "policy_view", fail)
    code, pages, said = built(root, capsys)
    broken = {path for path in pages if re.match(r"policies/(?!index)", path)}
    assert code == 3
    assert marked(pages) == broken
    assert broken
    assert set(pages) == set(whole)
    for path in broken:
        assert f"casebook: {path} could not be made" in said
        assert "Broken" in pages[path]
        assert "not known" in pages[path]
    assert "record_pages.py:" in said


def test_a_template_that_fails_marks_its_page_alone(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    body = Renderer.body

    def one_fails(self: Renderer, page: Page) -> str:
        return fail() if page.template == "records/role.html.j2" else body(self, page)

    monkeypatch.setattr(Renderer, "body", one_fails)
    code, pages, _ = built(root, capsys)
    assert code == 3
    assert marked(pages) == {path for path in pages if re.match(r"roles/(?!index|due-of|steps-of)", path)}
    assert len(pages) > PAGES


@pytest.mark.parametrize(("view", "folder"), [("packs_view", "compliance"), ("what_if_view", "compliance")])
def test_what_a_section_did_not_come_to_make_says_so(
    view: str, folder: str, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, whole, _ = built(root, capsys)
    monkeypatch.setattr(compliance_pages, view, fail)
    code, pages, said = built(root, capsys)
    assert code == 3
    assert marked(pages)
    assert all(path.startswith(f"{folder}/") for path in marked(pages))
    assert f"casebook: {folder}/ could not be made" in said
    assert {path for path in whole if not path.startswith(f"{folder}/")} <= set(pages)


def test_a_section_page_that_fails_never_shows_an_empty_frame(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compliance_pages, "matrix_view", fail)
    code, pages, _ = built(root, capsys)
    assert code == 3
    assert MARK in pages["compliance/index.html"]
    assert not [path for path, html in pages.items() if "CASEBOOKFRAME" in html]


def test_a_rule_that_fails_hides_no_finding_in_any_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_base(tmp_path)
    replace_in(root, "records/roles/off-site-coordinator.yaml", "kind: seat", "kind: chair")
    monkeypatch.setattr(review_overdue, "check", fail)
    for form in FORMATS:
        assert validate.run(root, AS_OF, strict=False, form=form, only=(), since=None) == 3
        said = capsys.readouterr()
        assert review_overdue.RULE.code in said.out
        assert "CB103" in said.out
        assert "CB905" in said.out
        assert "Broken" in said.err
        assert SECRET not in said.out + said.err


def test_a_rule_that_fails_in_the_middle_keeps_what_it_had_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_base(tmp_path)
    replace_in(root, "records/policies/commissioning.yaml", "next_review: 2027-09-01", "next_review: 2026-11-20")
    check_all = review_overdue.check

    def stops(casebook: Casebook, as_of: dt.date) -> Iterator[Finding]:
        yield from check_all(casebook, as_of)
        fail()

    monkeypatch.setattr(review_overdue, "check", stops)
    assert {finding.code for finding in check(root).findings} == {review_overdue.RULE.code, "CB905"}


def test_a_fault_is_told_by_place_and_not_in_its_own_words() -> None:
    try:
        fail()
    except Broken as error:
        said = told(error)
    assert said.startswith("Broken, ")
    assert "tests/test_own_faults.py:" in said
    assert SECRET not in said


def test_of_a_long_way_the_end_is_told() -> None:
    def deeper(steps: int) -> NoReturn:
        if steps:
            deeper(steps - 1)
        Path("/no/such/file").stat()
        raise AssertionError

    with pytest.raises(FileNotFoundError) as failed:
        deeper(20)
    lines = told(failed.value).split("\n")
    assert lines[0] == "FileNotFoundError, on the way through:"
    assert len(lines) == 13
    assert re.fullmatch(r"  (?:pathlib|_local)\.py:[0-9]+ in stat", lines[-1])
    assert re.fullmatch(r"  tests/test_own_faults\.py:[0-9]+ in deeper", lines[-2])

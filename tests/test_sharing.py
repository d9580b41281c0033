"""Work shared out to processes gives what one process gives; a rebuild leaves the files that have not changed."""

from __future__ import annotations

import gc
import marshal
import os
import signal
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from generator import publish, sharing
from generator.links import DeadLink, Leads, dead_ends, dead_links, marks_of
from generator.sharing import share
from tests.sites import BASE, build, copy_of, files


def squares(numbers: Sequence[int]) -> list[int]:
    return [number * number for number in numbers]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_item_is_worked_on_once(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "processors", lambda _: number)
    found = share(squares, range(1000))
    assert len(found) == number
    assert sorted(value for part in found for value in part) == squares(range(1000))


def test_a_part_that_fails_elsewhere_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "processors", lambda _: 2)
    here = os.getpid()

    def only_here(numbers: Sequence[int]) -> list[int]:
        assert os.getpid() == here
        return squares(numbers)

    assert sorted(value for part in share(only_here, range(10)) for value in part) == squares(range(10))


@pytest.mark.parametrize("missing", [(os, "fork"), (tempfile, "TemporaryFile")], ids=["process", "file"])
def test_where_there_is_no_room_for_another_the_work_is_done_here(
    missing: tuple[Any, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> None:
        raise BlockingIOError

    monkeypatch.setattr(sharing, "processors", lambda _: 3)
    monkeypatch.setattr(*missing, refused)
    found = share(squares, range(100))
    assert sorted(value for part in found for value in part) == squares(range(100))


def test_what_goes_wrong_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "processors", lambda _: 2)

    def fails(numbers: Sequence[int]) -> list[int]:
        if 7 in numbers:
            raise KeyError("seven")
        return squares(numbers)

    started: list[int] = []
    begin = sharing.begin

    def noted(*arguments: Any) -> int:
        started.append(begin(*arguments))
        return started[-1]

    monkeypatch.setattr(sharing, "begin", noted)
    for items in (range(10), range(-5, 10)):  # the mistake is in our own part, and in the other's
        with pytest.raises(KeyError):
            share(fails, items)
    assert len(started) == 2
    for process in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)  # no process is left behind


@pytest.mark.parametrize(
    ("usable", "items", "number"),
    [(2, 399, 1), (2, 400, 2), (8, 600, 3), (8, 100_000, 4), (1, 100_000, 1), (8, 0, 1)],
)
def test_processes_are_as_many_as_are_worth_having(
    usable: int, items: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(
        os, "sched_getaffinity", lambda process: set(range(usable) if process == 0 else ()), raising=False
    )
    assert sharing.processors(items) == number
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: usable)
    assert sharing.processors(items) == number
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert sharing.processors(items) == 1


def test_nothing_is_shared_out_where_that_is_not_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert sharing.processors(10_000) == 1
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert sharing.processors(10_000) == 2
    monkeypatch.delattr(os, "fork")
    assert sharing.processors(10_000) == 1


def test_other_processes_do_their_part_and_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "processors", lambda _: 3)
    killed: list[int] = []
    monkeypatch.setattr(os, "kill", lambda process, _: killed.append(process))
    here, frozen = os.getpid(), gc.get_freeze_count()

    def about(_: Sequence[int]) -> tuple[int, bool, bool]:
        if os.getpid() != here:
            time.sleep(0.2)
        return os.getpid(), gc.get_freeze_count() > frozen, signal.getsignal(signal.SIGINT) is signal.SIG_DFL

    found = share(about, range(9))
    assert len({process for process, *_ in found}) == 3
    assert [shared for _, shared, _ in found] == [True] * 3
    assert [plain for *_, plain in found] == [False, True, True]
    assert gc.get_freeze_count() == frozen
    assert killed == []


def test_what_has_been_started_is_ended_when_our_part_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "processors", lambda _: 2)
    here, kill, killed, frozen = os.getpid(), os.kill, list[int](), gc.get_freeze_count()

    def killing(process: int, number: int) -> None:
        killed.append(number)
        kill(process, number)
        raise ProcessLookupError

    def work(_: Sequence[int]) -> None:
        if os.getpid() == here:
            raise KeyError("ours")
        time.sleep(30)

    monkeypatch.setattr(os, "kill", killing)
    with pytest.raises(KeyError, match="ours"):
        share(work, range(4))
    assert killed == [signal.SIGKILL]
    assert gc.get_freeze_count() == frozen


@pytest.mark.parametrize("fails", [False, True])
def test_a_process_never_goes_astray(fails: bool) -> None:
    """It ends in `begin`, whatever happens: else it would go on as a second build."""
    here = os.getpid()

    def work(_: Sequence[int]) -> int:
        if fails:
            raise SystemExit(5)
        return 1

    with tempfile.TemporaryFile() as answer:
        try:
            process = sharing.begin(work, [1], answer)
        finally:
            if os.getpid() != here:
                os._exit(7)
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == int(fails)


def tree(folder: Path, **contents: str) -> Path:
    folder.mkdir()
    for name, text in contents.items():
        (folder / name).write_text(text)
    return folder


def test_a_file_that_has_not_changed_stays_the_very_file(tmp_path: Path) -> None:
    old, new = tree(tmp_path / "old", a="1", b="2"), tree(tmp_path / "new", a="1", b="3", c="4")
    before = (old / "a").stat()
    assert publish.swap(new, old)
    after = (old / "a").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert {name: text for name, text in files(old).items() if len(name) == 1} == {"a": b"1", "b": b"3", "c": b"4"}


def test_a_page_is_written_when_it_has_changed_and_the_old_one_is_left_alone(tmp_path: Path) -> None:
    old, new = tree(tmp_path / "old", a="1", b="2"), tree(tmp_path / "new", a="engine", b="engine")
    publish.put(new / "a", b"1", old / "a")
    publish.put(new / "b", b"3", old / "b")
    publish.put(new / "deep" / "c", b"4", old / "deep" / "c")
    assert (new / "a").samefile(old / "a")
    assert files(old) == {"a": b"1", "b": b"2"}
    assert files(new) == {"a": b"1", "b": b"3", "deep/c": b"4"}


def test_one_changed_record_changes_few_files(tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path / "root")
    public = root / "site" / "public"
    assert build(root).returncode == 0
    before = {path: path.stat() for path in public.rglob("*.html")}
    plan = next((root / "records" / "case-plans").glob("*.yaml"))
    plan.write_text(plan.read_text(encoding="utf-8").replace("purpose: ", "purpose: Changed. ", 1), encoding="utf-8")
    assert build(root).returncode == 0
    page = public / "case-plans" / f"{plan.stem}.html"
    assert page.stat().st_ino != before[page].st_ino
    written = [path for path in public.rglob("*.html") if path.stat().st_mtime_ns != before[path].st_mtime_ns]
    assert len(written) < 10
    fresh = copy_of(root, tmp_path / "fresh")
    assert build(fresh).returncode == 0
    assert files(public) == files(fresh / "site" / "public")


def test_known_marks_say_what_the_pages_say() -> None:
    html = {
        "a/x.html": '<a href="../b.html#here"> <a href="#gone"> <a href="y.html"> <a href="../b.html#no"> <p id="own">',
        "a/z.html": '<a href="#own"> <a href="y.html"> <a href="x.html#own"> <a href="https://example.org/y.html">',
        "b.html": '<p id="here"><a href="a/x.html?q=1#own"><a href="&#38;.html">',
    }
    names = frozenset(html)
    found = list(dead_ends({page: marks_of(text) for page, text in html.items()}, names))
    assert found == list(dead_links(html, names))
    assert set(found) == {
        DeadLink(page=page, target=target)
        for page, target in [
            ("a/x.html", "#gone"),
            ("a/x.html", "y.html"),
            ("a/x.html", "../b.html#no"),
            ("a/z.html", "#own"),
            ("a/z.html", "y.html"),
            ("b.html", "&#38;.html"),
        ]
    }


LEADING = [
    *("#own", "#gone", "#__skip", "", "?q", "?q#own", "x.html", "x.html#own", "x.html#gone", "no.html", "no.html#own"),
    *("../index.html", "../index.html#top", "../index.html#gone", "../b/", "../b/index.html", "..", "index.html"),
    *("/a/x.html", "/no.html", "b/index.html", "a/x.html#own", "https://example.org/no.html", "mailto:a@b", "%78.html"),
    *("x.html#%6fwn", "&amp;.html", "x.html?q=1&amp;r#own"),
]


def test_what_is_gathered_of_links_hides_no_dead_one() -> None:
    """Each link on each of some pages: gathered, it is sound only where the pages have no dead link, and nearly always then."""
    doubted = 0
    for page in ("index.html", "a/x.html", "a/y.html", "b/index.html"):
        for raw in LEADING:
            html = dict.fromkeys(("a/x.html", "a/y.html", "b/index.html"), '<p id="own">') | {
                "index.html": '<p id="top">'
            }
            html[page] += f'<a href="{raw}">'
            leads = Leads()
            for name, text in html.items():
                leads.add(name, text)
            plain = marshal.loads(marshal.dumps((leads.links, leads.anchors)))
            joined = Leads()
            joined.join(*plain)
            dead = list(dead_links(html, frozenset(html)))
            assert joined.are_sound(frozenset(html)) == leads.are_sound(frozenset(html))
            assert not (dead and joined.are_sound(frozenset(html))), (page, raw)
            doubted += not dead and not joined.are_sound(frozenset(html))
    assert doubted <= 8, "only a link to a page's own address with a question is asked for in the page itself"

"""How long a site takes: cold, beside Hugo and mkdocs-material, again, after one change, and how heavy it is."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from benchmarks import peers
from benchmarks.checking import forget, made
from benchmarks.measure import ROOT, Plan, Row, at, casebook, times

MKDOCS_SHARE = 10


def build(plan: Plan) -> Iterator[Row]:
    """A full build beside others that are given the same text as Markdown."""
    root, number = made(plan, 5_000)
    ours = times(lambda: casebook("build", *at(root), "--force"), plan.runs, before=lambda: clean(root))
    yield Row(work=f"full `build`, {number:,} records", measured=str(ours))
    if not plan.peers:
        return
    site = root / "site" / "public"
    if peers.has("hugo"):
        folder = plan.folder / "hugo"
        pages = peers.hugo_site(site, folder)
        hugo = times(lambda: peers.hugo(folder), plan.runs)
        ratio = ours.median / hugo.median
        work = f"`build` against Hugo with {pages:,} Markdown pages of the same text ({hugo})"
        yield Row(work=work, measured=f"{ratio:.2f}", reach="<= 1", met=ratio <= 1)
    small, some = made(plan, max(number // MKDOCS_SHARE, 100), "small")
    casebook("build", *at(small), "--force")
    peers.mkdocs_site(small / "site" / "public", plan.folder / "mkdocs")
    mkdocs = times(lambda: peers.mkdocs(plan.folder / "mkdocs"), 1).median * number / some
    ratio = ours.median / mkdocs
    work = f"`build` against mkdocs-material (about {mkdocs:.0f} s for {number:,}; {some:,} were built)"
    yield Row(work=work, measured=f"1/{1 / ratio:.1f}", reach="<= 1/15", met=ratio <= 1 / 15)


def rebuild(plan: Plan) -> Iterator[Row]:
    """The same build again, and with one record changed."""
    root, number = made(plan, 5_000)
    cold = times(lambda: casebook("build", *at(root), "--force"), 1, before=lambda: clean(root))
    before = stamps(root)
    again = times(lambda: casebook("build", *at(root), "--force"), plan.runs)
    ratio = again.median / cold.median
    written = len(stamps(root) - before)
    work = f"rebuild of {number:,} records, nothing changed ({again} of {cold}), files written: {written}"
    yield Row(work=work, measured=f"{ratio:.2f}", reach="<= 0.3, 0 files", met=ratio <= 0.3 and not written)
    change(sorted((root / "records" / "case-plans").iterdir())[-3])
    took = times(lambda: casebook("build", *at(root), "--force"), 1)
    written = len(stamps(root) - before)
    yield Row(work="rebuild, one plan changed", measured=f"{took}, {written} files written", reach="what depends on it")


def serve(plan: Plan) -> Iterator[Row]:
    """From saving a file to the changed page."""
    root, number = made(plan, 5_000)
    command = [sys.executable, "-m", "generator", "serve", *at(root), "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        address = address_of(process)
        path = sorted((root / "records" / "case-plans").iterdir())[-3]
        took = [seconds_until_shown(path, f"{address}case-plans/{path.stem}.html", n) for n in range(plan.runs)]
    finally:
        process.terminate()
        process.wait()
    median = statistics.median(took)
    work = f"`serve`, {number:,} records: from saving a plan to its new page"
    measured = f"{median:.2f} s ({min(took):.2f} to {max(took):.2f})"
    yield Row(work=work, measured=measured, reach="< 1 s", met=median < 1)


def address_of(process: subprocess.Popen[str]) -> str:
    """Waits until the site is served and says where. Then lets the rest of what is said go by."""
    assert process.stderr is not None
    for said in process.stderr:
        if found := re.search(r"http://\S+", said):
            subprocess.Popen(["cat"], stdin=process.stderr, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return found.group()
    raise SystemExit("the site was not served")


def seconds_until_shown(path: Path, address: str, number: int) -> float:
    """Saves a new purpose and asks for the page until it is there."""
    word = f"Refreshed {number}"
    text = re.sub(r"^purpose: .*\n(?: +.*\n)*", f"purpose: {word}.\n", path.read_text(encoding="utf-8"), flags=re.M)
    path.write_text(text, encoding="utf-8")
    started = time.perf_counter()
    while time.perf_counter() - started < 120:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server on this computer
            if word in answer.read().decode():
                return time.perf_counter() - started
        time.sleep(0.02)
    raise SystemExit("the page was never refreshed")


def clean(root: Path) -> None:
    """Removes everything that was built or remembered."""
    forget(root)
    shutil.rmtree(root / "site", ignore_errors=True)


def stamps(root: Path) -> set[tuple[str, int, int]]:
    """Every file of the site with its identity and the moment it was written."""
    files = (path for path in (root / "site" / "public").rglob("*") if path.is_file())
    return {(str(path), path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def change(path: Path) -> None:
    """Changes what one record says."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^purpose: .*\n(?: +.*\n)*", "purpose: Changed.\n", text, flags=re.M), encoding="utf-8")

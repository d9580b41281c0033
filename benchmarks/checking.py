"""How long the checks take: at the start, over everything, and for one change."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks import peers
from benchmarks.authority import authority
from benchmarks.measure import ROOT, Plan, Row, at, casebook, run, times
from generator.cache import FOLDER

PEER_SHARE = 10
"""The slow peers look at one record in ten: their time grows with the number, and nobody waits an hour."""


def start(plan: Plan) -> Iterator[Row]:
    """Commands that need no records."""
    for arguments in (("--help",), ("rules", "CB201")):
        took = times(lambda given=arguments: casebook(*given), plan.runs)  # type: ignore[misc]
        yield Row(work=f"`{' '.join(arguments)}`", measured=str(took), reach="< 0.25 s", met=took.median < 0.25)


def validate(plan: Plan) -> Iterator[Row]:
    """Every check over every record, without anything remembered, beside programs that check less."""
    root, number = made(plan, 10_000)
    ours = times(lambda: casebook("validate", *at(root)), plan.runs, before=lambda: forget(root))
    yield Row(work=f"`validate`, {number:,} records, all checks, cold", measured=str(ours))
    warm = times(lambda: casebook("validate", *at(root)), plan.runs)
    yield Row(work="the same, warm", measured=str(warm))
    if not plan.peers:
        return
    tenth, some = made(plan, max(number // PEER_SHARE, 200), "tenth")
    few = times(lambda: casebook("validate", *at(tenth)), plan.runs, before=lambda: forget(tenth))
    peer = times(lambda: peers.load_and_validate(tenth), 1)
    ratio = few.median / peer.median
    work = f"`validate` against CSafeLoader + jsonschema ({some:,} records: {few.median:.2f} s, {peer.median:.1f} s)"
    yield Row(work=work, measured=f"{ratio:.2f}", reach="<= 0.6", met=ratio <= 0.6)
    if peers.has("check-jsonschema"):
        seen = 0

        def look() -> None:
            nonlocal seen
            seen = peers.check_jsonschema(tenth, PEER_SHARE)

        slow = times(look, 1).median * some / seen
        ratio = few.median / slow
        work = f"`validate` against check-jsonschema (about {slow:.0f} s for {some:,}; {seen} were looked at)"
        yield Row(work=work, measured=f"1/{1 / ratio:.0f}", reach="<= 1/8", met=ratio <= 1 / 8)


def since(plan: Plan) -> Iterator[Row]:
    """What a commit hook runs: one record changed, cross-record findings included."""
    root, number = made(plan, 10_000)
    kinds = {"case plan": "case-plans", "provider": "providers", "register": "registers"}
    casebook("validate", *at(root), "--since", "HEAD")
    for title, folder in kinds.items():
        path = sorted((root / "records" / folder).iterdir())[-3]
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}# looked at again\n", encoding="utf-8")
        took = times(lambda: casebook("validate", *at(root), "--since", "HEAD"), plan.runs)
        path.write_text(text, encoding="utf-8")
        work = f"`validate --since HEAD`, one {title} changed of {number:,}"
        yield Row(work=work, measured=str(took), reach="< 1 s", met=took.median < 1)


def made(plan: Plan, number: int, name: str = "authority") -> tuple[Path, int]:
    """An authority with so many records, unless another number was asked for."""
    root = plan.folder / name
    number = authority(ROOT, root, plan.records or number)
    git(root, "init", "-q")  # what is remembered lies with git
    git(root, "add", "records")
    git(root, "commit", "-qm", "Records")
    return root, number


def forget(root: Path) -> None:
    """Deletes everything that is only remembered."""
    shutil.rmtree(root / ".git" / FOLDER, ignore_errors=True)


def git(root: Path, *arguments: str) -> None:
    """A git command in a root, as nobody in particular."""
    run(["git", "-C", str(root), "-c", "user.name=Bench", "-c", "user.email=bench@example.org", *arguments])

"""How time and memory grow with the number of records."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.authority import authority
from benchmarks.building import clean
from benchmarks.checking import forget
from benchmarks.measure import ROOT, Plan, Row, at, casebook, memory, times

LIMIT = 400


def rows(plan: Plan) -> Iterator[Row]:
    """Each doubling, for the checks and for the site."""
    first = plan.records or 5_000
    checked: list[float] = []
    built: list[float] = []
    for number in (first, first * 2, first * 4):
        root = plan.folder / str(number)
        authority(ROOT, root, number)
        forget(root)
        checked.append(times(lambda at_root=root: casebook("validate", *at(at_root)), 1).median)  # type: ignore[misc]
        clean(root)
        built.append(times(lambda at_root=root: casebook("build", *at(at_root), "--force"), 1).median)  # type: ignore[misc]
        if number == first * 2:
            forget(root)
            for command in (("validate",), ("build", "--force")):
                held = memory(*command, *at(root))
                work = f"memory of `{command[0]}`, {number:,} records"
                yield Row(work=work, measured=f"{held:.0f} MiB", reach=f"<= {LIMIT} MiB", met=held <= LIMIT)
    for name, found in (("validate", checked), ("build", built)):
        for smaller, larger, number in zip(found, found[1:], (first, first * 2), strict=False):
            work = f"`{name}`, {number:,} to {number * 2:,} records ({smaller:.1f} s to {larger:.1f} s)"
            ratio = larger / smaller
            yield Row(work=work, measured=f"{ratio:.2f} times", reach="<= 2.2", met=ratio <= 2.2)

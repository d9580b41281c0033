"""`make bench`: measures, and prints the table of what is to be reached. See benchmarks/README.md."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import building, checking, directory, growth, in_browser, journeys, standing, weight
from benchmarks.identifiers import rows as identifiers
from benchmarks.measure import Plan, Row

Measurement = Callable[[Plan], Iterator[Row]]
SECTIONS: dict[str, Measurement] = {
    "start": checking.start,
    "validate": checking.validate,
    "since": checking.since,
    "build": building.build,
    "rebuild": building.rebuild,
    "serve": building.serve,
    "growth": growth.rows,
    "weight": weight.rows,
    "search": in_browser.search,
    "directory": directory.rows,
    "journeys": journeys.rows,
    "standing": standing.rows,
    "identifiers": identifiers.rows,
}


def main() -> int:
    """Runs the measurements asked for, all of them unless told otherwise."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of: {', '.join(SECTIONS)}")
    parser.add_argument("--records", type=int, default=0, help="so many records instead of each section's own number")
    parser.add_argument("--runs", type=int, default=3, help="how often each is done; the median counts")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="leave out the slow comparisons")
    given = parser.parse_args()
    if unknown := set(given.sections) - SECTIONS.keys():
        parser.error(f"there is no section {', '.join(sorted(unknown))}")
    sys.stdout.write("| work | measured | reach | |\n|---|---|---|---|\n")
    for name in given.sections or SECTIONS:
        with tempfile.TemporaryDirectory(prefix="casebook-bench-") as folder:
            plan = Plan(folder=Path(folder), records=given.records, runs=given.runs, peers=given.peers)
            for row in SECTIONS[name](plan):
                sys.stdout.write(line(row))
                sys.stdout.flush()
    return 0


def line(row: Row) -> str:
    """A row of the table."""
    met = {True: "reached", False: "**missed**", None: ""}[row.met]
    return f"| {row.work} | {row.measured} | {row.reach} | {met} |\n"


if __name__ == "__main__":
    sys.exit(main())

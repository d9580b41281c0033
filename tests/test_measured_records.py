"""The records that are measured are as records should be: without errors, no two alike, and the same every time."""

from __future__ import annotations

from pathlib import Path

from benchmarks.authority import authority
from generator.findings import Severity
from generator.inspection import inspect
from generator.schema import SchemaStore
from tests.cases import AS_OF, SAMPLE

THREE_CLUSTERS = 180


def test_records_of_an_authority_have_no_errors_and_are_never_alike(tmp_path: Path) -> None:
    """A site with errors is not built, and one built all the same is not remembered: neither could be measured."""
    roots = [tmp_path / name for name in ("one", "again")]
    made = [authority(SAMPLE, root, THREE_CLUSTERS) for root in roots]
    assert made == [THREE_CLUSTERS, THREE_CLUSTERS]
    texts, again = ({p.relative_to(root): p.read_bytes() for p in root.rglob("*.y*ml")} for root in roots)
    assert texts == again
    assert len(set(texts.values())) == len(texts)
    report = inspect(roots[0], SchemaStore.load(), AS_OF).report
    assert not report.failures
    assert [f for f in report.findings if f.severity is Severity.ERROR] == []
    assert report.count(Severity.WARNING), "rebuilding is to be measured where something is said"

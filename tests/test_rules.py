"""Every case in tests/rules gives exactly the findings it announces, on exactly the lines it announces."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases import AS_OF, BASE, RULES, check, codes_in, found_in, lay, sections

CASES = sorted(RULES.glob("*/*.yaml"))


def test_the_base_casebook_has_no_findings() -> None:
    report = check(BASE)
    assert found_in(report) == []
    assert report.skipped == ()
    assert report.as_of == AS_OF


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(case: Path, tmp_path: Path) -> None:
    expected = lay(case, tmp_path)
    report = check(tmp_path)
    shown = "\n".join(f"{f.location.path}:{f.location.line} {f.code} {f.message}" for f in report.findings)
    assert found_in(report) == expected, shown
    assert not report.failures


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_announces_its_own_rule(case: Path) -> None:
    from generator.catalogue import CATALOGUE

    names = {page.rule.code: page.rule.name for page in CATALOGUE.values()}
    announced = {names[code] for line in case.read_text(encoding="utf-8").split("\n") for code in codes_in(line)}
    if case.stem.startswith("bad"):
        assert case.parent.name in announced
    else:
        assert case.stem.startswith("good")
        assert not announced
    assert sections(case.read_text(encoding="utf-8"))

"""Findings stand in one order, whatever found them first."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from generator.findings import Finding, Location, Severity

ONE = Finding(code="CB201", rule="unknown-reference", severity=Severity.ERROR, location=Location(path="a"), message="x")
OTHERS: dict[str, Any] = {
    "code": "CB202",
    "location": Location(path="a", pointer="/b"),
    "message": "y",
    "hint": "another",
    "citation": "another",
}


@pytest.mark.parametrize("field", OTHERS)
def test_two_findings_that_differ_have_an_order(field: str) -> None:
    other = replace(ONE, **{field: OTHERS[field]})
    assert other != ONE
    assert other.sort_key != ONE.sort_key


def test_every_field_but_what_the_code_decides_is_tried() -> None:
    assert {field.name for field in fields(Finding)} == {*OTHERS, "rule", "severity"}

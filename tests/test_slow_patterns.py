"""No text can make a pattern slow: neither those of the schemas nor those that say what a date, an address or an id is."""

from __future__ import annotations

import pytest

from generator import formats, schema
from generator.kinds import KINDS
from tests.ambiguity import anchored, slow
from tests.test_schemas import ALL

PATTERNS = sorted({node["pattern"] for _, node in ALL if isinstance(node.get("pattern"), str)})
OWN = {
    "email": formats.EMAIL.pattern,
    "host": formats.HOST,
    "page": formats.PAGE.pattern,
    "integer": schema.INTEGER.pattern,
    "decimal": schema.DECIMAL.pattern,
    "date": schema.DATE.pattern,
    **{kind.name: kind.id_pattern for kind in KINDS},
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_text_makes_a_pattern_of_the_schemas_slow(pattern: str) -> None:
    assert slow(pattern) == ""
    assert anchored(pattern)


@pytest.mark.parametrize("name", OWN)
def test_no_text_makes_a_pattern_of_ours_slow(name: str) -> None:
    assert slow(f"^{OWN[name]}$".replace("{0,61}", "{0,3}").replace("{0,14}", "{0,3}")) == ""


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("^(a+)+$", "exponential"),
        ("^(a*)*$", "exponential"),
        ("^(a|b|ab)*$", "exponential"),
        ("^(x+x+)+y$", "exponential"),
        ("^(a|a?)+$", "exponential"),
        ("^([a-z]+-?)*$", "exponential"),
        ("^a*a*$", "the square"),
        ("^.*x.*$", "the square"),
        (r"^mailto:[^\s]+@[^\s]+$", "the square"),
        ("^[0-9]+[0-9a-f]{2,}$", "the square"),
        ("^[a-z]+@[a-z@]+$", ""),
        ("^(a+b)+$", ""),
        ("^a*ba*$", ""),
        ("^a{1,5}b?a{2}$", ""),
        ("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", ""),
        ("^(ab|ac)+$", ""),
    ],
)
def test_slow_patterns_are_known_for_what_they_are(pattern: str, said: str) -> None:
    assert slow(pattern).startswith(said)
    assert bool(slow(pattern)) is bool(said)


@pytest.mark.parametrize("pattern", [r"^(a)\1$", r"^\w+$"])
def test_a_pattern_that_cannot_be_read_is_not_passed(pattern: str) -> None:
    with pytest.raises(ValueError, match="cannot read"):
        slow(pattern)


def test_ends_are_looked_for_in_each_way() -> None:
    assert [anchored(p) for p in ("^a$", "^a$|^b$", "^(a|b)$")] == [True, True, True]
    assert [anchored(p) for p in ("a$", "^a", "^a$|b$", "^a|^b$", "(^a$)")] == [False] * 5

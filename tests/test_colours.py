"""The colours of the states can be told from their grounds, in light and in dark: computed from the style sheet itself."""

from __future__ import annotations

import re

import pytest

from tests.sites import ROOT

STYLE = (ROOT / "site" / "assets" / "casebook.css").read_text(encoding="utf-8")
BLOCK = {"light": r"^:root \{(.*?)^\}", "dark": r'^  \[data-md-color-scheme="slate"\] \{(.*?)^  \}'}
VARIABLE = re.compile(r"--cb-([a-z-]+): (#[0-9a-f]{3,6});")
TONES = ("bad", "warn", "good", "doubt", "info", "quiet")
TEXT, SHAPE = 4.5, 3.0


def colours(scheme: str) -> dict[str, str]:
    """The casebook's colours in a scheme."""
    block = re.search(BLOCK[scheme], STYLE, re.DOTALL | re.MULTILINE)
    assert block
    return dict(VARIABLE.findall(block[1]))


def luminance(colour: str) -> float:
    """How light a colour is, as WCAG 2 counts it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_counted_as_the_guidelines_do() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("scheme", BLOCK)
@pytest.mark.parametrize("tone", TONES)
def test_words_and_shapes_of_a_state_stand_out_from_every_ground(tone: str, scheme: str) -> None:
    known = colours(scheme)
    for ground in (f"{tone}-tint", "surface", "raised"):
        assert contrast(known[tone], known[ground]) >= TEXT, ground


@pytest.mark.parametrize("scheme", BLOCK)
def test_plain_words_and_the_edges_of_fields_stand_out_too(scheme: str) -> None:
    known = colours(scheme)
    for ground in ("surface", "raised"):
        assert contrast(known["ink"], known[ground]) >= TEXT
        assert contrast(known["muted"], known[ground]) >= TEXT
        assert contrast(known["field"], known[ground]) >= SHAPE


@pytest.mark.parametrize("scheme", BLOCK)
def test_no_two_states_look_alike(scheme: str) -> None:
    known = colours(scheme)
    assert len({known[tone] for tone in TONES}) == len(TONES)


@pytest.mark.parametrize(
    ("scheme", "rule"), [("light", "body[data-md-color-primary]"), ("dark", 'body[data-md-color-scheme="slate"]')]
)
def test_lines_and_bars_of_charts_stand_out_from_their_ground(scheme: str, rule: str) -> None:
    accent = re.search(re.escape(rule) + r"[^{]*\{[^}]*--md-accent-fg-color: (#[0-9a-f]{6})", STYLE)
    assert accent
    known = colours(scheme)
    assert contrast(accent[1], known["surface"]) >= SHAPE
    assert contrast(known["muted"], known["surface"]) >= SHAPE
    # The two lines of a chart are as light as each other: dashes and marks tell them apart, not colour.
    assert re.search(r"\.cb-chart__expected \{[^}]*stroke-dasharray", STYLE)

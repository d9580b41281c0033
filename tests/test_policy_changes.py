"""Differences between versions of a policy: nothing is lost, nothing invented, and hostile words stay words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compliance.paperwork import Holding, held_by
from generator.model import PolicyVersion, RoleAcknowledgement, Section
from generator.prose import plain_blocks
from generator.views.policy_changes import (
    Paragraph,
    VersionChange,
    paragraph_changes,
    section_changes,
    version_changes,
)
from tests.compliance_world import policy
from tests.world import D

WORD = st.sampled_from(["tell", "the", "parent", "today", "<b>", "{{ 7*7 }}", "school", "ring", "999"])
TEXT = st.lists(st.lists(WORD, min_size=1, max_size=8).map(" ".join), max_size=6)


def side(paragraphs: list[Paragraph], without: str) -> list[str]:
    """The old or the new text, read from the difference."""
    texts = (" ".join(p.text for p in paragraph.pieces if p.change != without) for paragraph in paragraphs)
    return [text for text in texts if text]


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_difference(old: list[str], new: list[str]) -> None:
    found = list(paragraph_changes(old, new))
    assert side(found, "added") == old
    assert side(found, "removed") == new


def section(name: str, text: str, *, normative: bool | None = None, title: str = "") -> Section:
    """A section of a policy."""
    return Section(id=name, title=title or name.capitalize(), text=text, normative=normative)


def changes(old: tuple[Section, ...], new: tuple[Section, ...]) -> VersionChange:
    """The only step of a policy with one earlier version."""
    earlier = PolicyVersion(version="1.0", approved_on=D("2025-01-01"), change="First.", sections=old)
    return version_changes(replace(policy(), version="2.0", history=(earlier,), sections=new))[0]


def test_a_reworded_paragraph_shows_its_words() -> None:
    found = changes((section("calls", "Ring the parent that day."),), (section("calls", "Ring the parent *at once*."),))
    (paragraph,) = found.sections[0].paragraphs
    assert [(p.change, p.text) for p in paragraph.pieces] == [
        ("same", "Ring the parent"),
        ("removed", "that day."),
        ("added", "at once."),
    ]
    assert found.old_fingerprint != found.new_fingerprint


def test_sections_are_matched_by_id_and_those_taken_out_are_shown() -> None:
    old = (section("one", "Stay."), section("two", "Go."), section("three", "As it was."))
    new = (
        section("three", "As it was."),
        section("one", "Stay.", title="First"),
        section("four", "New.", normative=False),
    )
    found = changes(old, new)
    assert [(s.title, s.former_title, s.change, s.rule) for s in found.sections] == [
        ("First", "One", "changed", True),
        ("Four", "", "added", False),
        ("Two", "", "removed", True),
    ]
    assert found.unchanged == 1


def test_a_moved_comma_changes_words_but_not_the_fingerprint() -> None:
    found = changes((section("one", "Ring, then write."),), (section("one", "Ring then write."),))
    assert found.old_fingerprint == found.new_fingerprint
    assert found.sections


def test_a_text_that_was_not_kept_is_said_to_be_unknown() -> None:
    found = changes((), (section("one", "Stay."),))
    assert not found.known
    assert not found.sections


def test_markdown_is_read_as_words() -> None:
    text = "# Head\n\nA **bold**\nline with [a link](https://example.org).\n\n- one\n- two\n\n```\ncode\n```"
    assert plain_blocks(text) == ("Head", "A bold line with a link.", "one", "two", "code")


def test_sections_without_change_are_the_same() -> None:
    (found,) = section_changes((section("one", "- a\n- b"),), (section("one", "- a\n- b"),))
    assert found.change == "same"


@pytest.mark.parametrize(
    ("noted", "holding"),
    [("right", Holding.HOLDS), ("f" * 12, Holding.SUSPECT), (None, Holding.HOLDS)],
)
def test_an_earlier_text_that_was_kept_is_compared(noted: str | None, holding: Holding) -> None:
    old = (section("one", "Stay close."),)
    before = replace(policy(), sections=old)
    earlier = PolicyVersion(version="1.0", approved_on=D("2025-01-01"), change="First.", sections=old)
    now = replace(
        before, version="1.1", changes_meaning=False, history=(earlier,), sections=(section("one", "Stay near."),)
    )
    step = version_changes(now)[0]
    given_mark = step.old_fingerprint if noted == "right" else noted
    said = RoleAcknowledgement(role="x", version="1.0", fingerprint=given_mark, acknowledged_on=D("2025-02-01"))
    assert held_by(now, (said,), dt.date(2026, 11, 22), 30).holding == holding

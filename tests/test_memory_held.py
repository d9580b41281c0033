"""What is held while records are checked: the same word once, and no places of texts that nobody asks about any more."""

from __future__ import annotations

import sys

from generator.load import load
from generator.schema import SchemaStore
from generator.source import KeptDocument, read
from generator.source.places import ASKED_LATELY, places_in
from tests.cases import SAMPLE


def test_a_day_and_a_word_are_held_once() -> None:
    registers = load(SAMPLE, SchemaStore.load()).casebook.registers
    rows = [row for register in registers for row in register.internal_exclusion]
    assert len(rows) > 100
    assert len({id(row.date) for row in rows}) == len({row.date for row in rows})
    assert len({id(row.session) for row in rows}) == len({row.session for row in rows})


def test_places_are_forgotten_again() -> None:
    found = load(SAMPLE, SchemaStore.load())
    for document in found.documents:
        document.at()
    assert places_in.cache_info().currsize <= ASKED_LATELY < len(found.documents)
    assert not any(document.quoted for document in found.documents), "of no use once the values have their types"


def test_what_is_kept_is_what_was_read() -> None:
    path = next((SAMPLE / "records" / "case-plans").glob("*.yaml"))
    document, _ = read(path, "records/case-plans/one.yaml")
    assert document is not None
    kept = KeptDocument.of(document)
    assert (kept.path, kept.text, kept.data) == (document.path, document.text, document.data)
    assert kept.at("purpose") == document.at("purpose")
    held = sum(sys.getsizeof(value) for value in vars(kept).values())
    assert held < sys.getsizeof(document.text), "text and values together take less room than the text alone"

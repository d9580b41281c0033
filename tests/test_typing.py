"""What is made of a value where YAML's readers and JSON Schema's validators disagree: decided in two tables, and kept."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.schema import BASE, FORMATS, SchemaStore, has_format
from generator.source import Refusal, parse
from tests.cases import store

HERE = Path(__file__).parent / "hostile"
PROBE: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": f"{BASE}probe.schema.json",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "text": {"type": "string"},
        "whole": {"type": "integer"},
        "number": {"type": "number"},
        "truth": {"type": "boolean"},
        "day": {"type": "string", "format": "date"},
    },
}
"""A field of each type there is."""
PROBED = SchemaStore({**store().schemas, "probe": PROBE})


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TYPED = [(row["written"], field, row[field]) for row in rows("typing.csv") for field in PROBE["properties"]]
FORMATTED = [(row["format"], row["value"], row["decision"]) for row in rows("formats.csv")]


def taken_as(written: str, field: str) -> str:
    """What a field is found to hold, as Python writes it, or that it is refused."""
    try:
        document = parse(f"{field}: {written}\n", "records/x.yaml")
    except Refusal:
        return "refused"
    data = PROBED.coerce("probe", document)
    accepted = PROBED.accepts("probe", data)
    slow = not list(Draft202012Validator(PROBE).iter_errors(data))
    assert slow >= accepted, "the slow validator, which knows no formats here, must not refuse more"
    return repr(data[field]) if accepted else "refused"


@pytest.mark.parametrize(("written", "field", "decision"), TYPED)
def test_a_value_is_what_was_decided(written: str, field: str, decision: str) -> None:
    assert taken_as(written, field) == decision


@pytest.mark.parametrize(("form", "value", "decision"), FORMATTED)
def test_a_format_means_what_was_decided(form: str, value: str, decision: str) -> None:
    assert has_format(form, value) is (decision == "accepted")


def test_text_is_never_changed() -> None:
    """Whatever else is decided: in a text, what is plainly written is what is kept, or it is refused."""
    for written, field, decision in TYPED:
        if field == "text" and written[:1] not in "'\"":
            assert decision in ("refused", repr(written)), written


IMPLICIT = {
    *(
        [
            "y",
            "Y",
            "yes",
            "Yes",
            "YES",
            "n",
            "N",
            "no",
            "No",
            "NO",
            "true",
            "True",
            "TRUE",
            "false",
            "False",
            "FALSE",
            "on",
            "On",
            "ON",
            "off",
            "Off",
            "OFF",
        ]
    ),
    *(
        [
            "~",
            "null",
            "Null",
            "NULL",
            ".inf",
            ".Inf",
            ".INF",
            "-.inf",
            "-.INF",
            "+.inf",
            ".nan",
            ".NaN",
            ".NAN",
            "<<",
            "=",
        ]
    ),
    *(
        [
            "0b101",
            "0x1F",
            "0xFF_FF",
            "010",
            "0o7",
            "007",
            "1_000",
            "+0",
            "-0",
            "1:30",
            "-1:30",
            "190:20:30",
            "685_230.15",
            "6.8523015e+5",
            "12e03",
            ".5",
            "5.",
            "08",
        ]
    ),
    *(["2026-11-22", "2002-1-1", "2001-12-14t21:59:43.10-05:00"]),
    "2001-12-14 21:59:43.10 -5",
}
"""What YAML 1.1 and 1.2 take for something else than text, each way to write it that they name, and what only one of them does."""


def test_every_way_that_yaml_names_is_decided() -> None:
    assert {row["written"] for row in rows("typing.csv")} >= IMPLICIT


def test_the_schemas_ask_for_no_other_formats() -> None:
    def formats(node: object) -> set[str]:
        if isinstance(node, list):
            return set().union(*map(formats, node))
        if not isinstance(node, dict):
            return set()
        own = {node["format"]} if isinstance(node.get("format"), str) else set()
        return own.union(*map(formats, node.values()))

    assert formats(list(store().schemas.values())) == set(FORMATS) == {row["format"] for row in rows("formats.csv")}
    assert not {"pattern", "format", "$ref"} & store().schemas["shared"]["$defs"]["condition"]["properties"].keys()


def test_the_tables_hold_the_known_disagreements() -> None:
    written = {row["written"] for row in rows("typing.csv")}
    assert written >= {
        "yes",
        "off",
        "NO",
        "~",
        "010",
        "0o10",
        "12:30",
        "190:20:30",
        "1_000",
        ".nan",
        "1e3",
        "2026-11-22",
    }
    different = [row for row in rows("typing.csv") if not row["elsewhere"].startswith("str ")]
    assert len(different) > 30

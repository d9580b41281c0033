"""The official test suites of YAML and JSON Schema: where we differ from them is decided, and written down with the reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from generator.schema import BASE, FORMATS, SchemaStore
from generator.schema_messages import Explainer, format_checker
from generator.source import decode, parse, understood
from generator.source.builder import Builder
from generator.source.events import events
from generator.source.prescan import INDENTING_TAB
from tests.cases import store
from tests.suites import Text, decided, lines, texts

AS_IT_SAYS, OTHERWISE = "as it says", "otherwise"
TEXTS = texts()
READ, VALIDATED = decided("yaml.csv"), decided("json-schema.csv")
FREE = SchemaStore({**store().schemas, "free": {"$id": f"{BASE}free.schema.json", "x-json": True}})


def outcome(case: Text) -> str:
    """What becomes of a text: read as the suite says, read otherwise, or refused, and by which rule."""
    document, findings = understood(case.yaml.encode(), "records/roles/x.yaml")
    if findings:
        known = case.fails or len(case.documents) != 1 or findings[0].code != "CB008"
        return findings[0].code if known or found_all_the_same(case) else f"{findings[0].code}, {OTHERWISE}"
    assert document
    return AS_IT_SAYS if (document.data,) == case.documents else OTHERWISE


def found_all_the_same(case: Text) -> bool:
    """Whether the values of what is no record are found as the suite says."""
    text = decode(case.yaml.encode())
    builder = Builder(text)
    builder.take(events(text))
    return (builder.root,) == case.documents


def expected(case: Text) -> set[str]:
    """What should become of a text, unless something else is decided."""
    if INDENTING_TAB.search(case.yaml):
        return {"CB005"}
    if case.fails:
        return {"CB005", "CB008", "CB010", "CB011"}
    if case.decorated:
        return {"CB010"}
    [found] = case.documents if len(case.documents) == 1 else [None]
    return {AS_IT_SAYS} if found and isinstance(found, dict) else {"CB007", "CB008"}


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case.case)
def test_a_text_of_the_yaml_suite_is_read_as_it_says_or_as_was_decided(case: Text) -> None:
    found = outcome(case)
    if case.case in READ:
        assert found == READ[case.case]
        assert found not in expected(case), "nothing needs to be decided"
    else:
        assert found in expected(case)


def test_what_is_read_otherwise_is_known() -> None:
    """Two texts that YAML refuses: a list that goes on at the margin, and an empty text whose blank lines are indented."""
    assert {case for case, decision in READ.items() if OTHERWISE in decision} == {"9C9N", "S98Z"}
    assert READ.keys() <= {case.case for case in TEXTS}
    assert len(TEXTS) > 400


def test_values_without_a_schema_are_what_the_suite_says() -> None:
    """Numbers, truth and nothing: what a condition that is written as JSON holds."""
    compared = 0
    for case in TEXTS:
        if case.json and outcome(case) == AS_IT_SAYS:
            document = parse(decode(case.yaml.encode()), "x")
            assert FREE.coerce("free", document) == json.loads(case.json), case.case
            compared += 1
    assert compared > 50


# ---- JSON Schema

NOTES = {
    "$schema",
    "$id",
    "$comment",
    "title",
    "description",
    "default",
    "examples",
    "readOnly",
    "writeOnly",
    "deprecated",
}
MANY, NAMED = (
    ("allOf", "anyOf", "oneOf", "prefixItems"),
    ("properties", "$defs", "patternProperties", "dependentSchemas"),
)
DATA = ("enum", "const", "required", "default", "examples", "dependentRequired")
Group = dict[str, Any]


def keywords(schema: Any) -> set[str]:
    """Every keyword a schema uses."""
    if not isinstance(schema, dict):
        return set()
    found = set(schema)
    for key, value in schema.items():
        inner = value if key in MANY else list(value.values()) if key in NAMED else [] if key in DATA else [value]
        found = found.union(*map(keywords, inner))
    return found


ESCAPED = frozenset("rns.")
"""What our patterns write behind a backslash. Both validators understand these alike; of digits and words they do not."""
USED = {word for schema in store().schemas.values() for word in keywords(schema) if not word.startswith("x-")} | NOTES


def concerns_us(group: Group) -> bool:
    """Whether cases are about a format, or about keywords and signs that our schemas use, and lead nowhere else."""
    if not all(escaped(pattern) <= ESCAPED for pattern in patterns(group["schema"])):
        return False
    if group["file"].startswith("optional/format/"):
        return group["file"].rpartition("/")[2] in FORMATS
    return keywords(group["schema"]) <= USED and "localhost:" not in json.dumps(group["schema"])


def patterns(node: Any) -> Iterator[str]:
    """Every pattern in a schema."""
    if isinstance(node, dict):
        yield from (node["pattern"] for _ in "x" if isinstance(node.get("pattern"), str))
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from patterns(inner)


def escaped(pattern: str) -> set[str]:
    """What a pattern writes behind a backslash."""
    return {*re.findall(r"\\(.)", pattern)}


GROUPS = [group for group in lines("json-schema.jsonl") if concerns_us(group)]


def judged(group: Group, data: Any) -> tuple[bool, bool]:
    """What the fast validator says of a value, and what the one that explains says."""
    schema, formats = group["schema"], group["file"].startswith("optional/format/")
    fast = jsonschema_rs.Draft202012Validator(schema, validate_formats=formats, formats=FORMATS if formats else {})
    slow = Explainer(schema, format_checker=format_checker() if formats else None)
    return fast.is_valid(data), slow.is_valid(data)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group['file']}: {group['about']}")
def test_both_validators_say_what_the_suite_says_or_what_was_decided(group: Group) -> None:
    for about, data, valid in group["tests"]:
        fast, slow = judged(group, data)
        case = f"{group['file']}: {group['about']}: {about}"
        if case in VALIDATED:
            said = "both refuse" if not fast and not slow else "the fast one alone says so"
            assert (said, valid) != ("both refuse", False), "nothing needs to be decided"
            assert said == VALIDATED[case]
            assert said == "both refuse" or (fast, slow) == (valid, not valid)
        else:
            assert (fast, slow) == (valid, valid), case


def test_every_decision_is_about_a_case() -> None:
    cases = {f"{group['file']}: {group['about']}: {about}" for group in GROUPS for about, _, _ in group["tests"]}
    assert cases >= VALIDATED.keys()
    assert len(cases) > 700
    assert {group["file"].rpartition("/")[2] for group in GROUPS} >= {
        *FORMATS,
        "pattern",
        "if-then-else",
        "uniqueItems",
    }


def test_our_patterns_use_nothing_that_the_validators_understand_differently() -> None:
    found = set[str]().union(*(escaped(pattern) for schema in store().schemas.values() for pattern in patterns(schema)))
    assert found == ESCAPED

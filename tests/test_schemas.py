"""Schemas are closed, described and harmless; the fast and the slow validator say the same."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator.characters import FORBIDDEN
from generator.kinds import BY_FOLDER, KINDS
from generator.schema import BASE, SchemaStore, is_date
from generator.schema_messages import Explainer, explain_error, validator_for
from generator.source import Refusal, decode, parse
from tests.cases import BASE as BASE_CASEBOOK
from tests.cases import RULES, SAMPLE, lay, store
from tests.hostile.records import BAD, GOOD

Node = tuple[str, dict[str, Any]]
NAMES = sorted(store().schemas)
RECORD_SCHEMAS = sorted({"casebook", *(kind.schema for kind in KINDS)})
CHOICES = ("anyOf", "oneOf")
CONDITION = "shared/$defs/condition"
PATTERN_EXAMPLES = {
    "^(https://[^\\s<>\"']+|mailto:[^\\s<>\"'?@]+@[^\\s<>\"'?@]+)$": "mailto:casebook@example.org",
    r"^[HNST][A-HJ-Z][0-9]{4}$": "SP5504",
    "^20[0-9]{2}/[0-9]{2}$": "2026/27",
    "^[^\\r\\n]+$": "One line.",
    "^[0-9]+(\\.[0-9]+)*$": "1.10",
    "^[0-9a-f]{12}$": "0123456789ab",
    "^[0-9]{6}$": "149999",
    "^1[0-9]{7}$": "10099999",
    "^([0-9]{8}|[A-Z]{2}[0-9]{6})$": "AB123456",
    "^[0-9]{6,7}$": "1199999",
    "^[A-Z]{1,2}[0-9][0-9A-Z]?$": "OX4",
    "^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "harbour-farm",
    "^cp-[0-9a-z]{4}$": "cp-7f3k",
    "^rp-[0-9a-z]{4}$": "rp-4m2d",
    "^https?://[^\\s<>\"']+$": "https://www.example.org/page",
    "^0[0-9]{2,4} ?[0-9]{3,4} ?[0-9]{3,4}$": "01632 960123",
    "^([01][0-9]|2[0-3]):[0-5][0-9]$": "09:30",
    "^[a-z][a-z0-9_]*$": "one_to_one",
    "^(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])$|^(0[469]|11)-(0[1-9]|[12][0-9]|30)$|^02-(0[1-9]|1[0-9]|2[0-8])$": "02-15",
}


def nodes(node: Any, where: str) -> Iterator[Node]:
    """Every subschema with the way to it."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from nodes(item, f"{where}/{index}")
    elif isinstance(node, dict):
        if not where.endswith(("/properties", "/$defs")):
            yield where, node
        for key, value in node.items():
            if key not in ("enum", "const", "required"):
                yield from nodes(value, f"{where}/{key}")


ALL = [pair for name in NAMES for pair in nodes(store().schemas[name], name)]
OUTSIDE_CONDITIONS = [(where, node) for where, node in ALL if not re.search(r"/(if|then|else)(/|$)", where)]


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_a_schema(name: str) -> None:
    schema = store().schemas[name]
    Draft202012Validator.check_schema(schema)
    assert jsonschema_rs.meta.is_valid(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{BASE}{name}.schema.json"


def test_every_group_is_closed() -> None:
    opened = [
        w for w, n in OUTSIDE_CONDITIONS if n.get("type") == "object" and n.get("additionalProperties", True) is True
    ]
    assert opened == []


def test_everything_has_a_type() -> None:
    known = {"type", "enum", "const", "$ref", "$defs", "pattern"}
    assert [w for w, n in OUTSIDE_CONDITIONS if not known & n.keys()] == []


def test_every_property_is_described() -> None:
    silent = [
        f"{where}/{name}"
        for where, node in OUTSIDE_CONDITIONS
        for name, sub in node.get("properties", {}).items()
        if len(sub.get("description", "")) < 4
    ]
    assert silent == []


def test_every_definition_is_described() -> None:
    definitions = [(name, store().schemas[name].get("$defs", {})) for name in NAMES]
    assert [f"{name}/{d}" for name, group in definitions for d, sub in group.items() if "description" not in sub] == []


def test_there_are_no_choices_between_schemas() -> None:
    assert [w for w, n in ALL if any(c in n for c in CHOICES) and not w.startswith(CONDITION)] == []


def test_required_fields_exist() -> None:
    missing = [
        f"{where}/{name}"
        for where, node in OUTSIDE_CONDITIONS
        for name in node.get("required", [])
        if name not in node["properties"]
    ]
    assert missing == []


def test_references_stay_at_home() -> None:
    for where, node in ALL:
        if "$ref" in node:
            file, _, pointer = str(node["$ref"]).partition("#/")
            assert file in ("", *(f"{name}.schema.json" for name in NAMES)), where
            resolved, _ = store().resolve({"$ref": node["$ref"]}, where.split("/")[0])
            assert resolved, pointer


def test_references_between_records_lead_to_known_kinds() -> None:
    known = {kind.name for kind in KINDS} | {"requirement", "school", "calendar-series"}
    assert {node["x-ref"] for _, node in ALL if "x-ref" in node} <= known


PATTERNS = [(where, node) for where, node in ALL if isinstance(node.get("pattern"), str)]


def test_every_pattern_has_an_example() -> None:
    assert {node["pattern"] for _, node in PATTERNS} == set(PATTERN_EXAMPLES)


@pytest.mark.parametrize(("where", "node"), PATTERNS, ids=[where for where, _ in PATTERNS])
def test_pattern_is_explained_anchored_and_strict(where: str, node: dict[str, Any]) -> None:
    pattern = node["pattern"]
    assert node.get("x-says"), "no pattern without words"
    assert pattern.startswith("^")
    assert pattern.endswith("$")
    value = PATTERN_EXAMPLES[pattern]
    schema = {"type": "string", "pattern": pattern}
    fast, slow = jsonschema_rs.Draft202012Validator(schema), Explainer(schema)
    assert fast.is_valid(value)
    assert slow.is_valid(value)
    for tail in ("\n", "\r", "\r\n", "\u2028"):
        if tail == "\u2028" and pattern.startswith("^[^"):
            continue  # forbidden in every record by CB004
        assert not fast.is_valid(value + tail)
        assert not slow.is_valid(value + tail)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something tried to open a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
def test_everything_validates_without_a_network() -> None:
    fresh = SchemaStore.load()
    for name in RECORD_SCHEMAS:
        assert not fresh.accepts(name, {"$schema": "http://127.0.0.1:9/x.json"})
        assert list(validator_for(fresh.schemas, name).iter_errors({"$ref": "http://127.0.0.1:9/x.json"}))


@pytest.mark.parametrize("text", ["2026-11-22", "2024-02-29", "0001-01-01", "9999-12-31"])
def test_dates(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text", ["", "2026-11-2", "20261122", "2026-W47-7", "0000-01-01", "2025-02-29", "2026-11-22\n"]
)
def test_no_dates(text: str) -> None:
    assert not is_date(text)


@cache
def slow_validator(kind: str) -> Any:
    """The validator that explains."""
    return validator_for(store().schemas, kind)


def agree(kind: str, data: dict[str, Any]) -> bool:
    """Whether both validators say the same; when both refuse, the explanations are not empty."""
    fast = store().accepts(kind, data)
    errors = list(slow_validator(kind).iter_errors(data))
    if fast is not (not errors):
        return False
    if errors:
        document = parse("title: x", "x")
        return any(True for error in errors for _ in explain_error(error, document))
    return True


def kind_of(path: Path) -> str:
    """The schema of a record file."""
    return BY_FOLDER[path.parent.name].schema if path.parent.name in BY_FOLDER else "casebook"


def data_in(path: Path) -> dict[str, Any] | None:
    """A file's data as the validators see it, if it can be read at all."""
    try:
        document = parse(decode(path.read_bytes()), str(path))
    except Refusal:
        return None
    return store().coerce(kind_of(path), document)


RECORDS = sorted([*SAMPLE.glob("records/**/*.y*ml"), *BASE_CASEBOOK.glob("records/**/*.y*ml")])


def test_there_are_sample_records() -> None:
    assert len(RECORDS) > 20


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: str(path.relative_to(SAMPLE)))
def test_both_validators_agree_on_records(path: Path) -> None:
    data = data_in(path)
    assert data is not None
    assert agree(kind_of(path), data)


@pytest.mark.parametrize("case", sorted(RULES.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_both_validators_agree_on_rule_cases(case: Path, tmp_path: Path) -> None:
    lay(case, tmp_path)
    for path in sorted(tmp_path.glob("records/*/*.y*ml")):
        data = data_in(path)
        if data is not None:
            assert agree(kind_of(path), data), path


def test_both_validators_agree_on_hostile_files(tmp_path: Path) -> None:
    seen = 0
    for number, content in enumerate(
        [*(case.content for case in BAD if case.row not in (26, 27)), *(c for _, c in GOOD)]
    ):
        assert isinstance(content, bytes)
        target = tmp_path / "roles" / f"{number}.yaml"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
        data = data_in(target)
        if data is not None:
            seen += 1
            for kind in ("role", "case-plan", "calendar"):
                assert agree(kind, data), content
    assert seen > 60


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12).filter(lambda text: not FORBIDDEN.search(text)),
    st.sampled_from(
        ["2026-11-22", "2026-02-30", "0000-01-01", "seat", "http://x", "a@b", "a b@c", "x" * 400, "cp-7f3k", "", "é\n"]
    ),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
BASE_RECORDS = sorted(BASE_CASEBOOK.glob("records/**/*.y*ml"))


def places(data: Any, where: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every value."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [*([where] if where else []), *(place for key, value in inner for place in places(value, (*where, key)))]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A good record with up to three fields dropped, renamed, retyped or replaced."""
    path = draw(st.sampled_from(BASE_RECORDS))
    data = deepcopy(data_in(path))
    assert data is not None
    for _ in range(draw(st.integers(1, 3))):
        where = draw(st.sampled_from(places(data) or [("x",)]))
        parent: Any = data
        for step in where[:-1]:
            parent = parent[step]
        action = draw(st.sampled_from(["drop", "rename", "retype", "replace", "repeat"]))
        change(parent, where[-1], action, draw(VALUES))
    return kind_of(path), data


def change(parent: Any, key: Any, action: str, value: Any) -> None:
    """One mutation."""
    old = parent[key] if not isinstance(parent, dict) or key in parent else None
    if action == "drop":
        del parent[key]
    elif action == "rename" and isinstance(parent, dict):
        parent[f"{key}_"] = parent.pop(key)
    elif action == "repeat" and isinstance(old, list):
        old.extend(deepcopy(old))
    elif action == "retype":
        parent[key] = str(old) if not isinstance(old, str) else [old]
    else:
        parent[key] = value


@settings(max_examples=600, deadline=None)
@given(mutated())
def test_both_validators_agree_on_mutated_records(pair: tuple[str, dict[str, Any]]) -> None:
    kind, data = pair
    assert agree(kind, data), json.dumps(data, default=str)


@settings(max_examples=300, deadline=None)
@given(mutated())
def test_a_mutated_record_is_accepted_or_explained_but_never_breaks(pair: tuple[str, dict[str, Any]]) -> None:
    kind, data = pair
    document = parse("title: x", "records/x.yaml")
    found = list(store().findings(kind, document, data))
    assert bool(found) is not store().accepts(kind, data)
    for finding in found:
        assert "\n" not in finding.message
        assert not finding.message.endswith(".")
        assert finding.message[0] == finding.message[0].lower()
        assert finding.hint


def test_a_record_that_only_one_validator_refuses_does_not_slip_through(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = SchemaStore.load()
    monkeypatch.setattr(fresh, "accepts", lambda kind, data: False)
    document = parse((BASE_CASEBOOK / "records/roles/off-site-coordinator.yaml").read_text(encoding="utf-8"), "x")
    [finding] = fresh.findings("role", document, fresh.coerce("role", document))
    assert finding.code == "CB108"

"""Schemas and dataclasses list the same fields, both ways, all the way down; required means without a default."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from generator.build_model import key_of
from generator.kinds import KINDS
from generator.model import Record, Settings
from tests.cases import check, copy_base, store

MACHINERY = {"id", "document"}
TYPES: dict[str, type[Record]] = {"casebook": Settings, **{kind.name: kind.type for kind in KINDS}}
PLAIN = {"string": {str}, "integer": {int}, "number": {float}, "boolean": {bool}}


def differences(schema: dict[str, Any], home: str, kind: Any, where: str) -> Iterator[str]:
    """What a schema group and a dataclass disagree on."""
    skipped = MACHINERY if issubclass(kind, Record) else set()
    hints = get_type_hints(kind)
    ours = {key_of(f.name): f for f in fields(kind) if f.name not in skipped}
    theirs = {name: sub for name, sub in schema["properties"].items() if not (name == "id" and skipped)}
    for name in sorted(ours.keys() ^ theirs.keys()):
        yield f"{where}.{name} is only in the {'dataclass' if name in ours else 'schema'}"
    for name in ours.keys() & theirs.keys():
        field = ours[name]
        required = name in schema.get("required", [])
        if required != (field.default is MISSING and field.default_factory is MISSING):
            yield f"{where}.{name} is required in only one of the two"
        yield from unlike(theirs[name], home, hints[field.name], f"{where}.{name}")


def unlike(schema: dict[str, Any], home: str, hint: Any, where: str) -> Iterator[str]:
    """What a property and a type disagree on."""
    schema, home = store().resolve(schema, home)
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(a for a in get_args(hint) if a is not type(None))
    if schema.get("x-json"):
        return
    if "items" in schema:
        if get_origin(hint) is not tuple:
            yield f"{where} is a list in the schema only"
            return
        yield from unlike(schema["items"], home, get_args(hint)[0], f"{where}[]")
    elif schema.get("type") == "object":
        if not is_dataclass(hint):
            yield f"{where} is a group in the schema only"
            return
        yield from differences(schema, home, hint, where)
    elif schema.get("format") == "date":
        if hint.__name__ != "date":
            yield f"{where} is a date in the schema only"
    else:
        wanted = PLAIN[schema["type"]] if "type" in schema else {type(value) for value in schema["enum"]}
        if {hint} != wanted:
            yield f"{where} is {hint} here and {wanted} in the schema"


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_schema_and_dataclass_agree(kind: str) -> None:
    found = list(differences(store().schemas[kind], kind, TYPES[kind], kind))
    assert found == []


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_dataclasses_are_frozen_with_slots_and_keywords_only(kind: str) -> None:
    for each in {TYPES[kind], *groups_of(TYPES[kind])}:
        parameters = each.__dataclass_params__  # type: ignore[attr-defined]
        assert parameters.frozen, each
        assert "__slots__" in vars(each), each
        assert all(f.kw_only for f in fields(each)), each


def groups_of(kind: Any) -> set[type]:
    """Every dataclass a dataclass is made of."""
    found: set[type] = set()
    for hint in get_type_hints(kind).values():
        for part in (hint, *get_args(hint)):
            if (
                is_dataclass(part)
                and isinstance(part, type)
                and part not in found
                and part.__module__.startswith("generator.model")
            ):
                found |= {part, *groups_of(part)}
    return found


def test_the_base_has_one_record_of_every_kind(tmp_path: Any) -> None:
    from generator.inspection import inspect
    from tests.cases import AS_OF

    copy_base(tmp_path)
    casebook = inspect(tmp_path, store(), AS_OF).casebook
    assert {kind: len(found) for kind, found in casebook.records.items()} == {kind.name: 1 for kind in KINDS}
    assert check(tmp_path).findings == ()


def test_a_date_is_a_date_and_text_is_text(tmp_path: Any) -> None:
    import datetime as dt

    from generator.inspection import inspect
    from tests.cases import AS_OF

    casebook = inspect(copy_base(tmp_path), store(), AS_OF).casebook
    [plan] = casebook.case_plans
    assert plan.opened_on == dt.date(2026, 9, 7)
    assert plan.placements[0].start == dt.date(2026, 9, 14)
    assert plan.review_cycle.half_terms == 1
    [framework] = casebook.frameworks
    assert framework.edition == "2026"
    assert framework.requirements[0].blocks is True
    with pytest.raises(AttributeError):
        plan.need = "MLD"  # type: ignore[misc]

"""Which values of a record are free text, by its schema, and what each of them may hold.

A text is free when the schema gives it no list, no format, no reference and no pattern but that of a single line. The
mark `x-holds` says what may stand in such a text: kinds of identifiers in lower case (an address where an address
belongs), or `title`: the name of an organisation, a programme or a document, which the casebook then knows everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from generator.casebook import Casebook
from generator.findings import Pointer
from generator.model import Record
from generator.privacy.detector import Detector
from generator.privacy.spans import Kind
from generator.schema import SchemaStore

ONE_LINE = r"^[^\r\n]+$"
TITLE = "title"
IN_TITLES = frozenset({Kind.NAME, Kind.REFERENCE, Kind.VEHICLE, Kind.URL})
"""What titles of organisations and documents look like by their form: people's names, numbers of acts and forms."""
MARKS = frozenset({TITLE} | {kind.value.lower() for kind in Kind})
NOTHING = frozenset[str]()
Plan = Any
"""What a schema says of a value: the marks of a free text, or a plan for each field (or '*')."""


@dataclass(frozen=True, slots=True)
class FreeText:
    """A free text of a record: where it stands, what it says, and what it may hold."""

    pointer: Pointer
    text: str
    holds: frozenset[str]


def free_texts(kind: str, data: object) -> Iterator[FreeText]:
    """Every free text of a record."""
    yield from _texts(data, plan_of(kind), ())


def titles_in(kind: str, data: object) -> Iterator[str]:
    """The names of organisations, programmes and documents in a record."""
    yield from (found.text for found in _texts(data, title_plan_of(kind), ()))


def _texts(value: object, plan: Plan, pointer: Pointer) -> Iterator[FreeText]:
    if plan is None:
        return
    if isinstance(value, str):
        if isinstance(plan, frozenset):
            yield FreeText(pointer, value, plan)
    elif isinstance(plan, dict) and isinstance(value, dict):
        for name, inner in plan.items():
            if name in value:
                yield from _texts(value[name], inner, (*pointer, name))
    elif isinstance(plan, dict) and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, plan.get("*"), (*pointer, index))


@cache
def schemas() -> SchemaStore:
    """The schemas the program comes with."""
    return SchemaStore.load()


@cache
def plan_of(kind: str) -> Plan:
    """Where the free texts of a kind of record are."""
    store = schemas()
    return _plan(store, store.schemas[kind], kind)


@cache
def title_plan_of(kind: str) -> Plan:
    """Where the titles of a kind of record are."""
    return _titles_of(plan_of(kind))


def _titles_of(plan: Plan) -> Plan:
    if isinstance(plan, dict):
        plans = {name: _titles_of(inner) for name, inner in plan.items()}
        return {name: inner for name, inner in plans.items() if inner is not None} or None
    return plan if plan is not None and TITLE in plan else None


def _plan(store: SchemaStore, schema: dict[str, Any], home: str) -> Plan:
    schema, home = store.resolve(schema, home)
    if schema.get("x-json"):
        return None
    if "items" in schema:
        inner = _plan(store, schema["items"], home)
        return {"*": inner} if inner is not None else None
    if "properties" in schema:
        plans = {name: _plan(store, sub, home) for name, sub in schema["properties"].items()}
        return {name: plan for name, plan in plans.items() if plan is not None} or None
    return frozenset(schema.get("x-holds", ())) if is_free(schema) else None


def is_free(schema: dict[str, Any]) -> bool:
    """Whether a schema lets a person write what they like."""
    if schema.get("type") != "string" or any(key in schema for key in ("enum", "const", "format", "x-ref")):
        return False
    return bool(schema.get("pattern", ONE_LINE) == ONE_LINE)


def kind_of(record: Record) -> str:
    """The name of a record's schema."""
    from generator.kinds import BY_TYPE

    return BY_TYPE[type(record)].schema if type(record) in BY_TYPE else "casebook"


def may_hold(holds: frozenset[str], kind: Kind) -> bool:
    """Whether an identifier of a kind may stand in a text."""
    return kind.value.lower() in holds or (TITLE in holds and kind in IN_TITLES)


def titles(casebook: Casebook) -> frozenset[str]:
    """The names of organisations, programmes and documents that the casebook knows."""
    records: Iterable[Record] = (casebook.settings, *casebook.every_record())
    telling = (record for record in records if title_plan_of(kind_of(record)))
    return casebook.titles_elsewhere.union(*(titles_in(kind_of(record), record.data) for record in telling))


def detector_for(casebook: Casebook, terms: Iterable[str] = ()) -> Detector:
    """A detector that knows the casebook's own names and the terms it allows."""
    return detector_knowing(titles(casebook).union(terms))


@lru_cache(maxsize=4)
def detector_knowing(terms: frozenset[str]) -> Detector:
    """One detector for all casebooks with the same names, so that a text they share is looked at once."""
    return Detector(terms)


@lru_cache(maxsize=4)
def detector_of(casebook: Casebook) -> Detector:
    """The casebook's detector, made once."""
    return detector_for(casebook)

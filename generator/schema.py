"""The schema store, and schema errors as findings in a coordinator's words.

jsonschema-rs decides which records fail, because it is fast; jsonschema explains why. Nothing is ever fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import jsonschema_rs

from generator import resources
from generator.findings import Finding, Pointer
from generator.formats import is_email, is_page
from generator.reading import fields_do_not_fit, more_in_this_file
from generator.source import Document

SCHEMA_FOLDER = resources.folder("schemas")
BASE = "https://casebook.example.org/schemas/"
SHOWN = 20
LOOKED_AT = 1_000
INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PLAIN_TYPES = ("integer", "number", "boolean")

Plan = Any
"""How to turn text into numbers and booleans: a type name, 'json', or a mapping of field (or '*') to Plan."""


def is_date(text: str) -> bool:
    """Whether a text is a real date written YYYY-MM-DD. There is no year 0, whatever JSON Schema says."""
    try:
        return bool(DATE.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False


FORMATS = {"date": is_date, "email": is_email, "uri": is_page}


def has_format(name: str, text: object) -> bool:
    """Whether a value has a format, by the fast validator, so that both validators mean the same."""
    return bool(_format_validator(name).is_valid(text))


@cache
def _format_validator(name: str) -> Any:
    schema = {"type": "string", "format": name}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True, formats=FORMATS)


class SchemaStore:
    """All schemas, and for each kind its validators. Immutable once read."""

    def __init__(self, schemas: Mapping[str, dict[str, Any]]) -> None:
        self.schemas = schemas
        self._fast: dict[str, Any] = {}
        self._plans: dict[str, Plan] = {}

    @classmethod
    def load(cls, folder: Path = SCHEMA_FOLDER) -> SchemaStore:
        """The schemas in a folder, by file name without `.schema.json`."""
        paths = sorted(folder.glob("*.schema.json"))
        return cls({p.name.removesuffix(".schema.json"): json.loads(p.read_text(encoding="utf-8")) for p in paths})

    def resolve(self, schema: dict[str, Any], home: str) -> tuple[dict[str, Any], str]:
        """The schema with its `$ref` followed (siblings win), and the name of the file it now stands in."""
        while "$ref" in schema:
            file, _, pointer = schema["$ref"].partition("#/")
            home = file.removesuffix(".schema.json") or home
            target: Any = self.schemas[home]
            for part in pointer.split("/"):
                target = target[part]
            schema = {**target, **{k: v for k, v in schema.items() if k != "$ref"}}
        return schema, home

    def coerce(self, kind: str, document: Document) -> dict[str, Any]:
        """The document's data with numbers and booleans where the schema wants them; nothing else is touched."""
        if kind not in self._plans:
            self._plans[kind] = self._plan(self.schemas[kind], kind)
        data = _coerced(document.data, self._plans[kind], (), document.quoted)
        assert isinstance(data, dict)
        return data

    def _plan(self, schema: dict[str, Any], home: str) -> Plan:
        schema, home = self.resolve(schema, home)
        if schema.get("x-json"):
            return "json"
        if schema.get("type") in PLAIN_TYPES:
            return schema["type"]
        if "items" in schema:
            inner = self._plan(schema["items"], home)
            return {"*": inner} if inner else None
        plans = {name: self._plan(sub, home) for name, sub in schema.get("properties", {}).items()}
        return {name: plan for name, plan in plans.items() if plan} or None

    def accepts(self, kind: str, data: dict[str, Any]) -> bool:
        """Whether the record satisfies its schema, by the fast validator."""
        if kind not in self._fast:
            self._fast[kind] = jsonschema_rs.Draft202012Validator(
                self.schemas[kind], validate_formats=True, formats=FORMATS, registry=self._fast_registry
            )
        return bool(self._fast[kind].is_valid(data))

    @cached_property
    def _fast_registry(self) -> Any:
        return jsonschema_rs.Registry([(s["$id"], s) for s in self.schemas.values()])

    def findings(self, kind: str, document: Document, data: dict[str, Any]) -> Iterator[Finding]:
        """Why a record does not satisfy its schema: the first twenty reasons, and how many more there are."""
        if self.accepts(kind, data):
            return
        explained = islice(self.explanations(kind, document, data), LOOKED_AT)
        found = sorted(set(explained), key=lambda f: f.sort_key)
        if not found:
            yield unexplained(document)
        yield from found[:SHOWN]
        if len(found) > SHOWN:
            least = "at least " if len(found) == LOOKED_AT else ""
            message = f"{least}{len(found) - SHOWN:,} more mistakes in this file are not shown"
            yield more_in_this_file.RULE.finding(document.at(), message, hint="mend those shown and check again")

    def explanations(self, kind: str, document: Document, data: dict[str, Any]) -> Iterator[Finding]:
        """Every schema error of a record as a finding, by the slow validator."""
        from generator import schema_messages  # slow to import, and needed only when something is wrong

        for error in schema_messages.validator_for(self.schemas, kind).iter_errors(data):
            yield from schema_messages.explain_error(error, document)

    def references(self, kind: str, data: dict[str, Any]) -> Iterator[tuple[Pointer, str, str]]:
        """Every reference in a record: its pointer, the kind it points to, and the id."""
        if kind not in self._reference_plans:
            self._reference_plans[kind] = self._reference_plan(self.schemas[kind], kind)
        yield from _references(data, self._reference_plans[kind], ())

    @cached_property
    def _reference_plans(self) -> dict[str, Plan]:
        return {}

    def _reference_plan(self, schema: dict[str, Any], home: str) -> Plan:
        schema, home = self.resolve(schema, home)
        if target := schema.get("x-ref"):
            return target
        if schema.get("x-json"):
            return None
        if "items" in schema:
            inner = self._reference_plan(schema["items"], home)
            return {"*": inner} if inner else None
        plans = {name: self._reference_plan(sub, home) for name, sub in schema.get("properties", {}).items()}
        return {name: plan for name, plan in plans.items() if plan} or None


def unexplained(document: Document) -> Finding:
    """For a record that one validator refuses and the other cannot fault: it must not slip through."""
    message = "the record does not fit its description"
    return fields_do_not_fit.RULE.finding(document.at(), message, hint="see the reference page of this kind")


def _coerced(value: Any, plan: Plan, pointer: Pointer, quoted: frozenset[Pointer]) -> Any:
    if plan is None:
        return value
    if isinstance(plan, dict):
        if isinstance(value, dict):
            meant = {k: _coerced(value[k], inner, (*pointer, k), quoted) for k, inner in plan.items() if k in value}
            return {**value, **meant}
        if isinstance(value, list) and "*" in plan:
            return [_coerced(v, plan["*"], (*pointer, i), quoted) for i, v in enumerate(value)]
        return value
    if plan == "json":
        return _coerced_freely(value, pointer, quoted)
    if not isinstance(value, str) or pointer in quoted:
        return value
    return _as_type(value, plan)


def _coerced_freely(value: Any, pointer: Pointer, quoted: frozenset[Pointer]) -> Any:
    """An embedded JSON value: unquoted true, false and numbers are what they look like."""
    if isinstance(value, dict):
        return {k: _coerced_freely(v, (*pointer, k), quoted) for k, v in value.items()}
    if isinstance(value, list):
        return [_coerced_freely(v, (*pointer, i), quoted) for i, v in enumerate(value)]
    if not isinstance(value, str) or pointer in quoted:
        return value
    as_boolean = _as_type(value, "boolean")
    return as_boolean if isinstance(as_boolean, bool) else _as_type(value, "number")


def _as_type(value: str, wanted: str) -> Any:
    if wanted == "boolean":
        return {"true": True, "false": False}.get(value, value)
    if INTEGER.fullmatch(value):
        return int(value)
    if wanted == "number" and DECIMAL.fullmatch(value):
        return float(value)
    return value


def _references(value: Any, plan: Plan, pointer: Pointer) -> Iterator[tuple[Pointer, str, str]]:
    if isinstance(plan, str):
        if isinstance(value, str):
            yield pointer, plan, value
    elif isinstance(plan, dict) and isinstance(value, dict):
        for name, inner in plan.items():
            if name in value:
                yield from _references(value[name], inner, (*pointer, name))
    elif isinstance(plan, dict) and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _references(item, plan.get("*"), (*pointer, index))

"""Schema errors in plain words: what is wrong, where, and what to write instead. Never a pattern or a Python value."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from typing import Any, cast

from jsonschema import Draft202012Validator, FormatChecker, validators
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

from generator.characters import printable
from generator.findings import Finding, Location, Pointer, json_pointer
from generator.reading import (
    empty_value,
    fields_do_not_fit,
    missing_field,
    not_a_date,
    out_of_bounds,
    unknown_field,
    value_not_listed,
    wrong_shape,
    wrong_type,
)
from generator.schema import has_format
from generator.source import Document
from generator.wording import field_name

LISTED = 8
LONG_LIST = 1_000
TYPE_WORDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a group of fields",
    "null": "nothing",
}


def strict_pattern(validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    """`pattern` as ECMA means it: `$` is the very end of the text, not the place before a last line break."""
    if validator.is_type(instance, "string") and not compiled(pattern).search(instance):
        yield ValidationError("does not match")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with a closing `$` that means the very end."""
    return re.compile(pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern)


def first_items(validator: Any, items: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """`items` for the beginning of a list: one as long as this is too long anyway, and would take seconds."""
    start = instance[:LONG_LIST] if isinstance(instance, list) else instance
    yield from Draft202012Validator.VALIDATORS["items"](validator, items, start, schema)


KEYWORDS = {"pattern": strict_pattern, "items": first_items}
Explainer: Any = cast("Any", validators).extend(Draft202012Validator, KEYWORDS)


def validator_for(schemas: Any, kind: str) -> Any:
    """A validator that can say what is wrong, sees only our own schemas and asserts formats."""
    resources = [(s["$id"], Resource.from_contents(s)) for s in schemas.values()]
    registry: Any = Registry().with_resources(resources)
    return Explainer(schemas[kind], registry=registry, format_checker=format_checker())


def format_checker() -> FormatChecker:
    """The formats our schemas use, judged by the fast validator."""
    checker = FormatChecker(formats=())
    for name in ("date", "uri", "email"):
        checker.checks(name)(partial(_is_format, name))
    return checker


def _is_format(name: str, value: object) -> bool:
    return not isinstance(value, str) or has_format(name, value)


def explain_error(error: Any, document: Document) -> Iterator[Finding]:
    """One jsonschema error as findings."""
    pointer: Pointer = tuple(error.absolute_path)
    if error.instance is None and error.validator != "required":
        message = f"{field_name(pointer)} is empty"
        hint = "write a value or remove the line; if the word itself is meant, put it in quotes"
        yield empty_value.RULE.finding(document.at(*pointer), message, hint=hint)
        return
    explain = EXPLAIN.get(str(error.validator), other)
    yield from explain(error, document, pointer)


def shown(value: Any, document: Document) -> str:
    """A value as it may be repeated in a message: never from a record about pupils."""
    if document.about_pupils and isinstance(value, str | int | float):
        return "what stands here"
    if isinstance(value, bool):
        return f"'{str(value).lower()}'"
    return f"'{printable(str(value))}'" if isinstance(value, str | int | float) else TYPE_WORDS[type_of(value)]


def type_of(value: Any) -> str:
    kinds: list[tuple[type, str]] = [
        (bool, "boolean"),
        (int, "integer"),
        (float, "number"),
        (str, "string"),
        (list, "array"),
        (dict, "object"),
    ]
    return next((name for kind, name in kinds if isinstance(value, kind)), "null")


def nearest(word: str, known: list[str]) -> str:
    """The most similar of the known words, or nothing."""
    plain = word.lower().replace("_", "-").strip("'\"\u2018\u2019\u201c\u201d ")
    table = {k.lower().replace("_", "-"): k for k in known}
    matches = [plain] if plain in table else difflib.get_close_matches(plain, list(table), 1, 0.6)
    return table[matches[0]] if matches else ""


def missing(error: Any, document: Document, pointer: Pointer) -> Iterator[Finding]:
    properties = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    name = next((n for n in error.validator_value if n not in error.instance and f"'{n}'" in error.message), "")
    described = properties.get(name, {}).get("description", "")
    hint = f"add '{name}:' ({described.rstrip('.')})" if described else f"add '{name}:'"
    inside = "" if not pointer else f" in {field_name(pointer)}"
    where = document.at(*pointer) if pointer else Location(path=document.path)
    yield missing_field.RULE.finding(where, f"'{name}' is missing{inside}", hint=hint)


def unknown(error: Any, document: Document, pointer: Pointer) -> Iterator[Finding]:
    known = list(error.schema.get("properties", {}))
    for name in error.instance:
        if name in known:
            continue
        near = nearest(str(name), [k for k in known if k not in error.instance] or known)
        hint = f"did you mean '{near}'?" if near else f"remove it; known fields here: {listed(known)}"
        called = "" if document.about_pupils else f" '{printable(str(name))}'"
        where = document.at_key(*pointer, name)
        if document.about_pupils:
            where = replace(where, pointer=json_pointer(pointer))
        inside = "" if not pointer else f" in {field_name(pointer)}"
        yield unknown_field.RULE.finding(where, f"unknown field{called}{inside}", hint=hint)


def listed(words: list[str]) -> str:
    """The first few words and a count of the rest."""
    text = ", ".join(words[:LISTED])
    return text if len(words) <= LISTED else f"{text} and {len(words) - LISTED} more"


def not_listed(error: Any, document: Document, pointer: Pointer) -> Iterator[Finding]:
    allowed = [str(v) for v in (error.validator_value if error.validator == "enum" else [error.validator_value])]
    near = nearest(str(error.instance), allowed) if isinstance(error.instance, str) else ""
    hint = f"did you mean '{near}'?" if near else f"use one of: {listed(allowed)}"
    if near and len(allowed) <= LISTED:
        hint += f" allowed: {listed(allowed)}"
    message = f"{shown(error.instance, document)} is not a value of {field_name(pointer)}"
    yield value_not_listed.RULE.finding(document.at(*pointer), message, hint=hint)


def wrong(error: Any, document: Document, pointer: Pointer) -> Iterator[Finding]:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    words = " or ".join(TYPE_WORDS[w] for w in wanted)
    hints = {
        "boolean": "write true or false, without quotes",
        "integer": "write digits only, without quotes",
        "number": "write digits, with a point for decimals, without quotes",
        "array": "write each entry on its own line, starting with '- '",
        "object": "write indented 'field: value' lines below it",
        "string": "write one text",
    }
    message = f"{field_name(pointer)} must be {words}, not {shown(error.instance, document)}"
    yield wrong_type.RULE.finding(document.at(*pointer), message, hint=hints[wanted[0]])


DATE_FORMS = ("%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%d %B, %Y", "%B %d, %Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")


def date_hint(value: str) -> str:
    """The same date written properly, when there is no doubt which date is meant."""
    for form in DATE_FORMS:
        try:
            return f"write {datetime.strptime(value.strip()[:30], form).date().isoformat()}"
        except ValueError:
            continue
    return "write year, month, day, such as 2026-11-22"


def bad_format(error: Any, document: Document, pointer: Pointer) -> Iterator[Finding]:
    if "pattern" in error.schema and not compiled(error.schema["pattern"]).search(error.instance):
        return  # said once, by the pattern
    if error.validator_value == "date":
        message = f"{field_name(pointer)} is not a date: {shown(error.instance, document)}"
        hint = date_hint("" if document.about_pupils else str(error.instance))
        yield not_a_date.RULE.finding(document.at(*pointer), message, hint=hint)
        return
    words = {"uri": "a web address", "email": "an e-mail address"}.get(str(error.validator_value), "well formed")
    hint = str(error.schema.get("x-says", f"write {words}"))
    message = f"{field_name(pointer)} is not {words}: {shown(error.instance, document)}"
    yield wrong_shape.RULE.finding(document.at(*pointer), message, hint=hint)


def bad_pattern(error: Any, document: Document, pointer: Pointer) -> Iterator[Finding]:
    if error.instance == "" and "minLength" in error.schema:
        return  # said once, by the length
    says = (
        str(error.schema.get("x-says", "see the reference page of this field"))
        if isinstance(error.schema, dict)
        else ""
    )
    message = f"{field_name(pointer)} is not shaped as it must be: {shown(error.instance, document)}"
    yield wrong_shape.RULE.finding(document.at(*pointer), message, hint=says)


BOUNDS: dict[str, str] = {
    "minLength": "{field} is too short: at least {limit} characters",
    "maxLength": "{field} is too long: at most {limit} characters",
    "minItems": "{field} needs at least {limit} entry or entries",
    "maxItems": "{field} has too many entries: at most {limit}",
    "minimum": "{field} is too small: at least {limit}",
    "maximum": "{field} is too large: at most {limit}",
    "multipleOf": "{field} must be a multiple of {limit}",
    "uniqueItems": "{field} has the same entry twice",
}


def bounds(error: Any, document: Document, pointer: Pointer) -> Iterator[Finding]:
    template = BOUNDS[str(error.validator)]
    message = template.format(field=field_name(pointer), limit=error.validator_value)
    yield out_of_bounds.RULE.finding(document.at(*pointer), message, hint="correct the value")


def combination(error: Any, document: Document, pointer: Pointer) -> Iterator[Finding]:
    names = listed(list(error.schema.get("properties", {}))) if isinstance(error.schema, dict) else ""
    given = ", ".join(f"'{printable(str(n))}'" for n in error.instance) or "none"
    has = f"{len(error.instance)} of them" if document.about_pupils else given
    message = f"{field_name(pointer)} must have exactly one of its fields, and has {has}"
    if error.validator == "minProperties" or len(error.instance) > 1:
        yield fields_do_not_fit.RULE.finding(document.at(*pointer), message, hint=f"keep one of: {names}")


def other(_error: Any, document: Document, pointer: Pointer) -> Iterator[Finding]:
    """Keywords our schemas do not use today; still said without quoting the schema."""
    message = f"{field_name(pointer)} does not fit its description"
    yield fields_do_not_fit.RULE.finding(document.at(*pointer), message, hint="see the reference page of this field")


EXPLAIN: dict[str, Callable[[Any, Document, Pointer], Iterator[Finding]]] = {
    "required": missing,
    "additionalProperties": unknown,
    "enum": not_listed,
    "const": not_listed,
    "type": wrong,
    "format": bad_format,
    "pattern": bad_pattern,
    "minProperties": combination,
    "maxProperties": combination,
    **dict.fromkeys(BOUNDS, bounds),
}

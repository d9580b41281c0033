"""A date is too far away to be meant.

What it checks
That dates lie between 1990 and 2060.

Why
2206-01-05 is a slip of the finger for 2026-01-05, and would keep a certificate valid for centuries.

How to fix
Correct the year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from generator.build_model import key_of
from generator.casebook import Casebook
from generator.days import RANGE, believable
from generator.findings import Finding, Severity
from generator.rules import Rule

RULE = Rule(
    code="CB302",
    name="date-out-of-range",
    severity=Severity.ERROR,
    citation="House rule: dates lie between 1990 and 2060",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on each date out of range."""
    for record, found in casebook.groups:
        for pointer, group in found:
            for name in date_fields(group.__class__):
                value = getattr(group, name)
                if value is not None and not believable(value):
                    message = f"'{key_of(name)}' is {value}, which is probably not meant"
                    where = record.at(*pointer, key_of(name))
                    yield RULE.finding(where, message, hint=RANGE)


@cache
def date_fields(kind: Any) -> tuple[str, ...]:
    """The fields of a group that hold dates."""
    return tuple(f.name for f in fields(kind) if str(f.type).startswith("dt.date"))

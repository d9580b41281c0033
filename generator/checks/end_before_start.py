"""Something ends before it starts.

What it checks
That the end of a period, the closing of a case or the return of a loan does not come before its start.

Why
A period that ends before it starts covers no day at all: the clock, the gate and the statistics would all pass over it.

How to fix
Correct one of the two dates; often the year is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from generator.build_model import key_of
from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.rules import Rule

PAIRS = (
    ("start", "end"),
    ("start", "agreed_maximum"),
    ("starts_on", "ends_on"),
    ("from_", "to"),
    ("valid_from", "valid_to"),
    ("in_force_from", "in_force_to"),
    ("opened_on", "closed_on"),
    ("raised_on", "closed_on"),
    ("raised_on", "settled_on"),
    ("approved_on", "until"),
    ("decided_on", "until"),
    ("last_reviewed", "next_review"),
    ("assessed_on", "review_due"),
    ("held_on", "next_due"),
    ("date", "next_due"),
    ("out_on", "due_back"),
    ("out_on", "returned_on"),
    ("set_on", "returned_on"),
    ("returned_on", "marked_on"),
    ("arrived", "left"),
)

RULE = Rule(
    code="CB301",
    name="end-before-start",
    severity=Severity.ERROR,
    citation="House rule: a period ends on or after the day it starts",
)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the later field of a pair."""
    for record, found in casebook.groups:
        for pointer, group in found:
            for start_name, end_name in pairs_of(group.__class__):
                start, end = getattr(group, start_name), getattr(group, end_name)
                if start is not None and end is not None and end < start:
                    key = key_of(end_name)
                    message = f"'{key}' ({end}) comes before '{key_of(start_name)}' ({start})"
                    yield RULE.finding(record.at(*pointer, key), message, hint="correct one of the two")


@cache
def pairs_of(kind: Any) -> tuple[tuple[str, str], ...]:
    """The pairs of fields that a group of this type has."""
    names = {f.name for f in fields(kind)}
    return tuple(pair for pair in PAIRS if names.issuperset(pair))

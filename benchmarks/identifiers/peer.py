"""The obvious program, to compare with: patterns for numbers, and every capital that does not begin a sentence is a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from benchmarks.identifiers.score import Span

PATTERNS = {
    "UPN": r"\b[A-Z]\d{11}[A-Z\d]\b",
    "NINO": r"\b[A-Z]{2}\d{6}[A-D]\b",
    "NHS": r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b",
    "POSTCODE": r"\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b",
    "PHONE": r"(?:\+44|\b0)[\d ()-]{9,13}\d\b",
    "EMAIL": r"\S+@\S+\.\S+",
    "URL": r"\b(?:https?://|www\.)\S+",
    "HANDLE": r"(?<!\S)@\w+",
    "DOB": r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b",
    "NAME": r"(?<=[a-z,;:] )[A-Z][a-z]+(?: [A-Z][a-z]+)*",
}
ALL = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS.items()))


def spans(text: str, allowed: frozenset[str]) -> Iterator[Span]:
    """What it takes for an identifier."""
    for found in ALL.finditer(text):
        if found.group() not in allowed:
            yield found.start(), found.end(), found.lastgroup or ""

"""YAML text to Document: values with their places. The only package that knows YAML.

It refuses whatever YAML would quietly turn into something else. It does not know what a record means: every plain
scalar stays text, and the schema decides later which texts are numbers.
"""

from __future__ import annotations

from pathlib import Path

from generator.findings import Finding, Location
from generator.source.comments import Comment, comments, lost_text
from generator.source.document import Document, parse
from generator.source.kept import KeptDocument
from generator.source.opening import decode, open_record
from generator.source.refusal import Refusal

__all__ = [
    "Comment",
    "Document",
    "KeptDocument",
    "Refusal",
    "comments",
    "contents",
    "decode",
    "parse",
    "read",
    "understood",
]


def read(path: Path, name: str) -> tuple[Document | None, list[Finding]]:
    """The document in a file. `name` is the path shown to people. Content never raises."""
    raw, problems = contents(path, name)
    return (None, problems) if raw is None else understood(raw, name)


def contents(path: Path, name: str) -> tuple[bytes | None, list[Finding]]:
    """The bytes of a record's file."""
    try:
        return open_record(path), []
    except Refusal as refusal:
        return None, [refused(refusal, name)]


def understood(raw: bytes, name: str) -> tuple[Document | None, list[Finding]]:
    """The document in the bytes of a file."""
    try:
        document = parse(decode(raw), name)
    except Refusal as refusal:
        return None, [refused(refusal, name)]
    return document, list(lost_text(document))


def refused(refusal: Refusal, name: str) -> Finding:
    """A refusal as a finding."""
    line, column = refusal.place
    where = Location(path=name, line=line + 1, column=column + 1)
    return refusal.rule.finding(where, refusal.message, hint=refusal.hint)

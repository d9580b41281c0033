"""`casebook scan`: identifiers in any text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from typing import TextIO

import click

from generator.cli import Root, nearest_root
from generator.load import load
from generator.past import traces
from generator.privacy.detector import Detector
from generator.privacy.free_text import detector_for
from generator.privacy.spans import SAID, Span
from generator.schema import SchemaStore
from generator.wording import count

LARGEST = 8_000_000


@click.command(name="scan")
@click.option(
    "--root",
    type=Root(),
    show_default="nearest parent with records/casebook.yml, if any",
    help="The casebook's folder.",
)
@click.option("--lines", is_flag=True, help="Take every line as a text of its own and print one line of JSON for it.")
@click.option(
    "--allow",
    type=click.File(encoding="utf-8"),
    help="A file of terms that may stand, one a line, beside the casebook's own names.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The form of the answer.",
)
@click.option(
    "--history",
    is_flag=True,
    help="Look through everything git remembers instead: all commits, deleted files, messages, branches and tags.",
)
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"), default="-")
def command(root: Path | None, lines: bool, allow: Iterable[str] | None, form: str, history: bool, file: TextIO) -> int:
    """Look for names, numbers and other identifiers in FILE, or in what is typed (-). Exit 1 when there is one.

    Prints where each stands and of what kind it is, never the text.
    """
    terms = [line.strip() for line in allow or () if line.strip() and not line.startswith("#")]
    detector = known_here(root, terms)
    if history:
        return past(root or nearest_root(), detector, form)
    texts = lines_of(file)
    found = [detector.spans(text) for text in texts] if lines else by_line(detector, texts)
    if lines:
        for number, spans in enumerate(found, 1):
            click.echo(json.dumps(as_line(number, spans)))
    elif form == "json":
        hits = [as_line(number, spans) for number, spans in enumerate(found, 1) if spans]
        click.echo(json.dumps({"version": 1, "lines": hits}, indent=2))
    else:
        for number, spans in enumerate(found, 1):
            for span in spans:
                click.echo(f"{number}:{span.start + 1}: {SAID[span.kind]}")
    return int(any(found))


def lines_of(file: TextIO) -> list[str]:
    """The lines of a text that can be looked through."""
    text = file.read(LARGEST + 1)
    if "\0" in text:
        raise click.UsageError("this is not plain text; save what is to be looked through as text first")
    if len(text) > LARGEST:
        raise click.UsageError(
            f"this is longer than {LARGEST // 1_000_000} million characters; look through it in parts"
        )
    return [line.rstrip("\r\n") for line in StringIO(text)]


def past(root: Path, detector: Detector, form: str) -> int:
    """Reports on the history: where and what kind, never what."""
    found = sorted(set(traces(root, detector)))
    if form == "json":
        hits = [{**asdict(trace), "kind": trace.kind.value} for trace in found]
        click.echo(json.dumps({"version": 1, "found": hits}, indent=2))
        return int(bool(found))
    for trace in found:
        click.echo(f"{trace.commit[:12]} {trace.where}:{trace.line}:{trace.column}: {SAID[trace.kind]}")
    click.echo(f"{count(len(found), 'place')} in the history", err=True)
    return int(bool(found))


def known_here(root: Path | None, terms: Iterable[str]) -> Detector:
    """A detector that knows the casebook around, where there is one."""
    if root is None:
        try:
            root = nearest_root()
        except click.UsageError:
            return Detector(terms)
    none = frozenset[str]()
    left_out = dict.fromkeys(("procedure", "policy", "role", "register", "case-plan", "calendar"), none)
    return detector_for(load(root, SchemaStore.load(), left_out).casebook, terms)


def by_line(detector: Detector, texts: list[str]) -> list[tuple[Span, ...]]:
    """What stands on each line of a text that is read as a whole."""
    found: list[list[Span]] = [[] for _ in texts]
    starts: list[int] = []
    position = 0
    for text in texts:
        starts.append(position)
        position += len(text) + 1
    line = 0
    for span in detector.spans("\n".join(texts)):
        while line + 1 < len(starts) and starts[line + 1] <= span.start:
            line += 1
        start = span.start - starts[line]
        found[line].append(Span(start=start, end=min(span.end - starts[line], len(texts[line])), kind=span.kind))
    return [tuple(spans) for spans in found]


def as_line(number: int, spans: tuple[Span, ...]) -> dict[str, object]:
    """One line's answer for a machine."""
    hits = [[span.start, span.end, span.kind.value] for span in spans]
    return {"line": number, "flagged": bool(spans), "spans": hits}

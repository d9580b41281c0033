"""Casebooks whose every text is hostile, and what the pages of each audience are made from.

One has every property there is; the other is the sample casebook with its texts replaced, so that plans, registers and
placements are in all the states of real work, and pages show what only such states show.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.audience import audience_names, for_audience
from generator.findings import Finding, Location, Severity
from generator.inspection import Report, nothing_found
from generator.kinds import BY_FOLDER
from generator.load import Loaded, load
from generator.page_builder import Builder
from generator.pages import Page, SiteContext
from generator.passed_over import Skipped
from generator.source import decode, parse
from generator.suppressions import Ignored
from tests.canaries import record_id, write
from tests.cases import AS_OF, SAMPLE, store
from tests.hostile_text import ONE_LINE, Hostile, Make

LATER = dt.date(2027, 5, 10)
"""A day on which much has lapsed, because nobody has looked after the records."""
PROVIDERS = {"planted": record_id("provider", "a"), "sample": "harbour-farm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the pages of an audience are made from, and pages of every template."""

    name: str
    context: SiteContext
    pages: dict[str, Page]


def grounds(folder: Path, make: Make, looked_at: int) -> Iterator[Ground]:
    """Both casebooks with hostile texts of one line, for every audience; so many pages of each template."""
    Hostile(store(), make).plant(folder / "planted")
    Overwriting(make).sample(folder / "sample")
    for name, provider in PROVIDERS.items():
        loaded = load(folder / name, store())
        assert [finding.message for finding in loaded.findings] == []
        for audience in audience_names(loaded.casebook.settings):
            yield ground_of(
                f"{name} for {audience}",
                context_of(loaded, make, audience, provider if audience == "provider" else ""),
                looked_at,
            )
    later = replace(context_of(loaded, make), as_of=LATER, report=nothing_found(LATER))
    yield ground_of("the sample, left alone", later, looked_at)


def ground_of(name: str, context: SiteContext, looked_at: int) -> Ground:
    """The pages that are made from something: of each template as many as are looked at."""
    by_template: dict[str, list[Page]] = {}
    for page in Builder(context).pages():
        by_template.setdefault(page.template, []).append(page)
    chosen = (page for pages in by_template.values() for page in pages[:: 1 + len(pages) // looked_at])
    return Ground(name=name, context=context, pages={page.path: page for page in chosen})


def context_of(loaded: Loaded, make: Make, audience: str = "coordinator", provider: str = "") -> SiteContext:
    """What an audience's pages are made from. Findings say hostile things too, one of each record."""
    casebook = for_audience(loaded.casebook, store(), audience, provider, AS_OF)
    report = report_of(loaded, make) if casebook.scope.whole else nothing_found(AS_OF)
    return SiteContext(casebook=casebook, report=report, as_of=AS_OF)


def report_of(loaded: Loaded, make: Make) -> Report:
    """A report in which everything that may be said holds what somebody wrote."""
    paths = sorted(document.path for document in loaded.documents)
    found = [finding_of(path, number, make) for number, path in enumerate(paths)]
    return Report(
        as_of=AS_OF,
        findings=tuple(found),
        ignored=(Ignored(finding=found[0], reason=make("kanar99998x"), until=AS_OF),),
        skipped=(Skipped(path=make("a file").replace("/", ""), reason=make("kanar99997x")),),
        files=len(paths),
        documents={document.path: document for document in loaded.documents},
    )


def finding_of(path: str, number: int, make: Make) -> Finding:
    """A finding whose words hold what somebody wrote."""
    severity = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)[number % 3]
    where = Location(path=path, line=1, column=1)
    said = replace(FOUND, severity=severity, location=where, message=make(f"kanar98{number:03}x"))
    return replace(said, hint=make(f"kanar97{number:03}x"), citation=make(f"kanar96{number:03}x"))


FOUND = Finding(
    code="CB201",
    rule="unknown-reference",
    severity=Severity.ERROR,
    location=Location(path="records/x.yaml"),
    message="",
)


class Overwriting:
    """Replaces every text of a casebook in which anything may stand."""

    def __init__(self, make: Make, single: Make | None = None) -> None:
        self.make, self.single = make, single or make
        self.number = 0

    def sample(self, root: Path) -> None:
        """Writes the sample casebook anew."""
        shutil.copytree(SAMPLE / "records", root / "records")
        for path in sorted(root.glob("records/**/*.y*ml")):
            kind = BY_FOLDER[path.parent.name].schema if path.parent.name in BY_FOLDER else "casebook"
            data = store().coerce(kind, parse(decode(path.read_bytes()), str(path)))
            write(path, self.value(data, store().schemas[kind], kind))

    def value(self, value: Any, schema: dict[str, Any], home: str) -> Any:
        """A value with every text in it replaced."""
        schema, home = store().resolve(schema, home)
        if isinstance(value, dict) and not schema.get("x-json"):
            inner = schema["properties"]
            return {name: self.value(part, inner[name], home) for name, part in value.items()}
        if isinstance(value, list) and "items" in schema:
            return [self.value(part, schema["items"], home) for part in value]
        pattern = schema.get("pattern", "")
        free = schema.get("type") == "string" and not {"format", "enum", "x-ref"} & schema.keys()
        if not free or pattern not in ("", ONE_LINE):
            return value
        self.number += 1
        text = (self.single if pattern else self.make)(f"kanar{self.number:05}x")
        return text if len(text) <= schema.get("maxLength", 10_000) else value

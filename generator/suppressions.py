"""Inline ignores: `# casebook: ignore[CB303] reason, until 2027-01-31`, on the line itself or the line above."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.catalogue import CATALOGUE
from generator.checks import expired_ignore, forbidden_ignore, malformed_ignore, useless_ignore
from generator.findings import Finding, Location
from generator.source import Document, comments

MARK = re.compile(r"#\s*casebook:\s*ignore(?P<rest>.*)$")
FORM = re.compile(r"\[(?P<code>CB\d{3})\]\s+(?P<reason>\S.*?),\s*until\s+(?P<until>\d{4}-\d{2}-\d{2})\s*$")
EXAMPLE = "write: # casebook: ignore[CB303] reason, until 2027-01-31"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """One well-formed ignore and the line it speaks of."""

    where: Location
    target_line: int
    code: str
    reason: str
    until: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """A finding that an ignore silences."""

    finding: Finding
    reason: str
    until: dt.date


def apply(
    findings: Iterable[Finding], documents: Iterable[Document], as_of: dt.date
) -> tuple[list[Finding], list[Ignored]]:
    """The findings that stand, and those silenced. Ignores that are useless, expired or wrong are findings."""
    kept: list[Finding] = []
    ignored: list[Ignored] = []
    ignores, wrong = collect(documents)
    used: set[Ignore] = set()
    table = {(i.where.path, i.target_line, i.code): i for i in ignores}
    for finding in findings:
        ignore = table.get((finding.location.path, finding.location.line, finding.code))
        if ignore is None or not may_be_ignored(ignore.code):
            kept.append(finding)
            continue
        used.add(ignore)
        if ignore.until < as_of:
            kept.append(finding)
        else:
            ignored.append(Ignored(finding=finding, reason=ignore.reason, until=ignore.until))
    return kept + wrong + list(complaints(ignores, used, as_of)), ignored


def may_be_ignored(code: str) -> bool:
    """Whether an ignore of this code counts. A code no rule has is merely useless."""
    return code not in CATALOGUE or CATALOGUE[code].rule.may_be_ignored


def collect(documents: Iterable[Document]) -> tuple[list[Ignore], list[Finding]]:
    """Every ignore in the comments, and findings for those that cannot be understood."""
    ignores: list[Ignore] = []
    wrong: list[Finding] = []
    for document in documents:
        if "casebook:" not in document.text:
            continue
        for item in in_document(document):
            (ignores if isinstance(item, Ignore) else wrong).append(item)  # type: ignore[arg-type]
    return ignores, wrong


def in_document(document: Document) -> Iterator[Ignore | Finding]:
    """The ignores of one file."""
    lines = document.lines()
    for comment in comments(document.text):
        found = MARK.search(comment.text)
        if not found:
            continue
        index, column = comment.place[0], comment.place[1] + found.start()
        where = Location(path=document.path, line=index + 1, column=column + 1)
        form = FORM.match(found["rest"].strip())
        until = day_of(form["until"]) if form else None
        if form is None or until is None:
            yield malformed_ignore.RULE.finding(where, "the ignore lacks its code, reason or last day", hint=EXAMPLE)
        else:
            alone = not lines[index][:column].strip()
            target = next_line(lines, index) if alone else index
            yield Ignore(where=where, target_line=target + 1, code=form["code"], reason=form["reason"], until=until)


def day_of(text: str) -> dt.date | None:
    """The date, if there is such a day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def next_line(lines: list[str], index: int) -> int:
    """The next line that is neither empty nor a comment."""
    following = range(index + 1, len(lines))
    return next((i for i in following if lines[i].strip() and not lines[i].lstrip().startswith("#")), index)


def complaints(ignores: list[Ignore], used: set[Ignore], as_of: dt.date) -> Iterator[Finding]:
    """Findings about ignores themselves."""
    for ignore in ignores:
        if not may_be_ignored(ignore.code):
            yield forbidden_ignore.RULE.finding(
                ignore.where, f"{ignore.code} cannot be ignored", hint="delete the comment"
            )
        elif ignore not in used:
            yield useless_ignore.RULE.finding(
                ignore.where, f"there is no {ignore.code} here", hint="delete the comment"
            )
        elif ignore.until < as_of:
            message = f"the ignore of {ignore.code} ran out on {ignore.until}"
            yield expired_ignore.RULE.finding(ignore.where, message, hint="mend the finding, or decide again")

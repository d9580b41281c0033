"""One thing with a date, and how things of one day, record and role are said in one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from generator.views.common import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """One thing with a date."""

    on: dt.date
    kind: str
    title: str
    record: Ref
    role: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """What is due on one day, of one kind, for one record, from one role. Titles that only repeat the record's are left out."""

    on: dt.date
    kind: str
    record: Ref
    role: Ref | None
    titles: tuple[str, ...]


def due_lines(items: Iterable[DueItem]) -> tuple[DueLine, ...]:
    """Items in lines, in the order in which each line's first stands."""
    found: dict[tuple[dt.date, str, Ref, Ref | None], list[str]] = {}
    for item in items:
        titles = found.setdefault((item.on, item.kind, item.record, item.role), [])
        if item.title not in (item.record.title, *titles):
            titles.append(item.title)
    return tuple(
        DueLine(on=on, kind=kind, record=record, role=role, titles=tuple(titles))
        for (on, kind, record, role), titles in found.items()
    )

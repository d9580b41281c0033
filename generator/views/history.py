"""What changed, when and by which role: on a record's page, and since Monday on the home page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.kinds import BY_NAME, KINDS, RECORDS_FOLDER
from generator.model import Role
from generator.record_history import FieldChange, RecordChange
from generator.views.common import Ref, ref, ref_to
from generator.vocabulary import label
from generator.wording import join

History = Mapping[str, tuple[RecordChange, ...]]
FIRST_WORDS = {"added": "Added", "changed": "Changed", "removed": "Taken out"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One change in words. The role is None where the commit does not name one of ours."""

    record: Ref
    on: dt.date
    role: Ref | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentKind:
    """The records of one kind that changed lately."""

    plural: str
    lines: tuple[HistoryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """What changed since a Monday. `known` is false where nothing remembers."""

    since: dt.date
    known: bool
    kinds: tuple[RecentKind, ...]

    @property
    def number(self) -> int:
        """How many records changed."""
        return sum(len(kind.lines) for kind in self.kinds)


def history_of(casebook: Casebook, history: History, path: str) -> tuple[HistoryLine, ...]:
    """The latest changes of one record, newest first."""
    return tuple(line(casebook, change) for change in history.get(path, ()))


def since_monday(casebook: Casebook, history: History, as_of: dt.date) -> Recent:
    """Every record that changed in the week of a date, by kind, each with its latest change."""
    monday = as_of - dt.timedelta(days=as_of.weekday())
    latest = [changes[0] for changes in history.values() if changes[0].on >= monday]
    kinds = []
    for kind in KINDS:
        found = [line(casebook, change) for change in latest if folder_of(change.path) == kind.folder]
        if found:
            found.sort(key=lambda one: (-one.on.toordinal(), one.record.title))
            kinds.append(RecentKind(plural=kind.plural, lines=tuple(found)))
    return Recent(since=monday, known=bool(history), kinds=tuple(kinds))


def line(casebook: Casebook, change: RecordChange) -> HistoryLine:
    """One change in words."""
    role = casebook.get(Role, change.role) if change.role else None
    return HistoryLine(
        record=record_of(casebook, change.path),
        on=change.on,
        role=ref_to(role) if role else None,
        words=in_words(change),
    )


def in_words(change: RecordChange) -> str:
    """What changed: fields by name, entries by number, never what they say."""
    named = join(list(field_words(change.fields)))
    return f"{FIRST_WORDS[change.kind]}: {named}" if named else FIRST_WORDS[change.kind]


def field_words(fields: tuple[FieldChange, ...]) -> Iterator[str]:
    """Each field with what became of it."""
    for field in fields:
        counts = ((field.added, "added"), (field.changed, "changed"), (field.removed, "taken out"))
        yield f"{label(field.field).lower()} ({join([f'{number} {word}' for number, word in counts if number])})"


def folder_of(path: str) -> str:
    """The folder of kinds that a record lies in."""
    parts = path.split("/")
    return parts[1] if len(parts) == 3 and parts[0] == RECORDS_FOLDER else ""


def record_of(casebook: Casebook, path: str) -> Ref:
    """The record at a path; one that is gone is named by its id."""
    folder, record_id = folder_of(path), path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    kind = next((kind.name for kind in KINDS if kind.folder == folder), "")
    if kind not in BY_NAME:
        return Ref(kind="", id=record_id, title=record_id, exists=False)
    return ref(casebook, kind, record_id)

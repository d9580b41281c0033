"""Due items as an iCalendar file that can be subscribed to. The only writer of `.ics`; the library escapes and folds."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event, vText

from generator.views.due import DueItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One all-day event. `key` names what it is, not when: a later date moves the event."""

    on: dt.date
    key: str
    summary: str
    description: str = ""


def as_ics(items: Iterable[DueItem], title: str, as_of: dt.date) -> bytes:
    """Due items to subscribe to."""
    seen: dict[str, int] = {}
    entries = []
    for item in items:
        key = "|".join((item.kind, item.record.kind, item.record.id, item.title))
        seen[key] = seen.get(key, 0) + 1
        summary = f"{item.kind}: {item.title} ({item.record.title})"
        about = f"For: {item.role.title}" if item.role else ""
        entries.append(Entry(on=item.on, key=f"{key}|{seen[key]}", summary=summary, description=about))
    return calendar_of(entries, title, as_of)


def calendar_of(entries: Iterable[Entry], title: str, as_of: dt.date) -> bytes:
    """An iCalendar file. Its stamp is the as-of date, so that the same records give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//casebook//due//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(title))
    stamp = dt.datetime.combine(as_of, dt.time(), tzinfo=dt.UTC)
    for entry in entries:
        calendar.add_component(event(entry, stamp))
    return bytes(calendar.to_ical())


def event(entry: Entry, stamp: dt.datetime) -> Event:
    """One event."""
    found = Event()
    found.add("uid", f"{hashlib.sha256(entry.key.encode()).hexdigest()[:32]}@casebook")
    found.add("dtstamp", stamp)
    found.add("dtstart", entry.on)
    found.add("dtend", entry.on + dt.timedelta(days=1))
    found.add("summary", entry.summary)
    if entry.description:
        found.add("description", entry.description)
    found.add("transp", "TRANSPARENT")
    return found

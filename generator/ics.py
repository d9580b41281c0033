"""Due items as an iCalendar file that can be subscribed to. The only writer of `.ics`; the library escapes and folds."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from icalendar import Calendar, Event

from generator.views.due import DueItem


def as_ics(items: Iterable[DueItem], title: str, as_of: dt.date) -> bytes:
    """All-day events. A UID names what is due, not when: a renewed certificate moves its event."""
    calendar = Calendar()
    calendar.add("prodid", "-//casebook//due//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    stamp = dt.datetime.combine(as_of, dt.time(), tzinfo=dt.UTC)
    seen: dict[str, int] = {}
    for item in items:
        key = "|".join((item.kind, item.record.kind, item.record.id, item.title))
        seen[key] = seen.get(key, 0) + 1
        calendar.add_component(event(item, f"{key}|{seen[key]}", stamp))
    return bytes(calendar.to_ical())


def event(item: DueItem, key: str, stamp: dt.datetime) -> Event:
    """One event."""
    found = Event()
    found.add("uid", f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@casebook")
    found.add("dtstamp", stamp)
    found.add("dtstart", item.on)
    found.add("dtend", item.on + dt.timedelta(days=1))
    found.add("summary", f"{item.kind}: {item.title} ({item.record.title})")
    if item.role:
        found.add("description", f"For: {item.role.title}")
    found.add("transp", "TRANSPARENT")
    return found

"""Due items as an iCalendar file that can be subscribed to. The only writer of `.ics`.

The library escapes and folds every line. Which lines an event has, and in which order, is known here, so that a calendar of
twenty thousand events does not stand in memory as twenty thousand components; a test holds it to what the library writes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from icalendar import Calendar, Parameters, vDate, vDatetime, vText
from icalendar.parser import Contentline

from generator.views.due import DueItem

NEXT = b"\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One all-day event. `key` names what it is, not when: a later date moves the event."""

    on: dt.date
    key: str
    summary: str
    description: str = ""


def as_ics(items: Iterable[DueItem], title: str, as_of: dt.date) -> bytes:
    """Due items to subscribe to."""
    return calendar_of(entries_of(items), title, as_of)


def entries_of(items: Iterable[DueItem]) -> Iterator[Entry]:
    """An event for each due item; of several that are called the same, each has a number."""
    seen: dict[str, int] = {}
    for item in items:
        key = "|".join((item.kind, item.record.kind, item.record.id, item.title))
        seen[key] = seen.get(key, 0) + 1
        summary = f"{item.kind}: {item.title} ({item.record.title})"
        about = f"For: {item.role.title}" if item.role else ""
        yield Entry(on=item.on, key=f"{key}|{seen[key]}", summary=summary, description=about)


def calendar_of(entries: Iterable[Entry], title: str, as_of: dt.date) -> bytes:
    """An iCalendar file. Its stamp is the as-of date, so that the same records give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//casebook//due//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(title))
    head, end, _ = bytes(calendar.to_ical()).partition(b"END:VCALENDAR")
    stamp = line("DTSTAMP", vDatetime(dt.datetime.combine(as_of, dt.time(), tzinfo=dt.UTC)))
    return b"".join((head, *(event(entry, stamp) for entry in entries), end, NEXT))


def event(entry: Entry, stamp: bytes) -> bytes:
    """One event."""
    lines = (
        b"BEGIN:VEVENT",
        line("SUMMARY", vText(entry.summary)),
        all_day(entry.on),
        stamp,
        f"UID:{hashlib.sha256(entry.key.encode()).hexdigest()[:32]}@casebook".encode(),
        *([described(entry.description)] if entry.description else []),
        b"TRANSP:TRANSPARENT",
        b"END:VEVENT",
        b"",
    )
    return NEXT.join(lines)


@lru_cache(maxsize=1_000)
def all_day(day: dt.date) -> bytes:
    """The lines of a day on which an event lasts from morning to evening."""
    whole_day = Parameters({"VALUE": "DATE"})
    following = day + dt.timedelta(days=1)
    return line("DTSTART", vDate(day), whole_day) + NEXT + line("DTEND", vDate(following), whole_day)


@lru_cache(maxsize=1_000)
def described(text: str) -> bytes:
    """The line of a description. Most events are for one of a few roles."""
    return line("DESCRIPTION", vText(text))


def line(name: str, value: vText | vDate | vDatetime, parameters: Parameters | None = None) -> bytes:
    """A line as the library escapes and folds it."""
    return bytes(Contentline.from_parts(name, parameters or Parameters(), value).to_ical())

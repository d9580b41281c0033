"""Which records a change can concern, so that a commit hook need not read ten thousand for one.

What a rule says of a record depends on that record, on those it names or that name it, and on those that these name or
that name these: nothing looks further than two steps. Records of one kind that name each other form chains, and a chain
is one step however long. Whatever concerns everything (the settings, frameworks, calendars, roles) has no neighbours:
then everything is read. The tests hold what is said of a neighbourhood to what is said of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.kinds import BY_FOLDER, RECORDS_FOLDER
from generator.memory import FAR, Named, Names

STEPS = 2
MANY = 100_000
READ_ANYWAY = frozenset({"procedure", "policy"})
"""Few enough to be read whenever anything is, so no way from one record to another leads through them."""
Known = Mapping[Named, Names]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """What to read: for the kinds of which there are many, some ids; and what exists beside them."""

    records: frozenset[Named]
    elsewhere: frozenset[Named]
    unusable: frozenset[Named]
    unread: int
    titles: frozenset[str]

    @property
    def only(self) -> dict[str, frozenset[str]]:
        """The ids to read, for the kinds of which not all are read."""
        kinds = FAR - READ_ANYWAY
        return {kind: frozenset(i for k, i in self.records if k == kind) for kind in kinds}


@lru_cache(maxsize=MANY)
def record_of(path: str) -> Named | None:
    """The kind and id a path stands for, when its neighbours can be told."""
    parts = path.split("/")
    if len(parts) != 3 or parts[0] != RECORDS_FOLDER or parts[1] not in BY_FOLDER:
        return None
    stem, _, ending = parts[2].rpartition(".")
    kind = BY_FOLDER[parts[1]]
    usable = ending == "yaml" and kind.name in FAR and re.fullmatch(kind.id_pattern, stem)
    return (kind.name, stem) if usable else None


def named_files(blobs: Mapping[str, str]) -> dict[Named, str]:
    """The records among some files, with what git calls their bytes."""
    return {record: blob for path, blob in blobs.items() if (record := record_of(path))}


def around(changed: Iterable[str], before: Known, now: Known) -> Neighbourhood | None:
    """What the changed files can concern, or None when that may be everything."""
    records = {record_of(path) for path in changed if path.startswith(f"{RECORDS_FOLDER}/")}
    if None in records or broken(before) != broken(now):
        return None
    start = {record for record in records if record is not None}
    links = links_in(before, now)
    found = set(start)
    edge = set(start)
    for _ in range(STEPS):
        edge = {n for record in edge for n in links.get(record, ()) if record in start or passable(record)} - found
        edge |= chained(edge, links) - found
        found |= edge
    return Neighbourhood(
        records=frozenset(found),
        elsewhere=other_names(now, found),
        unusable=broken(now),
        titles=frozenset(t for record, names in now.items() if record not in found for t in names.titles),
        unread=sum(record not in found and passable(record) for record in now),
    )


def passable(record: Named) -> bool:
    """Whether the way to another record may lead through this one."""
    return record[0] not in READ_ANYWAY


def broken(known: Known) -> frozenset[Named]:
    """The records that cannot be used."""
    return frozenset(record for record, names in known.items() if not names.usable)


def links_in(*all_known: Known) -> dict[Named, set[Named]]:
    """Which records name each other, both ways, by their ids of today or earlier ones."""
    links: dict[Named, set[Named]] = {}
    for known in all_known:
        owners: dict[Named, set[Named]] = {}
        for record, names in known.items():
            for name in (record[1], *names.aliases):
                owners.setdefault((record[0], name), set()).add(record)
        for record, names in known.items():
            targets = {t for named in names.named for t in owners.get(named, {named})}
            targets |= {t for name in (record[1], *names.aliases) for t in owners[record[0], name]}
            for target in targets - {record}:
                links.setdefault(record, set()).add(target)
                links.setdefault(target, set()).add(record)
    return links


def chained(some: Iterable[Named], links: Mapping[Named, set[Named]]) -> set[Named]:
    """Records of the same kind that are reached from these through that kind alone."""
    found: set[Named] = set()
    edge = {record for record in some if passable(record)}
    while edge:
        found |= edge
        edge = {other for record in edge for other in links.get(record, ()) if other[0] == record[0]} - found
    return found


def other_names(known: Known, found: set[Named]) -> frozenset[Named]:
    """The ids, of today and earlier, of usable records that are not read."""
    rest = ((record, names) for record, names in known.items() if record not in found and names.usable)
    return frozenset((record[0], name) for record, names in rest for name in (record[1], *names.aliases))

"""What changes with a new edition? Who passes under both, who loses what, since when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.compliance.gate import running_placements
from generator.compliance.state import UNMET, Standing, Standings
from generator.model import Framework, Provider
from generator.views.common import Ref, ref, ref_to


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine:
    """One provider under two editions. A gap is a blocking requirement that is unmet."""

    provider: Ref
    in_use: bool
    passes_old: bool
    passes_new: bool
    lost: tuple[Standing, ...]
    gained: tuple[str, ...]
    still: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChange:
    """An edition and the one it replaced, with the day each was asked about."""

    old: Ref
    new: Ref
    old_on: dt.date
    new_on: dt.date
    since: dt.date
    lines: tuple[EditionLine, ...]
    asked_anew: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def both(self) -> int:
        """How many pass under both."""
        return sum(line.passes_old and line.passes_new for line in self.lines)

    @property
    def losing(self) -> int:
        """How many passed and no longer do."""
        return sum(line.passes_old and not line.passes_new for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionsView:
    """Every change of edition in this casebook, newest first."""

    as_of: dt.date
    changes: tuple[EditionChange, ...]


def editions_view(casebook: Casebook, as_of: dt.date, standings: Standings) -> EditionsView:
    """The view on a date."""
    changes = []
    for new in casebook.frameworks:
        old = casebook.get(Framework, new.supersedes) if new.supersedes else None
        if old:
            changes.append(change(casebook, old, new, as_of, standings))
    return EditionsView(as_of=as_of, changes=tuple(sorted(changes, key=lambda c: c.since, reverse=True)))


def change(casebook: Casebook, old: Framework, new: Framework, as_of: dt.date, standings: Standings) -> EditionChange:
    """Two editions side by side: the old one on its last day (or today), the new one today (or on its first day)."""
    old_on = min(as_of, old.in_force_to or as_of)
    new_on = max(as_of, new.in_force_from)
    in_use = {placement.provider for _, placement in running_placements(casebook, as_of)}
    there = [p for p in casebook.providers if not (p.closed_on and p.closed_on < as_of)]
    lines = [line(p, old, new, old_on, new_on, standings, p.id in in_use) for p in there]
    order = sorted(lines, key=lambda found: (found.passes_new, not found.passes_old, found.provider.title.lower()))
    before, after = {r.id: r for r in old.requirements}, {r.id: r for r in new.requirements}
    return EditionChange(
        old=ref(casebook, "framework", old.id),
        new=ref(casebook, "framework", new.id),
        old_on=old_on,
        new_on=new_on,
        since=new.in_force_from,
        lines=tuple(order),
        asked_anew=tuple(after[i].title for i in after if i not in before),
        dropped=tuple(before[i].title for i in before if i not in after),
    )


def line(
    provider: Provider,
    old: Framework,
    new: Framework,
    old_on: dt.date,
    new_on: dt.date,
    standings: Standings,
    in_use: bool,
) -> EditionLine:
    """A provider's line."""
    before = gaps(standings.of(provider, old_on, framework=old))
    after = gaps(standings.of(provider, new_on, framework=new))
    return EditionLine(
        provider=ref_to(provider),
        in_use=in_use,
        passes_old=not before,
        passes_new=not after,
        lost=tuple(s for i, s in after.items() if i not in before),
        gained=tuple(s.requirement.title for i, s in before.items() if i not in after),
        still=tuple(s for i, s in after.items() if i in before),
    )


def gaps(found: tuple[Standing, ...]) -> dict[str, Standing]:
    """The blocking requirements that are unmet."""
    return {s.requirement.id: s for s in found if s.requirement.blocks and s.in_force and s.state in UNMET}

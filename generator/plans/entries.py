"""What the registers hold of each plan: time out of lessons, suspensions, sessions at providers. Read once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.casebook import Casebook
from generator.model import AttendanceEntry, InternalExclusionEntry
from generator.totals import Row, rows_by_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The rows of one plan over all registers, by day."""

    internal: tuple[InternalExclusionEntry, ...] = ()
    attendance: tuple[AttendanceEntry, ...] = ()
    suspensions: tuple[Row, ...] = ()

    def since(self, first: dt.date, as_of: dt.date) -> Entries:
        """The rows of some days, both included."""
        return Entries(
            internal=tuple(e for e in self.internal if first <= e.date <= as_of),
            attendance=tuple(e for e in self.attendance if first <= e.date <= as_of),
            suspensions=tuple(r for r in self.suspensions if first <= r.entry.starts_on <= as_of),
        )


@lru_cache(maxsize=4)
def _by_plan(casebook: Casebook) -> Mapping[str, Entries]:
    internal: dict[str, list[InternalExclusionEntry]] = defaultdict(list)
    attendance: dict[str, list[AttendanceEntry]] = defaultdict(list)
    for register in casebook.registers:
        for out in register.internal_exclusion:
            internal[plan_id(casebook, out.who)].append(out)
        for row in register.attendance:
            attendance[plan_id(casebook, row.plan)].append(row)
    suspensions = rows_by_plan(casebook)
    return {
        code: Entries(
            internal=tuple(sorted(internal[code], key=lambda e: (e.date, e.session))),
            attendance=tuple(sorted(attendance[code], key=lambda e: (e.date, e.session))),
            suspensions=suspensions.get(code, ()),
        )
        for code in sorted(internal.keys() | attendance.keys() | suspensions.keys())
    }


def plan_id(casebook: Casebook, code: str) -> str:
    """The code of today for one that may be earlier."""
    return casebook.aliases.get(("case-plan", code), code)


def entries_of(casebook: Casebook, code: str) -> Entries:
    """The rows of one plan."""
    return _by_plan(casebook).get(code) or Entries()

"""Which registers a reader asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from generator.half_term.report import is_over
from generator.model import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A register, a school, a half term; what is empty is not asked for."""

    register: str = ""
    school: str = ""
    half_term: str = ""

    def fits(self, register: Register) -> bool:
        """Whether a register is among those asked for."""
        pairs = ((self.register, register.id), (self.school, register.school), (self.half_term, slug_of(register)))
        return all(asked in ("", has) for asked, has in pairs)

    def choose(self, found: Sequence[Register], as_of: dt.date) -> tuple[Register, ...]:
        """Those whose half term is over; where none was named, each school's latest."""
        over = sorted((r for r in found if is_over(r, as_of)), key=lambda r: (r.school, r.end, r.id))
        if self.register or self.half_term:
            return tuple(over)
        return tuple({register.school: register for register in over}.values())


def slug_of(register: Register) -> str:
    """A half term as it is asked for: 2026-27-autumn-1."""
    return f"{register.academic_year.replace('/', '-')}-{register.term}-{register.half}"

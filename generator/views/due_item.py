"""One thing with a date."""

from __future__ import annotations

import datetime as dt
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

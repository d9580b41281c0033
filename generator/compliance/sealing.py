"""What records that an audience may not see decide about a provider, told without saying what stands in them.

A site without case plans must still close a provider that its pupils would make an unregistered school. What is
worked out from the whole casebook is sealed into spells of time; `registration` reads those where there are no plans.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.casebook import Casebook
from generator.compliance.reasons import Reason
from generator.compliance.registration import CLOSE_TO_A_SCHOOL, pupils_there, running_at
from generator.model import Provider
from generator.privacy.scope import Spell

ONE_DAY = dt.timedelta(days=1)
CLOSED_BECAUSE = "it would have to be registered as a school; the coordinator can say why"
TAKE_CARE = "ask the coordinator before anybody is placed there full time"


def spells(casebook: Casebook, provider: Provider) -> Iterator[Spell]:
    """Every spell in which the pupils at a provider close it or set a condition."""
    days = sorted(change_points(casebook, provider))
    ends: list[dt.date | None] = [day - ONE_DAY for day in days[1:]]
    for start, end in zip(days, [*ends, None], strict=True):
        for reason in pupils_there(casebook, provider, start):
            yield sealed(reason, start, end)


def sealed(reason: Reason, start: dt.date, end: dt.date | None) -> Spell:
    """A reason without its numbers."""
    title, text = reason.title, CLOSED_BECAUSE if reason.closes else TAKE_CARE
    if title == CLOSE_TO_A_SCHOOL:
        title = "Full-time places need a question first"
    return Spell(start=start, end=end, closes=reason.closes, title=title, text=text)


def change_points(casebook: Casebook, provider: Provider) -> Iterator[dt.date]:
    """The days on which the pupils at a provider may change."""
    days = {dt.date.min}
    if provider.declared_pupils:
        days.add(provider.declared_pupils.as_at)
    for plan, placement in casebook.placed.get(provider.id, ()):
        days.add(placement.start)
        last = placement.end or plan.closed_on
        if last and last < dt.date.max:
            days.add(last + ONE_DAY)
    yield from days


def pupils_placed(casebook: Casebook, provider: Provider, on: dt.date, k: int) -> int | None:
    """How many pupils of ours are there, or None for fewer than k."""
    number = len({plan.id for plan, _ in running_at(casebook, provider, on)})
    return number if number >= k else None

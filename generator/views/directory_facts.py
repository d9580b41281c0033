"""What can be said of a provider in the words the directory filters by. Nothing said is nothing found, never a guess."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from generator.model import Cost, Programme, Provider, Site
from generator.reference.subjects import OTHER, qualifications_of, subjects_of

DAY_PARTS = {"session": 2.0, "day": 1.0, "week": 0.2}
"""How many of a price make a day: two sessions, a day, a fifth of a week."""
COST_BANDS: tuple[tuple[str, str], ...] = (
    ("none", "No charge"),
    ("under-60", "Under £60 a day"),
    ("60-to-90", "£60 to £89.99 a day"),
    ("90-and-over", "£90 a day or more"),
    ("by-the-hour", "Priced by the hour"),
    ("by-the-term", "Priced by the term, year or programme"),
)
CAPACITY: tuple[tuple[str, str], ...] = (
    ("free", "Places free, said lately"),
    ("free-old", "Places free, but said a while ago"),
    ("full", "No place free"),
)
TRANSPORT = (("carries", "Carries pupils"), ("does-not-carry", "Does not carry pupils"))
REGISTRATION = (
    ("school", "Registered school (URN)"),
    ("learning-provider", "Registered learning provider (UKPRN), not a school"),
    ("unregistered", "Not registered as a school"),
)


def registration_of(provider: Provider) -> tuple[str, ...]:
    """Whether it is a registered school, a registered provider that is none, or neither."""
    identity = provider.identity
    return ("school" if identity.urn else "learning-provider" if identity.ukprn else "unregistered",)


def open_places(provider: Provider, as_of: dt.date) -> tuple[Site, ...]:
    """The sites that are not closed for good."""
    return tuple(site for site in provider.sites if site.closed_on is None or site.closed_on >= as_of)


def towns_of(provider: Provider, as_of: dt.date) -> tuple[str, ...]:
    """The towns of its sites; those of a provider that has closed too, so that it is found where it was."""
    sites = open_places(provider, as_of) or provider.sites
    return tuple(sorted({site.town for site in sites if site.town}))


def districts_of(provider: Provider, as_of: dt.date) -> tuple[str, ...]:
    """The outward postcodes of its sites."""
    sites = open_places(provider, as_of) or provider.sites
    return tuple(sorted({site.postcode_district for site in sites if site.postcode_district}))


def subject_groups(programme: Programme) -> tuple[str, ...]:
    """The groups of a programme's title and subjects; `other` when nothing fits."""
    lines = (programme.title, *programme.subjects)
    return unique(code for line in lines for code in subjects_of(line)) or (OTHER.id,)


def qualification_groups(programme: Programme) -> tuple[str, ...]:
    """The kinds and levels of qualification a programme leads to; nothing when it names none."""
    return unique(code for line in programme.qualifications for code in qualifications_of(line))


def unique(codes: Iterable[str]) -> tuple[str, ...]:
    """Each code once, in order of first mention."""
    return tuple(dict.fromkeys(codes))


def transport_of(provider: Provider) -> tuple[str, ...]:
    """Whether it carries pupils; nothing when it does not say."""
    carries = provider.activities.transports_pupils if provider.activities else None
    return () if carries is None else ("carries" if carries else "does-not-carry",)


def capacity_of(provider: Provider, as_of: dt.date, lately: int) -> tuple[str, ...]:
    """Whether it has a place, as far as it said; `lately` is how many days such a word is fresh."""
    capacity = provider.capacity
    if capacity.free is None:
        return ()
    if capacity.free == 0:
        return ("full",)
    return ("free" if (as_of - capacity.as_at).days <= lately else "free-old",)


def current_costs(provider: Provider, as_of: dt.date) -> tuple[Cost, ...]:
    """The prices of the day."""
    return tuple(c for c in provider.costs if c.valid_from <= as_of and (c.valid_to is None or as_of <= c.valid_to))


def cost_bands(provider: Provider, as_of: dt.date) -> tuple[str, ...]:
    """The bands its prices of the day fall into; nothing when no price is on record."""
    found = {band_of(cost) for cost in current_costs(provider, as_of)}
    return tuple(code for code, _ in COST_BANDS if code in found)


def band_of(cost: Cost) -> str:
    """The band of one price."""
    if cost.amount == 0:
        return "none"
    if cost.per not in DAY_PARTS:
        return "by-the-hour" if cost.per == "hour" else "by-the-term"
    day = day_price(cost)
    return "under-60" if day < 60 else "60-to-90" if day < 90 else "90-and-over"


def day_price(cost: Cost) -> float:
    """What a day costs, for a price by session, day or week."""
    return cost.amount * DAY_PARTS[cost.per]


def lowest_day_price(provider: Provider, as_of: dt.date) -> float | None:
    """The lowest price of a day; None when there is none to compare."""
    return min((day_price(c) for c in current_costs(provider, as_of) if c.per in DAY_PARTS), default=None)

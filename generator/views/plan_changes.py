"""What has changed in a plan since its last review? Worked out from the record and the registers, newest part first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.casebook import Casebook
from generator.clocks import ONE_DAY
from generator.model import CasePlan, Target
from generator.plans.entries import Entries, entries_of
from generator.plans.reviews import last_held
from generator.views.common import ref
from generator.vocabulary import label
from generator.wording import count, join, short_date

ALARMS = ("new-behaviour", "incident", "suspension", "safeguarding-referral", "attendance-concern")
TALKS = ("contact-home", "contact-provider", "visit", "meeting", "panel")
CAME = ("present", "late")


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What is new since a day. `reviewed` is false when no review has been held and the day is the plan's first."""

    day: dt.date
    reviewed: bool
    lines: tuple[tuple[str, str], ...]


def since_review(casebook: Casebook, plan: CasePlan, as_of: dt.date) -> Since:
    """The changes since the last review, or since the plan was opened."""
    last = last_held(plan, as_of)
    day = last or plan.opened_on
    first = day + ONE_DAY if last else day
    rows = entries_of(casebook, plan.id).since(first, as_of)
    lines = (
        *alarms(plan, first, as_of),
        *readings(plan, first, as_of),
        *registers(rows),
        *placements(casebook, plan, first, as_of),
        *papers(plan, first, as_of),
        *talks(plan, first, as_of),
    )
    return Since(day=day, reviewed=last is not None, lines=lines)


def alarms(plan: CasePlan, first: dt.date, as_of: dt.date) -> Iterator[tuple[str, str]]:
    """What must not be overlooked, by kind."""
    for kind in ALARMS:
        days = sorted({e.date for e in plan.events if e.kind == kind and first <= e.date <= as_of})
        if days:
            yield label(kind), join([short_date(day) for day in days])


def readings(plan: CasePlan, first: dt.date, as_of: dt.date) -> Iterator[tuple[str, str]]:
    """The newest value of each target against the one before; a look without a figure says so."""
    for target in plan.targets:
        if words := reading(target, first, as_of):
            yield target.target, words


def reading(target: Target, first: dt.date, as_of: dt.date) -> str:
    """What was measured of one target in some days."""
    new = [r for r in target.actual if first <= r.date <= as_of]
    known = [r for r in new if r.value is not None]
    if not known:
        return "looked at, no evidence yet" if new else ""
    newest = max(known, key=lambda r: r.date)
    earlier = [r for r in (target.baseline, *target.actual) if r.value is not None and r.date < first]
    before = max(earlier, key=lambda r: r.date).value if earlier else None
    unit = f" {target.unit}" if target.unit else ""
    if before is None or newest.value is None:
        return f"{newest.value:g}{unit}, measured for the first time"
    return f"{before:g} to {newest.value:g}{unit}" if newest.value != before else f"still {before:g}{unit}"


def registers(rows: Entries) -> Iterator[tuple[str, str]]:
    """What the registers add: attendance at the provider, time out of lessons, suspensions."""
    if rows.attendance:
        came = sum(row.mark in CAME for row in rows.attendance)
        silent = sum(row.mark == "not-reported" for row in rows.attendance)
        more = f"; {count(silent, 'session')} not reported" if silent else ""
        yield "Sessions at the provider", f"attended {came} of {len(rows.attendance)} in the register{more}"
    if rows.internal:
        yield "Internal exclusion", count(len(rows.internal), "session")
    for row in rows.suspensions:
        length = f", {row.entry.school_days:g} school days" if row.entry.school_days else ""
        yield f"In the register: {label(row.entry.category).lower()}", f"from {short_date(row.entry.starts_on)}{length}"


def placements(casebook: Casebook, plan: CasePlan, first: dt.date, as_of: dt.date) -> Iterator[tuple[str, str]]:
    """Placements and stages that began or ended."""
    for placement in plan.placements:
        name = ref(casebook, "provider", placement.provider).title
        if first <= placement.start <= as_of:
            yield "Placement began", f"{name}, {short_date(placement.start)}"
        if placement.end and first <= placement.end <= as_of:
            yield "Placement ended", f"{name}, {short_date(placement.end)}"
    for stage in plan.reintegration:
        if first <= stage.starts_on <= as_of:
            yield "Stage began", f"{stage.title}, {short_date(stage.starts_on)}"
        if stage.signed_on and first <= stage.signed_on <= as_of:
            yield "Stage signed off", f"{stage.title}, {short_date(stage.signed_on)}"


def papers(plan: CasePlan, first: dt.date, as_of: dt.date) -> Iterator[tuple[str, str]]:
    """The risk assessment, notices, and what was lent."""
    risk = plan.risk_assessment
    if risk and first <= risk.assessed_on <= as_of:
        yield "Risk assessment renewed", short_date(risk.assessed_on)
    for placement in plan.placements:
        for notice in placement.notices:
            if first <= notice.sent_on <= as_of:
                yield "Notice sent", f"{label(notice.kind).lower()}, {short_date(notice.sent_on)}"
    for loan in plan.loans:
        what = "other item" if loan.item == "other" else label(loan.item).lower()
        if first <= loan.out_on <= as_of:
            yield "Equipment lent", f"{what}, {short_date(loan.out_on)}"
        if loan.returned_on and first <= loan.returned_on <= as_of:
            yield "Equipment returned", f"{what}, {short_date(loan.returned_on)}"


def talks(plan: CasePlan, first: dt.date, as_of: dt.date) -> Iterator[tuple[str, str]]:
    """How often somebody was spoken to."""
    tally = Counter(e.kind for e in plan.events if e.kind in TALKS and first <= e.date <= as_of)
    if tally:
        yield "Spoken to", join([f"{label(kind).lower()} {tally[kind]}×" for kind in TALKS if tally[kind]])

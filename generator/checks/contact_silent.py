"""Somebody has not been spoken to for longer than agreed.

What it checks
That each of the plan's `contacts` was made within its `every`: an event or a review in which that party took part. A contact
that falls due in a holiday is due on the next school day.

Why
Children come to harm in silence: when home, provider or social worker are not heard from, nobody knows how things are.

How to fix
Speak to them and add the event with its `parties`; or agree a longer interval, if that is right for the pupil.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.plans.school_days import calendar_of
from generator.plans.upkeep import contact_states, is_closed
from generator.rules import Rule
from generator.wording import count

RULE = Rule(code="CB318", name="contact-silent", severity=Severity.WARNING)


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on how often the contact is to be made."""
    for plan in casebook.case_plans:
        if is_closed(plan, as_of):
            continue
        for state in contact_states(plan, calendar_of(casebook, plan), as_of):
            if state.due and state.due < as_of:
                party = state.contact.party.replace("-", " ")
                late = count((as_of - state.due).days, "day")
                since = f"for {count((as_of - state.last).days, 'day')}" if state.last else "since the plan began"
                message = f"no contact with the {party} is recorded {since}; it was due {late} ago"
                where = plan.at("contacts", state.index, "every")
                yield RULE.finding(where, message, hint="speak to them, then add the event with its 'parties'")

"""A sentence says what no longer holds.

What it checks
That no policy, procedure, framework, role or provider repeats a claim that is on record as wrong: a rule that was
abolished, a number from an old edition, a section treated as law before it is. The claims stand in the records of law
and guidance, each with the words that give it away, and with words that show a sentence says the opposite.

Why
Such claims live on for years in checklists and on the pages of councils and advisers, and are copied from there.

How to fix
Write what holds instead; the message says it. If the sentence only mentions the old rule, say that it ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from generator.casebook import Casebook
from generator.findings import Finding, Pointer, Severity
from generator.law import whole_words
from generator.model import Framework, Policy, Procedure, Provider, Role, Source, StaleClaim
from generator.rules import Rule
from generator.walk import free_text
from generator.wording import long_date

RULE = Rule(code="CB605", name="stale-claim", severity=Severity.WARNING)
READ = (Policy, Procedure, Framework, Role, Provider)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """A stale claim made ready for reading: each set of words as one pattern."""

"""A sentence says what no longer holds.

What it checks
That no policy, procedure, framework, role or provider repeats a claim that is on record as wrong: a rule that was
abolished, a number from an old edition, a section treated as law before it is. The claims stand in the records of law
and guidance, each with the words that give it away, and with words that show that a sentence says the opposite.

Why
Such claims live on for years in checklists and on the pages of councils and advisers, and are copied from there.

How to fix
Write what holds instead; the message says it. If the sentence only mentions the old rule, say in it that the rule ended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.casebook import Casebook
from generator.findings import Finding, Severity
from generator.law import any_of
from generator.model import Framework, Policy, Procedure, Provider, Record, Role, Source, StaleClaim
from generator.rules import Rule
from generator.walk import free_text
from generator.wording import long_date

RULE = Rule(code="CB605", name="stale-claim", severity=Severity.WARNING)
READ = (Framework, Policy, Procedure, Provider, Role)
SENTENCE = re.compile(r"(?:[^.!?;\n]|\n(?!\s*(?:\n|[-*#]))|[.!?;](?!\s|$))+[.!?;]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """A stale claim made ready for reading: each set of its words as one pattern."""

    source: Source
    claim: StaleClaim
    sets: tuple[re.Pattern[str], ...]
    hints: tuple[tuple[str, ...], ...]
    unless: re.Pattern[str] | None

    def possible(self, text: str) -> bool:
        """Whether a plain text may hold the claim: a quick look that spares nearly all texts the slow one."""
        return all(any(hint in text for hint in hints) for hints in self.hints)

    def caught(self, text: str) -> Iterator[str]:
        """The sentences that make the claim."""
        for found in SENTENCE.finditer(text):
            sentence = found[0].strip()
            denied = self.unless and self.unless.search(sentence)
            if not denied and all(words.search(sentence) for words in self.sets):
                yield sentence


def check(casebook: Casebook, as_of: date) -> Iterator[Finding]:
    """Findings on the sentence."""
    traps = [
        Trap(
            source=source,
            claim=claim,
            sets=tuple(any_of(words.one_of) for words in claim.all_of),
            hints=tuple(tuple(plain(one).removesuffix("*") for one in words.one_of) for words in claim.all_of),
            unless=any_of(claim.unless) if claim.unless else None,
        )
        for source in casebook.all(Source)
        for claim in source.stale_claims
        if claim.wrong_since is None or claim.wrong_since <= as_of
    ]
    for record in casebook.every_record():
        if traps and isinstance(record, READ):
            text = plain(record.document.text)
            if possible := [trap for trap in traps if trap.possible(text)]:
                yield from in_record(record, possible)


def plain(text: str) -> str:
    """A text in small letters on one line, so that a phrase can be looked for whatever its lines."""
    return " ".join(text.lower().split())


def in_record(record: Record, traps: list[Trap]) -> Iterator[Finding]:
    """The findings in one record."""
    for pointer, text in free_text(record):
        found = plain(text)
        for trap in traps:
            for sentence in trap.caught(text) if trap.possible(found) else ():
                where = record.document.passage(pointer, sentence)
                yield RULE.finding(
                    where, message(trap.claim), hint=f"see {trap.source.short_title}: {held(trap.claim)}"
                )


def message(claim: StaleClaim) -> str:
    """What is wrong, and since when."""
    since = f"wrong since {long_date(claim.wrong_since)}" if claim.wrong_since else "which is wrong"
    return f"this says that {claim.claim}, {since}"


def held(claim: StaleClaim) -> str:
    """What holds instead, and where that stands."""
    cited = claim.citations[0] if claim.citations else None
    return f"{claim.holds_instead}{f' ({cited.source})' if cited else ''}"

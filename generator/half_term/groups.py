"""Are some pupils in the room more often than others? Says so only where the numbers are large enough to be fair and safe.

Two dangers: a figure about few pupils points at a child, and a difference made by chance accuses a school. So a group is
compared only if at least ten pupils (or the audience's threshold, if that is larger) with the characteristic were in the
room and as many without it, if it is known of everybody, and if the school's own numbers say how many to expect. Reasons
are set against a characteristic only if that holds in every one of their cells. Ten is our own rule, after the domain
file's advice for a single school (D.2). A refusal never says which of the numbers was too small.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from generator.casebook import Casebook
from generator.half_term.counting import RawTable, pupils_behind
from generator.half_term.stays import facts_about
from generator.model import CasePlan, Register, RegisterPupil, Roll

LEAST = 10
"""Pupils on either side of a comparison (D.2: derived advice for a single school; the ONS and DfE papers it names)."""
EXPECTED = 5
"""Pupils with the characteristic that the room would hold if it made no difference; with fewer, chance decides."""


class Shown(Protocol):
    """A published row."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def figures(self) -> tuple[int | None, ...]:
        """Its figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Pupils who were in the room, of those on roll."""

    in_room: int
    on_roll: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One characteristic: both sides, or the words why they are not shown."""

    characteristic: str
    having: Side | None
    others: Side | None
    why_not: tuple[str, ...]
    reasons: tuple[tuple[str, int, int], ...]
    why_no_reasons: str

    @property
    def times(self) -> float | None:
        """How many times as often those with the characteristic were in the room."""
        if self.having is None or self.others is None:
            return None
        return (self.having.in_room * self.others.on_roll) / (self.having.on_roll * self.others.in_room)


CHARACTERISTICS = ("sen", "fsm", "lac")


def comparisons(
    casebook: Casebook,
    register: Register,
    by_reason: RawTable,
    pupils: int | None,
    lines: Sequence[Shown],
    threshold: int,
) -> tuple[Comparison, ...]:
    """Every characteristic, compared or refused. `pupils` and `lines` are what the report shows anyway."""
    behind = pupils_behind(by_reason)
    everyone = sorted(frozenset[str]().union(*behind.values()))
    found = []
    for characteristic in CHARACTERISTICS:
        having = {who: has(facts_about(casebook, register, who), characteristic) for who in everyone}
        found.append(compared(characteristic, having, register.roll, pupils, behind, lines, max(LEAST, threshold)))
    return tuple(found)


def has(facts: CasePlan | RegisterPupil | None, characteristic: str) -> bool | None:
    """Whether a pupil has a characteristic, None where nobody has said."""
    if facts is None:
        return None
    if characteristic == "sen":
        return None if facts.sen_provision is None else facts.sen_provision != "N"
    return None if facts.flags is None else characteristic in facts.flags


def on_roll(roll: Roll, characteristic: str) -> int | None:
    """How many pupils on roll have a characteristic."""
    match characteristic:
        case "sen":
            both = (roll.sen_support, roll.ehc_plan)
            return None if both[0] is None or both[1] is None else both[0] + both[1]
        case "fsm":
            return roll.fsm
        case _:
            return roll.lac


def compared(
    characteristic: str,
    having: Mapping[str, bool | None],
    roll: Roll | None,
    pupils: int | None,
    behind: Mapping[str, frozenset[str]],
    lines: Sequence[Shown],
    least: int,
) -> Comparison:
    """One characteristic, compared or refused."""
    number = on_roll(roll, characteristic) if roll else None
    inside = sum(value is True for value in having.values())
    outside = sum(value is False for value in having.values())
    why_not = tuple(refusals(having.values(), inside, outside, roll, number, pupils, least))
    if why_not or roll is None or number is None:
        return Comparison(
            characteristic=characteristic, having=None, others=None, why_not=why_not, reasons=(), why_no_reasons=""
        )
    cells = tuple(
        (code, sum(having[who] is True for who in people), sum(having[who] is False for who in people))
        for code, people in behind.items()
        if people
    )
    safe = all(min(one, other) >= least for _, one, other in cells)
    whole = all(None not in line.figures for line in lines)
    return Comparison(
        characteristic=characteristic,
        having=Side(in_room=inside, on_roll=number),
        others=Side(in_room=outside, on_roll=roll.pupils - number),
        why_not=(),
        reasons=cells if safe and whole else (),
        why_no_reasons="" if safe and whole else why_no_reasons(least),
    )


def refusals(
    known: Iterable[bool | None],
    inside: int,
    outside: int,
    roll: Roll | None,
    number: int | None,
    pupils: int | None,
    least: int,
) -> Iterable[str]:
    """Why a comparison is not shown, in words that say nothing of the numbers themselves."""
    if any(value is None for value in known):
        yield "it is not recorded for every pupil who was in the room"
    if pupils is None or min(inside, outside) < least:
        yield f"fewer than {least} pupils with it, or fewer than {least} without it, were in the room: a figure could point at a child"
    if roll is None or number is None:
        yield "the school's own numbers are not in the register, so nobody can say how many to expect"
    elif number > roll.pupils or inside > number or outside > roll.pupils - number:
        yield "more pupils were in the room than the census knows of: the school's own numbers need a look"
    elif (inside + outside) * min(number, roll.pupils - number) < EXPECTED * roll.pupils:
        yield "the school has so few pupils on one side that chance would decide: a figure would not be fair"


def why_no_reasons(least: int) -> str:
    """Why reasons are not set against a characteristic."""
    return (
        f"some reason has fewer than {least} pupils with it or without it, "
        "and a small cell of this kind could point at a child"
    )

"""The reasons a suspension or permanent exclusion is returned with. The sixteen core codes stand in `vocabulary`."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Citation
from generator.reference.sources import BEHAVIOUR, CODESET, OTHER_LIST, REASON_STATISTICS, SYSTEM_MAKER
from generator.vocabulary import SUSPENSION_REASONS

MOST_REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A code and its words."""

    code: str
    words: str
    source: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRule:
    """A rule about reasons, in one sentence."""

    rule: str
    source: Citation


REASONS: tuple[Reason, ...] = tuple(
    Reason(code=code, words=words, source=REASON_STATISTICS) for code, words in SUSPENSION_REASONS.items()
)

RULES: tuple[ReasonRule, ...] = (
    ReasonRule(
        rule="Give at least one reason and at most three for each suspension or exclusion; three have been possible since 2020/21",
        source=REASON_STATISTICS,
    ),
    ReasonRule(rule="OT (other) is no longer accepted; name what happened", source=SYSTEM_MAKER),
    ReasonRule(rule="A lunchtime suspension is recorded, but is not returned in the census", source=SYSTEM_MAKER),
    ReasonRule(
        rule="The published statistics know these sixteen reasons and an old 'other'; the codeset for this year may differ",
        source=CODESET,
    ),
    ReasonRule(
        rule="Removal to a room inside school is not an exclusion and takes none of these codes; it has reasons of its own in the room's register",
        source=BEHAVIOUR,
    ),
)

NOT_ACCEPTED: tuple[Reason, ...] = tuple(
    Reason(code=code, words=words, source=SYSTEM_MAKER if code == "OT" else OTHER_LIST)
    for code, words in (
        ("OT", "Other"),
        ("SB", "Harmful sexual behaviour"),
        ("MB", "Misogynistic behaviour"),
        ("AB", "Misandrist behaviour"),
        ("TB", "Bullying online"),
        ("BW", "Bringing a weapon"),
        ("DR", "Drugs"),
        ("AR", "Alcohol"),
        ("SR", "Smoking"),
        ("VR", "Vaping"),
        ("LD", "Low-level disruption"),
        ("CB", "Challenging behaviour"),
        ("MP", "Mobile phone"),
        ("OS", "Misbehaviour outside school"),
    )
)

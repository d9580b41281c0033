"""Numbers that could be somebody's: check digits as issued, everything else from ranges that nobody holds where there are any.

UPNs carry a year of issue that has not come, NHS numbers begin with 999 (kept for tests), vehicle marks carry an age mark not
yet issued. ULN and National Insurance numbers have no such range: one of these may exist by accident.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from benchmarks.identifiers.draw import Chance

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
PLATE_LETTERS = "ABCDEFGHJKLMNOPRSTUVWXYZ"


def upn_letter(tail: str) -> str:
    """The check letter of the twelve characters that follow it."""
    values = (int(c) if c.isdigit() else LETTERS.index(c) for c in tail)
    return LETTERS[sum(weight * value for weight, value in enumerate(values, start=2)) % 23]


def is_uln(digits: str) -> bool:
    """Whether ten digits are a unique learner number by their check digit."""
    return digits[0] != "0" and sum(int(d) * w for d, w in zip(digits, range(10, 0, -1), strict=True)) % 11 == 10


def is_nhs(digits: str) -> bool:
    """Whether ten digits are an NHS number by their check digit."""
    check = 11 - sum(int(d) * w for d, w in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return check % 11 == int(digits[9]) and check != 10


def figures(pattern: str, chance: Chance) -> str:
    """The pattern with a digit for every #, never 0 for the first."""
    first, _, rest = pattern.partition("#")
    if first == pattern:
        return pattern
    return first + str(1 + chance.below(9)) + "".join(str(chance.below(10)) if c == "#" else c for c in rest)


def upn(chance: Chance, authorities: tuple[str, ...], *, temporary: bool = False) -> tuple[str, str]:
    """A pupil number and how it is written."""
    tail = chance.pick(authorities) + figures("4###", chance) + str(40 + chance.below(50)) + figures("##", chance)
    tail += chance.pick(LETTERS) if temporary else str(chance.below(10))
    return written(upn_letter(tail) + tail, chance, (1, 4, 8))


def uln(chance: Chance) -> tuple[str, str]:
    """A learner number and how it is written."""
    return written(until(is_uln, "##########", chance), chance, (4, 7))


def nhs(chance: Chance) -> tuple[str, str]:
    """A health number and how it is written."""
    digits = until(is_nhs, "999#######", chance)
    return chance.pick(
        (
            (digits, "plain"),
            (f"{digits[:3]} {digits[3:6]} {digits[6:]}", "spaced"),
            ("-".join((digits[:3], digits[3:6], digits[6:])), "hyphens"),
        )
    )


def neither(chance: Chance) -> str:
    """Ten digits that no check digit fits, as on invoices."""
    return until(lambda digits: not is_uln(digits) and not is_nhs(digits), "##########", chance)


def until(fits: Callable[[str], bool], pattern: str, chance: Chance) -> str:
    """Draws until it fits."""
    while not fits(drawn := figures(pattern, chance)):
        pass
    return drawn


def nino(chance: Chance) -> tuple[str, str]:
    """A National Insurance number and how it is written."""
    prefix = chance.pick("ABCEGHJLMPRSWXYZ") + chance.pick("ABCEGHJLMPRSWXYZ")
    if prefix in ("BG", "GB", "ZZ"):
        prefix = "JX"
    return written(prefix + figures("######", chance) + chance.pick("ABCD"), chance, (2, 4, 6, 8))


def postcode(chance: Chance) -> tuple[str, str]:
    """A postcode of the right form and how it is written."""
    outward = chance.pick(("NG", "OX", "DE", "LE", "S", "B")) + str(1 + chance.below(19))
    inward = str(chance.below(10)) + chance.pick("ABDEFGHJLNPQRSTUWXYZ") + chance.pick("ABDEFGHJLNPQRSTUWXYZ")
    return chance.pick(
        ((f"{outward} {inward}", "spaced"), (outward + inward, "plain"), (f"{outward} {inward}".lower(), "lower"))
    )


def vehicle(chance: Chance) -> tuple[str, str]:
    """A vehicle mark and how it is written."""
    area = chance.pick(PLATE_LETTERS) + chance.pick(PLATE_LETTERS)
    age = chance.pick((40, 90)) + chance.below(10)
    rest = "".join(chance.pick(PLATE_LETTERS) for _ in range(3))
    mark = f"{area}{age} {rest}"
    return chance.pick(((mark, "spaced"), (mark.replace(" ", ""), "plain"), (mark.lower(), "lower")))


def written(number: str, chance: Chance, cuts: tuple[int, ...]) -> tuple[str, str]:
    """A number as people write it: mostly as it is, sometimes in groups or in small letters."""
    edges = (0, *cuts, len(number))
    groups = " ".join(number[a:b] for a, b in pairwise(edges))
    ways = [(number, "plain"), (number, "plain"), (groups, "spaced")]
    return chance.pick([*ways, (number.lower(), "lower")] if not number.isdigit() else ways)

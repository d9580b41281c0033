"""Numbers that identify a person, by their form and their check digit (statutory.md D.3 and D.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.spans import Kind, Span

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPN = re.compile(r"(?<![A-Z0-9])[A-HJ-NP-RT-Z](?:[ -]?[0-9]){11}[ -]?[0-9A-HJ-NP-RT-Z](?![A-Z0-9])", re.IGNORECASE)
TEN = re.compile(r"(?<![\w.+/-])(?<!\d )[1-9][0-9](?:[ -]?[0-9]){8}(?![\w/-]|\.\d| \d)")
NHS_SHAPE = re.compile(r"(?<![\w.+-])[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}(?![\w-])")
NINO = re.compile(
    r"(?<![A-Z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[ .-]?[0-9]){6}[ .-]?[A-D](?![A-Z0-9])",
    re.IGNORECASE,
)
GOODS = re.compile(
    r"\b(?:invoice|inv|order|purchase|po|product|item|part|serial|model|isbn|asset|batch|barcode|sku|account|voucher"
    r"|receipt|stock|policy|insurance|version|meter|printer|toner)\b[\w .:#-]{0,24}$",
    re.IGNORECASE,
)
CUED = (
    (
        Kind.ULN,
        r"\b(?:uln|unique learner n(?:umber|o)|learner (?:ref(?:erence)? )?n(?:umber|o))\b[^\d\n]{0,15}",
        r"\d(?:[ -]?\d){9}",
    ),
    (Kind.NHS, r"\bnhs(?: (?:number|no|num|id))?\b[^\d\n]{0,12}", r"\d{3}[ -]?\d{3}[ -]?\d{4}"),
    (
        Kind.NINO,
        r"\b(?:ni|nino|n\.i\.?|national insurance)(?: (?:number|no|num))?\b[^\d\n]{0,8}?",
        r"\b[A-Z]{2}(?:[ .-]?\d){6}[ .-]?[A-Z]?\b",
    ),
    (Kind.UPN, r"\b(?:upn|unique pupil n(?:umber|o))\b[^\d\n]{0,12}?", r"\b[A-Z]?(?:[ -]?\d){11,12}[ -]?[A-Z0-9]?\b"),
    (
        Kind.TRN,
        r"\b(?:trn|teacher (?:ref(?:erence)?)(?: n(?:umber|o))?|qts n(?:umber|o))\b[^\d\n]{0,12}",
        r"(?:rp)?\d{2}[ /-]?\d{5}\b",
    ),
    (Kind.DBS, r"\b(?:dbs|disclosure|crb)(?: [a-z]{2,12}){0,3}\b[^\d\n]{0,12}", r"\d{3}(?:[ -]?\d){9}\b"),
)
CUES = tuple((kind, re.compile(f"(?:{cue})({number})", re.IGNORECASE)) for kind, cue, number in CUED)
LONG = re.compile(r"(?<![\w-])00[0-9]{10}(?![\w-])")


def upn_letter(rest: str) -> str | None:
    """The letter that must stand before the twelve characters `rest`; None when they cannot be part of a UPN."""
    total = 0
    for weight, character in enumerate(rest.upper(), 2):
        if character.isdigit():
            total += weight * int(character)
        elif weight == 13 and character in UPN_LETTERS:
            total += weight * UPN_LETTERS.index(character)
        else:
            return None
    return UPN_LETTERS[total % 23]


def is_upn(text: str) -> bool:
    """Whether a text is a permanent or temporary unique pupil number."""
    return len(text) == 13 and upn_letter(text[1:]) == text[0].upper()


def is_uln(text: str) -> bool:
    """Whether ten digits are a unique learner number."""
    if not re.fullmatch(r"[1-9][0-9]{9}", text):
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(text[:9], range(10, 1, -1), strict=True)) % 11
    return rest != 0 and int(text[9]) == 10 - rest


def is_nhs(text: str) -> bool:
    """Whether ten digits are an NHS number."""
    if not re.fullmatch(r"[0-9]{10}", text):
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(text[:9], range(10, 1, -1), strict=True)) % 11
    return check % 11 == int(text[9]) and check != 10


def is_nino(text: str) -> bool:
    """Whether a text has the form of a National Insurance number."""
    return NINO.fullmatch(text) is not None


def squeezed(text: str) -> str:
    """The text without what parts its groups."""
    return re.sub(r"[ .-]", "", text)


def numbers(text: str) -> Iterator[Span]:
    """Every number that identifies a person."""
    yield from (Span(start=m.start(), end=m.end(), kind=Kind.UPN) for m in UPN.finditer(text))
    yield from (Span(start=m.start(), end=m.end(), kind=Kind.NINO) for m in NINO.finditer(text))
    yield from (Span(start=m.start(), end=m.end(), kind=Kind.DBS) for m in LONG.finditer(text))
    for kind, pattern in CUES:
        yield from (Span(start=m.start(1), end=m.end(1), kind=kind) for m in pattern.finditer(text))
    for pattern in (TEN, NHS_SHAPE):
        for found in pattern.finditer(text):
            digits = squeezed(found.group())
            if len(set(digits)) == 1 or GOODS.search(text, max(0, found.start() - 40), found.start()):
                continue
            if is_nhs(digits):
                yield Span(start=found.start(), end=found.end(), kind=Kind.NHS)
            elif is_uln(digits):
                yield Span(start=found.start(), end=found.end(), kind=Kind.ULN)

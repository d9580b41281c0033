"""A place in a text and the kind of identifier that stands there. Never the text itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was found. The values are part of the `scan` command's output."""

    NAME = "NAME"
    UPN = "UPN"
    ULN = "ULN"
    NHS = "NHS"
    NINO = "NINO"
    TRN = "TRN"
    DBS = "DBS"
    POSTCODE = "POSTCODE"
    ADDRESS = "ADDRESS"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    HANDLE = "HANDLE"
    URL = "URL"
    VEHICLE = "VEHICLE"
    DOB = "DOB"
    REFERENCE = "REFERENCE"
    SCHOOL_CLASS = "SCHOOL_CLASS"


SAID = {
    Kind.NAME: "what looks like a person's name",
    Kind.UPN: "a unique pupil number",
    Kind.ULN: "a unique learner number",
    Kind.NHS: "an NHS number",
    Kind.NINO: "a National Insurance number",
    Kind.TRN: "a teacher reference number",
    Kind.DBS: "a DBS certificate number",
    Kind.POSTCODE: "a full postcode",
    Kind.ADDRESS: "an address",
    Kind.PHONE: "a telephone number",
    Kind.EMAIL: "an e-mail address",
    Kind.HANDLE: "a name used online",
    Kind.URL: "a web address",
    Kind.VEHICLE: "a vehicle registration",
    Kind.DOB: "a date of birth",
    Kind.REFERENCE: "a case or reference number",
    Kind.SCHOOL_CLASS: "a school together with a year or class",
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Characters `start` to `end` of a text, counted from 0, end excluded."""

    start: int
    end: int
    kind: Kind


def outermost(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, without those that lie inside or reach into an earlier and longer one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.kind)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)

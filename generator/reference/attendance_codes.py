"""The attendance codes in force since 19 August 2024, and which one fits a pupil at alternative provision."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Citation
from generator.reference.sources import (
    ABSENT_FROM_PROVISION,
    DUAL_REGISTRATION,
    FROM_MEMORY,
    OUTSIDE,
    REGULATION_10,
    SUMMARIES,
    UNAUTHORISED,
)

CLASSES: dict[str, str] = {
    "attending": "Attending",
    "authorised": "Authorised absence",
    "unauthorised": "Unauthorised absence",
    "not-possible": "Not a possible attendance",
    "administrative": "Administrative, not counted",
    "withdrawn": "Withdrawn in August 2024",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceCode:
    """One code. The meaning and the statistical class have a source each: they were not checked equally well."""

    code: str
    anchor: str
    meaning: str
    statistics: str
    note: str
    meaning_from: Citation
    class_from: Citation


def entry(
    code: str,
    meaning: str,
    statistics: str,
    meaning_from: Citation = SUMMARIES,
    class_from: Citation = FROM_MEMORY,
    *,
    note: str = "",
    anchor: str = "",
) -> AttendanceCode:
    """One code, its anchor made from it unless it has no letters."""
    return AttendanceCode(
        code=code,
        anchor=f"code-{anchor or code.lower()}",
        meaning=meaning,
        statistics=statistics,
        note=note,
        meaning_from=meaning_from,
        class_from=class_from,
    )


ATTENDING = ("attending", REGULATION_10, REGULATION_10)
UNEXCUSED = ("unauthorised", SUMMARIES, UNAUTHORISED)

CODES: tuple[AttendanceCode, ...] = (
    entry("/", "In school, morning session", *ATTENDING, anchor="present-am"),
    entry("\\", "In school, afternoon session", *ATTENDING, anchor="present-pm"),
    entry("L", "Arrived late, while the register was still open", *ATTENDING),
    entry("K", "At education the local authority arranged, somewhere that is not a school the pupil is on roll of", *ATTENDING),
    entry("V", "On an educational visit with school staff", *ATTENDING),
    entry(
        "B",
        "At an approved educational activity off site that the school arranged",
        "attending",
        note="It must be educational, approved and supervised; write down what it was. Never for learning online at home, and never for a session the pupil missed",
    ),
    entry("P", "At a sporting activity", "attending"),
    entry("W", "On work experience", "attending"),
    entry("D", "On roll of two schools and due at the other one", "not-possible", SUMMARIES, OUTSIDE, note="The other school marks whether the pupil came"),
    entry("X", "Not of compulsory school age and not required to attend", "not-possible", SUMMARIES, OUTSIDE),
    entry("Q", "The local authority failed to arrange access or transport it had to arrange", "not-possible"),
    entry("Y1", "Transport that is normally provided is not running", "not-possible", SUMMARIES, OUTSIDE),
    entry("Y2", "Travel is widely disrupted", "not-possible", SUMMARIES, OUTSIDE),
    entry("Y3", "Part of the premises is closed", "not-possible", SUMMARIES, OUTSIDE),
    entry("Y4", "The whole site is closed and nobody expected it", "not-possible", SUMMARIES, OUTSIDE),
    entry("Y5", "Held in the criminal justice system", "not-possible", FROM_MEMORY, OUTSIDE),
    entry("Y6", "Kept away by public health rules or advice", "not-possible", FROM_MEMORY, OUTSIDE),
    entry("Y7", "Another cause nobody could avoid", "not-possible", FROM_MEMORY, OUTSIDE),
    entry("C", "Leave the school granted for exceptional circumstances", "authorised"),
    entry("C1", "Leave for a regulated performance or for work abroad", "authorised"),
    entry("C2", "Out of school under an agreed, temporary part-time timetable, pupil of compulsory school age", "authorised"),
    entry("E", "Suspended or permanently excluded, and no alternative provision made yet", "authorised"),
    entry("I", "Ill", "authorised", note="A sickness return may be owed once 15 days in the year are expected"),
    entry("J1", "At an interview", "authorised"),
    entry("M", "At a medical or dental appointment", "authorised"),
    entry("R", "Religious observance", "authorised"),
    entry("S", "Study leave for public examinations", "authorised"),
    entry("T", "Travelling for work with a Gypsy, Roma, Traveller or showman family", "authorised"),
    entry("G", "On holiday without leave", *UNEXCUSED),
    entry("N", "Reason not yet known", *UNEXCUSED, note="Replace it when the reason is known, and after five school days by O"),
    entry("O", "Absent without leave for any other reason", *UNEXCUSED),
    entry("U", "Arrived after the register had closed", *UNEXCUSED),
    entry("Z", "Not yet on roll; expected to join", "administrative", SUMMARIES, OUTSIDE),
    entry("#", "School closed to all or some pupils, as planned", "administrative", SUMMARIES, OUTSIDE, anchor="planned-closure"),
    entry("H", "Once a family holiday that was agreed", "withdrawn", FROM_MEMORY, SUMMARIES, note="Do not enter it for any day from 19 August 2024"),
    entry("J", "Once an interview; now J1", "withdrawn", FROM_MEMORY, SUMMARIES, note="Do not enter it for any day from 19 August 2024"),
    entry("Y", "Once any unavoidable cause; now Y1 to Y7", "withdrawn", FROM_MEMORY, SUMMARIES, note="Do not enter it for any day from 19 August 2024"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to: which code when a pupil is at alternative provision?"""

    when: str
    codes: tuple[str, ...]
    then: str
    source: Citation


CHOICES: tuple[Choice, ...] = (
    Choice(
        when="On roll of two schools, at the other registered school or pupil referral unit",
        codes=("D",),
        then="at the home school; the other school marks the real attendance.",
        source=DUAL_REGISTRATION,
    ),
    Choice(
        when="The pupil was expected at the provision and did not come",
        codes=("N", "I", "O"),
        then="the code for the absence, as if at school: N until the reason is known, then what it was. Never B or K.",
        source=ABSENT_FROM_PROVISION,
    ),
    Choice(
        when="The local authority arranged the education, and the setting is not a school the pupil is on roll of",
        codes=("K",),
        then="for each session attended.",
        source=REGULATION_10,
    ),
    Choice(
        when="Work experience",
        codes=("W",),
        then="for each session attended.",
        source=SUMMARIES,
    ),
    Choice(
        when="The school arranged a setting that is not a school",
        codes=("B",),
        then="but only if it is educational, approved by the school and supervised. Write down what the activity was.",
        source=SUMMARIES,
    ),
    Choice(
        when="Suspended or excluded, and nothing has been arranged yet",
        codes=("E",),
        then="until provision is arranged.",
        source=SUMMARIES,
    ),
    Choice(
        when="At the provision arranged from the sixth school day of an exclusion",
        codes=("D", "K", "B"),
        then="the code of that provision, by the lines above; no longer E.",
        source=FROM_MEMORY,
    ),
)

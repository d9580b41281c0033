"""What the half term's report calls its sections, tables, rows and totals, and what each of them counts."""

from __future__ import annotations

SECTIONS = {
    "room": "Internal exclusion room",
    "suspensions": "Suspensions and exclusions",
    "attendance": "Attendance at providers",
}
TOTALS = {
    "sessions": ("sessions", "A session is half a school day."),
    "stays": ("stays", "A stay is one pupil's sessions on school days that follow each other."),
    "pupils": ("pupils", "Each pupil once."),
    "suspensions": ("suspensions and exclusions", "Cancelled ones count too."),
    "half-days": (
        "half days lost to suspension",
        "Two make a school day. A permanent exclusion has no number of days.",
    ),
}
MEASURES = {"sessions": "Sessions", "stays": "Stays", "pupils": "Pupils", "suspensions": "Times"}
TABLES = {
    "reason": ("Reasons", "Why pupils were sent to the room. A pupil may have been there for several reasons."),
    "key-stage": ("Key stages", "Year groups are not kept: with the reason and the week they would point at a child."),
    "often": ("Who came back", "How many pupils had one stay, and how many more than one."),
    "work": ("Work", "Whether work came for the session, and whether it was handed in."),
    "exit-interview": ("Exit interviews", "Whether the talk before the first lesson back was held."),
    "restorative": ("Putting things right", "What was agreed at the exit interview."),
    "category": ("Kinds", "Suspensions, permanent exclusions and lunchtimes."),
    "suspension-reason": ("Reasons", "A suspension may have up to three, so these do not add up to the total."),
    "mark": ("Marks", "What providers reported. 'Not reported' means nobody knows where the pupil was."),
}
WORDS = {
    "once": "One stay",
    "again": "More than one stay",
    "work-returned": "Came and was handed in",
    "work-not-returned": "Came, was not handed in",
    "return-not-known": "Came, nobody wrote whether it was handed in",
    "no-work": "Did not come",
    "due": "Still due when the half term ended",
    "none-needed": "Nothing needed",
    "permanent": "Permanent exclusion",
    "lunchtime": "Lunchtime suspension",
}
CHARACTERISTICS = {
    "sen": "Special educational needs (SEN support or an EHC plan)",
    "fsm": "Free school meals",
    "lac": "Looked after by the authority",
}

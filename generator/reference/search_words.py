"""What people type for what procedures, policies and roles are called here, for the site's search.

A page belongs to every topic whose stems its title holds; the site's search then also finds it by the other words. The list
is ours, reviewed on 22 November 2026. Abbreviations come from the glossary and are not repeated here.
"""

from __future__ import annotations

import re
from functools import cache

from generator.reference.glossary import GLOSSARY
from generator.reference.subjects import Group, pattern

TOPICS: tuple[Group, ...] = (
    Group(
        id="day-six",
        title="Day six",
        stems=("day-six", "day six", "day 6"),
        also=("what is day 6", "sixth day", "6th day", "day six"),
    ),
    Group(
        id="suspension",
        title="Suspension",
        stems=("suspension", "suspended"),
        also=("fixed-term exclusion", "sent home", "excluded"),
    ),
    Group(id="exclusion", title="Permanent exclusion", stems=("permanent exclusion",), also=("pex", "expelled")),
    Group(
        id="direction", title="Off-site direction", stems=("off-site direction",), also=("educated off site", "direct")
    ),
    Group(id="move", title="Managed move", stems=("managed move",), also=("change of school", "fresh start", "trial")),
    Group(
        id="reduced",
        title="Reduced timetable",
        stems=("reduced timetable",),
        also=("part-time timetable", "half days", "phased return"),
    ),
    Group(
        id="missing", title="Children missing education", stems=("missing education",), also=("whereabouts unknown",)
    ),
    Group(
        id="protection",
        title="Child protection",
        stems=("child protection referral", "child protection policy"),
        also=("worried about a child", "disclosure", "social care", "front door", "safeguarding concern"),
    ),
    Group(
        id="allegation",
        title="Allegation",
        stems=("allegation",),
        also=("designated officer", "accused", "low-level concern", "staff harmed a child"),
    ),
    Group(
        id="restraint",
        title="Restrictive intervention",
        stems=("restrictive",),
        also=("restraint", "reasonable force", "physical intervention", "held", "seclusion"),
    ),
    Group(
        id="prevent", title="Prevent", stems=("prevent",), also=("radicalisation", "extremism", "terrorism", "channel")
    ),
    Group(id="fgm", title="Female genital mutilation", stems=("fgm", "genital"), also=("cutting", "mandatory report")),
    Group(
        id="breach",
        title="Data breach",
        stems=("gone astray", "data breach"),
        also=("lost laptop", "sent to the wrong person", "leak", "72 hours"),
    ),
    Group(
        id="access",
        title="Subject access",
        stems=("subject access", "request for personal data"),
        also=("sar", "dsar", "subject access request", "copy of the records"),
    ),
    Group(id="freedom", title="Freedom of information", stems=("freedom of information",), also=("foia",)),
    Group(
        id="fair",
        title="Fair access",
        stems=("fair access",),
        also=("no school place", "hard to place", "in-year panel"),
    ),
    Group(
        id="irp", title="Independent review", stems=("independent review",), also=("appeal", "challenge an exclusion")
    ),
    Group(
        id="board",
        title="Governing board",
        stems=("governing board",),
        also=("governors", "disciplinary committee", "reinstatement", "hearing"),
    ),
    Group(
        id="reintegration",
        title="Reintegration",
        stems=("reintegration",),
        also=("return to school", "coming back", "readmission meeting"),
    ),
    Group(
        id="room",
        title="Internal exclusion",
        stems=("internal exclusion",),
        also=("isolation", "inclusion room", "removal from class", "reflection room"),
    ),
    Group(
        id="absence",
        title="Absence",
        stems=("absence", "attendance"),
        also=("truancy", "did not turn up", "no show", "late"),
    ),
    Group(id="encompass", title="Police notice", stems=("domestic abuse",), also=("operation encompass", "police")),
    Group(id="fine", title="Penalty notice", stems=("penalty notice",), also=("fine", "fined parent")),
    Group(
        id="medicine",
        title="Medicine",
        stems=("medicine", "medic"),
        also=("tablets", "inhaler", "epipen", "medication"),
    ),
    Group(id="accident", title="Accident", stems=("accident",), also=("injury", "hurt", "riddor", "first aid")),
    Group(id="loan", title="Equipment", stems=("equipment loan",), also=("laptop", "boots", "kit", "bus pass")),
    Group(
        id="onboarding",
        title="Taking on a provider",
        stems=("onboarding", "new provider", "provider joins"),
        also=("new provider", "due diligence", "quality assurance", "approve a provider"),
    ),
    Group(id="annual", title="Annual review", stems=("annual review",), also=("review of the plan", "ehcp")),
    Group(id="ehc", title="EHC", stems=("ehc",), also=("ehcp", "statement", "special needs")),
    Group(
        id="lead",
        title="Safeguarding lead",
        stems=("safeguarding lead",),
        also=("dsl", "dsl training", "designated safeguarding lead"),
    ),
    Group(id="checks", title="Checks on adults", stems=("dbs", "vetting", "barred list"), also=("dbs", "police check")),
    Group(id="cover", title="Insurance", stems=("liability", "insurance"), also=("insurance", "cover")),
    Group(id="investigate", title="Investigation", stems=("investigat",), also=("witness statements", "incident")),
)


def words_for(title: str) -> tuple[str, ...]:
    """What else people call the thing with this title, each once."""
    lowered = f"{title.lower()} "
    found = [word for topic in TOPICS if pattern(topic).search(lowered) for word in topic.also]
    found += [term for meaning, term in meanings() if meaning.search(lowered)]
    return tuple(dict.fromkeys(found))


@cache
def meanings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What finds the meaning of each abbreviation in small letters, with the abbreviation."""
    return tuple((re.compile(rf"\b{re.escape(entry.meaning.lower())}"), entry.term) for entry in GLOSSARY)


PAGE_WORDS: dict[str, str] = {
    "index.html": "today, this morning, what has changed since monday, running placements to look at, what is closed",
    "providers/index.html": "find a provider, who has free places, which providers are open or closed, who may be used",
    "providers/match.html": "which provider may take this pupil on monday, find a place for a pupil, who has free places, need",
    "providers/compare.html": "side by side, which provider is better",
    "compliance/index.html": "closed providers, which providers may not be used, matrix, gaps, who is missing what, dashboard",
    "compliance/what-if.html": "what if insurance lapses, expires, runs out, which pupils would be hit",
    "compliance/editions.html": "changes of kcsie, new guidance, what has changed between editions",
    "compliance/packs.html": "inspection pack for ofsted, evidence of every provider in use, print",
    "due/index.html": "what is due this week, this half term, overdue, dates, deadlines, subscribe to the calendar, outlook, ics",
    "procedures/calculator.html": "work out the deadlines, count school days, by when",
}
"""What people type when they want a page that is no record's, by its address."""

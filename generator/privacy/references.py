"""Numbers of files about a person, and a school named together with a year or class."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.spans import Kind, Span

CODE = r"(?=[\w/*-]*\d[\w/*-]*\d[\w/*-]*\d)[A-Za-z0-9][\w/*-]{2,22}\w|\d{1,4}(?: \d{2,4}){1,3}"
STRONG = (
    r"(?:crime|police|incident|occurrence|niche|cad|log|social ?care|case|liquid ?logic|lcs|mosaic|eclipse|carefirst|care ?first|mash|ehm|eha|early help|cin|cpp|cp"
    r"|yjs|yot|youth justice|court|claim|tribunal|sendist|admission(?:s)?|pupil|student|candidate|exam|uci|sims|arbor|bromcom|mis|cpoms|myconcern|capita|person|client|service user|patient"
    r"|hospital|mrn|rio|systmone|passport|visa|home office|asylum|brp|arc|share code|nrm|lado|ehcp|ehc|sen|free school meals|fsm|bus pass|library card|prisoner|custody|offender|pnc|referral|rtc|ambulance|camhs|fostering|adoption|family|casebook|safeguarding|concern|record|file|contact|assessment|child|young person|yp|social worker|sw|ss|social services)"
)
NOUN = r"(?:ref(?:erence)?|number|numbers|no|num|id|ids|code|#|case|file|record|identifier|nr)"
FILED = re.compile(
    rf"\b{STRONG}(?:'s)?(?:[ /-]{NOUN}\b\.?){{1,3}}(?:[ :=#(-]|\b(?:is|was|given|as|no|number|the)\b){{0,5}}({CODE})"
    rf"|\b(?:crime|cad|lcs|mosaic|liquid ?logic|mash|ehm|eha|uci|crn|pnc|niche|systmone|rio|mrn|cin|case|occurrence|police log|log|incident)[ :#-]{{1,2}}({CODE})",
    re.IGNORECASE,
)
REF = re.compile(
    r"\b(?:our |your |their )?(?:ref(?:erence)?|case|file)(?: (?:number|no|num|id|is|was))*[ .:=#(-]{1,4}((?=[\w/*-]*\d[\w/*-]*\d[\w/*-]*\d)[A-Za-z0-9*]+(?:[/*-][A-Za-z0-9]+)*[A-Za-z0-9*])",
    re.IGNORECASE,
)
FORMED = re.compile(
    r"(?<![\w/])(?:\d{2}[A-Z*]{1,4}[/-]?\d{4,8}(?:[/-]\d{2})?|\d{2}/\d{5,7}/\d{2}|\d{2}\*\d{5,7}|\d{2}\d{0,4}/\d{4,7}/\d{2}|\d{2}-\d{6,7}"
    r"|(?:CRN|CAD|LCS|MASH|CIN|CPP?|EHM|EHA|EH|SW|YJS|YOT|SC|SIMS|MIS|LL|CASE|REF|INC|NICHE|CF|PNC|UCI|OCC|CR|LADO|NFA|SS|ICS)[-/: ]?(?:20\d{2}[-/])?[A-Z]{0,2}[-/]?\d{4,10}(?:[-/]\d{2,4})?)(?![\w/])"
)
MADE_UP = re.compile(
    r"(?<![\w/.@#-])(?=[A-Z0-9/*-]*[A-Z])(?=[A-Z0-9*-]*\d{4}|[A-Z0-9*-]*/[A-Z0-9/*-]*\d{3})(?!\d{4}-\d\d)[A-Z0-9]{1,10}(?:[/*-][A-Z0-9]{1,10}){1,4}(?![\w/-])|(?<![\w/.@#-])[A-Z]{1,4}\d{5,9}[A-Z]?(?![\w/-])"
)
SYSTEM = re.compile(
    r"\b\d{5,9}\b[ (]{1,3}(?:on |in |is (?:the|his|her|their) )?(?:mosaic|liquid ?logic|lcs|eclipse|capita|ehm|sims|arbor|bromcom|cpoms|niche|crime|case|police|social care|mash|admission)|(?<![\w./:-])(?<!URN )(?!URN|TRN|DBS|UPN|ULN|SI |GBP|NHS|VAT|RN |N |AND |AN )[A-Z]{1,3}[ -]\d{5,9}(?![\w/.-])"
)
STANDARDS = re.compile(
    r"(?:ISO|BS|EN|SI|HSE?|PD|COVID|KCSIE|HSG|INDG|A4|CE|UKCA|WIN|KS|RAL|USB|HDMI|GDPR|EU|EC)[/-]?\d", re.IGNORECASE
)
NO_CASE = re.compile(
    r"\b(?:policy|policies|invoice|order|form|document|doc|procedure|insurance|certificate|purchase|item|version|asset|product|paragraph|para|section|standard|guidance|agreement|contract|quote|quotation|delivery|risk assessment|room|booking|leaflet|template|requirement|permit|po|framework|tender|job|work|maintenance|inspection|training|course|budget|cost|licen[cs]e|clause|printer|code|laptop|tag|model|handset|device|serial|ra|error|stock|barcode|meter|boiler|alarm|key|locker|paint|filter|cartridge|route|bus|engine|fault|colour|size|part|sku|isbn|issn|catalogue|ticket|helpdesk|software|firmware|spec|room|series|paper|syllabus|exam board|qualification|edition|plug|cable|lamp|bulb|tyre|battery|tablet|chromebook|ipad|camera|phone model|parcel|tracking)\b",
    re.IGNORECASE,
)
SCHOOL = (
    r"(?:(?:[A-Z][\w'-]*\.? |of |the |and |& |on |upon |in |St\.? ){1,6}(?:School|Academy|College|High|Primary|Juniors?|Infants?|Grammar|PRU|Secondary|Sixth Form|UTC|Studio School|Free School|Community College|Comp)\b"
    r"|(?:St\.?|Saint) [A-Z][\w'-]+|Our Lady(?:'s)?(?: of \w+)?|(?:Holy|Sacred|Blessed|Bishop|Cardinal|King|Queen|Sir|Lady|Lord) [A-Z][\w']+(?: [A-Z][\w']+)?(?:'s)?)"
)
YEAR = r"(?:[Yy](?:ea)?r?s? ?-?(?:1[0-3]|[1-9])(?:[A-Za-z]{1,2}\d?)?(?: (?:pupil|student|boy|girl|child|lad|class|form|tutor group))?|[Rr]eception|[Nn]ursery|(?:[Ff]orm|[Cc]lass|[Tt]utor(?: group)?) (?:1[0-3]|[1-9])[A-Za-z]{1,3}|(?:1[0-3]|[1-9])[A-Z]{1,3}|(?:(?:[Ff]orm|[Cc]lass) )?(?:1[0-3]|[1-9])(?:\.\d| [A-Z][a-z]+))"
YEAR_AT_SCHOOL = re.compile(
    rf"(?<![\w/])({YEAR}\b[^.\n;]{{0,45}}?\b(?:at|from|of|in|attend\w*|with|,|\() ?(?:the )?{SCHOOL})"
)
SCHOOL_YEAR = re.compile(
    rf"((?:\b{SCHOOL})(?:,| -|:| \(|'s|\)| in| is in| pupil in| student in| pupil| student|,? currently(?: in)?|/)? {{0,2}}(?:form |class |tutor group |the )?\(?{YEAR})(?!\w)"
)
FORM = re.compile(
    r"\b((?:form(?: group| class)?|tutor(?: group)?|tg|reg(?:istration)?(?: group| class| form)|class|mentor group)(?: is| was|:| =)? ?(?:1[0-3]|[1-9])[ -]?(?:[A-Z]{1,3}\d?|[a-z]{1,2}))\b(?!-)"
    r"|\b((?:1[0-3]|[7-9])[A-Z]{1,3}\d? (?:tutor group|form group|form|tutor|registration group))\b",
)
FORM_WORDS = re.compile(
    r" (?:am|pm|st|nd|rd|th|to|of|in|is|at|on|or|no|if|by|an|as|do|go|it|so|up|us|we|he|me|my|a)$", re.IGNORECASE
)


def references(text: str) -> Iterator[Span]:
    """Every number of a file about a person."""
    for found in FILED.finditer(text):
        group = 1 if found[1] else 2
        if not NO_CASE.search(text, max(0, found.start() - 18), found.start(group)):
            yield Span(start=found.start(group), end=found.end(group), kind=Kind.REFERENCE)
    for pattern, group in ((REF, 1), (FORMED, 0), (MADE_UP, 0), (SYSTEM, 0)):
        for found in pattern.finditer(text):
            standard = pattern is MADE_UP and STANDARDS.match(found.group())
            if not standard and not NO_CASE.search(text, max(0, found.start() - 32), found.start(group)):
                yield Span(start=found.start(group), end=found.end(group), kind=Kind.REFERENCE)


def classes(text: str) -> Iterator[Span]:
    """A school together with a year, and the code of a form."""
    for pattern in (YEAR_AT_SCHOOL, SCHOOL_YEAR):
        yield from (Span(start=m.start(1), end=m.end(1), kind=Kind.SCHOOL_CLASS) for m in pattern.finditer(text))
    for found in FORM.finditer(text):
        group = 1 if found[1] else 2
        if not FORM_WORDS.search(found[group]):
            yield Span(start=found.start(group), end=found.end(group), kind=Kind.SCHOOL_CLASS)

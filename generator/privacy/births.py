"""Dates of birth: a date beside a word about birth or age, or a whole date from the years in which pupils were born."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.spans import Kind, Span

MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?: ?(?:st|nd|rd|th))?"
YEAR = r"(?:'?\d{2}|(?:19|20)\d{2})"
NUMERIC = r"\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:\d{4}|\d{2})\b|\d{1,2} \d{1,2} (?:\d{4}|\d{2})\b|(?:19|20)\d{2}[/.-]\d{1,2}[/.-]\d{1,2}\b"
WORDED = rf"(?:the )?{DAY}(?: of)?[ .-]?{MONTH}(?:,?[ .-]?{YEAR})?\b|{MONTH} (?:the )?{DAY}(?:,? {YEAR})?\b"
SPELT = (
    r"(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth"
    r"|seventeenth|eighteenth|nineteenth|twentieth|twenty[ -]\w+|thirtieth|thirty[ -]first)(?: of)? "
    + MONTH
    + r"(?:,? (?:(?:19|20)\d{2}|two thousand(?: and)? [\w -]{3,12}|twenty \w+))?"
)
DATE = rf"(?:{NUMERIC}|{WORDED}|{SPELT})"
LOOSE = rf"(?:{DATE}|\b\d{{6}}\b|\b\d{{8}}\b|{MONTH} (?:19|20)\d{{2}}\b|\b(?:199|200|201|202)\d\b)"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?"
BEFORE = re.compile(
    r"(?:\bd\.? ?o\.? ?b\b\.?|\bdate of birth\b|\bbirth ?date\b|\bbirthdays?\b|\bb-?day\b|\bborn\b|\bb\.|\bbirth\b|\bd of b\b|\bdobs?\b)"
    r"(?:[ :=,;(\[-]|\b(?:is|was|on|in|the|of|confirmed|as|given|recorded|listed|shown|his|her|their|falls|will|be|to|from|coming|up|this|next|and|it'?s|its|for|at|about|around|celebrat\w+)\b){0,8}"
    rf"{WEEKDAY}({LOOSE})",
    re.IGNORECASE,
)
FAR = re.compile(
    rf"\b(?:d\.?o\.?b|date of birth|birth ?date|birthday|birthdate|born)\b[^.\n\d;]{{0,40}}?\b({DATE})", re.IGNORECASE
)
AFTER = re.compile(
    rf"(?<![\d/])({DATE})[ ,;:)\]-]{{0,3}}(?:\((?:d\.?o\.?b|born)|\bd\.?o\.?b\b|(?:is|was|as) (?:his|her|their|the)(?: \w+)? (?:date of birth|birthday|dob)"
    r"|(?:birthday|date of birth|\bbirth\b)|(?:as|for|given as|recorded as) (?:date of birth|dob))",
    re.IGNORECASE,
)
AGED = re.compile(
    r"\b(?:aged?|turn(?:s|ed|ing)?|will be|is|was|became|becomes|reache[sd]|be|he's|she's)(?: (?:now|only|age|just))? (?:\d{1,2}|\w+teen|ten|eleven|twelve)"
    rf"(?: years old| yrs?(?: old)?| years)?(?: next| this coming)? (?:on|from|since) {WEEKDAY}({DATE})",
    re.IGNORECASE,
)
ORDINAL = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th) birthday\b[\w ,]{{0,22}}?({DATE})", re.IGNORECASE)
ON_BIRTHDAY = re.compile(
    rf"({DATE})[ ,]{{1,2}}(?:which is |is |was |being |= ?)?(?:his|her|their)(?: \w+)? birthday", re.IGNORECASE
)
HINT = re.compile(
    r"birth|b-?day|\bborn\b|\bd\.? ?o\.? ?b|\bb\.|\bd of b|aged?\b|turn|\bwill be\b|20(?:0[4-9]|1[0-8])|\b(?:is|was|reach|became|be|he's|she's)\b.{0,12}(?:\d|teen|ten|eleven|twelve)",
    re.IGNORECASE,
)
WHOLE = re.compile(
    rf"(?<![\w/.-])(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]20(?:0[4-9]|1[0-8])|20(?:0[4-9]|1[0-8])-\d\d-\d\d|{DAY}(?: of)? {MONTH},? 20(?:0[4-9]|1[0-8]))(?![\w/-])",
    re.IGNORECASE,
)
NO_BIRTH = re.compile(
    r"\b(?:policy|act|regulations?|guidance|dated|since|updated?|published|version|v\d|in force|opened|founded|established|built|inspect\w+|edition"
    r"|revised|licen[cs]e|certificate|installed|registered|standards?|report|policies|insured|incorporated|commenced|came into|issued|law|order|statutory|si \d+|amended|repealed|appl(?:y|ies|ied)|effect|duty|duties|sections?|legislation|consult\w+|review(?:ed|s)?|reform\w*|extended|agreement|contract|signed|insurance|training|check(?:ed)?)\b",
    re.IGNORECASE,
)


def births(text: str) -> Iterator[Span]:
    """Every date of birth."""
    if not HINT.search(text):
        return
    for pattern in (BEFORE, FAR, AFTER, AGED, ORDINAL, ON_BIRTHDAY):
        yield from (Span(start=m.start(1), end=m.end(1), kind=Kind.DOB) for m in pattern.finditer(text))
    if not NO_BIRTH.search(text):
        yield from (Span(start=m.start(), end=m.end(), kind=Kind.DOB) for m in WHOLE.finditer(text))

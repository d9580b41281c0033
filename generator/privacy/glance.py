"""The quick answer: most texts hold nothing but harmless words. It may be wrongly no, never wrongly yes."""

from __future__ import annotations

import re
from enum import IntEnum

from generator.privacy import contacts
from generator.privacy import surroundings as around
from generator.privacy.lexicon import lexicon
from generator.privacy.persons import SEASONS
from generator.privacy.surroundings import word_set
from generator.privacy.titles import NO_INITIALS

PUNCTUATION = ".,;:!?()[]\"'\u201c\u201d\u2018\u2019\u2013\u2014\u2026*\u00a3"
ALERTS = word_set(
    "aka a.k.a alias nickname nicknamed miss sir dr mr mrs ms mx street-name tag cottage bungalow caravan"
)
LIVES = word_set("live lives lived living moved moving stay stays stayed staying resides residing")
STREETS = frozenset(street.rstrip("?").lower() for street in contacts.STREETS.split("|"))
ANNOUNCES = word_set("known goes answers call calls called prefers likes wants asked asks chooses chose referred flat")
ANNOUNCED = word_set("as to by him her them himself herself themselves")
WITH_DIGITS = word_set(
    """year yr years form class tutor tg reception nursery school academy college born birthday birthdays bday dob birth aged age turn turns turned
    live lives lived living home house moved stays road rd street st lane avenue ave close drive crescent terrace grove gardens ref reference number no
    case crime police cad trn dbs certificate uln nhs ni car reg registration plate plates taxi van vehicle parked drove driver drives log mash camhs
    incident phone mobile tel ring rang text texted call called snap insta plot pitch yard room file record id pupil student child concern referral"""
)
PLAIN_NUMBER = re.compile(
    r"(?:19|20)[0-9]{2}-[0-9]{2}|[0-9]{1,3}-day|[0-9]{1,3}(?:\.[0-9]+)?[%p]?|(?:19[0-9]{2}|200[0-3]|2019|20[2-9][0-9])|[0-9]{1,2}:[0-9]{2}|[0-9]{1,3}(?:st|nd|rd|th)|[0-9]{4}/[0-9]{2}"
)
MONTHS = word_set("january february march april may june july august september october november december")


class Look(IntEnum):
    """How a single word looks: harmless, a question, harmless in small letters beside the right words, or a number."""

    HARMLESS = 0
    QUESTION = 1
    DEPENDS = 2
    NUMBER = 3
    WITH_DIGITS = 4
    ANNOUNCES = 5


_SEEN: dict[str, tuple[Look, str]] = {}
TELLS = around.TELLING | around.KIN | around.TOLD | around.AND_OTHERS
ASKS = around.DOES - word_set(
    "can could would should might must will may also then still just really never always again who whose that's"
)


def harmless(text: str) -> bool:
    """Whether no word of a text could be part of anything that identifies a person."""
    seen = _SEEN
    before, waiting, number, digits, alert, announced, living = "", False, False, False, False, False, False
    for written in text.split():
        found = seen.get(written)
        if found is None:
            found = seen[written] = look(written)
        sort, base = found
        if sort is Look.QUESTION or (waiting and (base in ASKS or base.endswith("ed"))):
            return False
        if living and base in STREETS and written[:1].isupper():
            return False
        living = living or base in LIVES
        if announced and base in ANNOUNCED:
            return False
        announced = sort is Look.ANNOUNCES
        if number and written[0].isupper() and base not in MONTHS:
            return False
        waiting, number = False, False
        if sort is Look.DEPENDS:
            if before in TELLS:
                return False
            waiting = True
        elif sort is Look.NUMBER:
            digits = number = True
        elif sort is Look.WITH_DIGITS:
            alert = True
        if digits and alert:
            return False
        before = base
    return True


def look(written: str) -> tuple[Look, str]:
    """How a word looks wherever it stands, and the word itself."""
    word = written.strip(PUNCTUATION)
    base = word.lower()
    if not word.isascii():
        return Look.QUESTION, base
    if PLAIN_NUMBER.fullmatch(word):
        return Look.NUMBER, base
    if len(word) == 2 and word.isupper() and word.isalpha():
        return (Look.HARMLESS if word in NO_INITIALS or base in lexicon().things else Look.QUESTION), base
    if word in ("", "/", "-", "&", "+"):
        return (Look.HARMLESS if written.isascii() else Look.QUESTION), base
    if not word.replace("-", "").replace("/", "").replace("'", "").isalpha():
        return (Look.HARMLESS if not word and written.isascii() else Look.QUESTION), base
    lists = lexicon()
    if word in ("a", "A", "I") or (base in lists.places and base not in lists.first):
        return Look.HARMLESS, base
    if base in ALERTS or (len(word) < 3 and not word.islower() and base not in lists.words):
        return Look.QUESTION, base
    if not word.islower() and any(part in lists.first for part in base.split("-")[1:]):
        return Look.QUESTION, base
    if base in around.ONLY_IN_CAPITALS and not word.isupper():
        return Look.QUESTION, base
    if base in lists.first or base.removesuffix("'s") in lists.first:
        if base in SEASONS:
            return Look.DEPENDS, base
        if not word.islower() or not lists.known(base) or "'" in base:
            return Look.QUESTION, base
        return (Look.HARMLESS if base in around.RARELY else Look.DEPENDS), base
    if base in ANNOUNCES:
        return Look.ANNOUNCES, base
    if base in WITH_DIGITS:
        return Look.WITH_DIGITS, base
    if all(lists.known(part) for part in base.split("/")) or (word.islower() and lists.heard_of(base)):
        return Look.HARMLESS, base
    return Look.QUESTION, base

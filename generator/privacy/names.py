"""Names of persons: what may stay is known, and whatever else is written like a name is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.privacy import organisations
from generator.privacy import surroundings as around
from generator.privacy.lexicon import Lexicon, Phrases, is_slip, lexicon
from generator.privacy.persons import SEASONS, acts, does_for_sure, family_like, is_thing, speaks_of_person, spoken_to
from generator.privacy.spans import Kind, Span
from generator.privacy.surroundings import word_set
from generator.privacy.titles import initials, nicknames, titled, with_initial
from generator.privacy.wording import Word, Wording, wording

ANIMAL = r"(?:pony|ponies|horse|horses|goat|goats|dog|puppy|donkey|alpaca|llama|cat|kitten|rabbit|hen|chicken|duck|pig|piglet|sheep|lamb|calf|cow|ferret|hamster|guinea pig|tortoise|mare|gelding|foal|stallion|parrot|owl|snake|lizard|gecko|fish|therapy dog|school dog)"
ANIMALS = re.compile(
    rf"\b(?:{ANIMAL},? (?:(?:called|named|is called|is) )?|(?:rode|groomed|mucked out|tacked up|led|brushed|fed) )([A-Z][a-z]+)\b|\b([A-Z][a-z]+),? (?:is )?(?:the|our|a|their) (?:\w+ ){{0,2}}{ANIMAL}\b"
)
SHORT = word_set(
    "abi ada ali amy ana ann ava ayo bea ben bev cai coe dan dom ela eli ema eva eve ewa gia gus ian ida ike ila ina isa isla ivo jai jan jem jen jez jim joe jon kai kaz kev kim kya lea len leo les lex lia lio liv liz lou lua mia mya nat ned nia ola oli pam pip raj rhi ria ron roy rui sam seb sia sid tao tia tim tom una val vic wes wez yaw zac zak zoe zia zoi zain zane gaz daz baz caz shaz loz"
)
MADE_OF_WORDS = (
    "ing",
    "ed",
    "tion",
    "sion",
    "ness",
    "ment",
    "able",
    "ible",
    "ful",
    "less",
    "ism",
    "ise",
    "ize",
    "ous",
    "ity",
    "ology",
    "ship",
    "ware",
    "ise",
)
NEVER = word_set(
    "abt ta da de la le el al an so ok um er ah oh hi ma pa ed es et il lo na ne ni no nu os un va ve vi yo za mo bo"
)


CODE = re.compile(r"\bcp-[0-9a-z]{4}\b")


def names(text: str, allowed: Phrases, single: frozenset[str]) -> Iterator[Span]:
    """Every name in a folded text."""
    text = CODE.sub("0000000", text)
    lists = lexicon()
    found = wording(text)
    organisations.mark(found, lists, allowed, single)
    words = found.words
    for match in ANIMALS.finditer(text):
        group = 1 if match[1] else 2
        for word in words:
            if word.start == match.start(group):
                word.taken = True
    beside_numbers(found)
    for pairs in (titled(found, lists), with_initial(found, lists)):
        for first, last in pairs:
            for word in words[first : last + 1]:
                word.name = True
    for index in range(len(words)):
        if not words[index].taken and not words[index].name:
            words[index].name = is_name(found, index, lists)
    yield from joined(found, lists)
    yield from (Span(start=a, end=b, kind=Kind.NAME) for a, b in initials(found, lists))
    yield from nicknames(text, lists)


def beside_numbers(found: Wording) -> None:
    """Takes out of question what a number beside it explains: "Reg 4(3)" of a law, "15 ms"."""
    for word, after in pairwise(found.words):
        if word.base in ("reg", "art") and after.gap == " " and found.text[after.end : after.end + 1] == "(":
            word.taken = after.shape == "d"
        if after.gap == " " and after.text == "ms" and word.shape == "d":
            after.taken = True


def joined(found: Wording, lists: Lexicon) -> Iterator[Span]:
    """The names, with the parts of each put together."""
    words = found.words
    index = 0
    while index < len(words):
        if not words[index].name:
            index += 1
            continue
        last = index
        while last + 1 < len(words) and belongs(words[last], words[last + 1], lists):
            last += 1
        yield Span(start=words[index].start, end=words[last].end, kind=Kind.NAME)
        index = last + 1


def belongs(word: Word, after: Word, lists: Lexicon) -> bool:
    """Whether the next word is part of the same name."""
    if after.gap not in (" ", "-", ". ") or word.owns or after.taken:
        return False
    return after.name or (after.shape == "T" and word.shape in "TU" and not after.begins and family_like(after, lists))


def is_name(found: Wording, index: int, lists: Lexicon) -> bool:
    """Whether one word is a name, by how it is written."""
    word = found.words[index]
    if len(word.text) < 2 or word.shape == "d":
        return False
    if found.shouting:
        return quiet(found, index, lists)
    match word.shape:
        case "T":
            return capitalised(found, index, lists)
        case "U":
            return loud(found, index, lists)
        case "l":
            return quiet(found, index, lists)
        case _:
            return mixed(word, lists)


def mixed(word: Word, lists: Lexicon) -> bool:
    """A word with capitals inside: a name typed with a slip, not a product."""
    return word.text[0].isupper() and len(word.base) > 3 and lists.is_first(word.base) and not lists.known(word.base)


def capitalised(found: Wording, index: int, lists: Lexicon) -> bool:
    """A word that begins with a capital."""
    word = found.words[index]
    base = word.base
    known = lists.known(base) and base not in around.ONLY_IN_CAPITALS
    place = base in lists.places
    if "-" in base and double_barrelled(word, lists):
        return True
    if base in around.KIN or word.text == "I":
        return False
    if word.begins and index + 1 < len(found.words) and found.words[index + 1].base == "of" and lists.is_first(base):
        return False
    if not lists.is_first(base):
        if known or place or (len(base) < 3 and not lists.is_family(base)):
            return (known or place) and follows_first(found, index, lists)
        if is_thing(found, index, lists):
            return False
        return lists.is_family(base) or not word.begins or not is_slip(base)
    if base in around.RARELY and word.begins:
        return does_for_sure(found, index)
    if not known and not place:
        return True
    if word.owns and not word.begins and base not in SEASONS:
        return True
    if speaks_of_person(found, index, lists):
        return True
    if word.begins or found.heading or base in SEASONS or base in lists.things:
        return False
    return stands_as_name(found, index, lists, place=place)


def double_barrelled(word: Word, lists: Lexicon) -> bool:
    """Whether a hyphen joins names, both with a capital: "Lovely-Joy", "Eli-Boy"."""
    parts = word.text.split("-")
    if not all(part[:1].isupper() for part in parts):
        return False
    return any(lists.is_first(p.lower()) and p.lower() not in lists.things and len(p) > 2 for p in parts)


def stands_as_name(found: Wording, index: int, lists: Lexicon, *, place: bool) -> bool:
    """Whether a capitalised word inside a sentence that is also a word or place is more likely a name."""
    word = found.words[index]
    before = found.words[index - 1]
    after = found.words[index + 1] if index + 1 < len(found.words) else None
    if place and before.base in around.AT:
        return False
    if before.shape == "T" and not before.begins and not before.name and not (before.gap + word.gap).strip():
        return False
    if after is not None and not after.gap.strip() and not word.owns:
        if after.shape in "TUd" and not lists.is_first(after.base) and not family_like(after, lists):
            return False
        if after.base in around.THING:
            return False
    return before.base not in ("the", "a", "an")


def follows_first(found: Wording, index: int, lists: Lexicon) -> bool:
    """Whether an ordinary word is the family name after a given name: "Grace Baker", "Kayden Bradford"."""
    if not index or found.words[index].begins or found.words[index].gap != " ":
        return False
    before = found.words[index - 1]
    base = found.words[index].base
    if (
        not before.name
        or before.shape not in "TU"
        or before.owns
        or base in around.ORGANISATION
        or base in lists.things
    ):
        return False
    return lists.is_family(base)


def loud(found: Wording, index: int, lists: Lexicon) -> bool:
    """A word in capitals in a text that is not: a name shouted or an abbreviation."""
    word = found.words[index]
    base = word.base
    if lists.known(base) or base in lists.places or len(base) < 3:
        return (
            lists.is_first(base)
            and len(base) > 2
            and base not in lists.things
            and speaks_of_person(found, index, lists)
        )
    if lists.is_first(base):
        return len(base) > 3 or base in SHORT
    before = found.words[index - 1] if index else None
    return lists.is_family(base) and (len(base) > 4 or (before is not None and before.name))


def quiet(found: Wording, index: int, lists: Lexicon) -> bool:
    """A word in small letters, or in a text all in capitals: only what a list or the words around it say."""
    word = found.words[index]
    base = word.base
    if base in SEASONS:
        return spoken_to(found.words, index)
    if base in NEVER or base in lists.things:
        return False
    known = lists.heard_of(base)
    first = lists.is_first(base)
    if (base in lists.places and not first) or base in around.RARELY or base in around.KIN:
        return False
    if known or base in lists.places:
        return first and soft(found, index, lists)
    if len(base) < 4:
        return base in SHORT or (lists.is_first(base) and speaks_of_person(found, index, lists))
    if first:
        return True
    before = found.words[index - 1] if index else None
    if before is not None and before.name and not word.gap.strip():
        return lists.is_family(base) or not is_slip(base)
    if lists.is_family(base):
        return not is_slip(base) or speaks_of_person(found, index, lists)
    return not is_slip(base) and not base.endswith(MADE_OF_WORDS)


def soft(found: Wording, index: int, lists: Lexicon) -> bool:
    """An ordinary word in small letters that is also a given name."""
    word = found.words[index]
    words = found.words
    after = words[index + 1] if index + 1 < len(words) else None
    before = words[index - 1] if index and not word.begins else None
    place = word.base in lists.places
    if place and before is not None and before.base in around.AT:
        return False
    if before is not None and before.base in (
        "the",
        "a",
        "an",
        "to",
        "of",
        "this",
        "my",
        "no",
        "some",
        "any",
        "in",
        "on",
        "very",
        "more",
        "not",
        "i",
        "we",
        "they",
        "he",
        "she",
        "it",
        "you",
    ):
        return False
    if word.owns:
        return after is not None and after.base in around.OWNED
    if after is not None and after.name and not after.gap.strip():
        return True
    if acts(after, strict=True) or (
        after is not None and after.base in ("was", "has", "had", "is") and not after.gap.strip()
    ):
        return (
            before is None
            or (place and not lists.heard_of(word.base))
            or before.base in around.REPORTS
            or before.base in around.TOLD
            or before.base in around.KIN
            or before.base in around.AND_OTHERS
        )
    if before is not None and (before.base in around.TELLING or before.base in around.KIN):
        return after is None or bool(after.gap.strip()) or after.base in around.AFTER_OBJECT
    return False

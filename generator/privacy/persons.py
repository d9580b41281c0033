"""Whether the words around a word speak of a person."""

from __future__ import annotations

from generator.privacy import surroundings as around
from generator.privacy.lexicon import Lexicon
from generator.privacy.surroundings import word_set
from generator.privacy.wording import Word, Wording

SEASONS = word_set("may april june august march summer autumn easter mon jan sun sat wed")
VERBS = word_set("will may mark hope chase grant pat sue bill rob drew can don drake wade flick miles frank")
DETERMINERS = word_set(
    "the a an this that these those my our your his her their its some any no each every more much very so too to of"
)


def acts(word: Word | None, *, strict: bool = False) -> bool:
    """Whether a word is what a person does."""
    if word is None or word.shape not in "lU" or word.gap.strip():
        return False
    if strict and word.base in around.WEAK_DOES:
        return False
    return word.base in around.DOES or (word.base.endswith("ed") and len(word.base) > 4)


def done_to(words: list[Word], index: int) -> bool:
    """Whether a verb rather says what was done to a thing: "Fern collected for printing"."""
    if index >= len(words) or words[index].base not in around.DONE_TO:
        return False
    after = words[index + 1] if index + 1 < len(words) else None
    return after is None or bool(after.gap.strip()) or after.base not in around.OBJECTS


def does_for_sure(found: Wording, index: int) -> bool:
    """Whether a word is followed by what only a person does, to something: "Precious refused maths"."""
    words = found.words
    after = words[index + 1] if index + 1 < len(words) else None
    if after is not None and after.base in around.NOUNS_TOO:
        return False
    return acts(after, strict=True) and not done_to(words, index + 1) and not compound(words, index + 1)


def compound(words: list[Word], index: int) -> bool:
    """Whether a verb is rather the middle of a thing's name: "Summer works programme"."""
    if index + 1 >= len(words) or not words[index].base.endswith("s") or words[index].base.endswith("ss"):
        return False
    after = words[index + 1]
    return not after.gap.strip() and after.base in around.THING


def is_felt(words: list[Word], index: int) -> bool:
    """Whether a verb says how a person was: "April was upset"."""
    if (
        index + 1 >= len(words)
        or words[index].gap.strip()
        or words[index].base not in ("was", "is", "seemed", "became")
    ):
        return False
    how = 2 if words[index + 1].base in around.RATHER and index + 2 < len(words) else 1
    return words[index + how].base in around.FELT


def spoken_to(words: list[Word], index: int) -> bool:
    """Whether somebody was told or met, and a pronoun follows: "met with Summer and her mum"."""
    if not index or index + 2 >= len(words) or words[index].begins:
        return False
    told = words[index - 1].base in around.TELLING and words[index + 1].base in ("and", "for", "about", "that")
    return told and words[index + 2].base in around.PRONOUNS


def speaks_of_person(found: Wording, index: int, lexicon: Lexicon) -> bool:
    """Whether the words beside one speak of a person."""
    words = found.words
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) else None
    before = words[index - 1] if index and not word.begins else None
    strict = word.base in SEASONS
    if before is not None and before.base in DETERMINERS:
        return False
    if word.owns:
        return after is not None and (not strict or after.base in around.OWNED) and after.base in around.OWNED
    if is_felt(words, index + 1) or (strict and spoken_to(words, index)):
        return True
    if after is not None and after.base == "is" and index + 2 < len(words) and words[index + 2].base in ("that", "to"):
        return False
    if acts(after, strict=strict) and not done_to(words, index + 1) and not compound(words, index + 1):
        return True
    if after is not None and before is None and not strict and tells(words, index):
        return True
    if (
        after is not None
        and after.shape == "T"
        and after.gap == " "
        and not after.taken
        and family_like(after, lexicon)
    ):
        return True
    if word.base in SEASONS and (
        after is None or after.shape == "d" or before is None or before.base not in around.TELLING
    ):
        return False
    if before is not None and (before.base in around.KIN or before.base in around.TOLD):
        return word.shape != "l" or not modal(word, after)
    return False


def tells(words: list[Word], index: int) -> bool:
    """Whether a note begins with somebody: "Ruby: summary", "Ivy absent", "Jade and another pupil"."""
    after = words[index + 1]
    if after.base in ("absent", "late", "present", "in", "unwell") and after.gap == " ":
        return after.base != "in"
    if after.base == "and" and index + 2 < len(words):
        return words[index + 2].base in (
            "another",
            "one",
            "two",
            "his",
            "her",
            "mum",
            "dad",
            "friend",
            "other",
            "others",
        )
    return after.gap.startswith(" (") and after.shape == "d"


def modal(word: Word, after: Word | None) -> bool:
    """Whether a lower-case word is more likely a verb, as in "mum will ring"."""
    return (word.base in VERBS and not acts(after, strict=False)) or (
        word.base in ("will", "may", "can") and after is not None
    )


def family_like(word: Word, lexicon: Lexicon) -> bool:
    """Whether a capitalised word may be a family name."""
    if word.base in around.ORGANISATION or word.base in lexicon.things:
        return False
    return lexicon.is_family(word.base) or not (lexicon.known(word.base) or word.base in lexicon.places)


def is_thing(found: Wording, index: int, lexicon: Lexicon) -> bool:
    """Whether an unknown capitalised word is rather a product, a place or a brand."""
    words = found.words
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) else None
    before = words[index - 1] if index and not word.begins else None
    if word.owns or lexicon.is_first(word.base):
        return False
    if after is not None and not after.gap.strip() and after.base in around.THING and not lexicon.is_family(word.base):
        return True
    if before is None:
        return False
    if before.base in around.INTO or before.base == "at":
        return not lexicon.is_family(word.base)
    return (
        before.base == "the"
        and not (after is not None and after.base in around.FAMILY_OF)
        and not word.base.endswith("s")
    )

"""Marks the words that belong to the names of organisations, programmes, places and things, so that nobody takes them for people."""

from __future__ import annotations

from generator.privacy.lexicon import Lexicon, Phrases
from generator.privacy.surroundings import ORGANISATION, word_set
from generator.privacy.wording import Word, Wording

JOINED = word_set("of the and for on upon in under le la by at to st")
RUN = "TUM"


def mark(found: Wording, lexicon: Lexicon, allowed: Phrases, single: frozenset[str]) -> None:
    """Marks known phrases first, then whatever ends like the name of an organisation."""
    words = found.words
    bases = [word.base for word in words]
    for index, word in enumerate(words):
        if word.base in single and word.shape != "l":
            word.taken = True
        next_letter = bases[index + 1][:1] if index + 1 < len(bases) else ""
        for table in (allowed, lexicon.phrases):
            for phrase in table.get(bases[index], ()):
                if phrase[1][:1] == next_letter and matches(words, index, phrase):
                    for part in words[index : index + len(phrase)]:
                        part.taken = True
                    break
    mark_organisations(found, lexicon)


def matches(words: list[Word], index: int, phrase: tuple[str, ...]) -> bool:
    """Whether the words from an index on are a phrase; possessive endings may be there or not."""
    if index + len(phrase) > len(words):
        return False
    for offset, part in enumerate(phrase):
        word = words[index + offset]
        if part not in (word.base, word.base.removesuffix("'s"), word.base.replace("'", "")):
            return False
    return True


def mark_organisations(found: Wording, lexicon: Lexicon) -> None:
    """Runs of capitalised words that end like an organisation, such as "Harbour Farm" or "St Clement's School"."""
    if found.shouting:
        return
    words = found.words
    for index, word in enumerate(words):
        if word.base not in ORGANISATION or word.shape not in "TU" or index == 0:
            continue
        first = start_of(words, index)
        while first < index and words[first].base in JOINED:
            first += 1
        if first == index or (words[first].begins and names_a_person(words[first : index + 1], lexicon)):
            continue
        for part in words[first : index + 1]:
            part.taken = True


def start_of(words: list[Word], index: int) -> int:
    """Where the run of capitalised words that ends at an index begins."""
    first = index
    while first > 0:
        here, before = words[first], words[first - 1]
        if here.begins or (here.gap not in (" ", " & ", "-", "' ", ". ", "'s ", "' ") and here.gap.strip("' s")):
            break
        if before.owns and not (saint_or_crown(words, first - 1) or first == index):
            break
        if before.shape not in RUN and before.base not in JOINED:
            break
        first -= 1
    return first


def saint_or_crown(words: list[Word], index: int) -> bool:
    """Whether a possessive belongs to a dedication, as in St Mary's or King's."""
    before = words[index - 1].base if index else ""
    return before in ("st", "saint", "all", "our") or words[index].base in (
        "king",
        "queen",
        "prince",
        "children",
        "women",
        "people",
    )


def names_a_person(run: list[Word], lexicon: Lexicon) -> bool:
    """Whether a run at the start of a sentence is rather a person and what is theirs."""
    head = run[0]
    return head.owns and lexicon.is_first(head.base) and not lexicon.known(head.base)

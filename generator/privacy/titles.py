"""Names that a word before them announces: titles, initials, nicknames."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy import surroundings as around
from generator.privacy.lexicon import Lexicon
from generator.privacy.persons import acts
from generator.privacy.spans import Kind, Span
from generator.privacy.surroundings import word_set
from generator.privacy.wording import Word, Wording

NICKNAME = re.compile(
    r"\b(?:(?:also |better |usually |often |mostly |now )?known(?: to (?:staff|everyone|peers|friends|all|us|his friends|her friends|family))? as|a\.?k\.?a\.?|alias|nick-?named?(?: is| of|:)?|goes by(?: the name(?: of)?)?"
    r"|(?:likes|prefers|wants|asked|asks|chooses|chose) to be (?:called|known as)|everyone calls (?:him|her|them)|(?:we|they|staff|peers|friends|mates|family|mum|dad) calls? (?:him|her|them)|answers to|street name(?: is| of)?|tag name(?: is)?|tag is|calls? (?:him|her|them)self|(?:referred to|called) by (?:friends|peers|family) as)"
    r",? [\"'(]?(?-i:([A-Za-z][\w'-]*(?: [A-Z][\w'-]*)?))",
    re.IGNORECASE,
)
LONGEST = 4
"""Words a name may have after its title."""
NOT_CALLED = word_set(
    "the a an his her their by as off-site day to so and in at for this that pupil child student him her he she they it not someone something"
)
PAIR = re.compile(r"(?<![\w.&/-])([A-Z]\.[A-Z]\.?|[A-Z] ?[A-Z])(?![\w&/-]|\.\w)")
NO_INITIALS = word_set("""AM PM UK US EU UN TV PE RE IT DT HR QA PC OK ID GP TA TB AP LA SW DV DA PP LAC CP KS EP OT HT SL SM IQ DJ VR AI PR PS NB HQ VIP ED AD BC CE CV MP DC DS DI
    NI GB HI VI PD MS MA BA SC FE HE CC TL SP CB CE EH FH NS PN RA SA SI DR ST NO RO NE AS SO TO BE IF AT IN ON OR BY WE HE ME DO GO UP AN IS OF MY US DP PO FA FC
    OD EY EL BM TT QR PT RI SV WC WW XL XX YR YO II IV VI IX XI CD HD PA MD VP EM DM FB GF BF TC LS CT MH CS RS FS AQ AL EAL SS FM BP PG GCSE SEN TIS SLT NFA""")
DOTTED_WORDS = word_set(
    "A.M. P.M. U.K. U.S. E.U. P.E. R.E. Q.A. H.R. I.T. D.T. G.P. T.V. N.B. P.S. I.E. E.G. O.K. P.C. T.A. L.A. A.P. A.M P.M U.K U.S P.E R.E"
)
NO_SURNAME = word_set(
    "level levels star star's road week day group team block site plan class year form unit option part code grade paper section map band stage note notes tier zone set row gate door bus wing floor room hall house ray of and"
)


def titled(found: Wording, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """First and last index of each title with its name."""
    words = found.words
    for index, word in enumerate(words[:-1]):
        if word.base not in around.TITLES or word.owns or word.taken:
            continue
        after = words[index + 1]
        if after.gap not in (" ", ". ", ".", ", ") or (after.gap == ", " and word.base != "mr") or after.taken:
            continue
        if named(word, after, found, lexicon):
            last = index + 1
            while last < index + LONGEST and last + 1 < len(words) and continues(words[last], words[last + 1], lexicon):
                last += 1
            yield index, last


def named(title: Word, name: Word, found: Wording, lexicon: Lexicon) -> bool:
    """Whether a word after a title is a name."""
    base = name.base
    if name.shape == "d" or base in around.NOT_AFTER_TITLE:
        return False
    loud = found.shouting or name.shape == "l"
    if title.base in around.PURE_TITLES:
        if title.base in ("pc", "dc", "dr") and loud:
            return not lexicon.known(base)
        return True
    if len(name.text) == 1:
        return name.shape == "U" and title.base in ("miss", "sir") and title.shape in "TlU" and base not in ("a", "i")
    if loud:
        return (lexicon.is_family(base) or lexicon.is_first(base)) and not lexicon.known(base)
    if title.base in (
        "sir",
        "lord",
        "lady",
        "master",
        "judge",
        "coach",
        "nurse",
        "father",
        "sister",
        "brother",
        "nanny",
        "nan",
        "pastor",
    ):
        return not lexicon.known(base) or lexicon.is_first(base)
    return lexicon.is_family(base) or lexicon.is_first(base) or not lexicon.known(base)


def continues(word: Word, after: Word, lexicon: Lexicon) -> bool:
    """Whether a name goes on with the next word."""
    if after.gap not in (" ", ". ", "-", ".") or after.taken or after.begins or word.owns:
        return False
    if after.shape not in "TU" or after.base in around.ORGANISATION:
        return False
    return lexicon.is_family(after.base) or lexicon.is_first(after.base) or not lexicon.known(after.base)


def with_initial(found: Wording, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Initials with a family name: "J. Smith", "J Smith", "K.O. Mensah", and "Amara O."."""
    words = found.words
    for index, word in enumerate(words[:-1]):
        after = words[index + 1]
        if len(word.text) == 1 and word.shape == "U" and not word.taken:
            dotted = after.gap.startswith(".")
            if after.gap not in (" ", ". ", ".") or after.shape != "T" or after.taken or after.base in NO_SURNAME:
                continue
            if dotted and index + 2 < len(words) and words[index + 2].base in ("the", "a", "an", "it", "this", "them"):
                continue
            likely = lexicon.is_family(after.base) or not (lexicon.known(after.base) or after.base in lexicon.places)
            plain = lexicon.known(after.base) or after.base in lexicon.things
            if likely and (
                not plain
                or (dotted and after.base in lexicon.family)
                or (after.base in lexicon.family and word.base not in "ai")
            ):
                yield index, index + 1
        elif given_with_initial(word, after, lexicon):
            yield index, index + 1


def given_with_initial(word: Word, after: Word, lexicon: Lexicon) -> bool:
    """A given name and the first letter of the family's, as in "Amara O"."""
    if word.shape != "T" or word.taken or after.gap != " " or after.shape != "U" or len(after.text) != 1:
        return False
    return after.base not in "ai" and lexicon.is_first(word.base) and not lexicon.known(word.base)


def initials(found: Wording, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Two initials that do something or are spoken to. Positions in the text."""
    words = {word.start: index for index, word in enumerate(found.words)}
    for match in PAIR.finditer(found.text):
        written = match.group(1)
        letters = written.replace(".", "").replace(" ", "")
        if (
            found.shouting
            or letters in NO_INITIALS
            or ("." not in written and letters.lower() in lexicon.things)
            or written in DOTTED_WORDS
            or written + "." in DOTTED_WORDS
        ):
            continue
        index = words.get(match.start())
        if index is None:
            continue
        last = index if len(found.words[index].text) == 2 else index + 1
        after = found.words[last + 1] if last + 1 < len(found.words) else None
        before = found.words[index - 1] if index and not found.words[index].begins else None
        spoken = before is not None and (
            before.base in around.TOLD or before.base in around.KIN or before.base in ("re", "for", "and")
        )
        owned = found.words[last].owns
        mum_of = before is not None and before.base == "of" and index > 1 and found.words[index - 2].base in around.KIN
        absent = after is not None and (
            after.base in ("absent", "late", "refusing")
            or after.gap.removeprefix(".") == " + "
            or (after.gap.removeprefix(".") == " (" and after.base in ("y", "yr", "year", "ks"))
        )
        asked = before is not None and before.base == "is" and after is not None and after.base in ("in", "ok", "back")
        if mum_of or absent or asked:
            yield match.start(1), match.end(1)
            continue
        doing = after is not None and acts(Word(0, 0, after.text, after.base, after.shape, False, " ", False))
        if (
            doing
            or owned
            or (spoken and "." in written)
            or (spoken and before is not None and before.base in around.TOLD)
        ):
            yield match.start(1), match.end(1)


def nicknames(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """What somebody is known as."""
    for match in NICKNAME.finditer(text):
        base = match.group(1).split()[0].lower().removesuffix("'s")
        known = lexicon.known(base)
        if base in NOT_CALLED or base in lexicon.things or (known and match.group(1).islower()):
            continue
        last = match.group(1).split()[-1].lower()
        if last in around.ORGANISATION:
            continue
        yield Span(start=match.start(1), end=match.end(1), kind=Kind.NAME)

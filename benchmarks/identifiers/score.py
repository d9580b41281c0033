"""The figures of a detector on a half of the corpus. Shows rates and counts, never a sentence."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from benchmarks.identifiers.corpus import Sentence

Span = tuple[int, int, str]
Detect = Callable[[str], Iterable[Span]]
WITH_FORM = ("UPN", "TEMP-UPN", "ULN", "NHS", "NINO", "POSTCODE", "PHONE", "EMAIL", "VEHICLE")
UNLIKE_WORDS = ("full", "first only")
NOTE_LENGTH, NOTES = 3, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many of so many."""

    name: str
    hits: int
    of: int

    @property
    def share(self) -> float:
        """The rate itself."""
        return self.hits / self.of if self.of else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval."""
        return wilson(self.hits, self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A sentence and what the detector did with it."""

    sentence: Sentence
    flagged: bool
    in_place: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Every figure of a detector on a half."""

    head: tuple[Rate, ...]
    kinds: tuple[Rate, ...]
    forms: tuple[Rate, ...]
    origins: tuple[Rate, ...]
    clean: tuple[Rate, ...]
    aside: tuple[Rate, ...]
    seconds: float

    @property
    def gap(self) -> float:
        """Between the origin of names found most often and the one found least often."""
        shares = [rate.share for rate in self.origins]
        return max(shares) - min(shares)


def wilson(hits: int, of: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's score interval: honest for small counts and for rates near 0 and 1."""
    if not of:
        return (0.0, 1.0)
    share = hits / of
    middle = share + z * z / (2 * of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (max(0.0, (middle - half) / (1 + z * z / of)), min(1.0, (middle + half) / (1 + z * z / of)))


def score(sentences: Sequence[Sentence], detect: Detect) -> Result:
    """Runs the detector over the sentences."""
    answers = [_answer(sentence, tuple(detect(sentence.text))) for sentence in sentences]
    carrying = [a for a in answers if a.sentence.spans and a.sentence.group != "public"]
    core = [a for a in carrying if a.sentence.core]
    clean = [a for a in answers if a.sentence.group == "clean"]
    return Result(
        head=_head(core, clean),
        kinds=_by(lambda a: a.sentence.group, [a for a in core if a.sentence.group != "mixed"]),
        forms=_by(lambda a: a.sentence.form, [a for a in carrying if a.sentence.group == "name"]),
        origins=_by(lambda a: a.sentence.origin, [a for a in carrying if a.sentence.form in UNLIKE_WORDS]),
        clean=_by(lambda a: a.sentence.form, clean),
        aside=_by(lambda a: a.sentence.group, [a for a in answers if a.sentence.group in ("quasi", "public")]),
        seconds=seconds(sentences, detect),
    )


def seconds(sentences: Sequence[Sentence], detect: Detect) -> float:
    """How long a thousand notes of a few sentences take."""
    texts = [sentence.text for sentence in sentences]
    notes = [" ".join(texts[(n * 7 + k * 1009) % len(texts)] for k in range(NOTE_LENGTH)) for n in range(NOTES)]
    started = time.perf_counter()
    for note in notes:
        tuple(detect(note))
    return time.perf_counter() - started


def table(half: str, result: Result) -> str:
    """The figures as text."""
    parts = [f"identifiers, the {half} half: share flagged, its 95 % interval, counts"]
    for title, rates in (
        ("", result.head),
        ("each kind", result.kinds),
        ("names by form", result.forms),
        ("names by origin, full and first only", result.origins),
        ("clean sentences by sort, flagged by mistake", result.clean),
        ("not counted above", result.aside),
    ):
        parts += ([f"  {title}"] if title else []) + [f"    {line(rate)}" for rate in rates]
    parts.append(f"    {'gap between origins':<44} {100 * result.gap:6.1f} points")
    parts.append(f"    {f'{NOTES:,} notes':<44} {result.seconds:6.2f} s")
    return "\n".join(parts)


def line(rate: Rate) -> str:
    """One row of the table."""
    low, high = rate.interval
    return (
        f"{rate.name:<44} {100 * rate.share:6.1f} %  ({100 * low:5.1f} to {100 * high:5.1f})  {rate.hits} of {rate.of}"
    )


def _head(core: Sequence[Answer], clean: Sequence[Answer]) -> tuple[Rate, ...]:
    numbers = [a for a in core if a.sentence.group in WITH_FORM]
    small = [a for a in core if a.sentence.form.startswith("lower case")]
    ours = [a for a in clean if a.sentence.form in ("provider", "programme")]
    return (
        _rate("identifiers flagged (core)", core),
        Rate(name="identifiers flagged where they stand", hits=sum(a.in_place for a in core), of=len(core)),
        _rate("clean sentences flagged by mistake", clean),
        _notes("clean notes of three sentences, by mistake", clean),
        _rate("numbers with a form", numbers),
        _rate("names in lower case", small),
        _rate("provider and programme names, by mistake", ours),
    )


def _answer(sentence: Sentence, found: tuple[Span, ...]) -> Answer:
    met = any(start < b and a < end for start, end, _ in found for a, b, _ in sentence.spans)
    return Answer(sentence=sentence, flagged=bool(found), in_place=met)


def _rate(name: str, answers: Sequence[Answer]) -> Rate:
    return Rate(name=name, hits=sum(a.flagged for a in answers), of=len(answers))


def _notes(name: str, answers: Sequence[Answer]) -> Rate:
    """Sentences taken together as notes: what a tired colleague meets is a note, not a sentence."""
    number = len(answers) // NOTE_LENGTH
    notes = [[answers[n + part * number].flagged for part in range(NOTE_LENGTH)] for n in range(number)]
    return Rate(name=name, hits=sum(any(note) for note in notes), of=number)


def _by(key: Callable[[Answer], str], answers: Iterable[Answer]) -> tuple[Rate, ...]:
    grouped = groupby(sorted(answers, key=key), key)
    return tuple(_rate(name, list(members)) for name, members in grouped)

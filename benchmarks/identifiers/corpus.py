"""Makes a half of the corpus from its hand-written parts. The same parts give the same sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from benchmarks.identifiers import dates, numbers
from benchmarks.identifiers.draw import Chance, Deck
from benchmarks.identifiers.people import People, Written, plain
from benchmarks.identifiers.texts import HERE, Template, Texts, read

HALVES = ("seen", "unseen")
NAME_SECTIONS = ("child", "roll", "possessive", "adult", "initials", "bare-initials", "typed", "shouted")
NAME_SLOTS = ("NAME", "NAMES", "TITLED", "INITIALS", "BARE")
EACH_NUMBER, EACH_MIXED, EACH_CLEAN = 48, 5, 6
SLOT = re.compile(r"\{([A-Za-z0-9-]+)\}")
CODE_LETTERS = "bcdfghkmnpqrstvwxyz23456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One note, what in it identifies somebody, and how it came about."""

    text: str
    spans: tuple[tuple[int, int, str], ...] = ()
    group: str
    form: str = ""
    origin: str = ""
    setting: str
    core: bool = True
    template: str


def stored(half: str) -> list[Sentence]:
    """A half as it was written to its file."""
    lines = (HERE / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_loaded(json.loads(line)) for line in lines]


def written(half: str) -> str:
    """The text of a half's file."""
    return "".join(json.dumps(_stored(s), ensure_ascii=False) + "\n" for s in made(half))


def allowed() -> str:
    """The text of the file of terms that may stand: made-up providers, programmes and schools of both halves."""
    terms = {t for half in HALVES for slot in ("provider", "programme", "school") for t in read(half).fill[slot]}
    return "# Made-up providers, programmes and schools that the sentences use.\n" + "".join(
        f"{term}\n" for term in sorted(terms)
    )


def made(half: str) -> list[Sentence]:
    """A half, made anew. No sentence stands in it twice."""
    maker = Maker(half, read(half))
    return list({s.text: s for s in (*maker.names(), *maker.numbers(), *maker.others(), *maker.clean())}.values())


def _stored(sentence: Sentence) -> dict[str, object]:
    """Its fields without those that go without saying."""
    return {name: value for name, value in asdict(sentence).items() if value not in ("", (), True)}


def _loaded(fields: dict[str, object]) -> Sentence:
    spans = fields.pop("spans", [])
    assert isinstance(spans, list)
    return Sentence(spans=tuple(tuple(span) for span in spans), **fields)  # type: ignore[arg-type]


class Maker:
    """Fills the slots of one half."""

    def __init__(self, half: str, texts: Texts) -> None:
        self._texts, self._chance = texts, Chance(f"identifiers {half}")
        self._people = People(texts, self._chance)
        self._origins = Deck(texts.origins, self._chance)
        self._fill = {name: Deck(values, self._chance) for name, values in texts.fill.items()}

    def names(self) -> Iterator[Sentence]:
        """Sentences with one name."""
        for section in NAME_SECTIONS:
            templates = Deck(self._texts.carrying[section], self._chance)
            for name in self._people.by_form(section):
                yield self._sentence(templates.deal(), "name", name)

    def numbers(self) -> Iterator[Sentence]:
        """Sentences with one number, address, account … of each kind."""
        for section in self._texts.carrying:
            if section.isupper():
                templates = Deck(self._texts.carrying[section], self._chance)
                for _ in range(EACH_NUMBER):
                    yield self._sentence(templates.deal(), section)

    def others(self) -> Iterator[Sentence]:
        """Sentences with several identifiers; those that point at one child without any; people known to all."""
        for template in self._texts.carrying["mixed"]:
            for _ in range(EACH_MIXED):
                yield self._sentence(template, "mixed")
        for section in ("quasi", "public"):
            for template in self._texts.carrying[section]:
                yield self._sentence(template, section, core=False)

    def clean(self) -> Iterator[Sentence]:
        """Sentences that identify nobody."""
        for section, templates in self._texts.clean.items():
            for template in templates:
                for _ in range(EACH_CLEAN if SLOT.search(template.text) else 1):
                    yield replace(self._sentence(template, "clean"), form=section)

    def _sentence(self, template: Template, group: str, name: Written | None = None, *, core: bool = True) -> Sentence:
        text, spans, forms = "", [], []
        for n, part in enumerate(SLOT.split(template.text)):
            value, form = (part, "") if n % 2 == 0 else self._value(part, name)
            if n % 2 and part.isupper():
                spans.append((len(text), len(text) + len(value), "NAME" if part in NAME_SLOTS else part))
                forms.append(form)
            text += value + ("'s" if part == "NAMES" and n % 2 else "")
        return Sentence(
            text=text,
            spans=tuple(spans),
            group=group,
            form=name.form if name else (forms[0] if len(forms) == 1 else ""),
            origin=name.origin if name else "",
            setting=template.setting,
            core=name.core if name else core,
            template=template.id,
        )

    def _value(self, slot: str, name: Written | None) -> tuple[str, str]:
        if slot in NAME_SLOTS:
            return name.text if name else self._somebody(slot), ""
        chance = self._chance
        makers: dict[str, Callable[[], tuple[str, str]]] = {
            "UPN": lambda: numbers.upn(chance, self._texts.fill["la"]),
            "TEMP-UPN": lambda: numbers.upn(chance, self._texts.fill["la"], temporary=True),
            "ULN": lambda: numbers.uln(chance),
            "NHS": lambda: numbers.nhs(chance),
            "NINO": lambda: numbers.nino(chance),
            "POSTCODE": lambda: numbers.postcode(chance),
            "VEHICLE": lambda: numbers.vehicle(chance),
            "DOB": lambda: dates.of_birth(chance),
            "EMAIL": self._mail,
        }
        if slot in makers:
            return makers[slot]()
        return self._other(slot), ""

    def _other(self, slot: str) -> str:
        """Slots that are filled from the lists of the half; the pattern may hold slots and digits itself."""
        match slot:
            case "bad10":
                return numbers.neither(self._chance)
            case "code":
                return "cp-" + "".join(self._chance.pick(CODE_LETTERS) for _ in range(4))
            case "ADDRESS" | "PHONE" | "HANDLE" | "URL" | "CASE" | "CLASS":
                names = {"ADDRESS": "house", "HANDLE": "tag", "URL": "page"}
                pattern = self._fill[names.get(slot, slot.lower())].deal()
            case _:
                pattern = self._fill[slot].deal()
        return numbers.figures(SLOT.sub(lambda m: self._other(m.group(1)), pattern), self._chance)

    def _mail(self) -> tuple[str, str]:
        first, _, family = self._somebody("NAME").lower().replace("'", "").partition(" ")
        local = self._chance.pick(
            (f"{first}.{family}", f"{first[0]}{family}", f"{first}{family}{{}}", f"{family}_{first[:3]}")
        )
        return numbers.figures(local.format("##"), self._chance) + "@" + self._other("mail"), ""

    def _somebody(self, slot: str) -> str:
        origin = self._origins.deal()
        return self._people.titled(origin) if slot == "TITLED" else plain(self._people.full(origin))


def counted(sentences: Iterable[Sentence]) -> dict[str, int]:
    """How many sentences each group has."""
    found: dict[str, int] = {}
    for sentence in sentences:
        found[sentence.group] = found.get(sentence.group, 0) + 1
    return found

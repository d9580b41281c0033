"""How a name is written in a note: in full, first only, titled, with initials, typed in small letters, decomposed …"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.identifiers.draw import Chance, Deck
from benchmarks.identifiers.texts import Origin, Texts

WITHOUT_MARKS = str.maketrans("łŁøØđĐıİß", "lLoOdDiIs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A name as it stands in a note."""

    text: str
    form: str
    origin: str
    core: bool = True


def plain(name: str) -> str:
    """Without accents, as most keyboards give it."""
    parts = unicodedata.normalize("NFD", name.translate(WITHOUT_MARKS))
    return "".join(c for c in parts if not unicodedata.combining(c))


class People:
    """Deals the people of one half."""

    def __init__(self, texts: Texts, chance: Chance) -> None:
        self._texts, self._chance = texts, chance
        self._first = {o.name: Deck(o.first, chance) for o in texts.origins}
        self._family = {o.name: Deck(o.family, chance) for o in texts.origins}

    def by_form(self, section: str) -> Iterator[Written]:
        """The names for the templates of a section."""
        match section:
            case "child":
                yield from self._of_children()
            case "possessive" | "typed" | "shouted":
                yield from self._either(section)
            case "roll":
                yield from self._each("family name first", 2, self._as_on_a_roll)
            case "adult":
                yield from self._each("titled", 3, self.titled)
            case "initials":
                yield from self._each("initial and family name", 2, self._with_initial)
            case _:
                yield from self._each("initials alone", 2, self._initials, core=False)

    def full(self, origin: Origin) -> str:
        """First and family name."""
        return self._keyboard(f"{self._first[origin.name].deal()} {self._family[origin.name].deal()}")

    def first(self, origin: Origin) -> str:
        """First name only."""
        return self._keyboard(self._first[origin.name].deal())

    def titled(self, origin: Origin) -> str:
        """Title and family name."""
        return f"{self._chance.pick(self._texts.fill['title'])} {self._keyboard(self._family[origin.name].deal())}"

    def _of_children(self) -> Iterator[Written]:
        for form, make in (("full", self.full), ("first only", self.first)):
            for origin in self._texts.origins:
                for n in range(25):
                    yield Written(text=make(origin), form=form, origin=origin.name, core=n < 4)
        yield from self._decomposed()
        for form, names in (("nickname", self._texts.nicknames), ("like a word", self._texts.wordlike)):
            deck = Deck(names, self._chance)
            for _ in range(60):
                yield Written(text=deck.deal(), form=form, origin="")

    def _decomposed(self) -> Iterator[Written]:
        marked = [
            (o.name, f"{first} {family}")
            for o in self._texts.origins
            for first, family in zip(o.first, o.family, strict=True)
            if unicodedata.normalize("NFD", f"{first} {family}") != f"{first} {family}"
        ]
        for origin, name in self._chance.shuffled(marked)[:60]:
            yield Written(text=unicodedata.normalize("NFD", name), form="NFD", origin=origin)

    def _either(self, section: str) -> Iterator[Written]:
        forms: dict[str, tuple[str, Callable[[str], str]]] = {
            "possessive": ("possessive", str),
            "typed": ("lower case", lambda name: plain(name).lower()),
            "shouted": ("capitals", str.upper),
        }
        form, change = forms[section]
        for make in (self.full, self.first):
            part = "full" if make == self.full else "first"
            for origin in self._texts.origins:
                for _ in range(2 if section == "typed" else 1):
                    yield Written(text=change(make(origin)), form=f"{form}, {part}", origin=origin.name)

    def _each(self, form: str, times: int, make: Callable[[Origin], str], *, core: bool = True) -> Iterator[Written]:
        for origin in self._texts.origins:
            for _ in range(times):
                yield Written(text=make(origin), form=form, origin=origin.name, core=core)

    def _as_on_a_roll(self, origin: Origin) -> str:
        first, family = self.first(origin), self._keyboard(self._family[origin.name].deal())
        return self._chance.pick((f"{family.upper()}, {first}", f"{family}, {first}", f"{family.upper()} {first}"))

    def _with_initial(self, origin: Origin) -> str:
        letter = self._first[origin.name].deal()[0]
        family = self._keyboard(self._family[origin.name].deal())
        return self._chance.pick((f"{letter}. {family}", f"{letter} {family}", f"{family} {letter}"))

    def _initials(self, origin: Origin) -> str:
        letters = plain(self._first[origin.name].deal()[0]), plain(self._family[origin.name].deal()[0])
        return self._chance.pick(("{}{}", "{}.{}.")).format(*letters)

    def _keyboard(self, name: str) -> str:
        """With its accents or, as often, without."""
        return self._chance.pick((name, plain(name)))

"""A casebook with something unmistakable in every property of every kind, made by walking the schemas.

Two records of each kind are planted, `a` and `b`; a provider's site is made for `a`. What each audience may see is read
from the schemas here once more, in the plainest way, and not with the code that is tested.
"""

from __future__ import annotations

import datetime as dt
import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

from generator.kinds import KINDS
from generator.schema import SchemaStore
from tests.cases import SAMPLE

V = TypeVar("V")
PAST, FUTURE = dt.date(1951, 1, 2), dt.date(2061, 1, 3)
COMING = {
    *("valid_until", "until", "end", "ends_on", "valid_to", "next_review", "next_due", "due", "review_due", "due_back"),
    *("closed_on", "in_force_to", "expected", "agreed_maximum", "known_until"),
}
"""Dates that are still to come; the others have been."""
SPARED = {"calendar.series", "calendar.academic_year", "register.academic_year", "casebook.default_calendar"}
"""Properties whose values must be those of the calendars, and are no secret in themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary:
    """Something planted: where, in which record, and the forms in which it would be seen."""

    path: str
    which: str
    sort: str
    forms: tuple[str, ...]


def record_id(kind: str, which: str) -> str:
    """The id of a planted record."""
    return f"cp-k4n{which}" if kind == "case-plan" else f"kanar{kind.replace('-', '')}{which}"


class Planter:
    """Fills records. Properties that `other` picks get another value than they would have otherwise."""

    def __init__(self, store: SchemaStore, other: Callable[[str, str], bool] = lambda path, which: False) -> None:
        self.store = store
        self.other = other
        self.planted: list[Canary] = []
        self.number = 0

    def plant(self, root: Path) -> Path:
        """Writes the whole casebook."""
        folder = root / "records"
        folder.mkdir(parents=True)
        write(folder / "casebook.yml", self.record("casebook", "a"))
        for kind in KINDS:
            (folder / kind.folder).mkdir()
            for which in "ab":
                data = self.record(kind.name, which)
                write(folder / kind.folder / f"{record_id(kind.name, which)}.yaml", data)
                self.planted.append(
                    Canary(path=f"{kind.name}.id", which=which, sort="id", forms=(record_id(kind.name, which),))
                )
        return root

    def record(self, kind: str, which: str) -> dict[str, Any]:
        """One record with every property."""
        made = self.group(self.store.schemas[kind], kind, kind, which)
        made.pop("id", None)
        return made

    def group(self, schema: dict[str, Any], home: str, path: str, which: str) -> dict[str, Any]:
        """Every property of a group, or as many as it may have."""
        most = schema.get("maxProperties", 1_000)
        names = list(schema["properties"])[:most]
        made = {}
        for name in names:
            value = self.value(schema["properties"][name], home, f"{path}.{name}", which)
            if value is not None:
                made[name] = value
        return made

    def value(self, schema: dict[str, Any], home: str, path: str, which: str) -> Any:
        """A value for a property."""
        self.number += 1
        number = self.number + (5_000 if self.other(path, which) else 0)
        schema, home = self.store.resolve(schema, home)
        if path in GIVEN and (given := GIVEN[path](which)) is not ...:
            return given
        if schema.get("x-json"):
            return None
        if "items" in schema:
            return [self.value(schema["items"], home, path, which)]
        if "properties" in schema:
            return self.group(schema, home, path, which)
        if "enum" in schema:
            return schema["enum"][min(number // 5_000, len(schema["enum"]) - 1)]
        return getattr(self, f"a_{schema['type']}")(schema, path, which, number)

    def a_boolean(self, schema: dict[str, Any], path: str, which: str, number: int) -> bool:
        return number < 5_000

    def a_integer(self, schema: dict[str, Any], path: str, which: str, number: int) -> int:
        low, high = schema.get("minimum", 0), schema.get("maximum", 10**9)
        if high < 20_000:
            return int(min(high, low + (1 if number >= 5_000 else 0)))
        return self.planted_as(path, which, "number", 70_000 + number, f"{70_000 + number}", f"{70_000 + number:,}")

    def a_number(self, schema: dict[str, Any], path: str, which: str, number: int) -> float:
        if schema.get("maximum", 10**9) < 20_000:
            return float(schema.get("minimum", 0) + (1 if number >= 5_000 else 0))
        value = 10_000 + number + 0.25
        return self.planted_as(path, which, "number", value, f"{value}", f"{value:,}")

    def a_string(self, schema: dict[str, Any], path: str, which: str, number: int) -> str:
        if ref := schema.get("x-ref"):
            return REFERENCES.get(ref, record_id(ref, which)).replace("?", which)
        if schema.get("format") == "date":
            first = FUTURE if path.rpartition(".")[2] in COMING else PAST
            day = first + dt.timedelta(days=number % 5_000 + (7_000 if number >= 5_000 and first is FUTURE else 0))
            if number >= 5_000 and first is PAST:
                day = dt.date(1931, 1, 2) + dt.timedelta(days=number % 5_000)
            return self.planted_as(path, which, "date", day.isoformat(), *date_forms(day))
        pattern = schema.get("pattern", "")
        for start, make in PATTERNS:
            if pattern.startswith(start) or schema.get("format") == start:
                value = make(number)
                sort = "text" if "kanar" in value else "number"
                return self.planted_as(path, which, sort, value, value)
        word = f"kanar{number:05}x"
        return self.planted_as(path, which, "text", word, word)

    def planted_as(self, path: str, which: str, sort: str, value: V, *forms: str) -> V:
        """Notes a canary and returns it."""
        if path not in SPARED:
            lower = tuple(form.lower() for form in forms)
            self.planted.append(Canary(path=path, which=which, sort=sort, forms=lower))
        return value


PATTERNS: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("email", lambda n: f"kanar{n:05}@example.org"),
    ("^(https://", lambda n: f"https://example.org/kanar{n:05}x"),
    ("^https?", lambda n: f"https://example.org/kanar{n:05}x"),
    ("^0[0-9]", lambda n: f"01632 96{n % 10_000:04}"[:12]),
    ("^1[0-9]{7}$", lambda n: f"101{n:05}"),
    ("^[0-9]{6}$", lambda n: f"14{n % 10_000:04}"),
    ("^[0-9]{6,7}$", lambda n: f"119{n % 10_000:04}"),
    ("^([0-9]{8}", lambda n: f"077{n % 100_000:05}"),
    ("^[A-Z]{1,2}[0-9]", lambda n: f"Z{'QX'[n >= 5_000]}{n % 10}{'ABDEF'[n % 5]}"),
    ("^[0-9a-f]{12}$", lambda n: f"facade{n:06}"),
    ("^([01][0-9]", lambda n: f"{n % 24:02}:{n % 60:02}"),
    ("^[0-9]+(", lambda n: f"{n}.77"),
    ("^20[0-9]{2}/", lambda n: "2026/27"),
    ("^cp-", lambda n: f"cp-{n % 10_000:04}"),
    ("^rp-", lambda n: f"rp-{n % 10_000:04}"),
    ("^[a-z][a-z0-9]*(-", lambda n: f"kanar{n:05}x"),
)
REFERENCES = {"requirement": "kanarrequirement?", "calendar-series": "kanarseries", "school": "kanarschool"}


def fixed(value: Any) -> Callable[[str], Any]:
    """The same value for every record."""
    return lambda which: value


GIVEN: dict[str, Callable[[str], Any]] = {
    "casebook.frameworks": fixed([record_id("framework", "a"), record_id("framework", "b")]),
    "casebook.schools.id": fixed("kanarschool"),
    "casebook.schools.calendar": fixed("kanarseries"),
    "casebook.default_calendar": fixed("kanarseries"),
    "casebook.audiences.name": fixed("panel"),
    "casebook.k": fixed(5),
    "casebook.due_soon_days": fixed(30),
    "casebook.districts.grid": fixed("SP5504"),
    "casebook.suppression_threshold": fixed(5),
    "provider.identity": lambda which: {"urn": "149876" if which == "a" else "149877"},
    "provider.type": fixed("independent-ap-registered"),
    "provider.closed_on": fixed(None),
    "provider.sites.closed_on": fixed(None),
    "provider.evidence.valid_until": fixed("2035-03-03"),
    "provider.evidence.result": lambda which: "met" if which == "a" else "not-met",
    "provider.evidence.disputed": lambda which: None if which == "b" else ...,
    "provider.evidence.disputed.settled_on": fixed(None),
    "provider.not_applicable.requirement": lambda which: f"kanarrequirement{'ba'['ab'.index(which)]}",
    "framework.requirements.not_applicable": fixed("with-reason"),
    "provider.evidence.site": fixed(None),
    "provider.concerns.closed_on": fixed(None),
    "framework.in_force_to": fixed(None),
    "framework.requirements.id": lambda which: f"kanarrequirement{which}",
    "framework.requirements.answered_by": fixed(None),
    "framework.requirements.awaiting_commencement": fixed(False),
    "framework.requirements.renewal.rule": fixed("never"),
    "framework.requirements.renewal.every": fixed(None),
    "framework.supersedes": fixed(None),
    "policy.must_acknowledge.providers": lambda which: which == "a",
    "role.at_provider": lambda which: which == "a",
    "calendar.series": lambda which: "kanarseries" if which == "a" else "kanarseriesb",
    "calendar.academic_year": fixed("2026/27"),
    "calendar.terms": fixed(
        [{"name": "autumn", "start": "2026-09-01", "end": "2026-12-18"},
         {"name": "spring", "start": "2027-01-04", "end": "2027-03-25"},
         {"name": "summer", "start": "2027-04-12", "end": "2027-07-21"}]
    ),
    "calendar.known_until": fixed(None),
    "calendar.inset_days.date": fixed("2026-10-05"),
    "calendar.closures.start": fixed("2026-10-06"),
    "calendar.closures.end": fixed("2026-10-07"),
    "procedure.facts": fixed([{"id": "kind", "question": "Which kind?", "answers": ["one", "two"]}]),
    "procedure.steps.only_if": fixed([{"fact": "kind", "is": "one"}]),
    "procedure.steps.clock": fixed({"rule": "within", "amount": 3, "unit": "school-days", "from": "trigger"}),
    "procedure.branches": fixed(None),
    "register.academic_year": fixed("2026/27"),
}  # fmt: skip


def write(path: Path, data: dict[str, Any]) -> None:
    """Writes a record as YAML."""
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def date_forms(day: dt.date) -> tuple[str, ...]:
    """The ways in which a date is written anywhere."""
    month = MONTHS[day.month - 1]
    return (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.day} {month} {day.year}".lower(),
        f"{day.day} {month[:3]} {day.year}".lower(),
    )


def may_see(store: SchemaStore, path: str, audience: str) -> bool:
    """Whether the schemas let an audience see a property: every mark on the way to it must allow it."""
    kind, *names = path.split(".")
    schema, home = store.schemas[kind], kind
    if audience not in schema.get("x-audience", ["coordinator"]):
        return False
    for depth, name in enumerate(names):
        schema, home = store.resolve(schema, home)
        if "items" in schema:
            schema, home = store.resolve(schema["items"], home)
        schema, home = store.resolve(schema["properties"][name], home)
        if audience not in schema.get("x-audience", ["coordinator"] if depth == 0 else [audience]):
            return False
    return True


def words_of(site: Path) -> Iterator[tuple[str, str]]:
    """Every file of a site as text, unpacked where it is packed. What the engine brings along is left out for numbers."""
    for path in sorted(site.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            if path.suffix == ".gz":
                content = gzip.decompress(content)
            yield path.relative_to(site).as_posix(), content.decode("utf-8", "replace").replace("\r\n ", "")


ENGINE_FILE = re.compile(r"^assets/(javascripts|stylesheets|images|vendor)/")
ASSETS = SAMPLE / "site" / "assets"


OWN_ASSETS = frozenset(path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*") if path.is_file())


def is_brought_along(name: str) -> bool:
    """Whether a file came with the theme or the program, and was not made from records."""
    return bool(ENGINE_FILE.match(name)) or name.removeprefix("assets/") in OWN_ASSETS


def seen(site: Path, canaries: list[Canary]) -> set[Canary]:
    """The canaries that can be found in a site, in any file and any form."""
    texts = dict(words_of(site))
    texts = {name: text.lower() for name, text in texts.items()}
    ours = "\n".join(text for name, text in texts.items() if not is_brought_along(name))
    everything = "\n".join([*texts, *texts.values()])
    numbers = set(re.findall(r"[0-9][0-9,.]*[0-9]", ours))
    dates = set(re.findall(r"(?<![0-9])(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}|[0-9]{1,2} [a-z]{3,9} [0-9]{4})", ours))
    found = set()
    for canary in canaries:
        if canary.sort == "number":
            hit = any(form in numbers or (" " in form and form in ours) for form in canary.forms)
        elif canary.sort == "date":
            hit = not dates.isdisjoint(canary.forms)
        else:
            hit = any(form in everything for form in canary.forms)
        if hit:
            found.add(canary)
    return found

"""Makes the casebook of an audience: the whole one without what its readers may not see.

Everything downstream - pages, search, calendars, downloads - is made from what this returns and from nothing else.
The whole casebook is checked first; a casebook with errors has no other site than the coordinator's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from generator.build_model import record_of
from generator.casebook import Casebook, Naming
from generator.compliance import sealing
from generator.compliance.gate import gate
from generator.compliance.state import standings_of
from generator.kinds import KINDS, Kind
from generator.model import Audience, Framework, Policy, Procedure, Provider, Record, Role, Settings
from generator.privacy.ladders import Ladders
from generator.privacy.marks import Marked, marked
from generator.privacy.redact import hidden_paths, redacted
from generator.privacy.scope import BASES, COORDINATOR, PROVIDER, STAFF, Scope, Spell
from generator.schema import SchemaStore
from generator.source import Document

TITLES = {COORDINATOR: "Coordinators and leads", STAFF: "School staff", PROVIDER: "Providers", "public": "Everyone"}
R = TypeVar("R", bound=Record)


class NoAudience(Exception):
    """The audience cannot be served. The message says why and what to do."""


def audience_named(settings: Settings, name: str) -> tuple[Audience, str]:
    """An audience by its name, and which of the four its site is made like."""
    known = {audience.name: audience for audience in settings.audiences}
    found = known.get(name) or (Audience(name=name, title=TITLES[name]) if name in BASES else None)
    if found is None:
        names = ", ".join(audience_names(settings))
        raise NoAudience(f"there is no audience '{name}'; there are: {names}")
    base = name if name in BASES else found.like
    if base is None:
        raise NoAudience(f"the audience '{name}' does not say which it is 'like' in records/casebook.yml")
    return found, base


def audience_names(settings: Settings) -> tuple[str, ...]:
    """Every audience there is: the four, and those of the casebook's own that can be served."""
    own = (audience.name for audience in settings.audiences if audience.name not in BASES and audience.like)
    return (*BASES, *own)


def whole_scope(settings: Settings) -> Scope:
    """The scope of those who see everything."""
    return Scope(title=audience_named(settings, COORDINATOR)[0].title, k=settings.k)


def for_audience(casebook: Casebook, schemas: SchemaStore, name: str, provider: str, as_of: dt.date) -> Casebook:
    """The casebook of an audience. Raises NoAudience when it has none."""
    audience, base = audience_named(casebook.settings, name)
    if base != PROVIDER and provider:
        raise NoAudience("only the site of the audience 'provider' is made for one provider; leave --provider out")
    if base == COORDINATOR:
        return replace(casebook, scope=whole_scope(casebook.settings))
    if base == PROVIDER and provider not in casebook.records["provider"]:
        known = ", ".join(casebook.records["provider"])
        raise NoAudience(f"say for which provider the site is made: --provider ID, one of: {known}")
    made = Cut(casebook, schemas, audience, base, provider, as_of).casebook()
    same_verdicts(casebook, made, as_of)
    return made


class Cut:
    """One cut of a casebook for one audience."""

    def __init__(
        self, whole: Casebook, schemas: SchemaStore, audience: Audience, base: str, provider: str, as_of: dt.date
    ) -> None:
        self.whole = whole
        self.schemas = schemas
        self.audience = audience
        self.base = base
        self.provider = provider
        self.as_of = as_of
        self.k = audience.k or whole.settings.k
        self.marks: dict[str, Marked] = {kind.name: marked(schemas, kind.schema) for kind in KINDS}
        self.settings_marks = marked(schemas, "casebook")

    def casebook(self) -> Casebook:
        """The casebook that the audience may see. A record that cannot be read is never in it."""
        made = {kind: {i: self.record(kind, r) for i, r in found.items()} for kind, found in self.chosen.items()}
        settings = self.cut(Settings, self.settings_marks, "casebook", self.whole.settings)
        records = MappingProxyType({kind: MappingProxyType(found) for kind, found in made.items()})
        sources = [settings, *(record for found in made.values() for record in found.values())]
        return Casebook(
            settings=settings,
            records=records,
            naming=tuple(self.naming(source) for source in sources),
            scope=self.scope(),
        )

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of record the audience has."""
        return tuple(kind for kind in KINDS if self.base in self.marks[kind.name].seen_by)

    @cached_property
    def chosen(self) -> dict[str, dict[str, Record]]:
        """The records the audience may see, still whole."""
        seen = {kind.name for kind in self.kinds}
        return {
            kind.name: {
                i: record
                for i, record in self.whole.records[kind.name].items()
                if kind.name in seen and (self.base != PROVIDER or self.concerns_provider(record))
            }
            for kind in KINDS
        }

    def concerns_provider(self, record: Record) -> bool:
        """Whether one provider may see a record: itself, the procedures it acts in, the policies it must know."""
        match record:
            case Provider():
                return record.id == self.provider
            case Procedure():
                return any(step.role in self.provider_roles for step in record.steps)
            case Policy():
                asked = bool(record.must_acknowledge and record.must_acknowledge.providers)
                return asked or record.id in self.required_policies
            case _:
                return True

    @cached_property
    def provider_roles(self) -> frozenset[str]:
        """Roles that somebody at a provider holds."""
        return frozenset(role.id for role in self.whole.all(Role) if role.at_provider)

    @cached_property
    def required_policies(self) -> frozenset[str]:
        """Policies whose acknowledgement a requirement asks for."""
        answers = (r.answered_by for f in self.whole.all(Framework) for r in f.requirements)
        return frozenset(answer.policy for answer in answers if answer and answer.policy)

    def record(self, kind: str, record: Record) -> Record:
        """A record without what is hidden."""
        return self.cut(type(record), self.marks[kind], kind, record)

    def cut(self, type_: type[R], marks: Marked, schema: str, record: R) -> R:
        """A record made anew from what may be seen. Its text and comments are gone."""
        data = redacted(marks, record.data, self.base, self.exists)
        document = Document(path=record.path, text="", data=data, quoted=frozenset())
        return record_of(type_, record.id, document, data)

    def exists(self, kind: str, name: str) -> bool:
        """Whether something may be named to the audience."""
        if kind in self.chosen:
            return name in self.chosen[kind] or self.whole.aliases.get((kind, name), "") in self.chosen[kind]
        if kind == "school":
            return self.base in self.settings_marks.inner["schools"].seen_by
        holder = {"requirement": "framework", "calendar-series": "calendar"}[kind]
        return bool(self.chosen[holder])

    def naming(self, record: Record) -> Naming:
        """What a record still names."""
        schema = (
            "casebook" if isinstance(record, Settings) else next(k.schema for k in KINDS if isinstance(record, k.type))
        )
        references = self.schemas.references(schema, dict(record.data))
        return Naming.of(record, [named for named in references if self.exists(named[1], named[2])])

    def scope(self) -> Scope:
        """Who it is for, and the conclusions that stand for what is hidden."""
        hidden = (hidden_paths(marks, self.base) for marks in (*self.marks.values(), self.settings_marks))
        title = self.audience.title
        if self.provider:
            title = f"{title}: {self.chosen['provider'][self.provider].data['name']}"
        return Scope(
            name=self.audience.name,
            title=title,
            base=self.base,
            provider=self.provider,
            k=self.k,
            kinds=frozenset(kind.name for kind in self.kinds),
            hidden=frozenset().union(*hidden),
            sealed=self.sealed(),
            placed=self.placed(),
            plans=Ladders(self.whole).grouping(self.marks["case-plan"], self.k) if self.sees_plans else None,
        )

    @property
    def sees_plans(self) -> bool:
        """Whether plans are shown in groups. Never to providers or the public, whatever the settings say."""
        return self.base == STAFF and self.audience.plans == "generalised"

    def sealed(self) -> Mapping[str, tuple[Spell, ...]]:
        """For each provider, when its pupils close it."""
        if self.base != STAFF:
            return {}
        return {provider.id: tuple(sealing.spells(self.whole, provider)) for provider in self.whole.providers}

    def placed(self) -> Mapping[str, int | None]:
        """For each provider, how many pupils of ours are there, where they are k or more."""
        if self.base != STAFF:
            return {}
        return {p.id: sealing.pupils_placed(self.whole, p, self.as_of, self.k) for p in self.whole.providers}


def same_verdicts(whole: Casebook, cut: Casebook, as_of: dt.date) -> None:
    """Refuses a cut whose gate says something else than the whole casebook's: hiding must never open a door."""
    if not cut.scope.has_gate:
        return
    full, shown = standings_of(whole), standings_of(cut)
    for provider in cut.providers:
        ours = whole.records["provider"][provider.id]
        assert isinstance(ours, Provider)
        one, other = gate(full, ours, as_of), gate(shown, provider, as_of)
        if one.state is not other.state:
            raise NoAudience(
                f"the verdict on '{provider.id}' would be '{other.state}' for {cut.scope.title} and is '{one.state}'; "
                "nothing was built"
            )

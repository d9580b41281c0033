"""All records as one immutable index, with references both ways. Knows no files and no dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from generator.cache import Cache
from generator.findings import Pointer
from generator.kinds import BY_TYPE
from generator.model import (
    Calendar,
    CasePlan,
    Framework,
    Placement,
    Policy,
    Procedure,
    Provider,
    Record,
    Register,
    Requirement,
    Role,
    School,
    Settings,
)
from generator.privacy.scope import WHOLE, Scope
from generator.source import Document
from generator.walk import groups

Group = tuple[Pointer, Any]
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One record names another at a pointer."""

    source: Record
    pointer: Pointer
    kind: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """All that one record names, in columns: of hundreds of thousands, each by itself would be a tenth of the memory."""

    source: Record
    pointers: tuple[Pointer, ...]
    kinds: tuple[str, ...]
    targets: tuple[str, ...]

    @classmethod
    def of(cls, source: Record, references: Sequence[tuple[Pointer, str, str]]) -> Naming:
        """What a record names, given one by one."""
        pointers, kinds, targets = zip(*references, strict=True) if references else ((), (), ())
        return cls(source=source, pointers=pointers, kinds=kinds, targets=targets)

    def __iter__(self) -> Iterator[Reference]:
        for pointer, kind, target in zip(self.pointers, self.kinds, self.targets, strict=True):
            yield Reference(source=self.source, pointer=pointer, kind=kind, target=target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An id named in a file whose record cannot be used: it must exist, but no page leads there from it."""

    document: Document
    pointer: Pointer
    kind: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that is no record, but was opened: what its schema would be, and its text; its data if it was understood."""

    schema: str
    document: Document
    understood: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A requirement in the framework edition that lists it."""

    framework: Framework
    requirement: Requirement
    index: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Casebook:
    """Every record that could be read. `unusable` are ids whose file could not: they exist, but say nothing.
    `elsewhere` are ids of records that are fine and were not read, because nothing that is asked depends on them.
    `refused` are the files of unusable records as far as they could be read; `remembered` is what was worked out before.
    `scope` says for whom it is; records and properties that they may not see are not in it."""

    settings: Settings
    records: Mapping[str, Mapping[str, Record]]
    naming: tuple[Naming, ...] = ()
    mentions: tuple[Mention, ...] = ()
    refused: tuple[Refused, ...] = ()
    remembered: Cache | None = None
    unusable: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    elsewhere: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    titles_elsewhere: frozenset[str] = frozenset()
    scope: Scope = WHOLE

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of a type, by id."""
        found = self.records.get(BY_TYPE[kind].name, {})
        return tuple(record for record in found.values() if isinstance(record, kind))

    def get(self, kind: type[R], record_id: str) -> R | None:
        """The record with this id or alias."""
        name = BY_TYPE[kind].name
        found = self.records.get(name, {}).get(self.aliases.get((name, record_id), record_id))
        return found if isinstance(found, kind) else None

    def every_record(self) -> Iterable[Record]:
        """All records, kind by kind, by id."""
        for records in self.records.values():
            yield from records.values()

    @property
    def references(self) -> Iterator[Reference]:
        """Every reference, record by record."""
        for naming in self.naming:
            yield from naming

    @property
    def groups(self) -> Iterator[tuple[Record, Iterator[Group]]]:
        """Every record, the settings first, with all its groups of fields and their pointers. Walked anew each time:
        kept, they would be a third of the memory."""
        for record in (self.settings, *self.every_record()):
            yield record, groups(record)

    @cached_property
    def providers(self) -> tuple[Provider, ...]:
        """All providers."""
        return self.all(Provider)

    @cached_property
    def frameworks(self) -> tuple[Framework, ...]:
        """All framework editions."""
        return self.all(Framework)

    @cached_property
    def procedures(self) -> tuple[Procedure, ...]:
        """All procedures."""
        return self.all(Procedure)

    @cached_property
    def policies(self) -> tuple[Policy, ...]:
        """All policies."""
        return self.all(Policy)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """All roles."""
        return self.all(Role)

    @cached_property
    def calendars(self) -> tuple[Calendar, ...]:
        """All calendars."""
        return self.all(Calendar)

    @cached_property
    def case_plans(self) -> tuple[CasePlan, ...]:
        """All case plans."""
        return self.all(CasePlan)

    @cached_property
    def registers(self) -> tuple[Register, ...]:
        """All registers."""
        return self.all(Register)

    @cached_property
    def registers_of(self) -> Mapping[str, tuple[Register, ...]]:
        """The registers of each school."""
        found: dict[str, list[Register]] = {}
        for register in self.registers:
            found.setdefault(register.school, []).append(register)
        return MappingProxyType({school: tuple(registers) for school, registers in found.items()})

    @cached_property
    def schools(self) -> Mapping[str, School]:
        """The schools of the settings, by id."""
        return MappingProxyType({school.id: school for school in self.settings.schools})

    @cached_property
    def aliases(self) -> Mapping[tuple[str, str], str]:
        """Earlier ids: (kind, old id) to the id of today."""
        table: dict[tuple[str, str], str] = {}
        for kind, records in self.records.items():
            for record in records.values():
                for alias in getattr(record, "aliases", ()):
                    table.setdefault((kind, alias), record.id)
        return MappingProxyType(table)

    @cached_property
    def requirements(self) -> Mapping[str, tuple[Listed, ...]]:
        """Each requirement id with every edition that lists it, oldest edition first."""
        table: dict[str, list[Listed]] = {}
        for framework in sorted(self.frameworks, key=lambda f: (f.in_force_from, f.id)):
            for index, requirement in enumerate(framework.requirements):
                table.setdefault(requirement.id, []).append(
                    Listed(framework=framework, requirement=requirement, index=index)
                )
        return MappingProxyType({key: tuple(value) for key, value in table.items()})

    @cached_property
    def equivalents(self) -> Mapping[str, frozenset[str]]:
        """Each requirement id with the ids whose evidence also answers it, both ways."""
        table: dict[str, set[str]] = {}
        for requirement_id, listed in self.requirements.items():
            for item in listed:
                for other in item.requirement.equivalents:
                    table.setdefault(requirement_id, set()).add(other)
                    table.setdefault(other, set()).add(requirement_id)
        return MappingProxyType({key: frozenset(value) for key, value in table.items()})

    @cached_property
    def placed(self) -> Mapping[str, tuple[tuple[CasePlan, Placement], ...]]:
        """Each provider's placements with their plans, plan by plan."""
        table: dict[str, list[tuple[CasePlan, Placement]]] = {}
        for plan in self.case_plans:
            for placement in plan.placements:
                target = self.aliases.get(("provider", placement.provider), placement.provider)
                table.setdefault(target, []).append((plan, placement))
        return MappingProxyType({key: tuple(value) for key, value in table.items()})

    @cached_property
    def used_by(self) -> Mapping[tuple[str, str], tuple[Record, ...]]:
        """Back-references: (kind, id) to every record that names it, each once however often it does."""
        table: dict[tuple[str, str], list[Record]] = {}
        for naming in self.naming:
            named = dict.fromkeys(zip(naming.kinds, naming.targets, strict=True))
            for kind, record_id in dict.fromkeys((kind, self.aliases.get((kind, name), name)) for kind, name in named):
                table.setdefault((kind, record_id), []).append(naming.source)
        return MappingProxyType({key: tuple(value) for key, value in table.items()})

    def known_ids(self, kind: str) -> frozenset[str] | None:
        """Every id a reference of this kind may name; None when a broken file makes that impossible to say."""
        return self._known[kind]

    @cached_property
    def _known(self) -> Mapping[str, frozenset[str] | None]:
        broken = {kind for kind, _ in self.unusable}
        known: dict[str, frozenset[str] | None] = {}
        for kind, records in self.records.items():
            aliases = {alias for (k, alias) in self.aliases if k == kind}
            unread = {i for k, i in self.unusable | self.elsewhere if k == kind}
            known[kind] = frozenset(records) | aliases | unread
        known["requirement"] = None if "framework" in broken else frozenset(self.requirements)
        series = frozenset(calendar.series for calendar in self.calendars)
        known["calendar-series"] = None if "calendar" in broken else series
        known["school"] = None if "casebook" in broken else frozenset(self.schools)
        return known

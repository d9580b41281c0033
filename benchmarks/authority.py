"""Makes the casebook of an authority of any size out of the sample records: whole clusters of schools, plans, registers
and providers that name each other, as a real one would. No two files are alike."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import product
from pathlib import Path

from generator.casebook import Casebook
from generator.load import load
from generator.model import CasePlan, Provider, Record, Register
from generator.schema import SchemaStore

FOLDERS: Mapping[type[Record], str] = {Provider: "providers", CasePlan: "case-plans", Register: "registers"}
RENAMED = {"provider", "case-plan", "school"}
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
PLACED_EVERY = 12
SCHOOLS_SHARED_BY = 8
PLACEMENTS = re.compile(r"^placements:\n(?:[ -].*\n|\n)*", re.MULTILINE)
PUPIL = re.compile(r"\brp-[0-9a-z]{4}\b")
SCHOOL = re.compile(r"^  - id: (?P<id>\S+)\n(?:    .*\n)*", re.MULTILINE)
Names = Mapping[tuple[str, str], str]
Line = tuple[int, int, str, str]


def authority(source: Path, target: Path, number: int) -> int:
    """Writes the records of an authority with so many records. Returns how many there are."""
    sample = load(source, SchemaStore.load()).casebook
    shutil.copytree(source / "records", target / "records")
    made = sum(1 for _ in (target / "records").rglob("*.yaml"))
    schools: dict[str, str] = {}
    for cluster, (record, text, name) in copies(sample):
        if made >= number:
            break
        schools.update(schools_of(sample, cluster))
        (target / "records" / FOLDERS[type(record)] / f"{name}.yaml").write_text(text, encoding="utf-8")
        made += 1
    add_schools(target / "records" / "casebook.yml", schools)
    return made


def copies(sample: Casebook) -> Iterator[tuple[int, tuple[Record, str, str]]]:
    """Copies without end, cluster by cluster: the record, its new text and its new id."""
    used = sorted({placement.provider for plan in sample.case_plans for placement in plan.placements})
    providers = [provider for provider in sample.providers if provider.id in used]
    taken = {plan.id for plan in sample.case_plans}
    codes = (code for code in drawn("cp") if code not in taken)
    pupils = drawn("rp")
    references = lines_with_references(sample)
    names: dict[tuple[str, str], str] = {}
    cluster = 0
    while True:
        placed = cluster % PLACED_EVERY == 0
        names.update({("case-plan", plan.id): next(codes) for plan in sample.case_plans})
        names.update({("school", old): f"{old}-{cluster // SCHOOLS_SHARED_BY}" for old in sample.schools})
        pupil_of: dict[str, str] = defaultdict(partial(next, pupils))
        if placed:
            names.update({("provider", provider.id): f"{provider.id}-{cluster}" for provider in providers})
        for record in (*(providers if placed else ()), *sample.case_plans, *sample.registers):
            text = renamed(record, references[record.path], names)
            text = with_pupils(text, pupil_of)
            if isinstance(record, CasePlan) and not placed:
                text = PLACEMENTS.sub("", text)
            name = names.get((kind_of(record), record.id), f"{record.id}-{cluster}")
            yield cluster, (record, f"{text}# copy {cluster}\n", name)
        cluster += 1


def with_pupils(text: str, pupil_of: Mapping[str, str]) -> str:
    """A register's pupils without a plan are others in every cluster, or their days would add up over all copies."""
    return PUPIL.sub(lambda code: pupil_of[code.group()], text)


def drawn(prefix: str) -> Iterator[str]:
    """Codes without end, none of them twice."""
    return ("-".join((prefix, "".join(letters))) for letters in product(ALPHABET, repeat=4))


def kind_of(record: Record) -> str:
    """The kind as references call it."""
    return {Provider: "provider", CasePlan: "case-plan"}.get(type(record), "")


def lines_with_references(sample: Casebook) -> dict[str, list[Line]]:
    """For each file the places that name a provider, plan or school: line, column, kind and id."""
    found: dict[str, list[Line]] = {record.path: [] for record in sample.every_record()}
    for reference in sample.references:
        if reference.kind in RENAMED and reference.source.path in found:
            where = reference.source.at(*reference.pointer)
            found[where.path].append((where.line - 1, where.column - 1, reference.kind, reference.target))
    return found


def renamed(record: Record, places: list[Line], names: Names) -> str:
    """The text with every reference leading to the copies."""
    lines = record.document.lines()
    for line, column, kind, target in places:
        before, after = lines[line][:column], lines[line][column:]
        lines[line] = before + after.replace(target, names.get((kind, target), target), 1)
    return "\n".join(lines)


def schools_of(sample: Casebook, cluster: int) -> dict[str, str]:
    """The entries of a cluster's schools for the casebook file."""
    suffix = cluster // SCHOOLS_SHARED_BY
    return {
        f"{m['id']}-{suffix}": m.group().replace(m["id"], f"{m['id']}-{suffix}", 1)
        for m in SCHOOL.finditer(sample.settings.document.text)
        if m["id"] in sample.schools
    }


def add_schools(path: Path, schools: Mapping[str, str]) -> None:
    """Adds schools to the casebook file."""
    text = path.read_text(encoding="utf-8")
    end = text.index("schools:\n") + len("schools:\n")
    path.write_text(text[:end] + "".join(schools.values()) + text[end:], encoding="utf-8")

"""How long the compliance questions take: standings and gates of many providers."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from types import MappingProxyType

from benchmarks.measure import ROOT, Plan, Row, at, times
from benchmarks.measure import casebook as run_casebook
from generator.casebook import Casebook
from generator.compliance.gate import gate
from generator.compliance.state import Standings
from generator.load import load
from generator.model import Evidence, Framework, Period, Record, Renewal, Requirement
from generator.schema import SchemaStore

AS_OF = dt.date(2026, 11, 22)
FEW, MANY = 300, 3000
REQUIREMENTS, YEARS = 90, 3
RENEWALS = (
    Renewal(rule="period", every=Period(years=1), basis="local"),
    Renewal(rule="period", every=Period(years=3), basis="local"),
    Renewal(rule="half-term", basis="local"),
    Renewal(rule="new-edition", basis="local"),
    Renewal(rule="never", basis="local"),
)
CONDITION = {"not": {"properties": {"type": {"enum": ["maintained-school", "pru"]}}}}


def rows(plan: Plan) -> Iterator[Row]:
    """The measurements on casebooks in memory, and one gate asked on the command line."""
    sample = load(ROOT, SchemaStore.load()).casebook
    few, many = (enlarged(sample, number) for number in (FEW, MANY))
    of_each = f"providers x {REQUIREMENTS} requirements x {YEARS} years"
    for title, work in ((f"standing of {{}} {of_each}", standing_of_all), ("gate of {} providers", gate_of_all)):
        one, ten = (times(partial(work, c), plan.runs) for c in (few, many))
        ratio = ten.processor / one.processor  # by the clock, whoever else is at work would count
        yield Row(work=title.format(f"{FEW} and {MANY:,}"), measured=f"{one}, {ten}")
        yield Row(work="ten times the providers take", measured=f"{ratio:.1f} times", reach="linear", met=ratio < 12)
    root = plan.folder / "crowd"
    copied = providers_on_disk(ROOT, root)
    took = times(lambda: run_casebook("gate", copied, *at(root)), plan.runs)
    yield Row(work=f"`gate`, {FEW} providers on disk", measured=str(took))


def standing_of_all(casebook: Casebook) -> int:
    """Every requirement of every provider, from nothing remembered."""
    standings = Standings(casebook)
    return sum(len(standings.of(provider, AS_OF)) for provider in casebook.providers)


def gate_of_all(casebook: Casebook) -> int:
    """The gate of every provider, from nothing remembered."""
    standings = Standings(casebook)
    return sum(len(gate(standings, provider, AS_OF).reasons) for provider in casebook.providers)


def enlarged(sample: Casebook, number: int) -> Casebook:
    """The sample with one framework of its requirements, and so many providers with evidence for each and every year."""
    framework = one_framework(sample)
    proof = evidence_for(framework)
    originals = cycle(p for p in sample.providers if not p.identity.urn)
    providers = {
        f"provider-{n:04}": replace(
            original, id=f"provider-{n:04}", aliases=(), evidence=proof[n % 7 :] + proof[: n % 7]
        )
        for n, original in enumerate(islice(originals, number))
    }
    records: dict[str, MappingProxyType[str, Record]] = {
        kind: MappingProxyType(dict(r)) for kind, r in sample.records.items()
    }
    records["framework"] = MappingProxyType({framework.id: framework})
    records["provider"] = MappingProxyType(dict(providers))
    settings = replace(sample.settings, frameworks=(framework.id,))
    return Casebook(settings=settings, records=MappingProxyType(records))


def one_framework(sample: Casebook) -> Framework:
    """Requirements that are answered by evidence, with every sort of renewal; half of them depend on the provider."""
    known = [r for f in sample.frameworks for r in f.requirements if r.answered_by is None]
    chosen: list[Requirement] = [
        replace(
            requirement,
            id=f"requirement-{n}",
            equivalents=(),
            applies_when=CONDITION if n % 2 else None,
            renewal=RENEWALS[n % len(RENEWALS)],
        )
        for n, requirement in enumerate(islice(cycle(known), REQUIREMENTS))
    ]
    return replace(sample.frameworks[0], id="benchmark", in_force_to=None, requirements=tuple(chosen))


def evidence_for(framework: Framework) -> tuple[Evidence, ...]:
    """One piece of evidence a year for each requirement."""
    return tuple(
        Evidence(
            requirement=requirement.id,
            kind=requirement.accepts[0],
            seen="Seen on paper",
            seen_on=dt.date(2026 - year, 9, 1 + n % 28),
            seen_by="off-site-coordinator",
            verification="visited",
            result="met",
            valid_until=dt.date(2027 - year, 8, 31),
        )
        for year in reversed(range(YEARS))
        for n, requirement in enumerate(framework.requirements)
    )


def providers_on_disk(source: Path, target: Path, number: int = FEW) -> str:
    """Writes the sample records with copies of its providers until there are so many. Returns the id of a copy."""
    shutil.copytree(source / "records", target / "records")
    folder = target / "records" / "providers"
    originals = sorted(folder.glob("*.yaml"))
    copied = ""
    for n, original in enumerate(islice(cycle(originals), number - len(originals))):
        copied = f"{original.stem}-copy-{n}"
        shutil.copyfile(original, folder / f"{copied}.yaml")
    return copied

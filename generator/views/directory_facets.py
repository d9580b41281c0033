"""What the directory can be narrowed by: each facet with its choices in order, and how many providers have each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.reference.subjects import OTHER, QUALIFICATIONS, SUBJECTS, Group
from generator.views.directory_facts import CAPACITY, COST_BANDS, REGISTRATION, TRANSPORT
from generator.vocabulary import label

CLOSED_FOR_GOOD = "closed-for-good"
VERDICTS = (
    ("open", "May be used today"),
    ("conditional", "May be used only with conditions"),
    ("closed", "May not be used today"),
    (CLOSED_FOR_GOOD, "Closed for good"),
)
KEY_STAGES = ("EYFS", "KS1", "KS2", "KS3", "KS4", "KS5")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a facet, and how many providers have it."""

    code: str
    title: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One way to narrow the directory. `misses` completes "Harbour Farm …" for a provider without the value."""

    field: str
    title: str
    misses: str
    silent: str
    choices: tuple[Choice, ...]
    unsaid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A facet before anything is counted: `known` are its choices in order, or none when they come from the records."""

    field: str
    title: str
    misses: str
    silent: str
    known: tuple[tuple[str, str], ...] = ()
    said: Callable[[str], str] = label


def titles(*groups: Group) -> tuple[tuple[str, str], ...]:
    """Codes and titles of groups of the reference data."""
    return tuple((group.id, group.title) for group in groups)


FACETS: tuple[Kind, ...] = (
    Kind(field="gate", title="Verdict today", misses="{own}", silent="", known=VERDICTS),
    Kind(
        field="key_stages",
        title="Key stage",
        misses="does not take {wanted}",
        silent="does not say which key stages it takes",
        known=tuple((code, code) for code in KEY_STAGES),
    ),
    Kind(
        field="needs",
        title="Need",
        misses="does not say it meets {wanted}",
        silent="does not say which needs it meets",
    ),
    Kind(
        field="subjects",
        title="Subject",
        misses="does not offer {wanted}",
        silent="does not say what it teaches",
        known=titles(*SUBJECTS, OTHER),
    ),
    Kind(
        field="qualifications",
        title="Qualification",
        misses="names no qualification of the kind {wanted}",
        silent="names no qualification",
        known=titles(*QUALIFICATIONS, OTHER),
    ),
    Kind(field="towns", title="Place", misses="is not in {wanted}", silent="does not say where it is", said=str),
    Kind(
        field="capacity",
        title="Free places",
        misses="{own}",
        silent="does not say whether it has a place",
        known=CAPACITY,
    ),
    Kind(
        field="days",
        title="Open on",
        misses="is not open on {wanted}",
        silent="does not say on which days it is open",
        known=tuple((code, label(code)) for code in DAYS),
    ),
    Kind(
        field="attendance",
        title="Attendance",
        misses="does not offer {wanted}",
        silent="does not say full time or part time",
    ),
    Kind(field="modes", title="Way of working", misses="does not work {wanted}", silent="does not say how it works"),
    Kind(
        field="transport",
        title="Transport",
        misses="{own}",
        silent="does not say whether it carries pupils",
        known=TRANSPORT,
    ),
    Kind(field="type", title="Type", misses="is of another type: {own}", silent=""),
    Kind(field="registration", title="Registration", misses="{own}", silent="", known=REGISTRATION),
    Kind(field="costs", title="Price", misses="{own}", silent="has no price on record", known=COST_BANDS),
)


def facets_of(facts: Sequence[Mapping[str, tuple[str, ...]]]) -> tuple[Facet, ...]:
    """The facets over what is known of the providers. One that says nothing of any provider is left out."""
    found = (facet_of(kind, facts) for kind in FACETS)
    return tuple(facet for facet in found if facet.choices)


def facet_of(kind: Kind, facts: Sequence[Mapping[str, tuple[str, ...]]]) -> Facet:
    """One facet: known choices in their order, others by title; those nobody has left out."""
    counted = Counter(code for known in facts for code in known[kind.field])
    named = dict(kind.known) or {code: kind.said(code) for code in counted}
    order = list(named) if kind.known else sorted(named, key=lambda code: named[code].lower())
    return Facet(
        field=kind.field,
        title=kind.title,
        misses=kind.misses,
        silent=kind.silent,
        choices=tuple(Choice(code=c, title=named[c], number=counted[c]) for c in order if counted[c]),
        unsaid=sum(not known[kind.field] for known in facts),
    )

"""The one list of record kinds: where they live, what they become, which pages they have."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import (
    Calendar,
    CasePlan,
    Framework,
    Policy,
    Procedure,
    Provider,
    Record,
    Register,
    Role,
    Source,
)

SLUG = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of record. Its schema is `schemas/<name>.schema.json`; its pages are `<folder>/<id>.html`."""

    name: str
    folder: str
    type: type[Record]
    title: str
    plural: str
    id_pattern: str = SLUG
    id_says: str = "lower-case letters, digits and single hyphens, starting with a letter"

    @property
    def schema(self) -> str:
        """The schema's name."""
        return self.name

    @property
    def record_template(self) -> str:
        """The template of one record's page."""
        return f"records/{self.name}.html.j2"

    @property
    def section_template(self) -> str:
        """The template of the kind's section page."""
        return f"sections/{self.folder}.html.j2"


KINDS: tuple[Kind, ...] = (
    Kind(
        name="provider",
        folder="providers",
        type=Provider,
        title="Provider",
        plural="Providers",
        id_pattern=f"(?!checklist-|(?:compare|lists|match)$){SLUG}",
        id_says="lower-case letters, digits and single hyphens, starting with a letter, not with 'checklist-', and not 'compare', 'lists' or 'match'",
    ),
    Kind(name="framework", folder="frameworks", type=Framework, title="Framework", plural="Frameworks"),
    Kind(
        name="procedure",
        folder="procedures",
        type=Procedure,
        title="Procedure",
        plural="Procedures",
        id_pattern=f"(?!dates-){SLUG}",
        id_says="lower-case letters, digits and single hyphens, starting with a letter, and not with 'dates-'",
    ),
    Kind(name="policy", folder="policies", type=Policy, title="Policy", plural="Policies"),
    Kind(name="role", folder="roles", type=Role, title="Role", plural="Roles"),
    Kind(
        name="case-plan",
        folder="case-plans",
        type=CasePlan,
        title="Case plan",
        plural="Case plans",
        id_pattern=r"cp-[0-9a-z]{4}",
        id_says="cp- and four letters or digits, such as cp-7f3k",
    ),
    Kind(
        name="register",
        folder="registers",
        type=Register,
        title="Register",
        plural="Registers",
        id_pattern=f"(?!room-|half-term-){SLUG}",
        id_says="lower-case letters, digits and single hyphens, starting with a letter, and not with 'room-' or 'half-term-'",
    ),
    Kind(name="calendar", folder="calendars", type=Calendar, title="Calendar", plural="Calendars"),
    Kind(name="source", folder="sources", type=Source, title="Source", plural="Law and guidance"),
)

BY_NAME = {kind.name: kind for kind in KINDS}
BY_FOLDER = {kind.folder: kind for kind in KINDS}
BY_TYPE = {kind.type: kind for kind in KINDS}
SETTINGS_FILE = "casebook.yml"
RECORDS_FOLDER = "records"

"""The pages that stand in for the coordinator's on the site of another audience, and those that say what it is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from generator.casebook import Casebook
from generator.compliance.state import Standings
from generator.kinds import BY_NAME, KINDS
from generator.pages import CALCULATOR, Page, path_for, section_path, sections_of
from generator.privacy.marks import marked
from generator.schema import SchemaStore
from generator.views.audience import Door, audience_home, plain_directory, plan_groups
from generator.views.due import DueItem
from generator.views.privacy import marks_view, privacy_view
from generator.views.provider import provider_view
from generator.wording import count

ABOUT = {
    "providers": "Who they are, where they are, what they offer",
    "frameworks": "What providers are checked against, with its sources",
    "procedures": "What to do, by when, and who does it",
    "policies": "What we have agreed, and which version holds",
    "roles": "Who answers for what",
    "calendars": "School days, holidays and closures",
    "case-plans": "How many pupils have a plan, in groups",
    "due": "What has a date",
    "reference": "What codes and abbreviations mean",
    "sources": "The documents that requirements and procedures rest on",
}


def narrow_pages(
    casebook: Casebook, as_of: dt.date, standings: Standings, due: tuple[DueItem, ...]
) -> dict[str, list[Page]]:
    """For an audience's site, the sections whose pages are not the coordinator's. None for the coordinator."""
    scope = casebook.scope
    if scope.whole:
        return {}
    made = {"": [home(casebook, as_of, standings, due)]}
    if not scope.has_gate:
        made["providers"] = plain_providers(casebook, as_of, standings)
    if scope.plans is not None:
        made["case-plans"] = [groups(casebook)]
    return made


def home(casebook: Casebook, as_of: dt.date, standings: Standings, due: tuple[DueItem, ...]) -> Page:
    """The first page."""
    doors = [
        Door(title=section.title, path=section.path, about=about(casebook, section.folder))
        for section in sections_of(casebook.scope)
        if section.folder
    ]
    if any(door.path == section_path("procedures") for door in doors):
        doors.append(Door(title="Deadline calculator", path=CALCULATOR, about="Every step with its last day"))
    return Page(
        path="index.html",
        section="",
        section_title="Today",
        title="Today" if casebook.scope.has_gate else "Start",
        description=f"The casebook for {casebook.scope.title}.",
        template="audience/home.html.j2",
        view=audience_home(casebook, as_of, standings, due, tuple(doors)),
        search_text="home start",
    )


def about(casebook: Casebook, folder: str) -> str:
    """What is behind a door, and how much."""
    kind = next((k for k in BY_NAME.values() if k.folder == folder), None)
    number = len(casebook.records.get(kind.name, {})) if kind else 0
    words = ABOUT.get(folder, "")
    return f"{words} ({count(number, kind.title.lower(), kind.plural.lower())})" if kind and number else words


def plain_providers(casebook: Casebook, as_of: dt.date, standings: Standings) -> list[Page]:
    """The list and one page each, without a verdict."""
    kind = BY_NAME["provider"]
    listing = plain_directory(casebook, as_of)
    made = [
        Page(
            path=section_path(kind.folder),
            section=kind.folder,
            section_title=kind.plural,
            title=kind.plural,
            description=listing.intro,
            template="audience/providers.html.j2",
            view=listing,
            search_text=listing.intro,
        )
    ]
    for provider in casebook.providers:
        made.append(
            Page(
                path=path_for(kind.name, provider.id),
                section=kind.folder,
                section_title=kind.plural,
                title=provider.name,
                description=provider.summary,
                template="audience/provider.html.j2",
                view=provider_view(casebook, provider, as_of, standings, {}),
                search_text=provider.summary,
                what="Provider",
            )
        )
    return made


def groups(casebook: Casebook) -> Page:
    """Case plans in groups."""
    kind = BY_NAME["case-plan"]
    grouping = casebook.scope.plans
    assert grouping is not None
    return Page(
        path=section_path(kind.folder),
        section=kind.folder,
        section_title=kind.plural,
        title=kind.plural,
        description=f"Plans in groups of {grouping.k} or more.",
        template="audience/plan-groups.html.j2",
        view=plan_groups(casebook, grouping),
        search_text="case plans groups",
    )


def privacy_pages(casebook: Casebook, as_of: dt.date) -> Iterator[Page]:
    """What each audience is shown of pupils, and who may see which property."""
    schemas = SchemaStore.load()
    kinds = [(kind.plural, marked(schemas, kind.schema)) for kind in KINDS]
    plan = marked(schemas, "case-plan")
    rarity = partial(privacy_view, casebook, plan, as_of)
    about_rarity = "What is generalised and withheld for each audience, and why."
    yield checks_page("privacy", "What each audience is shown of pupils", about_rarity, rarity)
    marks = marks_view([*kinds, ("This casebook", marked(schemas, "casebook"))])
    yield checks_page("who-may-see-what", "Who may see what", "Property by property, from the schemas.", marks)


def checks_page(name: str, title: str, description: str, view: object) -> Page:
    """A page of the section on checks."""
    return Page(
        path=f"checks/{name}.html",
        section="checks",
        section_title="Checks",
        title=title,
        description=description,
        template=f"checks/{name}.html.j2",
        view=view,
        search_text=f"{description} privacy audience pseudonymised rarity",
    )

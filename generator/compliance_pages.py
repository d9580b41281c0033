"""The pages about compliance: every provider's checklist, the matrix, what-if, changes of edition, inspection packs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from generator.ground import Ground
from generator.kinds import BY_NAME
from generator.long_lists import LINES, area_pages, in_parts
from generator.pages import Page, checklist_path
from generator.views.checklist import checklist_view
from generator.views.editions import editions_view
from generator.views.matrix import matrix_view
from generator.views.pack import pack_title, pack_view, packs_view
from generator.views.what_if import what_if_view
from generator.vocabulary import label


def checklist_pages(ground: Ground) -> Iterator[Page]:
    """Every provider's safeguarding checklist."""
    kind = BY_NAME["provider"]
    for provider in ground.casebook.providers:
        yield Page(
            path=checklist_path(provider.id),
            section=kind.folder,
            section_title=kind.plural,
            title=f"Safeguarding checklist: {provider.name}",
            description=f"Every requirement that concerns {provider.name}, what was seen, and until when it is good.",
            template="records/checklist.html.j2",
            view=partial(checklist_view, ground.casebook, provider, ground.as_of, ground.standings),
            search_text=f"Requirements and evidence of {provider.name}",
            what="Checklist",
        )


def compliance_pages(ground: Ground) -> Iterator[Page]:
    """The matrix, what-if, changes of edition, and inspection packs."""
    asked = ground.casebook, ground.as_of, ground.standings
    matrix = matrix_view(*asked)
    page = compliance_page("index", "Compliance", "Providers by requirements, worst first.", "matrix", matrix)
    yield from in_parts(page, matrix.lines, lambda some: replace(matrix, lines=some), LINES // 2)
    for area in matrix.pages():
        name = label(area.area.area)
        about = f"Every open provider against the requirements on {name.lower()}."
        yield from area_pages(
            compliance_page(f"area-{area.area.area}", f"Compliance: {name}", about, "area", area), area
        )
    about = "Which placements and plans are hit when a document runs out."
    lapses = what_if_view(*asked)
    page = compliance_page("what-if", "What if it lapses", about, "what-if", lapses)
    yield from in_parts(page, lapses.hits, lambda some: replace(lapses, hits=some))
    about = "Which providers pass under both editions, and what the others lose."
    yield compliance_page("editions", "Changes of edition", about, "editions", partial(editions_view, *asked))
    about = "What is known of every provider in use, for printing."
    yield compliance_page("packs", "Inspection pack: all in use", about, "packs", packs_view(matrix))
    for provider in ground.casebook.providers:
        view = partial(pack_view, ground.casebook, provider, ground.as_of, ground.standings, ground.breaches)
        about = f"What is known of {provider.name}, for printing."
        yield compliance_page(f"pack-{provider.id}", pack_title(provider), about, "pack", view)


def compliance_page(name: str, title: str, description: str, template: str, view: object) -> Page:
    """A page of the section on compliance."""
    return Page(
        path=f"compliance/{name}.html",
        section="compliance",
        section_title="Compliance",
        title=title,
        description=description,
        template=f"compliance/{template}.html.j2",
        view=view,
        search_text=description,
        what="Inspection pack" if template in ("pack", "packs") else "Page",
    )

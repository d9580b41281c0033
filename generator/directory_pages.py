"""The pages of the provider directory beside the directory itself: match, compare, and lists for reading and printing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages import COMPARE, LISTS, MATCH, Page
from generator.views.directory import DirectoryView


def directory_pages(view: DirectoryView) -> Iterator[Page]:
    """Every page made from the directory."""
    about = "Enter a need and see what each provider meets, fails or does not say."
    yield directory_page(MATCH, "Match a need", about, "match", view)
    about = "Two to four providers side by side, with what is missing shown as missing."
    yield directory_page(COMPARE, "Compare providers", about, "compare", view)
    about = "Every provider by verdict, by place and by need, for reading and printing."
    yield directory_page(LISTS, "Lists of providers", about, "lists", view)


def directory_page(path: str, title: str, description: str, template: str, view: DirectoryView) -> Page:
    """A page of the section on providers that is no record."""
    return Page(
        path=path,
        section="providers",
        section_title="Providers",
        title=title,
        description=description,
        template=f"directory/{template}.html.j2",
        view=view,
        search_text=description,
    )

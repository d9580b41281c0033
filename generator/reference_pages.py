"""The pages of codes, reasons and abbreviations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.pages import Page
from generator.search_texts import REFERENCE_PARTS
from generator.views.reference import (
    ENTRANCES,
    attendance_codes_view,
    glossary_view,
    reference_view,
    suspension_reasons_view,
)


def reference_pages() -> Iterator[Page]:
    """Codes, reasons and abbreviations. Each is also found by itself in a search."""
    about = "What codes and abbreviations mean."
    yield reference_page("index", "Codes and glossary", about, reference_view())
    views = (attendance_codes_view(), suspension_reasons_view(), glossary_view())
    for entrance, view in zip(ENTRANCES, views, strict=True):
        name = entrance.path.removeprefix("reference/").removesuffix(".html")
        page = reference_page(name, entrance.title, entrance.about, view)
        yield replace(page, parts=REFERENCE_PARTS[name]())


def reference_page(name: str, title: str, description: str, view: object) -> Page:
    """A page of the section on codes and abbreviations."""
    return Page(
        path=f"reference/{name}.html",
        section="reference",
        section_title="Codes and glossary",
        title=title,
        description=description,
        template=f"reference/{name}.html.j2",
        view=view,
        search_text=description,
    )

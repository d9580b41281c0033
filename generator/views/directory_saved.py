"""The saved searches of a casebook, as links into the directory with what they ask in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from generator.model import Filters, SavedView
from generator.views.directory_facets import Facet
from generator.wording import join


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedLink:
    """A saved search: its title, the query of its address, and what it asks."""

    id: str
    title: str
    query: str
    asks: str


def saved_links(saved: Iterable[SavedView], facets: tuple[Facet, ...]) -> Iterator[SavedLink]:
    """The links, in the order of the record. A filter this site has no facet for is left out of link and words."""
    for view in saved:
        ticked = ticks(view.filters, facets)
        pairs = [("find", view.find)] if view.find else []
        pairs += [(facet.field, code) for facet, codes in ticked for code in codes]
        pairs += [(key, value) for key, value in (("sort", view.sort), ("near", view.near)) if value]
        pairs += [("view", "table")] if view.table else []
        yield SavedLink(id=view.id, title=view.title, query=urlencode(pairs), asks=in_words(view, ticked))


def ticks(filters: Filters | None, facets: tuple[Facet, ...]) -> list[tuple[Facet, tuple[str, ...]]]:
    """The facets a search ticks, with their values."""
    chosen = asdict(filters) if filters else {}
    return [(facet, tuple(chosen[facet.field])) for facet in facets if chosen.get(facet.field)]


def in_words(view: SavedView, ticked: list[tuple[Facet, tuple[str, ...]]]) -> str:
    """What a search asks: "Key stage KS4; Subject Motor vehicle or Construction"."""
    parts = [f"“{view.find}”"] if view.find else []
    for facet, codes in ticked:
        named = {choice.code: choice.title for choice in facet.choices}
        parts.append(f"{facet.title}: {join([named.get(code, code) for code in codes], 'or')}")
    return "; ".join(parts)

"""The open directory as files: JSON for programs, CSV for spreadsheets. Made from a casebook that holds nothing else."""

from __future__ import annotations

import datetime as dt
import json

from generator.casebook import Casebook
from generator.model import Provider
from generator.pages import OPEN_CSV, OPEN_JSON
from generator.privacy.scope import NOT_SHOWN
from generator.tables import Table, as_csv

COLUMNS = (
    *("id", "name", "type", "summary", "urn", "ukprn", "census_type", "legal_entity", "legal_form", "company_number"),
    *("charity_number", "local_authority", "towns", "postcode_districts", "key_stages", "needs", "programmes"),
    *("places", "places_as_at", "opened_on", "closed_on"),
)


def open_files(casebook: Casebook, as_of: dt.date) -> dict[str, str]:
    """Each file by its address."""
    return {OPEN_JSON: as_json(casebook, as_of), OPEN_CSV: as_csv(table(casebook, as_of))}


def as_json(casebook: Casebook, as_of: dt.date) -> str:
    """Version 1: every provider with every property that everybody may see."""
    shows = casebook.scope.shows
    providers = [
        {"id": p.id, **{name: shown(value) for name, value in p.data.items() if shows(f"provider.{name}")}}
        for p in casebook.providers
    ]
    made = {
        "version": 1,
        "title": casebook.settings.title,
        "as_of": as_of.isoformat(),
        "fictional": bool(casebook.settings.fictional),
        "providers": providers,
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def shown(value: object) -> object:
    """A value without the words that stand for what is hidden."""
    if isinstance(value, dict):
        return {name: shown(inner) for name, inner in value.items() if inner != NOT_SHOWN}
    return [shown(item) for item in value] if isinstance(value, list) else value


def table(casebook: Casebook, as_of: dt.date) -> Table:
    """One provider a row; several values in a cell are parted by semicolons, and an empty cell is not known."""
    return Table(title=f"Providers, as of {as_of}", columns=COLUMNS, rows=tuple(map(row, casebook.providers)))


def row(provider: Provider) -> tuple[str, ...]:
    """One provider."""
    who, body, offer = provider.identity, provider.legal_entity, provider.offer
    towns = sorted({site.town for site in provider.sites if site.town})
    districts = sorted({site.postcode_district for site in provider.sites if site.postcode_district})
    values: tuple[object, ...] = (
        *(provider.id, provider.name, provider.type, provider.summary, who.urn, who.ukprn, who.census_type),
        *(body.name, body.form, body.company_number, body.charity_number, provider.local_authority),
        *("; ".join(towns), "; ".join(districts), "; ".join(offer.key_stages), "; ".join(offer.needs)),
        "; ".join(programme.title for programme in offer.programmes),
        *(provider.capacity.places, provider.capacity.as_at, provider.opened_on, provider.closed_on),
    )
    return tuple("" if value is None else str(value) for value in values)

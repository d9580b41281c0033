"""What the directory, the comparison and the match work with in the browser: scripts that set one global each.

They are made from views alone, so a site for an audience exports what that audience may see. Same views, same bytes.
"""

from __future__ import annotations

import datetime as dt

from generator.export import compact
from generator.views.comparison import ComparisonView
from generator.views.directory import USES, DirectoryEntry, DirectoryView, ProgrammeLine, words_for
from generator.views.directory_facets import Facet
from generator.vocabulary import label
from generator.wording import long_date

Json = dict[str, object]

DIRECTORY, COMPARISON = "window.casebookDirectory", "window.casebookComparison"
REASONS_SHOWN = 3


def directory_script(view: DirectoryView, as_of: dt.date) -> str:
    """The script every page of the directory loads. It works from a folder too, where a page may fetch nothing."""
    return f"{DIRECTORY} = {compact(directory_data(view, as_of))};\n"


def comparison_script(view: ComparisonView) -> str:
    """The script of the comparison: the state of every requirement for every provider, a letter each."""
    letters = {state: letter for letter, state in view.letters}
    data: Json = {
        "version": 1,
        "letters": dict(view.letters),
        "labels": {letter: label(state) for letter, state in view.letters},
        "requirements": [[r.id, r.title, r.framework, r.blocks] for r in view.requirements],
        "states": {
            provider_id: "".join(letters[state] if state else " " for state in states)
            for provider_id, states in view.states
        },
    }
    return f"{COMPARISON} = {compact(data)};\n"


def directory_data(view: DirectoryView, as_of: dt.date) -> Json:
    """Everything known of the providers, version 1. Read by site/assets/directory-store.js."""
    codes = {code for entry in view.entries for codes in entry.facts.values() for code in codes}
    return {
        "version": 1,
        "as_of": as_of.isoformat(),
        "as_of_words": long_date(as_of),
        "lately": view.lately,
        "facets": [facet_data(facet) for facet in view.facets],
        "words": {code: list(words) for code, words in words_for(codes).items()},
        "uses": {use: label(use) for use in USES},
        "squares": {code: list(square) for code, square in sorted(view.squares.items())},
        "providers": [entry_data(entry) for entry in view.entries],
    }


def facet_data(facet: Facet) -> Json:
    """A facet with its choices in order."""
    return {
        "field": facet.field,
        "title": facet.title,
        "misses": facet.misses,
        "silent": facet.silent,
        "choices": [[choice.code, choice.title] for choice in facet.choices],
    }


def entry_data(entry: DirectoryEntry) -> Json:
    """One provider."""
    return {
        "id": entry.ref.id,
        "name": entry.ref.title,
        "gate": entry.gate,
        "reasons": [[r.closes, f"{r.title}: {r.text}"] for r in entry.reasons[:REASONS_SHOWN]],
        "more": max(0, len(entry.reasons) - REASONS_SHOWN),
        "extras": [
            [list(e.uses), e.full_time_only, e.reason.closes, f"{e.reason.title}: {e.reason.text}"]
            for e in entry.extras
        ],
        "one_short": entry.one_short,
        "lapses": [[one.last_day.isoformat(), one.title, list(one.uses)] for one in entry.lapses],
        "unmet": entry.unmet,
        "expiring": entry.expiring,
        "expiry": iso(entry.next_expiry),
        "opens": iso(entry.opens_on),
        "closes": iso(entry.closes_on),
        "facts": {field: list(codes) for field, codes in entry.facts.items()},
        "programmes": [programme_data(programme) for programme in entry.programmes],
        "authority": entry.local_authority,
        "districts": list(entry.districts),
        "step_free": entry.step_free,
        "travel": entry.travel,
        "hours": entry.hours,
        "places": entry.places,
        "free": entry.free,
        "as_at": entry.as_at.isoformat(),
        "prices": list(entry.prices),
        "day_price": entry.day_price,
    }


def programme_data(programme: ProgrammeLine) -> list[object]:
    """A programme as a row: title, groups of subjects, groups of qualifications, words, weeks."""
    groups = (list(programme.subjects), list(programme.qualifications))
    return [programme.title, *groups, list(programme.words), programme.weeks]


def iso(day: dt.date | None) -> str | None:
    """A date as text, or nothing."""
    return day.isoformat() if day else None

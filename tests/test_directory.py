"""What the directory knows of a provider: groups, facets, distances, uses, lapses, saved searches, and the data it exports."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest

from generator import directory_export
from generator.casebook import Casebook
from generator.compliance.state import State, standings_of
from generator.inspection import inspect
from generator.model import Activities, Capacity, Cost, Filters, SavedView
from generator.reference.grid import kilometres
from generator.reference.subjects import CODE_WORDS, OTHER, QUALIFICATIONS, SUBJECTS, qualifications_of, subjects_of
from generator.views.comparison import LETTERS, comparison_view
from generator.views.directory import DirectoryEntry, DirectoryView, directory_view
from generator.views.directory_facets import FACETS
from generator.views.directory_facts import (
    CAPACITY,
    COST_BANDS,
    REGISTRATION,
    TRANSPORT,
    band_of,
    capacity_of,
    cost_bands,
    lowest_day_price,
    transport_of,
)
from generator.views.directory_saved import saved_links
from tests.cases import SAMPLE, store
from tests.world import provider

AS_OF = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def casebook() -> Casebook:
    """The sample."""
    return inspect(SAMPLE, store(), AS_OF).casebook


@pytest.fixture(scope="module")
def view(casebook: Casebook) -> DirectoryView:
    """The sample's directory."""
    return directory_view(casebook, AS_OF, standings_of(casebook))


def of(view: DirectoryView, provider_id: str) -> DirectoryEntry:
    """One provider of the directory."""
    return next(e for e in view.entries if e.ref.id == provider_id)


@pytest.mark.parametrize(
    ("line", "groups"),
    [
        ("Vehicle maintenance", {"motor-vehicle"}),
        ("Tyres, brakes and exhausts", {"motor-vehicle"}),
        ("English and maths at work", {"english", "maths", "work"}),
        ("Art therapy", {"art-and-design", "therapy"}),
        ("Hydrotherapy", set()),
        ("Party planning", set()),
        ("Chair making", set()),
    ],
)
def test_a_subject_is_known_by_the_beginning_of_its_words(line: str, groups: set[str]) -> None:
    assert set(subjects_of(line)) == groups


@pytest.mark.parametrize(
    ("line", "groups"),
    [
        ("Functional Skills English, Entry 3 to Level 1", {"functional-skills", "entry-level", "level-1"}),
        ("Functional Skills Mathematics, Levels 1 and 2", {"functional-skills", "level-1", "level-2"}),
        (
            "Functional Skills English, Entry Level 3 to Level 2",
            {"functional-skills", "entry-level", "level-1", "level-2"},
        ),
        ("Level 1 Certificate in Vehicle Maintenance", {"level-1"}),
        ("GCSE biology", {"gcse"}),
        ("Bronze arts award", {"other"}),
    ],
)
def test_a_qualification_is_known_by_kind_and_level(line: str, groups: set[str]) -> None:
    assert set(qualifications_of(line)) == groups


def test_every_code_with_other_words_is_a_code_of_the_schemas() -> None:
    schemas = json.dumps(store().schemas)
    assert [code for code in CODE_WORDS if f'"{code}"' not in schemas] == []


def test_a_saved_search_may_ask_what_the_directory_knows() -> None:
    filters = store().schemas["casebook"]["properties"]["saved_views"]["items"]["properties"]["filters"]["properties"]
    assert set(filters) == {kind.field for kind in FACETS}
    known = {
        "subjects": [group.id for group in (*SUBJECTS, OTHER)],
        "qualifications": [group.id for group in (*QUALIFICATIONS, OTHER)],
        "registration": [code for code, _ in REGISTRATION],
        "capacity": [code for code, _ in CAPACITY],
        "costs": [code for code, _ in COST_BANDS],
        "transport": [code for code, _ in TRANSPORT],
        "gate": [code for kind in FACETS if kind.field == "gate" for code, _ in kind.known],
    }
    assert {field: filters[field]["items"]["enum"] for field in known} == known


def test_what_is_not_said_is_empty_and_never_a_value() -> None:
    silent = provider(activities=None, capacity=Capacity(as_at=AS_OF), costs=())
    assert transport_of(silent) == ()
    assert capacity_of(silent, AS_OF, 30) == ()
    assert cost_bands(silent, AS_OF) == ()
    assert lowest_day_price(silent, AS_OF) is None
    assert transport_of(provider(activities=Activities(transports_pupils=False))) == ("does-not-carry",)


@pytest.mark.parametrize(
    ("free", "days_ago", "expected"),
    [(2, 30, ("free",)), (2, 31, ("free-old",)), (0, 1, ("full",)), (0, 90, ("full",))],
)
def test_a_free_place_grows_old(free: int, days_ago: int, expected: tuple[str, ...]) -> None:
    said = Capacity(places=8, free=free, as_at=AS_OF - dt.timedelta(days=days_ago))
    assert capacity_of(provider(capacity=said), AS_OF, 30) == expected


@pytest.mark.parametrize(
    ("amount", "per", "band"),
    [
        (0, "term", "none"),
        (29.99, "session", "under-60"),
        (30, "session", "60-to-90"),
        (90, "day", "90-and-over"),
        (400, "week", "60-to-90"),
        (48, "hour", "by-the-hour"),
        (6450, "term", "by-the-term"),
    ],
)
def test_prices_are_compared_by_the_day(amount: float, per: str, band: str) -> None:
    assert band_of(Cost(amount=amount, per=per, valid_from=AS_OF)) == band


def test_only_prices_of_the_day_count() -> None:
    old = Cost(amount=10, per="day", valid_from=dt.date(2024, 9, 1), valid_to=dt.date(2025, 8, 31))
    new = Cost(amount=95, per="day", valid_from=AS_OF)
    later = Cost(amount=20, per="day", valid_from=AS_OF + dt.timedelta(days=1))
    assert cost_bands(provider(costs=(old, new, later)), AS_OF) == ("90-and-over",)
    assert lowest_day_price(provider(costs=(old, new, later)), AS_OF) == 95


@pytest.mark.parametrize(("square", "place"), [("SP5504", (455, 204)), ("TQ3080", (530, 180)), ("NZ2464", (424, 564))])
def test_squares_of_the_national_grid(square: str, place: tuple[int, int]) -> None:
    assert kilometres(square) == place


def test_counts_are_those_of_the_providers(view: DirectoryView) -> None:
    for facet in view.facets:
        for choice in facet.choices:
            assert choice.number == sum(choice.code in e.facts[facet.field] for e in view.entries)
        assert facet.unsaid == sum(not e.facts[facet.field] for e in view.entries)


def test_a_use_brings_its_own_reasons(view: DirectoryView) -> None:
    part_time_only = [e for e in of(view, "spanner-and-spark").extras if e.reason.title == "Part time only"]
    assert [(e.uses, e.full_time_only) for e in part_time_only] == [(("ehc-plan", "looked-after"), True)]


def test_who_is_one_full_time_pupil_short_of_a_school_is_known(view: DirectoryView) -> None:
    assert [e.ref.id for e in view.entries if e.one_short] == ["second-start"]


def test_lapses_are_of_what_is_good_today_and_blocks(casebook: Casebook, view: DirectoryView) -> None:
    standings = standings_of(casebook)
    for record in casebook.providers:
        blocking = {s.requirement.title: s for s in standings.of(record, AS_OF) if s.requirement.blocks}
        for lapse in of(view, record.id).lapses:
            assert lapse.last_day >= AS_OF
            assert blocking[lapse.title].state in (State.MET, State.EXPIRING, State.WAIVED)


def test_lists_leave_nobody_out(view: DirectoryView) -> None:
    for field in ("gate", "towns", "needs", "days"):
        listed = {e.ref.id for group in view.by(field) for e in group.entries}
        assert listed == {e.ref.id for e in view.entries}


def test_a_saved_search_is_a_link_and_words(view: DirectoryView) -> None:
    asked = SavedView(
        id="x",
        title="X",
        find="farm & <b>",
        filters=Filters(key_stages=("KS3", "KS4"), days=("monday",)),
        sort="places",
    )
    (link,) = saved_links([asked], view.facets)
    assert link.query == "find=farm+%26+%3Cb%3E&key_stages=KS3&key_stages=KS4&days=monday&sort=places"
    assert link.asks == "“farm & <b>”; Key stage: KS3 or KS4; Open on: Monday"


def test_a_filter_this_site_may_not_show_is_left_out_of_saved_searches(view: DirectoryView) -> None:
    without = tuple(facet for facet in view.facets if facet.field != "costs")
    (link,) = saved_links([SavedView(id="x", title="X", filters=Filters(costs=("none",)))], without)
    assert (link.query, link.asks) == ("", "")


def test_the_scripts_are_data_and_nothing_else(casebook: Casebook, view: DirectoryView) -> None:
    comparison = comparison_view(casebook, AS_OF, standings_of(casebook))
    for script in (directory_export.directory_script(view, AS_OF), directory_export.comparison_script(comparison)):
        found = re.fullmatch(r"window\.[A-Za-z]+ = (\{.*\});\n", script, re.DOTALL)
        assert found
        assert json.loads(found[1])["version"] == 1
        assert "<" not in script


def test_hostile_text_stays_data(casebook: Casebook) -> None:
    hostile = provider(name="</script><script>alert(1)</script>")
    bad = Casebook(settings=casebook.settings, records={"provider": {hostile.id: hostile}})
    script = directory_export.directory_script(directory_view(bad, AS_OF, standings_of(bad)), AS_OF)
    assert "</script" not in script
    assert "\\u003c/script>" in script


def test_the_comparison_has_a_letter_for_every_state(casebook: Casebook) -> None:
    assert {state for _, state in LETTERS} == set(State)
    found = comparison_view(casebook, AS_OF, standings_of(casebook))
    assert {provider_id for provider_id, _ in found.states} == {p.id for p in casebook.providers}
    for provider_id, states in found.states:
        known = standings_of(casebook).of(next(p for p in casebook.providers if p.id == provider_id), AS_OF)
        assert sum(state is not None for state in states) == sum(s.in_force for s in known)

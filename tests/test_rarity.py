"""No group smaller than k is shown, whatever the plans and in whatever order they come; the rungs that are taken keep most."""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.audience import audience_names, for_audience
from generator.commands.report import command as report
from generator.load import load
from generator.privacy.grouping import WITHHELD_AT_MOST, Fact, Grouping, Row, grouped, worth
from generator.privacy.ladders import AREAS, PHASES, TITLES, Ladders
from generator.privacy.marks import marked
from tests.cases import AS_OF, BASE, SAMPLE, copy_base, store

FACTS = (
    Fact(path="p.a", title="A", rungs=("exact", "wide", "out")),
    Fact(path="p.b", title="B", rungs=("exact", "out")),
    Fact(path="p.c", title="C", rungs=("day", "month", "year", "out")),
)


def row(a: int, b: int, c: int) -> Row:
    """A person with three facts."""
    return ((f"a{a}", f"A{a // 3}", "-"), (f"b{b}", "-"), (f"d{c}", f"m{c // 4}", f"y{c // 12}", "-"))


PEOPLE = st.lists(st.builds(row, st.integers(0, 8), st.integers(0, 3), st.integers(0, 30)), max_size=60)


def columns_of(grouping: Grouping) -> list[tuple[tuple[str, ...], int]]:
    """Every table that could be made of the groups by leaving columns out, with its counts."""
    found = []
    width = len(grouping.facts)
    for size in range(1, width + 1):
        for chosen in itertools.combinations(range(width), size):
            counts: Counter[tuple[str, ...]] = Counter()
            for group in grouping.groups:
                counts[tuple(group.values[i] for i in chosen)] += group.size
            found += list(counts.items())
    return found


@settings(deadline=None, max_examples=200)
@given(PEOPLE, st.integers(2, 8))
def test_no_combination_of_facts_is_shared_by_fewer_than_k(rows: list[Row], k: int) -> None:
    grouping = grouped(FACTS, rows, k)
    assert all(size >= k for _, size in columns_of(grouping))
    assert grouping.shown == sum(group.size for group in grouping.groups)
    assert grouping.total == len(rows)


@settings(deadline=None, max_examples=100)
@given(PEOPLE, st.integers(2, 8), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(rows: list[Row], k: int, chance: random.Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert grouped(FACTS, rows, k) == grouped(FACTS, shuffled, k)


@settings(deadline=None, max_examples=100)
@given(PEOPLE, st.integers(2, 8))
def test_few_are_withheld_unless_there_are_too_few_at_all(rows: list[Row], k: int) -> None:
    grouping = grouped(FACTS, rows, k)
    if len(rows) >= k:
        assert grouping.withheld <= len(rows) // WITHHELD_AT_MOST
    elif rows:
        assert grouping.groups == ()
        assert grouping.withheld == len(rows)


@settings(deadline=None, max_examples=60)
@given(PEOPLE, st.integers(2, 6))
def test_no_other_choice_of_rungs_keeps_more(rows: list[Row], k: int) -> None:
    def kept(levels: tuple[int, ...]) -> int:
        return sum(worth(level, len(fact.rungs) - 1) for level, fact in zip(levels, FACTS, strict=True))

    def fits(levels: tuple[int, ...]) -> bool:
        sizes = Counter(tuple(person[i][level] for i, level in enumerate(levels)) for person in rows)
        return sum(n for n in sizes.values() if n < k) <= len(rows) // WITHHELD_AT_MOST

    possible = [levels for levels in itertools.product(*(range(len(f.rungs)) for f in FACTS)) if fits(levels)]
    if possible:
        most = max(kept(levels) for levels in possible)
        first = min(levels for levels in possible if kept(levels) == most)
        assert grouped(FACTS, rows, k).levels == first


def test_one_rare_plan_is_withheld_rather_than_all_made_wider() -> None:
    grouping = grouped(FACTS, [*[row(0, 0, 0)] * 19, row(8, 3, 30)], 5)
    assert grouping.levels == (0, 0, 0)
    assert [group.size for group in grouping.groups] == [19]
    assert grouping.withheld == 1


def test_ladders_know_every_value_a_plan_may_have() -> None:
    properties = store().schemas["case-plan"]["properties"]
    needs = store().resolve(properties["need"], "case-plan")[0]["enum"]
    stages = store().resolve(properties["key_stage"], "case-plan")[0]["enum"]
    assert set(needs) - AREAS.keys() <= {"OTH", "NSA", "DS"}
    assert set(stages) - PHASES.keys() == {"KS5"}


def test_every_fact_that_could_point_at_a_pupil_has_a_ladder() -> None:
    plan = marked(store(), "case-plan")
    found = {one.path.partition(".")[2]: one.quasi for one in plan.everything() if one.quasi}
    assert found == {
        "plan_type": "plan-type",
        "opened_on": "day",
        "key_stage": "key-stage",
        "need": "need",
        "sen_provision": "sen-provision",
        "flags": "never",
        "school": "school",
        "placements.provider": "provider",
    }
    ladders = Ladders(load(BASE, store()).casebook).by_name
    assert set(found.values()) <= set(ladders)
    assert set(TITLES) == set(ladders) - {"never"}


def test_the_instructions_list_the_ladders_in_their_order() -> None:
    ladders = Ladders(load(BASE, store()).casebook)
    rows = [
        f"| {TITLES[name]} | {', '.join(rung for rung, _ in rungs[:-1])}, left out |"
        for name, rungs in ladders.by_name.items()
        if name in TITLES
    ]
    page = (SAMPLE / "site/pages/how-to/share-it-with-others.md").read_text(encoding="utf-8")
    assert "\n".join(rows) in page


def test_a_ladder_widens_step_by_step() -> None:
    ladders = Ladders(load(SAMPLE, store()).casebook)
    climbed = {name: [widen("2026-11-22") for _, widen in ladders.by_name[name]] for name in ("day",)}
    assert climbed["day"] == ["2026-11-22", "2026-11", "2026/27 autumn 2", "2026/27", "withheld"]
    assert [widen("ASD") for _, widen in ladders.by_name["need"]] == [
        "ASD",
        "communication-and-interaction",
        "withheld",
    ]
    assert [widen("harbour-farm") for _, widen in ladders.by_name["provider"]][1] == "farm-equine-outdoor"
    assert [widen("fenwick-primary") for _, widen in ladders.by_name["school"]][1] == "primary"
    assert ladders.half_term("2026-10-28") == "2026/27 autumn 2", "a holiday belongs to the half term that follows"
    assert ladders.half_term("2019-10-28") == "2019/20", "no calendar: the school year"


def test_staff_see_no_plans_unless_the_casebook_says_so() -> None:
    casebook = load(SAMPLE, store()).casebook
    assert for_audience(casebook, store(), "staff", "", AS_OF).scope.plans is None
    panel = for_audience(casebook, store(), "panel", "", AS_OF).scope
    assert panel.plans is not None
    assert all(group.size >= panel.k for group in panel.plans.groups)


def test_the_report_counts_and_never_names() -> None:
    for form in ("text", "json", "csv"):
        done = CliRunner().invoke(
            report, ["privacy", "--root", str(SAMPLE), "--as-of", "2026-11-22", "--format", form], standalone_mode=False
        )
        assert done.return_value == 0, done.output
        codes = [path.stem for path in (SAMPLE / "records/case-plans").glob("*.yaml")]
        assert [code for code in codes if code in done.output] == []
        for name in audience_names(load(SAMPLE, store()).casebook.settings):
            assert name in done.output


def test_the_report_is_for_one_audience_where_asked(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    arguments = ["privacy", "--root", str(root), "--as-of", "2026-11-22", "--format", "json", "--audience", "public"]
    done = CliRunner().invoke(report, arguments, standalone_mode=False)
    assert {line["audience"] for line in json.loads(done.output)["rows"]} == {"public"}


@pytest.mark.parametrize("name", ["governors", "panel"])
def test_the_report_refuses_an_audience_that_is_not_there(name: str) -> None:
    done = CliRunner().invoke(report, ["privacy", "--root", str(BASE), "--as-of", "2026-11-22", "--audience", name])
    assert done.exit_code == 2
    assert "there is no audience" in done.output

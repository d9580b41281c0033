"""The provider directory, match and comparison in Chromium, opened from a folder: an errand from beginning to end."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.axe import WIDTHS, all_complaints, thin_out
from tests.browser_setup import chromium, required
from tests.sites import ROOT

pytestmark = pytest.mark.skipif(chromium() is None and not required(), reason="no Chromium on this machine")

PROVIDERS = len(list((ROOT / "records" / "providers").glob("*.yaml")))
ERRAND = "key_stages=KS4&subjects=motor-vehicle&qualifications=level-1&attendance=part-time&days=2"


def at(folder: Path, name: str, query: str = "") -> str:
    """The address of a page of the directory."""
    return f"{(folder / 'providers' / f'{name}.html').as_uri()}{'?' if query else ''}{query}"


def shown(page: Page) -> list[str]:
    """The ids of the providers shown, in order."""
    ids = page.locator("[data-results] [data-provider]").evaluate_all("all => all.map(one => one.dataset.provider)")
    return [str(found) for found in ids]


def result(page: Page) -> str:
    """What is announced."""
    return page.locator("[data-result]").inner_text()


def tick(page: Page, field: str, value: str) -> None:
    """Ticks a filter, wherever it is folded away."""
    page.locator(f'input[name="{field}"][value="{value}"]').evaluate("box => box.click()")


def count_of(page: Page, field: str, value: str) -> str:
    """The number beside a choice."""
    return page.locator(f'label:has(input[name="{field}"][value="{value}"]) [data-count]').text_content() or ""


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("mechanics", "spanner-and-spark"),
        ("mecanics", "spanner-and-spark"),
        ("farm", "harbour-farm"),
        ("hair and beauty", "hairwell-studio"),
        ("pru", "the-bridge-pru"),
        ("spanner-and-spark", "spanner-and-spark"),
        ("OX28", "larkrise-special-school"),
        ("level 1 motor vehicle", "spanner-and-spark"),
        ("ÉQUINE", "harbour-farm"),
    ],
)
def test_the_words_of_the_field_find(page: Page, folder: Path, words: str, first: str) -> None:
    page.goto(at(folder, "index"))
    page.locator('[name="find"]').fill(words)
    assert shown(page)[0] == first
    assert len(shown(page)) < PROVIDERS
    assert page.locator(".cb-card__found").first.inner_text().startswith("Found because “")


def test_a_slip_and_another_word_are_explained(page: Page, folder: Path) -> None:
    page.goto(at(folder, "index", "find=mecanics"))
    why = page.locator(".cb-card__found").first.inner_text()
    assert why == "Found because “mecanics”, read as “mechanics”, is another word for Motor vehicle."


def test_within_a_filter_or_between_filters_and(page: Page, folder: Path) -> None:
    page.goto(at(folder, "index"))
    tick(page, "towns", "Witney")
    witney = shown(page)
    tick(page, "towns", "Bicester")
    assert set(witney) < set(shown(page))
    both = len(shown(page))
    tick(page, "key_stages", "KS1")
    assert shown(page) == ["larkrise-special-school"]
    assert both > 1
    assert result(page) == f"1 of {PROVIDERS} providers fits"


def test_the_number_beside_a_choice_is_what_ticking_it_shows(page: Page, folder: Path) -> None:
    page.goto(at(folder, "index", "key_stages=KS4"))
    for field, value in (("towns", "Oxford"), ("transport", "carries"), ("gate", "open")):
        promised = count_of(page, field, value)
        tick(page, field, value)
        assert promised == str(len(shown(page))), (field, value)
        tick(page, field, value)


def test_choices_that_would_show_nothing_are_out_of_the_way(page: Page, folder: Path) -> None:
    page.goto(at(folder, "index"))
    oxford = page.locator('label:has(input[name="towns"][value="Oxford"])')
    assert oxford.is_visible()
    tick(page, "type", "work-placement")
    assert not oxford.is_visible()


def test_chips_remove_one_filter_or_all(page: Page, folder: Path) -> None:
    page.goto(at(folder, "index", "find=english&key_stages=KS3&gate=open"))
    chips = page.locator(".cb-chip")
    assert chips.all_inner_texts() == [
        "Words: english",
        "Verdict today: May be used today",
        "Key stage: KS3",
        "Clear all",
    ]
    page.get_by_role("button", name="Remove: Key stage: KS3").click()
    assert "key_stages" not in page.url
    page.get_by_role("button", name="Clear all").click()
    assert len(shown(page)) == PROVIDERS
    assert page.locator('[name="find"]').input_value() == ""


def test_why_a_provider_is_not_shown(page: Page, folder: Path) -> None:
    page.goto(at(folder, "index", "key_stages=KS2&gate=open&capacity=free&days=monday"))
    others = page.locator("[data-others] li", has=page.locator("a", has_text="Willow Barn"))
    assert others.text_content() == "Willow Barn: closed for good; no place free; is not open on Monday."


def test_who_does_not_say_is_told_apart_from_who_does_not_fit(page: Page, folder: Path) -> None:
    page.goto(at(folder, "index", "days=monday"))
    silent = page.locator("[data-others] details", has_text="Might fit, but do not say")
    assert silent.locator("li").all_inner_texts() == ["Hairwell Studio: does not say on which days it is open."]
    assert result(page).endswith("fit; 1 other might, but does not say")
    assert "hairwell-studio" not in shown(page)


def test_the_address_holds_everything_and_back_goes_back(page: Page, folder: Path) -> None:
    page.goto(at(folder, "index"))
    tick(page, "key_stages", "KS4")
    tick(page, "subjects", "motor-vehicle")
    page.get_by_role("button", name="Table").click()
    assert {"key_stages=KS4", "subjects=motor-vehicle", "view=table"} <= set(page.url.partition("?")[2].split("&"))
    before = shown(page)
    page.reload()
    assert shown(page) == before
    assert page.locator("table [data-provider]").count() == len(before)
    page.go_back()
    page.locator("table [data-provider]").first.wait_for(state="detached")
    page.go_back()
    page.wait_for_function("""() => !document.querySelector('input[value="motor-vehicle"]').checked""")
    assert len(shown(page)) > len(before)
    assert not page.locator('input[value="motor-vehicle"]').is_checked()


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("name", "brightpath-online", "willow-barn"),
        ("verdict", "brightpath-online", "willow-barn"),
        ("places", "brightpath-online", "riverside-ap-free-school"),
        ("cost", "st-clements-hospital-school", "willow-barn"),
    ],
)
def test_what_is_not_known_is_sorted_last(page: Page, folder: Path, sort: str, first: str, last: str) -> None:
    page.goto(at(folder, "index", f"sort={sort}"))
    assert (shown(page)[0], shown(page)[-1]) == (first, last)


def test_the_table_sorts_by_its_headings_and_turns_round(page: Page, folder: Path) -> None:
    page.goto(at(folder, "index", "view=table"))
    heading = page.get_by_role("button", name="Next to run out")
    heading.click()
    assert "sort=expiry" in page.url
    soonest = shown(page)
    heading.click()
    assert "order=reversed" in page.url
    assert soonest[-1] == shown(page)[-1] == "hairwell-studio", "nothing of it is dated"
    assert shown(page)[0] != soonest[0]
    assert page.locator('th[aria-sort="descending"]').inner_text() == "Next to run out"


def test_the_nearest_first_from_an_outward_postcode(page: Page, folder: Path) -> None:
    page.goto(at(folder, "index"))
    page.locator('[name="near"]').fill("ox28")
    assert set(shown(page)[:2]) == {"fourways-learning", "larkrise-special-school"}
    assert "in OX28" in page.locator(".cb-card__type").first.inner_text()
    page.locator('[name="near"]').fill("ZZ9")
    assert "does not know where ZZ9 is" in page.locator("[data-notices]").inner_text()


def test_saved_searches_lead_to_what_they_say(page: Page, folder: Path) -> None:
    page.goto(at(folder, "index"))
    page.get_by_role("link", name="Teaching at home or online").click()
    page.wait_for_url("**/index.html?modes=**")
    assert sorted(shown(page)) == ["brightpath-online", "oak-lane-tuition", "st-clements-hospital-school"]


def test_ticked_providers_are_compared(page: Page, folder: Path) -> None:
    page.goto(at(folder, "index"))
    for provider in ("spanner-and-spark", "hairwell-studio"):
        page.locator(f'[data-pick="{provider}"]').check()
    page.get_by_role("link", name="Compare", exact=True).last.click()
    page.wait_for_url("**/compare.html?pick=**")
    assert page.locator(".cb-compare thead a").all_inner_texts() == ["Spanner and Spark", "Hairwell Studio"]


def test_the_comparison_shows_what_is_missing_and_only_differences(page: Page, folder: Path) -> None:
    page.goto(at(folder, "compare", "pick=spanner-and-spark&pick=hairwell-studio"))
    rows = page.locator(".cb-compare tbody tr:has(td)")
    total = rows.count()
    liability = page.locator("tr", has=page.locator("th", has_text="Employers' liability insurance"))
    assert "Missing" in liability.first.locator("td").nth(1).inner_text()
    assert (
        "not said" in page.locator("tr", has=page.locator("th", has_text="Open on")).locator("td").nth(1).inner_text()
    )
    page.get_by_label("Differences only").check()
    assert 0 < rows.count() < total
    assert "differences=only" in page.url
    for row in rows.all():
        first, second = row.locator("td").all_inner_texts()
        assert first != second, row.locator("th").inner_text()


def test_no_more_than_four_are_compared(page: Page, folder: Path) -> None:
    names = ["common-ground", "corner-flag", "fourways-learning", "harbour-farm", "oak-lane-tuition"]
    page.goto(at(folder, "compare", "&".join(f"pick={name}" for name in names)))
    assert page.locator(".cb-compare thead a").count() == 4
    assert page.locator("[data-add]").is_disabled()
    assert "Four is the most" in result(page)


def groups(page: Page) -> dict[str, list[str]]:
    """The providers of the match by group."""
    found = page.locator("[data-group]")
    return {
        str(group.get_attribute("data-group")): [
            str(c.get_attribute("data-provider")) for c in group.locator("[data-provider]").all()
        ]
        for group in found.all()
    }


def points(page: Page, provider: str) -> dict[str, str]:
    """What the match says of a provider: each point with its outcome."""
    lines = page.locator(f'[data-provider="{provider}"] [data-outcome]').all()
    return {line.locator(".cb-criteria__asked").inner_text(): str(line.get_attribute("data-outcome")) for line in lines}


def test_the_coordinators_errand_has_one_answer(page: Page, folder: Path) -> None:
    page.goto(at(folder, "match", f"{ERRAND}&use=ehc-plan&start=2026-12-07&near=OX4&within=15"))
    assert groups(page)["fit"] == ["spanner-and-spark"]
    assert set(points(page, "spanner-and-spark").values()) == {"pass"}
    assert points(page, "trent-motor-works")["Motor vehicle with Level 1"] == "unsaid"
    assert points(page, "trent-motor-works")["Within 15 miles of OX4"] == "fail"


def test_not_said_is_never_met(page: Page, folder: Path) -> None:
    page.goto(at(folder, "match", "days=2&place=any"))
    assert points(page, "hairwell-studio")["2 days a week"] == "unsaid"
    page.goto(at(folder, "match"))
    assert points(page, "riverside-ap-free-school")["A free place"] == "unsaid"
    assert points(page, "trent-motor-works")["A free place"] == "unsaid", "said seven weeks ago"


def test_what_lapses_before_the_first_day_is_said(page: Page, folder: Path) -> None:
    page.goto(at(folder, "match", "start=2026-12-14&place=any"))
    assert points(page, "oak-lane-tuition")["Nothing lapses by 14 December 2026"] == "lapses"
    text = page.locator('[data-provider="oak-lane-tuition"]').inner_text()
    assert "before the first day, unless renewed" in text
    page.goto(at(folder, "match", "start=2026-12-01&place=any"))
    assert points(page, "oak-lane-tuition")["Nothing lapses by 1 December 2026"] == "pass"


def test_a_full_time_place_with_an_ehc_plan_is_conditional_where_it_is_no_school(page: Page, folder: Path) -> None:
    title = "May be used on 22 November 2026 for EHC plan"
    page.goto(at(folder, "match", "use=ehc-plan&place=any"))
    assert points(page, "spanner-and-spark")[title] == "condition"
    page.goto(at(folder, "match", "use=ehc-plan&attendance=part-time&place=any"))
    assert points(page, "spanner-and-spark")[title] == "pass"


def test_a_full_time_place_where_only_part_time_is_allowed_does_not_meet_it(page: Page, folder: Path) -> None:
    title = "May be used on 22 November 2026 for EHC plan"
    page.goto(at(folder, "match", "use=ehc-plan&attendance=full-time&place=any"))
    assert points(page, "spanner-and-spark")[title] == "fail"
    page.goto(at(folder, "match", "attendance=full-time&place=any"))
    assert points(page, "second-start")["May be used on 22 November 2026"] == "fail", "it would be the fifth"
    page.goto(at(folder, "match", "attendance=part-time&place=any"))
    assert points(page, "second-start")["May be used on 22 November 2026"] == "condition"


def test_the_match_keeps_what_was_asked_in_the_address(page: Page, folder: Path) -> None:
    page.goto(at(folder, "match"))
    page.locator('[name="key_stages"]').select_option("KS4")
    page.get_by_label("has an EHC plan").check()
    page.get_by_label("a place must be free").uncheck()
    assert {"key_stages=KS4", "use=ehc-plan", "place=any"} == set(page.url.partition("?")[2].split("&"))
    told = result(page)
    page.reload()
    assert result(page) == told
    page.go_back()
    page.wait_for_function("document.querySelector('[name=place]').checked")


def test_the_skip_link_leads_to_the_results(page: Page, folder: Path) -> None:
    page.goto(at(folder, "index"))
    page.locator(".cb-skip").focus()
    assert page.locator(".cb-skip").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#results') !== null")


@pytest.mark.parametrize("name", ["index", "lists", "match", "compare"])
def test_without_scripts_nothing_is_missing(browser: Browser, folder: Path, name: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(at(folder, name))
    text = opened.locator("article").inner_text()
    if name in ("index", "lists"):
        links = opened.locator("article table a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert len(set(links)) == PROVIDERS
    else:
        assert "Scripts are switched off" in text
    assert opened.locator("form:visible, [data-results]:visible").count() <= 1
    context.close()


AXE_PAGES = (
    ("index", "find=english"),
    ("index", "view=table&near=OX4&pick=common-ground&pick=corner-flag"),
    ("index", "days=monday&key_stages=KS1&towns=Witney"),
    ("match", f"{ERRAND}&start=2026-12-07&near=OX4&within=15"),
    ("compare", "pick=spanner-and-spark&pick=hairwell-studio"),
    ("lists", ""),
)


@pytest.mark.parametrize(("name", "query"), AXE_PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, folder: Path, name: str, query: str) -> None:
    page.goto(at(folder, name, query))
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(width)
    thin_out(page)
    found = all_complaints(page, set())
    assert found == []
    assert wide == []


SMALL = """() => [...document.querySelectorAll(".cb a, .cb button, .cb label, .cb summary")].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && box.height < 24 && !one.closest("p, li, td, th, h3, .cb-crumbs, .cb-vh, .cb-skip");
}).map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("name", ["index", "match", "compare"])
def test_what_is_pressed_is_large_enough(page: Page, folder: Path, name: str) -> None:
    page.goto(at(folder, name))
    assert page.evaluate(SMALL) == []

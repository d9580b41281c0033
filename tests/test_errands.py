"""Each reader's three commonest errands, from the home page of the sample, in Chromium: few clicks, and the answer is in sight."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page

from tests.browser_setup import chromium, required

pytestmark = pytest.mark.skipif(chromium() is None and not required(), reason="no Chromium on this machine")

MOST = 3
"""More clicks than this are too many for anything done every week."""
READERS = ("coordinator", "officer", "pastoral", "key worker", "room officer", "lead")


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What somebody wants to know, the way there, and the words that answer it."""

    reader: str
    asks: str
    way: tuple[str, ...]
    answer: str
    crowded: tuple[str, ...] = ()
    """Where the way goes on when a list on it fills several pages."""

    @property
    def clicks(self) -> int:
        """How often the mouse is pressed, at most."""
        return sum(1 for step in (*self.way, *self.crowded) if not step.startswith(("search: ", "type: ")))


def errand(reader: str, asks: str, *way: str, answer: str, crowded: tuple[str, ...] = ()) -> Errand:
    """A line of the list below. A step is a click on what bears that name, or words typed."""
    return Errand(reader=reader, asks=asks, way=way, answer=answer, crowded=crowded)


ERRANDS = (
    errand(
        "coordinator",
        "may Harbour Farm be used today?",
        "search: harbour farm",
        "Harbour Farm",
        answer="May be used today",
    ),
    errand(
        "coordinator",
        "who teaches mechanics, and may be used?",
        "Providers",
        "type: mechanics",
        "Spanner and Spark",
        answer="May be used today",
    ),
    errand(
        "coordinator",
        "what must Common Ground put right?",
        "Providers",
        "type: common ground",
        "Common Ground",
        answer="May not be used today",
    ),
    errand(
        "officer",
        "by when must education start on day six?",
        "Something has happened",
        "choose: Day-six provision",
        answer="school day",
    ),
    errand(
        "officer",
        "what do the governors get to read about cp-4gs5?",
        "search: cp-4gs5",
        "cp-4gs5",
        "Papers for a meeting",
        answer="Governing board",
    ),
    errand(
        "officer",
        "what is due this week, and who does it?",
        "Due",
        answer="Exclusion and reintegration officer",
        crowded=("Due from this week on",),
    ),
    errand(
        "pastoral",
        "what do I do when a pupil is suspended, step by step?",
        "Procedures",
        "Suspension",
        answer="Clocks count from",
    ),
    errand(
        "pastoral",
        "what must the letter to the parents contain?",
        "Procedures",
        "Suspension",
        answer="must say",
    ),
    errand(
        "pastoral",
        "which attendance code fits education off site?",
        "Reference",
        "Attendance codes",
        answer="approved educational activity off site",
    ),
    errand(
        "key worker",
        "may my pupil go tomorrow?",
        "Case plans",
        "cp-7f3k",
        answer="Tomorrow, Monday 23 November 2026",
    ),
    errand("key worker", "how are the targets going?", "Case plans", "cp-7f3k", answer="Targets"),
    errand(
        "key worker",
        "is the risk assessment current?",
        "Case plans",
        "cp-7f3k",
        answer="Risk assessment",
    ),
    errand("room officer", "who is in the room today?", "Registers", "Marlstone Academy", answer="Who is in the room"),
    errand(
        "room officer",
        "which exit interviews are owed?",
        "Registers",
        "Marlstone Academy",
        answer="Exit interviews owed",
    ),
    errand(
        "room officer",
        "what were the figures of last half term?",
        "Registers",
        "Marlstone Academy, first half of the autumn term 2026/27",
        answer="Are some pupils there more often?",
    ),
    errand("lead", "is any pupil at a provider that may not be used?", answer="running placements to look at"),
    errand(
        "lead",
        "show me the evidence for every provider in use, to print",
        "Compliance",
        "Inspection packs for all in use",
        answer="every provider in use",
    ),
    errand(
        "lead",
        "who has acknowledged the child protection policy?",
        "Policies",
        "Child protection policy",
        answer="Who has acknowledged it",
    ),
)


@pytest.fixture
def home(page: Page, address: str) -> Page:
    """The home page, as on a laptop."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    return page


def test_every_reader_has_three_errands() -> None:
    assert {reader: sum(1 for one in ERRANDS if one.reader == reader) for reader in READERS} == dict.fromkeys(
        READERS, 3
    )
    assert len({one.asks for one in ERRANDS}) == len(ERRANDS)


@pytest.mark.parametrize("errand", ERRANDS, ids=lambda errand: f"{errand.reader}: {errand.asks}")
def test_an_errand_ends_at_its_answer(home: Page, errand: Errand) -> None:
    assert errand.clicks <= MOST
    for step in errand.way:
        take(home, step)
    home.locator("article").get_by_text(errand.answer).locator("visible=true").first.wait_for(timeout=10_000)


def take(page: Page, step: str) -> None:
    """Takes a step: types, chooses, or clicks on what is in sight."""
    verb, _, words = step.partition(": ")
    if verb == "search":
        page.keyboard.press("/")
        page.keyboard.type(words)
        page.locator(".md-search-result__link").first.wait_for(timeout=10_000)
    elif verb == "type":
        page.locator('article input[type="search"]:visible').first.press_sequentially(words)
    elif verb == "choose":
        page.locator("article select:visible").first.select_option(label=words)
    else:
        named(page, step).click()
        page.wait_for_load_state()


def named(page: Page, name: str) -> Locator:
    """The first link in sight with this name: exactly, or as its beginning."""
    if page.locator(".md-search-result__link:visible").count():
        return page.locator(".md-search-result__link:visible").filter(has_text=name).first
    for exact in (True, False):
        for place in (page.locator("article"), page.locator("body")):
            links = place.get_by_role("link", name=name, exact=exact).locator("visible=true")
            if links.count():
                return links.first
    raise AssertionError(f"no link in sight is called {name!r}")

"""What all tests share: no network, one browser, one letterhead."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from playwright.sync_api import Browser, Error, Page, Request, sync_playwright

from generator import engine
from tests.browser_setup import ARGUMENTS, chromium
from tests.letterhead import copying, print_letterhead
from tests.offline import sitecustomize  # from here on no other machine can be reached
from tests.once import Once, shared_by_all
from tests.serving import Unsearched, served, without_index
from tests.sites import AS_OF, here

OFFLINE = Path(sitecustomize.__file__).parent


def pytest_configure() -> None:
    """Has every Python program the tests start kept from the network too."""
    known = [part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]
    if str(OFFLINE) not in known:
        os.environ["PYTHONPATH"] = os.pathsep.join([str(OFFLINE), *known])


OURS = ("http://127.0.0.1:", "file:", "data:", "blob:")
NOTHING = "about:blank"
FORGOTTEN = "() => { localStorage.clear(); sessionStorage.clear(); }"
SLOWEST = (
    "test_accessible",
    "test_build_safety",
    "test_directory_browser",
    "test_audiences",
    "test_site",
    "test_browser",
    "test_inert_text",
    "test_errands",
    "test_calculator",
)
"""The files that take longest, in this order: what comes last should be short, or a process is left alone with it."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps the tests of a file in one process, because they share what it sets up, and puts the slow files first."""
    order = {name: number for number, name in enumerate(SLOWEST)}
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


NARROW = (("staff",), ("panel",), ("provider", "--provider", "harbour-farm"), ("public",))
"""The audiences whose sites are made beside the coordinator's."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Its own language decides how a date is typed, so it is given one."""
    american: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "en_US"}
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS), env=american)
        yield started
        started.close()


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    """A page in which one test after another looks at the site: a new one costs twice what opening a page in it does."""
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """The tab as if it were new, on a laptop. It notes every fault of a script and every request to another machine."""
    troubles: list[str] = []

    def failed(error: Error) -> None:
        troubles.append(str(error))

    def asked(request: Request) -> None:
        if not request.url.startswith(OURS):
            troubles.append(request.url)

    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.emulate_media(media="null", color_scheme="light", reduced_motion="no-preference")
    tab.on("pageerror", failed)
    tab.on("request", asked)
    yield tab
    if tab.url != NOTHING:
        tab.evaluate(FORGOTTEN)
    tab.goto(NOTHING)
    tab.remove_listener("pageerror", failed)
    tab.remove_listener("request", asked)
    assert troubles == []


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Where whatever is made once lies."""
    return shared_by_all(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def letterhead(once: Once) -> Path:
    """What the engine makes of any casebook."""
    return once.made("letterhead", print_letterhead) / "mkdocs"


@pytest.fixture
def quick(letterhead: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., CompletedProcess[str]]:
    """Builds a casebook in this process and without the engine, for tests of what neither has a part in."""
    monkeypatch.setattr(engine, "run", copying(letterhead))
    return lambda root, *options: here("build", "--root", str(root), "--as-of", AS_OF, *options)


@pytest.fixture(scope="session")
def sample(once: Once) -> Path:
    """The sample's site, or one that stands already and is named: it saves the building while pages are worked on."""
    if ready := os.environ.get("CASEBOOK_SAMPLE_SITE"):
        return Path(ready).resolve()
    return once.site()


@pytest.fixture(scope="session")
def drive(once: Once) -> Path:
    """The sample's site, made to be opened from a folder."""
    return once.site("--offline")


@pytest.fixture(scope="session")
def folder(once: Once, drive: Path) -> Path:
    """The same for who does not search."""
    return once.made("folder", partial(without_index, drive))


@pytest.fixture(scope="session")
def address(sample: Path) -> Iterator[str]:
    """The address of the sample site on this computer."""
    with served(sample) as found:
        yield found


@pytest.fixture(scope="session")
def unsearched(sample: Path) -> Iterator[str]:
    """The same for who does not search: the search knows nothing, and pages open sooner."""
    with served(sample, Unsearched) as found:
        yield found


@pytest.fixture(scope="session")
def narrow_sites(once: Once) -> tuple[Path, ...]:
    """The sample as the other audiences have it, made to be opened from a folder."""
    sites = [once.site("--offline", "--audience", *which) for which in NARROW]
    return tuple(
        once.made(f"folder-{which[0]}", partial(without_index, site)) for which, site in zip(NARROW, sites, strict=True)
    )

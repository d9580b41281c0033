"""What all tests share: no network, one browser, one letterhead."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser_setup import ARGUMENTS, chromium
from tests.letterhead import print_letterhead
from tests.offline import sitecustomize  # from here on no other machine can be reached
from tests.once import Once, shared_by_all

OFFLINE = Path(sitecustomize.__file__).parent


def pytest_configure() -> None:
    """Has every Python program the tests start kept from the network too."""
    known = [part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]
    if str(OFFLINE) not in known:
        os.environ["PYTHONPATH"] = os.pathsep.join([str(OFFLINE), *known])


NARROW = (("staff",), ("panel",), ("provider", "--provider", "harbour-farm"), ("public",))
"""The audiences whose sites are made beside the coordinator's."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Its own language decides how a date is typed, so it is given one."""
    american: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "en_US"}
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS), env=american)
        yield started
        started.close()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Where whatever is made once lies."""
    return shared_by_all(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def letterhead(once: Once) -> Path:
    """What the engine makes of any casebook."""
    return once.made("letterhead", print_letterhead) / "mkdocs"


@pytest.fixture(scope="session")
def sample(once: Once) -> Path:
    """The sample's site, or one that stands already and is named: it saves the building while pages are worked on."""
    if ready := os.environ.get("CASEBOOK_SAMPLE_SITE"):
        return Path(ready).resolve()
    return once.site()


@pytest.fixture(scope="session")
def folder(once: Once) -> Path:
    """The sample's site, made to be opened from a folder."""
    return once.site("--offline")


@pytest.fixture(scope="session")
def address(sample: Path) -> Iterator[str]:
    """The address of the sample site on this computer."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(sample)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def narrow_sites(once: Once) -> tuple[Path, ...]:
    """The sample as the other audiences have it, made to be opened from a folder."""
    return tuple(once.site("--offline", "--audience", *which) for which in NARROW)

"""What all tests share: no network, one browser, one letterhead."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser_setup import ARGUMENTS, chromium
from tests.letterhead import print_letterhead
from tests.offline import sitecustomize  # from here on no other machine can be reached

OFFLINE = Path(sitecustomize.__file__).parent


def pytest_configure() -> None:
    """Has every Python program the tests start kept from the network too."""
    known = [part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]
    if str(OFFLINE) not in known:
        os.environ["PYTHONPATH"] = os.pathsep.join([str(OFFLINE), *known])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Its own language decides how a date is typed, so it is given one."""
    american: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "en_US"}
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS), env=american)
        yield started
        started.close()


@pytest.fixture(scope="session")
def letterhead(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the engine makes of any casebook, made once."""
    return print_letterhead(tmp_path_factory.mktemp("letterhead"))

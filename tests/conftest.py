"""One browser for all tests that need one: Playwright can be started only once in a process."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser_setup import ARGUMENTS, chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Its own language decides how a date is typed, so it is given one."""
    american: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "en_US"}
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS), env=american)
        yield started
        started.close()

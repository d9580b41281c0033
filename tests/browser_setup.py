"""Finds Debian's Chromium for the browser tests, and installs it where that is possible. Run by `make test`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def chromium() -> str | None:
    """Where Chromium is."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def required() -> bool:
    """Whether the tests must fail, not skip, without a browser."""
    return os.environ.get("CASEBOOK_REQUIRE_BROWSER") == "1"


def install() -> None:
    """Asks Debian's package manager, where we may."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def main() -> int:
    """Says what it found."""
    if chromium() is None:
        install()
    found = chromium()
    if found:
        print(f"browser tests will use {found}")
        return 0
    print("no Chromium here: the browser tests will be skipped (apt-get install chromium)", file=sys.stderr)
    return int(required())


if __name__ == "__main__":
    sys.exit(main())

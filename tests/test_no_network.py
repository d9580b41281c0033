"""Checking and building speak with no other machine, and no test can."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import OFFLINE
from tests.sites import AS_OF, BASE, ROOT, copy_of

OUTSIDE = "192.0.2.1"
"""An address that is kept for documentation: nobody answers there."""
CONNECT = "import socket; socket.create_connection(('192.0.2.1', 9), timeout=1)"


def connect() -> object:
    """Opens a connection."""
    return socket.create_connection((OUTSIDE, 9), timeout=0.2)


def send() -> object:
    """Sends a datagram."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        return one.sendto(b"x", (OUTSIDE, 9))


def ask() -> object:
    """Asks for the address of a name."""
    return socket.getaddrinfo("example.org", 443)


def name() -> object:
    """Asks in the old way."""
    return socket.gethostbyname("example.org")


@pytest.mark.parametrize("reach", [connect, send, ask, name])
def test_no_test_can_reach_another_machine(reach: Callable[[], object]) -> None:
    with pytest.raises(RuntimeError, match="no test may reach another machine"):
        reach()


def test_this_machine_may_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
    assert socket.getaddrinfo("localhost", 80)


def test_what_the_tests_start_cannot_either() -> None:
    done = subprocess.run([sys.executable, "-c", CONNECT], capture_output=True, text=True, check=False)
    assert "Reached" in done.stderr
    assert str(OFFLINE) in os.environ["PYTHONPATH"].split(os.pathsep)


def cut_off() -> list[str] | None:
    """What runs a program without any network at all, where this machine lets us."""
    unshare = shutil.which("unshare")
    for command in ([unshare, "--net"], [unshare, "--map-root-user", "--net"]) if unshare else ():
        if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
            return [part for part in command if part]
    return None


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_checking_and_building_need_no_network(engine: str, tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path / "root")
    casebook = [*(cut_off() or []), sys.executable, "-m", "generator"]
    for command in (["validate"], ["build", "--engine", engine]):
        whole = [*casebook, *command, "--root", str(root), "--as-of", AS_OF]
        done = subprocess.run(whole, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "site/public/index.html").is_file()

"""Python imports a module of this name when it starts. Where its folder is on the path, no other machine can be reached."""

from __future__ import annotations

import sys

LOCAL = ("127.", "::1", "localhost", "/", "\0", "@")
"""How the addresses of this machine begin: loopback, and sockets that are files."""
WATCHED = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.getaddrinfo": 0}
NAMES = ("socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")


class Reached(RuntimeError):
    """Something was about to speak with another machine."""


def host_of(address: object) -> str:
    """The host in an address of any family."""
    first = address[0] if isinstance(address, tuple) and address else address
    return first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first or "")


def guard(event: str, arguments: tuple[object, ...]) -> None:
    """Stops whatever leads to another machine."""
    if not event.startswith("socket."):
        return
    if event in WATCHED:
        host = host_of(arguments[WATCHED[event]])
    elif event in NAMES:
        host = host_of(arguments[0])
    else:
        return
    if host and not host.startswith(LOCAL):
        raise Reached(f"{event}: no test may reach another machine")


sys.addaudithook(guard)

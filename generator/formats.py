"""What an e-mail address and the address of a page may look like: less than the standards allow, and nothing that misleads."""

from __future__ import annotations

import re

EMAIL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?P<host>[^@]+)")
HOST = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+"
PAGE = re.compile(rf"https?://{HOST}\.?(:(?P<port>[0-9]{{1,5}}))?([/?#]([!#$&-;=?-\[\]_a-z~]|%[0-9A-Fa-f]{{2}})*)?")


def is_email(text: str) -> bool:
    """One plain address: no name beside it, no quotes, and a host with a dot."""
    found = EMAIL.fullmatch(text)
    return bool(found and re.fullmatch(HOST, found["host"]))


def is_page(text: str) -> bool:
    """The address of a public page: no user name in it, which can make one host look like another."""
    found = PAGE.fullmatch(text)
    return bool(found and int(found["port"] or 1) in range(1, 65_536))

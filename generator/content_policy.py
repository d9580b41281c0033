"""What a page may load and run: a Content-Security-Policy in the page itself, so that it holds wherever the site lies.

Scripts run from the site's own files, and inline ones only if their hash is named; nothing is fetched from another host.
Knows HTML, no records. What only a server can send (frame-ancestors, HSTS) is on the page about deploying.
"""

from __future__ import annotations

import base64
import hashlib
import re

INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
NOT_RUN = re.compile(r"""\bsrc\s*=|\btype\s*=\s*["']?application/(?:ld\+)?json""", re.IGNORECASE)
CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
DIRECTIVES = (
    "default-src 'none'",
    "style-src {styles}",
    "img-src {own} data:",
    "connect-src {own}",
    "worker-src {own} blob:",
    "manifest-src {own}",
    "frame-src {own}",
    "base-uri 'none'",
    "form-action 'none'",
)


class NoHead(Exception):
    """A page has no place for its policy."""


def guarded(html: str, *, offline: bool, own_styles: bool = True) -> str:
    """The page with its policy as early as it can stand, and without a referrer for links that lead away."""
    policy = policy_of(html, offline=offline, own_styles=own_styles)
    tags = f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'
    changed, number = CHARSET.subn(lambda found: f"{found[0]}{tags}", html, count=1)
    if not number:
        raise NoHead("the page does not name its character set")
    return changed


def policy_of(html: str, *, offline: bool, own_styles: bool = True) -> str:
    """The policy that lets exactly this page's own scripts run. From a folder, 'self' means nothing, so `file:` is named.

    `own_styles` is false for an engine whose scripts write styles into the page, as Zensical's search does.
    """
    own = "'self' file:" if offline else "'self'"
    styles = own if own_styles else f"{own} 'unsafe-inline'"
    hashes = " ".join(sorted({hash_of(code) for code in inline_scripts(html)}))
    scripts = f"script-src {own} {hashes}".strip()
    return "; ".join([DIRECTIVES[0], scripts, *(line.format(own=own, styles=styles) for line in DIRECTIVES[1:])])


def inline_scripts(html: str) -> list[str]:
    """The code of every script in the page that a browser would run."""
    found = INLINE_SCRIPT.finditer(html)
    return [script["code"] for script in found if not NOT_RUN.search(script["attributes"])]


def hash_of(code: str) -> str:
    """A script's hash as the policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"

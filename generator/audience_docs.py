"""The hand-written pages and the navigation of an audience's site. Knows no records.

A page in `site/pages` is the coordinator's alone unless its front matter says `audience: staff, provider, public`.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
AUDIENCE = re.compile(r"^audience:\s*(.*)$", re.MULTILINE)
LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)([^)#\s]+\.md)(#[^)\s]*)?\)")
NAV_LINE = re.compile(r"^(?P<indent>\s+)- (?:(?P<title>[^:]+):)?\s*(?P<path>\S+\.md)?\s*$")


def for_base(wanted: dict[Path, bytes], base: str) -> dict[Path, bytes]:
    """The engine's input without pages that are not for an audience, and without links to them."""
    kept = {path: content for path, content in wanted.items() if may_see(path, content, base)}
    pages = {path.as_posix() for path in kept}
    return {
        path: without_links(path.as_posix(), content.decode(), pages).encode() if path.suffix == ".md" else content
        for path, content in kept.items()
    }


def may_see(path: Path, content: bytes, base: str) -> bool:
    """Whether a file of the engine's input is for an audience. Frames and assets hold no records and always are."""
    if path.suffix != ".md" or b"CASEBOOKFRAMEBODY" in content:
        return True
    front = FRONT.match(content.decode())
    said = AUDIENCE.search(front[1]) if front else None
    return said is not None and base in re.split(r"[,\s]+", said[1].strip())


def without_links(page: str, text: str, pages: set[str]) -> str:
    """The text with links to pages that are left out turned into plain words."""

    def words(found: re.Match[str]) -> str:
        place = posixpath.normpath(posixpath.join(posixpath.dirname(page), found[2]))
        return found[0] if place in pages else found[1]

    return LINK.sub(words, text)


def without_pages(configuration: str, pages: set[str]) -> str:
    """The engine's configuration with only these pages in its `nav:`. A heading that has none left goes too."""
    before, mark, nav = configuration.partition("\nnav:\n")
    if not mark:
        return configuration
    lines = nav.splitlines()
    end = next((i for i, line in enumerate(lines) if line and not line[0].isspace()), len(lines))
    kept: list[str] = []
    for line in reversed(lines[:end]):
        found = NAV_LINE.match(line)
        if found and found["path"]:
            if found["path"] in pages:
                kept.append(line)
        elif not found or (kept and deeper(kept[-1], line)):
            kept.append(line)
    return "\n".join([before, "nav:", *reversed(kept), *lines[end:]]) + "\n"


def deeper(line: str, heading: str) -> bool:
    """Whether a line of the navigation belongs to the heading above it."""
    return len(line) - len(line.lstrip()) > len(heading) - len(heading.lstrip())

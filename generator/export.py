"""What the site holds beside its pages: search entries, sitemap, redirects. One writer for each, escaping inside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape as html_escape
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape as xml_escape

from markupsafe import escape

from generator.pages import REQUIREMENT, Page
from generator.reference.search_words import PAGE_WORDS
from generator.render import relative

Json = dict[str, object]
WRITTEN = {"how-to/": "How to", "decisions/": "Decision"}
"""What a hand-written page is, by its folder."""
SMALL = ("a", "an", "and", "are", "at", "be", "by", "for", "in", "is", "of", "on", "or", "the", "to")
SEPARATOR = rf"[\s\-]+|\b(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in SMALL)})\b"
"""Between two words of a search: small words too, for that search takes 'in' for the beginning of 'insurance'."""
FIELDS: dict[str, Json] = {
    "title": {"boost": 12.0},
    "what": {"boost": 4.0},
    "words": {"boost": 4.0},
    "text": {"boost": 1.0},
    "tags": {"boost": 1.0},
}
"""What mkdocs-material's search looks into: a word in a title counts for most, then the kind of page, then other names."""
WEIGHTS = {
    REQUIREMENT: 2.0,
    "Page": 0.5,
    "Rule": 0.4,
    "Checklist": 0.3,
    "Dates": 0.3,
    "Flowchart": 0.3,
    "Inspection pack": 0.3,
    "Details": 0.3,
    "Decision": 0.2,
}
"""Kinds of pages that hold the same as another page, or that few look for, come after what they are made from."""


def add_search_entries(public: Path, found: Sequence[Entry]) -> None:
    """Adds entries to the engine's own index, whichever engine made it."""
    for name, add in (("search/search_index.json", add_mkdocs), ("search.json", add_zensical)):
        path = public / name
        if path.is_file():
            index = json.loads(path.read_text(encoding="utf-8"))
            add(index, found)
            text = compact(index)
            path.write_text(text, encoding="utf-8")
            script = path.with_suffix(".js")
            if script.is_file():
                script.write_text(f"var __index = {text}", encoding="utf-8")


def compact(value: object) -> str:
    """JSON that may also stand inside a script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


class Entry(NamedTuple):
    """What a search may find: a page, or a place on one. Its text says first what kind of thing it is."""

    location: str
    title: str
    text: str
    what: str
    words: str
    path: tuple[str, ...]
    level: int = 1


def entries_of(page: Page) -> Iterator[Entry]:
    """A page's entries, escaped: both engines take them for HTML. The page comes before its places."""
    title, section = inert(page.title), inert(page.section_title)
    path = (title,) if page.is_section else (section, title)
    also = (*page.also, *filter(None, (PAGE_WORDS.get(page.path),)))
    yield Entry(
        location=page.path,
        title=title,
        text=says(page.what, page.search_text),
        what=page.what,
        words=inert(", ".join(also)),
        path=path,
    )
    for part in page.parts:
        name = inert(part.title)
        yield Entry(
            location=f"{page.path}#{part.anchor}",
            title=name,
            text=says(part.what, part.text),
            what=part.what,
            words=inert(", ".join(part.also)),
            path=(*path, name),
            level=2,
        )


def says(what: str, text: str) -> str:
    """An entry's text."""
    return inert(f"{what} · {text}")


def inert(text: str) -> str:
    """Text that is no markup, nor ends an attribute in double quotes. An apostrophe stays: Zensical would show its code."""
    return html_escape(text, quote=False).replace('"', "&quot;")


def add_mkdocs(index: Json, found: Iterable[Entry]) -> None:
    """Entries as mkdocs writes them."""
    docs, config = index["docs"], index["config"]
    assert isinstance(docs, list)
    assert isinstance(config, dict)
    config["fields"] = FIELDS
    config["separator"] = SEPARATOR
    for doc in docs:
        if weight := WEIGHTS.get(named(doc)):
            doc["boost"] = weight
    for entry in found:
        made: Json = {"location": entry.location, "title": entry.title, "text": entry.text, "what": entry.what}
        asked_for = entry.location in PAGE_WORDS
        more: Json = {"words": entry.words, "boost": None if asked_for else WEIGHTS.get(entry.what)}
        docs.append(made | {key: value for key, value in more.items() if value})


def add_zensical(index: Json, found: Iterable[Entry]) -> None:
    """Entries as Zensical writes them. It has no other fields, so that other names stand at the end of the text."""
    items = index["items"]
    assert isinstance(items, list)
    for item in items:
        named(item)
    for entry in found:
        text = f"{entry.text} {entry.words}." if entry.words else entry.text
        made: Json = {"location": entry.location, "level": entry.level, "title": entry.title, "text": text}
        items.append(made | {"path": list(entry.path), "tags": []})


def named(entry: Json) -> str:
    """Makes the entry of a hand-written page say what kind of page it is, where its folder tells, and returns that."""
    kind = WRITTEN.get(f"{str(entry['location']).partition('/')[0]}/", "")
    if kind:
        entry["text"] = f"{kind} · {entry['text']}"
    return kind


def write_sitemap(public: Path, site_url: str, paths: Iterable[str]) -> None:
    """The sitemap of every page; none when the site has no address of its own."""
    target = public / "sitemap.xml"
    if not site_url:
        target.unlink(missing_ok=True)
        return
    base = site_url.rstrip("/")
    entries = "".join(f"  <url><loc>{xml_escape(f'{base}/{path}')}</loc></url>\n" for path in sorted(paths))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    target.write_text(f"{head}{entries}</urlset>\n", encoding="utf-8")


def write_redirect(public: Path, old: str, new: str, title: str) -> None:
    """A page at an old address that leads to the new one."""
    target = escape(relative(new, old))
    html = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n<meta name="robots" content="noindex">\n'
        f"<title>Moved: {escape(title)}</title>\n</head>\n<body>\n"
        f'<p>This page has moved to <a href="{target}">{escape(title)}</a>.</p>\n</body>\n</html>\n'
    )
    path = public / old
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8")

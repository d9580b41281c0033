"""What the site holds beside its pages: search entries, sitemap, redirects. One writer for each, escaping inside it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape as xml_escape

from markupsafe import escape

from generator.pages import Page
from generator.render import relative

Json = dict[str, object]


def add_search_entries(public: Path, pages: Iterable[Page]) -> None:
    """Adds an entry for each page to the engine's own index, whichever engine made it."""
    found = list(pages)
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


def add_mkdocs(index: Json, pages: list[Page]) -> None:
    """Entries as mkdocs writes them. Text is HTML there, so it is escaped."""
    docs = index["docs"]
    assert isinstance(docs, list)
    docs.extend({"location": p.path, "title": str(escape(p.title)), "text": str(escape(p.search_text))} for p in pages)


def add_zensical(index: Json, pages: list[Page]) -> None:
    """Entries as Zensical writes them."""
    items = index["items"]
    assert isinstance(items, list)
    for page in pages:
        path = [str(escape(page.section_title)), str(escape(page.title))]
        items.append(
            {
                "location": page.path,
                "level": 1,
                "title": path[1],
                "text": str(escape(page.search_text)),
                "path": path[1:] if page.is_section else path,
                "tags": [],
            }
        )


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

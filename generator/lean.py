"""Makes what the engine built lighter without changing what it shows or does: every page carries its share of the theme.

The theme's drawings move into the style sheet and its scripts into files, the casebook's style sheets become one, and in
frames, where no space matters, the spaces go. Knows HTML of both engines, no records.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from urllib.parse import quote

ONE_SHEET = "assets/site.css"
OWN_SHEETS = re.compile(r'(?:<link rel="stylesheet" href="[^"]*?assets/[a-z-]+\.css">\s*)+')
OWN_SHEET = re.compile(r'href="([^"]*?)(assets/[a-z-]+\.css)"')
DRAWING = re.compile(r'<svg xmlns="http://www\.w3\.org/2000/svg"(?P<rest>[^>]*)>.*?</svg>', re.DOTALL)
CLASS = re.compile(r'\sclass="([^"]*)"')
GENERATOR = re.compile(r'\s*<meta name="generator"[^>]*>')
TABS_SCRIPT = re.compile(r"<script>var target=(?:(?!</script>).)*__tabbed_(?:(?!</script>).)*</script>", re.DOTALL)
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
OWN_SHEETS_LINKED = re.compile(rf'href="([^"]*){re.escape(ONE_SHEET)}"')
CONFIG = re.compile(r'(<script id="__config" type="application/json">)(.*?)(</script>)', re.DOTALL)
UNUSED_WORDS = ("clipboard.", "select.")
INDENTATION = re.compile(r"\s*\n\s*")
BETWEEN_TAGS = re.compile(r">\n(?=<)")
AFTER_OPENING = re.compile(r"(<[a-z][^<>]*>)\n(?=[^<\n])")
BEFORE_CLOSING = re.compile(r"\n(?=</)")
KEEPS_TEXT = re.compile(r"<(?:pre|textarea)\b")


def lighten(made: Path, frame_mark: str) -> None:
    """Rewrites every built page, and writes the one style sheet they share. `frame_mark` stands in frames only."""
    drawings: dict[str, str] = {}
    sheets: tuple[str, ...] = ()
    for path in sorted(made.rglob("*.html")):
        text = GENERATOR.sub("", path.read_text(encoding="utf-8"))
        text = without_drawings(text, drawings)
        text, linked = with_one_sheet(text)
        sheets = max(sheets, linked, key=len)
        if frame_mark in text:
            text = tight(without_unused(text))
        text = with_script_files(text, made)
        path.write_text(text, encoding="utf-8")
    if sheets:
        written = [(made / name).read_text(encoding="utf-8").strip() for name in sheets]
        rules = [f'.{name}{{--cb-drawing:url("{address}")}}' for name, address in sorted(drawings.items())]
        (made / ONE_SHEET).write_text("\n".join((*written, *rules, "")), encoding="utf-8")


def without_drawings(text: str, drawings: dict[str, str]) -> str:
    """The page with each of the theme's drawings named by a class; `drawings` gets their addresses for the style sheet."""

    def named(found: re.Match[str]) -> str:
        name = f"cb-d{hashlib.sha256(found[0].encode()).hexdigest()[:6]}"
        drawings[name] = f"data:image/svg+xml,{quote(found[0].replace(chr(34), chr(39)), safe=SAFE)}"
        own = CLASS.search(found["rest"])
        return f'<svg class="{own[1] + " " if own else ""}cb-drawing {name}"></svg>'

    return DRAWING.sub(named, text) if OWN_SHEETS.search(text) else text


SAFE = " '()*,-./:;=!~_"


def with_one_sheet(text: str) -> tuple[str, tuple[str, ...]]:
    """The page with one link in place of those to the casebook's own style sheets, and which they were."""
    found = OWN_SHEETS.search(text)
    if not found:
        return text, ()
    links = OWN_SHEET.findall(found[0])
    link = f'<link rel="stylesheet" href="{links[0][0]}{ONE_SHEET}">\n'
    return text[: found.start()] + link + text[found.end() :], tuple(name for _, name in links)


def with_script_files(text: str, made: Path) -> str:
    """The page with its own scripts in files that all pages share. They run where they stood, as before."""
    sheet = OWN_SHEETS_LINKED.search(text)
    if sheet is None:
        return text

    def filed(found: re.Match[str]) -> str:
        name = f"assets/theme-{hashlib.sha256(found[1].encode()).hexdigest()[:8]}.js"
        (made / name).write_text(found[1], encoding="utf-8")
        return f'<script src="{sheet[1]}{name}"></script>'

    return SCRIPT.sub(filed, text)


def without_unused(text: str) -> str:
    """A frame without the script for tabbed text, of which records have none, and without words for buttons it lacks."""

    def used(found: re.Match[str]) -> str:
        config = json.loads(found[2])
        words = config["translations"]
        config["translations"] = {key: said for key, said in words.items() if not key.startswith(UNUSED_WORDS)}
        return found[1] + json.dumps(config, separators=(",", ":")) + found[3]

    return CONFIG.sub(used, TABS_SCRIPT.sub("", text))


def tight(text: str) -> str:
    """A frame without the spaces between its tags."""
    if KEEPS_TEXT.search(text):
        return text
    text = BETWEEN_TAGS.sub(">", INDENTATION.sub("\n", text))
    return BEFORE_CLOSING.sub("", AFTER_OPENING.sub(r"\1", text))

"""What others need for the same work, in the same run: the obvious program, check-jsonschema, Hugo, mkdocs-material."""

from __future__ import annotations

import json
import shutil
import sys
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from benchmarks.measure import ROOT, run
from generator.kinds import BY_FOLDER

HUGO_CONFIG = 'baseURL = "https://example.org/"\ntitle = "Peer"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
HUGO_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
    "<body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>\n"
)
HUGO_LIST = HUGO_PAGE.replace(
    "{{ .Content }}", '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
)
MKDOCS_CONFIG = """site_name: Peer
use_directory_urls: false
theme: {name: material, font: false, features: [navigation.tabs]}
plugins: [search]
nav: [Home: index.md]
validation: {nav: {omitted_files: ignore}}
"""


def load_and_validate(root: Path) -> None:
    """What the obvious program does: PyYAML's C loader, then jsonschema. No other checks."""
    found = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in (ROOT / "schemas").glob("*.json")}
    registry = Registry().with_resources([(s["$id"], Resource.from_contents(s)) for s in found.values()])
    for folder, kind in BY_FOLDER.items():
        validator = Draft202012Validator(found[f"{kind.schema}.schema.json"], registry=registry)
        for path in sorted((root / "records" / folder).glob("*.yaml")):
            list(validator.iter_errors(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)))


def check_jsonschema(root: Path, every: int) -> int:
    """Runs check-jsonschema over every so-manieth record of each kind. Returns how many those are."""
    looked_at = 0
    for folder, kind in BY_FOLDER.items():
        paths = [str(path) for path in islice(sorted((root / "records" / folder).glob("*.yaml")), 0, None, every)]
        looked_at += len(paths)
        schema = ROOT / "schemas" / f"{kind.schema}.schema.json"
        command = ["check-jsonschema", "--base-uri", f"file://{schema.parent}/", "--schemafile", str(schema), *paths]
        if paths:
            run(command, accept=(0, 1))
    return looked_at


def has(name: str) -> bool:
    """Whether a peer can be run here."""
    return shutil.which(name) is not None


def hugo_site(site: Path, folder: Path) -> int:
    """The pages of a built site as a Hugo site with a minimal theme. Returns how many pages there are."""
    (folder / "layouts" / "_default").mkdir(parents=True)
    (folder / "hugo.toml").write_text(HUGO_CONFIG, encoding="utf-8")
    (folder / "layouts" / "_default" / "single.html").write_text(HUGO_PAGE, encoding="utf-8")
    (folder / "layouts" / "_default" / "list.html").write_text(HUGO_LIST, encoding="utf-8")
    return markdown_pages(site, folder / "content")


def hugo(folder: Path) -> None:
    """Builds it."""
    shutil.rmtree(folder / "public", ignore_errors=True)
    run(["hugo", "--quiet"], folder)


def mkdocs_site(site: Path, folder: Path) -> int:
    """The pages of a built site as Markdown files for mkdocs-material. Returns how many pages there are."""
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS_CONFIG, encoding="utf-8")
    made = markdown_pages(site, folder / "docs")
    (folder / "docs" / "index.md").write_text("# Peer\n", encoding="utf-8")
    return made


def mkdocs(folder: Path) -> None:
    """Builds it."""
    run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean"], folder)


def markdown_pages(site: Path, target: Path) -> int:
    """Writes the body of every page but the sections' own as Markdown with the same text."""
    made = 0
    for path in sorted(site.glob("*/*.html")):
        if path.name != "index.html":
            page = Markdown()
            page.feed(path.read_text(encoding="utf-8"))
            out = target / path.relative_to(site).with_suffix(".md")
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_text(page.text(path.stem), encoding="utf-8")
            made += 1
    return made


STARTS = {"h1": "\n\n# ", "h2": "\n\n## ", "h3": "\n\n### ", "li": "\n- ", "p": "\n\n", "dt": "\n\n**", "dd": ": "}
ENDS = {"dt": "**", "th": " | ", "td": " | ", "tr": "\n", "table": "\n"}
SKIPPED = {"svg", "script", "style"}
VOID = {"br", "img", "input", "hr", "meta", "link", "wbr", "path", "circle", "rect", "line", "use"}


class Markdown(HTMLParser):
    """The body of one of our pages as the Markdown somebody would have written for it."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.inside = 0
        self.skipping = 0
        self.in_row = False
        self.columns = 0
        self.target = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens what Markdown has a sign for."""
        values = dict(attrs)
        if not self.inside and values.get("id") != "casebook-content":
            return
        if tag not in VOID:
            self.inside += 1
        if tag in SKIPPED:
            self.skipping += 1
        elif tag == "table":
            self.columns = 0
            self.parts.append("\n\n")
        elif tag == "tr":
            self.in_row = True
            self.parts.append("| ")
        elif tag in ("th", "td"):
            self.columns += self.columns >= 0
        elif tag == "a":
            self.target = values.get("href") or ""
            self.parts.append("[")
        elif not self.in_row:
            self.parts.append(STARTS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        """Closes it."""
        if not self.inside or tag in VOID:
            return
        self.inside -= 1
        if tag in SKIPPED:
            self.skipping -= 1
        elif tag == "a":
            self.parts.append(f"]({self.target})")
        elif tag == "tr":
            self.in_row = False
            self.parts.append("\n")
            if self.columns > 0:
                self.parts.append("|" + " --- |" * self.columns + "\n")
                self.columns = -1
        elif tag in ENDS and (tag != "dt" or not self.in_row):
            self.parts.append(ENDS[tag])

    def handle_data(self, data: str) -> None:
        """Keeps the text."""
        if self.inside and not self.skipping and (text := " ".join(data.split())):
            self.parts.append(text + " ")

    def text(self, title: str) -> str:
        """The page with the head that every generator wants."""
        return f"---\ntitle: {json.dumps(title)}\n---\n" + "".join(self.parts) + "\n"

"""Runs the site engine: mkdocs or zensical, the same configuration for both. Knows no records."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from generator import frame, lean, resources
from generator.audience_docs import for_base, without_pages
from generator.content_policy import guarded
from generator.locking import Say, alone, handed_on
from generator.pages import sections_of
from generator.privacy.scope import Scope

ENGINES = ("mkdocs", "zensical")
MADE = ".engine"
FOREIGN_SHIM = "https://unpkg.com/iframe-worker/shim"
OWN_SHIM = "assets/folder-worker.js"
TOP_KEY = r"^{key}:.*$"


class EngineFailed(Exception):
    """The engine refused to build the sections. The message is its own output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The folders of one casebook's site. What it does not bring itself comes with the program."""

    root: Path

    def own(self, name: str) -> Path:
        """A folder or file of the site: the casebook's own, else the program's."""
        mine = self.root / "site" / name
        return mine if mine.exists() else resources.folder("site") / name

    @property
    def config(self) -> Path:
        """The engine's configuration."""
        mine = self.root / "mkdocs.yml"
        return mine if mine.exists() else resources.folder("mkdocs.yml", is_file=True)

    @property
    def docs(self) -> Path:
        """Where section pages are generated."""
        return self.root / "site" / "docs"

    @property
    def public(self) -> Path:
        """Where the finished site goes, unless told otherwise."""
        return self.root / "site" / "public"

    def public_for(self, scope: Scope) -> Path:
        """Where the site of an audience goes, unless told otherwise: never where another's is."""
        return self.public if scope.whole else self.public.with_name(f"{self.public.name}-{scope.label}")


def write_docs(layout: Layout, scope: Scope) -> None:
    """Writes the engine's input: frames, hand-written pages, assets. Only what changed; removes what is stale."""
    sections = sections_of(scope)
    wanted: dict[Path, bytes] = {}
    for source, target in ((layout.own("pages"), Path()), (layout.own("assets"), Path("assets"))):
        for path in sorted(source.rglob("*")):
            if path.is_file():
                wanted[target / path.relative_to(source)] = path.read_bytes()
    nested = nested_sections(layout)
    for section in sections:
        hide = () if section.path in nested else ("navigation",)
        wanted[Path(section.path).with_suffix(".md")] = frame.markdown(hide).encode()
    write_tree(layout.docs, wanted if scope.whole else for_base(wanted, scope.base))


def nested_sections(layout: Layout) -> set[str]:
    """Section pages that the navigation shows beside others, so that their side menu is worth having."""
    text = layout.config.read_text(encoding="utf-8")
    indented = re.findall(r"^ {4,}- .*?([a-z-]+/index)\.md\s*$", text, re.MULTILINE)
    return {f"{name}.html" for name in indented}


def write_tree(folder: Path, wanted: dict[Path, bytes]) -> None:
    """Makes a folder hold exactly these files."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() or path.is_symlink():
            if path.relative_to(folder) not in wanted:
                path.unlink()
        elif not any(path.iterdir()):
            path.rmdir()
    for name, content in wanted.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def configuration(layout: Layout, scope: Scope, *, offline: bool) -> str:
    """The engine's configuration, its folders as seen from `site/`."""
    text = layout.config.read_text(encoding="utf-8")
    text = with_key(text, "docs_dir", layout.docs.name)
    text = with_key(text, "site_dir", MADE)
    overrides = json.dumps(Path(os.path.relpath(layout.own("overrides"), layout.docs.parent)).as_posix())
    text = re.sub(r"^(\s+custom_dir:).*$", lambda m: f"{m[1]} {overrides}", text, count=1, flags=re.MULTILINE)
    if not scope.whole:
        name = re.search(r"^site_name:\s*[\"']?(.*?)[\"']?\s*$", text, re.MULTILINE)
        text = with_key(text, "site_name", f"{name[1] if name else 'Casebook'} ({scope.title})")
        text = without_pages(text, {path.relative_to(layout.docs).as_posix() for path in layout.docs.rglob("*.md")})
    if offline:
        text = with_key(text, "site_url", "")
        text = re.sub(r"^(\s*)- search$", r"\1- search\n\1- offline", text, count=1, flags=re.MULTILINE)
    return text


def with_key(text: str, key: str, value: str) -> str:
    """The configuration with a key at the left margin set."""
    line = f"{key}: {json.dumps(value)}"
    changed, number = re.subn(TOP_KEY.format(key=key), lambda _: line, text, count=1, flags=re.MULTILINE)
    return changed if number else f"{text.rstrip()}\n{line}\n"


def run(layout: Layout, engine: str, out: Path, scope: Scope, *, offline: bool, say: Say) -> None:
    """Builds sections and frames into `out`, in strict mode. Raises EngineFailed with the engine's words.

    Zensical insists that everything lies beside its configuration, so both engines work inside `site/`, one build at a
    time, and the result is moved away.
    """
    home = layout.docs.parent
    home.mkdir(parents=True, exist_ok=True)
    config, made = home / ".engine.yml", home / MADE
    running = handed_on(home / ".engine.running", "the engine", say)
    with alone(home / ".engine.lock", f"build in '{home}'", say), running as held:
        write_docs(layout, scope)
        shutil.rmtree(made, ignore_errors=True)
        config.write_text(configuration(layout, scope, offline=offline), encoding="utf-8")
        try:
            execute(engine, config, home, held)
            tidy(made, offline=offline, own_styles=engine == "mkdocs")
            shutil.move(made, out)
        finally:
            config.unlink(missing_ok=True)
            for leftover in (made, home / ".cache"):
                shutil.rmtree(leftover, ignore_errors=True)


def execute(engine: str, config: Path, home: Path, held: tuple[int, ...] = ()) -> None:
    """Runs the engine in a process of its own, which keeps the locks it is handed for as long as it runs."""
    command = [sys.executable, "-m", engine, "build", "--strict", "--config-file", str(config)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0"}
    done = subprocess.run(
        command,
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        pass_fds=held,
    )
    if done.returncode or not (home / MADE / "index.html").is_file():
        raise EngineFailed((done.stdout + done.stderr).strip())


def tidy(made: Path, *, offline: bool, own_styles: bool) -> None:
    """Removes what carries the time of the build, weighs more than it must or would be fetched from another host; then
    says what a page may run."""
    (made / "sitemap.xml.gz").unlink(missing_ok=True)
    if offline:
        (made / "404.html").unlink(missing_ok=True)  # only a server shows it, and its links begin at the server's root
    lean.lighten(made, frame.BODY)
    for path in made.rglob("*.html"):
        up = "../" * (len(path.relative_to(made).parts) - 1)
        text = path.read_text(encoding="utf-8").replace(FOREIGN_SHIM, f"{up}{OWN_SHIM}")
        path.write_text(guarded(text, offline=offline, own_styles=own_styles), encoding="utf-8")

"""`casebook serve`: build, serve on this computer only, rebuild when something is saved."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.cli import as_of_option, root_option
from generator.commands import build
from generator.engine import Layout
from generator.kinds import KINDS
from generator.load import load
from generator.refresh import Refresher
from generator.schema import SchemaStore

SETTLE = 0.1
LEFT_BY_EDITORS = ("~", ".swp", ".swx", ".tmp", ".bak", "4913")
NO_RECORDS: dict[str, frozenset[str]] = {kind.name: frozenset() for kind in KINDS}
WATCHED = ("records", "site/pages", "site/assets", "site/overrides", "schemas")


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each, and never from a cache."""

    def end_headers(self) -> None:
        """Adds the header that keeps a browser from showing yesterday's page."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class Changes(FileSystemEventHandler):
    """Remembers what was saved."""

    def __init__(self) -> None:
        self.seen = threading.Event()
        self.paths: set[str] = set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Any change but a mere opening counts."""
        if event.event_type in ("created", "modified", "moved", "deleted") and not event.is_directory:
            self.paths.update(os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
            self.seen.set()

    def taken(self, root: Path) -> frozenset[str]:
        """What was saved since this was last asked, as paths below the root."""
        paths, self.paths = self.paths, set()
        files = (path for path in paths if not path.endswith(LEFT_BY_EDITORS))
        return frozenset(Path(path).relative_to(root).as_posix() for path in files)


@click.command(name="serve")
@root_option
@as_of_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 picks a free port.")
def command(root: Path, as_of: dt.date, port: int) -> int:
    """Build the site, serve it on this computer only, and rebuild it on change. Stop with Ctrl-C."""
    return run(root, as_of, port)


def run(root: Path, as_of: dt.date, port: int) -> int:
    """Serves until interrupted."""
    public = Layout(root=root).public
    code = build.run(build.Order(root=root, as_of=as_of, force=True))
    if not (public / "index.html").is_file():
        return code or 1
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(Quiet, directory=str(public)))
    except OSError as error:
        raise click.UsageError(f"port {port} cannot be used ({error.strerror}); choose another with --port") from None
    refresher = Refresher(layout=Layout(root=root), as_of=as_of)
    refresher.prepare(load(root, SchemaStore.load(), only=NO_RECORDS).casebook.settings)
    changes = Changes()
    observer = Observer()
    for name in WATCHED:
        if (root / name).is_dir():
            observer.schedule(changes, str(root / name), recursive=True)
    observer.start()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"casebook: serving http://127.0.0.1:{server.server_port}/ (Ctrl-C stops)", err=True)
    try:
        watch(root, as_of, changes, refresher)
    finally:
        observer.stop()
        server.shutdown()
    return 0


def watch(root: Path, as_of: dt.date, changes: Changes, refresher: Refresher) -> None:
    """After every change shows the saved records at once, then builds everything. A failed build leaves the old pages."""
    building: subprocess.Popen[bytes] | None = None
    try:
        while True:
            changes.seen.wait()
            while changes.seen.is_set():
                changes.seen.clear()
                threading.Event().wait(SETTLE)
            stop(building)
            saved = changes.taken(root)
            shown = refresher.show(saved) if all(path.startswith("records/") for path in saved) else ()
            for path in shown:
                click.echo(f"casebook: {path} is ready; the other pages follow", err=True)
            building = started(root, as_of)
    finally:
        stop(building)


def started(root: Path, as_of: dt.date) -> subprocess.Popen[bytes]:
    """A build in a process of its own, so that the next change need not wait for it."""
    command = [sys.executable, "-m", "generator", "build", "--root", str(root), "--as-of", str(as_of), "--force"]
    return subprocess.Popen(command, start_new_session=True)


def stop(building: subprocess.Popen[bytes] | None) -> None:
    """Ends a build that is out of date, with the engine it may have started. The old site stays as it is."""
    if building and building.poll() is None:
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(building.pid, signal.SIGKILL)
        building.wait()

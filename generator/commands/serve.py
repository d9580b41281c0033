"""`casebook serve`: build, serve on this computer only, rebuild when something is saved."""

from __future__ import annotations

import datetime as dt
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

SETTLE = 0.3
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
    """Remembers that something was saved."""

    def __init__(self) -> None:
        self.seen = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Any change but a mere opening counts."""
        if event.event_type in ("created", "modified", "moved", "deleted") and not event.is_directory:
            self.seen.set()


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
    code = build.run(root, as_of, force=True)
    if not (public / "index.html").is_file():
        return code or 1
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(Quiet, directory=str(public)))
    except OSError as error:
        raise click.UsageError(f"port {port} cannot be used ({error.strerror}); choose another with --port") from None
    changes = Changes()
    observer = Observer()
    for name in WATCHED:
        if (root / name).is_dir():
            observer.schedule(changes, str(root / name), recursive=True)
    observer.start()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"casebook: serving http://127.0.0.1:{server.server_port}/ (Ctrl-C stops)", err=True)
    try:
        watch(root, as_of, changes)
    finally:
        observer.stop()
        server.shutdown()
    return 0


def watch(root: Path, as_of: dt.date, changes: Changes) -> None:
    """Rebuilds after every change, once the saving has settled. A failed build leaves the old pages."""
    while True:
        changes.seen.wait()
        while changes.seen.is_set():
            changes.seen.clear()
            threading.Event().wait(SETTLE)
        build.run(root, as_of, force=True)
        click.echo("casebook: reload the page", err=True)

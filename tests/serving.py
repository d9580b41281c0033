"""Serves a built site on this computer, for the tests that look at it in a browser."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

INDEX = "/search/search_index.json"


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class Unsearched(Quiet):
    """Serves a search that knows no page. Every page that is opened reads the whole index, whether anybody searches or not."""

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Empties the index as it goes out."""
        if not self.path.endswith(INDEX):
            return super().send_head()
        content = emptied(Path(self.translate_path(self.path)))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)


@cache
def emptied(index: Path) -> bytes:
    """An index of the search without its entries."""
    return json.dumps(json.loads(index.read_bytes()) | {"docs": []}).encode()


def without_index(site: Path, target: Path) -> None:
    """The same site, made to be opened from a folder, with a search that knows no page. The files are the same files."""
    shutil.copytree(site, target, copy_function=os.link)
    script = target / "search" / "search_index.js"
    start, _, index = script.read_text(encoding="utf-8").partition("=")
    script.unlink()
    script.write_text(f"{start}= {json.dumps(json.loads(index) | {'docs': []})}", encoding="utf-8")


@contextmanager
def served(folder: Path, how: type[Quiet] = Quiet) -> Iterator[str]:
    """The address of a folder while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(how, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()

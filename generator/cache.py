"""What was worked out before and may be forgotten at any time: values by key, signed so that nobody else's are believed.

It lies in the folder that git keeps for itself, so it can never be committed and goes when the clone goes; where there is no
git, nothing is remembered. Each value carries a signature made with a secret that never
leaves this person's own folder: a broken or foreign value is simply not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import marshal
import os
import secrets
import sqlite3
import sys
import weakref
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import resources

FOLDER = "casebook-cache"
OFF = "CASEBOOK_NO_CACHE"
SIGNATURE = 16
WAIT = 5.0
AT_ONCE = 500
READ_BY = ("PyYAML", "jsonschema-rs")
WHOLE = frozenset[str]()
Value = Any
"""Whatever marshal can write: text, numbers, tuples, lists, mappings. Who reads one looks whether it is what it should be."""


class Cache:
    """Values by key. Every failure means that nothing is known; none is ever raised."""

    def __init__(self, root: Path, name: str, areas: frozenset[str] = WHOLE) -> None:
        self.root = root
        self.name = name
        self.areas = areas
        self.fresh: dict[bytes, bytes] = {}

    @cached_property
    def secret(self) -> bytes:
        """What signs the values: ours alone, and useless to a program that would come to others."""
        return hashlib.blake2b(own_secret() + program(self.areas), digest_size=32).digest()

    @cached_property
    def store(self) -> sqlite3.Connection | None:
        """The file they lie in, or None where there can be none."""
        if os.environ.get(OFF) or not own_secret():
            return None
        with contextlib.suppress(OSError, sqlite3.Error):
            if home := git_folder(self.root):
                folder = home / FOLDER
                folder.mkdir(mode=0o700, exist_ok=True)
                store = open_store(folder / f"{self.name}.sqlite")
                weakref.finalize(self, store.close)
                return store
        return None

    @staticmethod
    def key(*parts: str) -> bytes:
        """The key of something that is known by some words."""
        return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=20).digest()

    def get(self, keys: Iterable[bytes]) -> Mapping[bytes, Value]:
        """What is known of some keys."""
        found: dict[bytes, Value] = {}
        wanted = list(keys)
        with contextlib.suppress(sqlite3.Error):
            for start in range(0, len(wanted) if self.store else 0, AT_ONCE):
                some = wanted[start : start + AT_ONCE]
                marks = ",".join("?" * len(some))
                assert self.store is not None
                for key, signed in self.store.execute(f"SELECT key, value FROM value WHERE key IN ({marks})", some):  # noqa: S608
                    with contextlib.suppress(ValueError, EOFError, TypeError):
                        found[key] = self.opened(key, signed)
        return found

    def put(self, key: bytes, value: Value) -> None:
        """Keeps a value for later. It is written by `save`."""
        if self.store:
            content = marshal.dumps(value)
            self.fresh[key] = self.signature(key, content) + content

    def save(self) -> None:
        """Writes what is new. Two at once wait for each other."""
        if self.store and self.fresh:
            with contextlib.suppress(sqlite3.Error), self.store:
                self.store.executemany("INSERT OR REPLACE INTO value VALUES (?, ?)", sorted(self.fresh.items()))
        self.fresh.clear()

    def opened(self, key: bytes, signed: bytes) -> Value:
        """The value, once its signature has been found right."""
        given, content = signed[:SIGNATURE], signed[SIGNATURE:]
        if not hmac.compare_digest(given, self.signature(key, content)):
            raise ValueError
        return marshal.loads(content)  # noqa: S302 - nobody but us can have signed it

    def signature(self, key: bytes, content: bytes) -> bytes:
        """Says that we wrote this content for this key."""
        return hashlib.blake2b(key + content, digest_size=SIGNATURE, key=self.secret).digest()


def open_store(path: Path) -> sqlite3.Connection:
    """The file of values; one that is broken is thrown away and begun again."""
    for _ in range(2):
        store = sqlite3.connect(path, timeout=WAIT)
        try:
            store.execute("PRAGMA synchronous=OFF")
            store.execute("CREATE TABLE IF NOT EXISTS value (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
            return store
        except sqlite3.DatabaseError as error:
            store.close()
            if isinstance(error, sqlite3.OperationalError):
                raise
            path.unlink(missing_ok=True)
    raise sqlite3.OperationalError


def git_folder(root: Path) -> Path | None:
    """Where git keeps what it knows of the repository around a folder."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_dir():
            return git
        if git.is_file():
            mark, _, said = os.fsdecode(git.read_bytes()).strip().partition("gitdir: ")
            return found if not mark and said and (found := folder / said).is_dir() else None
    return None


def own_secret() -> bytes:
    """Random bytes in a file of this person's own, made when first asked for; none where there is no such place."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    with contextlib.suppress(OSError, RuntimeError):
        path = Path(base).expanduser() / "casebook" / "secret"
        if not path.is_file():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "wb") as file:
                    file.write(secrets.token_bytes(32))
        found = path.read_bytes()
        mine = not hasattr(os, "geteuid") or path.stat().st_uid == os.geteuid()
        return found if len(found) == 32 and mine else b""
    return b""


def program(areas: frozenset[str] = WHOLE) -> bytes:
    """What the values depend on beside their keys: the program or some areas of it with their lists of words, the schemas,
    and the versions of Python and of what reads for us."""
    found = hashlib.blake2b(sys.version.encode(), digest_size=20)
    found.update(" ".join(version(name) for name in READ_BY).encode())
    modules = sorted(path for ending in ("py", "txt") for path in resources.PACKAGE.rglob(f"*.{ending}"))
    schemas = sorted(resources.folder("schemas").glob("*.json"))
    for path in (*(m for m in modules if not areas or area_of(m) in areas), *schemas):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.digest()


def area_of(module: Path) -> str:
    """The part of the program a module belongs to."""
    return module.relative_to(resources.PACKAGE).parts[0].removesuffix(".py")

"""What many tests look at is made once in a run, by whichever process asks first; the others wait for it and look too."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

from tests.sites import ROOT, build, copy_of

ENGINES: dict[str, tuple[str, ...]] = {"mkdocs": (), "zensical": ("--engine", "zensical")}
"""The engines, and how each is asked for: the first one need not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """A folder that all processes of one test run share. What lies in it is read, and never changed."""

    folder: Path

    def made(self, name: str, make: Callable[[Path], object]) -> Path:
        """A folder that was made by a function: here, or elsewhere while we waited."""
        target, done = self.folder / name, self.folder / f"{name}.done"
        with FileLock(self.folder / f"{name}.lock"):
            if not done.exists():
                make(target)
                done.touch()
        return target

    def site(self, *options: str, records: Path = ROOT) -> Path:
        """The site of some records, built with some options; the sample's unless others are named."""
        asked = "\n".join((str(records), *options)).encode()

        def make(target: Path) -> None:
            root = copy_of(records, target)
            done = build(root, *options, "--out", str(root / "site" / "public"))
            assert done.returncode == 0, done.stderr

        return self.made(f"site-{sha256(asked).hexdigest()[:12]}", make) / "site" / "public"


def shared_by_all(own: Path) -> Once:
    """The shared folder beside the folder of one process; where there is one process only, its own."""
    return Once(folder=own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)

"""Builds sites without running the engine each time: its part is made once, and is the same for every casebook."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from generator import engine
from generator.engine import Layout
from generator.privacy.scope import Scope
from tests.sites import BASE, copy_of

Run = Callable[..., None]


def print_letterhead(folder: Path, name: str = "mkdocs") -> Path:
    """What an engine makes of the smallest casebook: sections with frames, no records."""
    root, out = copy_of(BASE, folder / "root"), folder / name
    engine.run(Layout(root=root), name, out, Scope(), offline=False, say=lambda _: None)
    return out


def copying(letterhead: Path) -> Run:
    """Stands in for the engine."""

    def run(layout: Layout, name: str, out: Path, *_: object, **__: object) -> None:
        shutil.copytree(letterhead, out)

    return run


DRIVER = """
import os
from pathlib import Path
from generator import engine
from tests.letterhead import copying
if os.environ["LETTERHEAD"]:
    engine.run = copying(Path(os.environ["LETTERHEAD"]))
from generator.__main__ import run
run()
"""
"""A program that is `casebook`, with the letterhead in place of the engine where there is one."""

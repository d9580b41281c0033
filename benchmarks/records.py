"""Makes a casebook of any size from copies of the sample records."""

from __future__ import annotations

import shutil
from itertools import cycle, product
from pathlib import Path

COPIED = ("providers", "procedures", "policies", "case-plans", "roles", "registers")
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def copies(source: Path, target: Path, number: int) -> int:
    """Writes the sample and copies of it until there are `number` records. Returns how many there are."""
    shutil.copytree(source / "records", target / "records")
    made = sum(1 for _ in (target / "records").rglob("*.yaml"))
    originals = [path for folder in COPIED for path in sorted((source / "records" / folder).glob("*.yaml"))]
    codes = ("cp-" + "".join(letters) for letters in product(ALPHABET, repeat=4))
    taken = {path.stem for path in (target / "records" / "case-plans").glob("*.yaml")}
    for count, path in enumerate(cycle(originals)):
        if made >= number:
            break
        folder = path.parent.name
        name = f"{path.stem}-copy-{count}"
        if folder == "case-plans":
            name = next(code for code in codes if code not in taken)
        shutil.copyfile(path, target / "records" / folder / f"{name}.yaml")
        made += 1
    return made

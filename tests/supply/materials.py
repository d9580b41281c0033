"""Every locked package with its version, licence and hashes: `make sbom` (CycloneDX), `make licences` (a table)."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
UNKNOWN = "not stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One locked package."""

    name: str
    version: str
    licence: str
    hashes: tuple[str, ...]


def plain_name(name: str) -> str:
    """A package's name as every tool writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def materials(lock: Path = ROOT / "requirements.lock") -> Iterator[Material]:
    """Every package of the lock, in its order."""
    for part in re.split(r"\n(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8")):
        if found := LOCKED.match(part):
            hashes = tuple(sorted(HASH.findall(part)))
            name = plain_name(found["name"])
            yield Material(name=name, version=found["version"], licence=licence(name, found["version"]), hashes=hashes)


def licence(name: str, version: str) -> str:
    """What the installed package says of its licence; a package for another system or Python is not installed here."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return UNKNOWN
    if about["Version"] != version:
        return UNKNOWN
    classified = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier", []) if c.startswith("License :: OSI")]
    said = stated(about, "License").splitlines()
    return stated(about, "License-Expression") or ", ".join(classified) or (said[0][:60] if said else UNKNOWN)


def stated(about: PackageMetadata, name: str) -> str:
    """What a package says under a name; nothing when it says nothing."""
    return about[name].strip() if name in about else ""


def bill(found: list[Material]) -> dict[str, object]:
    """The bill of materials, CycloneDX 1.6. It holds no clock, so the same lock gives the same bytes."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "casebook", "bom-ref": "casebook"}},
        "components": [
            {
                "type": "library",
                "bom-ref": f"pkg:pypi/{one.name}@{one.version}",
                "name": one.name,
                "version": one.version,
                "purl": f"pkg:pypi/{one.name}@{one.version}",
                "licenses": [{"license": {"name": one.licence}}],
                "hashes": [{"alg": "SHA-256", "content": value} for value in one.hashes],
            }
            for one in found
        ],
    }


def main(form: str) -> int:
    """Prints the bill or the table."""
    found = list(materials())
    if form == "sbom":
        print(json.dumps(bill(found), indent=1))
        return 0
    for one in found:
        print(f"{one.name:28} {one.version:18} {one.licence}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

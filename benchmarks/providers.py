"""Makes a casebook with as many providers as the largest authority might list: the sample's, under invented names and in other places."""

from __future__ import annotations

import re
import shutil
from itertools import product
from pathlib import Path

FIRST = (
    *("Alder", "Aspen", "Barley", "Beacon", "Birch", "Bramble", "Briar", "Bridge", "Brook", "Cedar", "Chalk", "Cherry"),
    *(
        "Clover",
        "Copper",
        "Crane",
        "Curlew",
        "Damson",
        "Elder",
        "Fallow",
        "Fern",
        "Finch",
        "Flint",
        "Foxglove",
        "Furrow",
    ),
    *("Garnet", "Gorse", "Granary", "Hawthorn", "Hazel", "Heather", "Heron", "Hollow", "Ivy", "Juniper", "Kestrel"),
    *(
        "Lantern",
        "Lapwing",
        "Larch",
        "Linden",
        "Lock",
        "Maple",
        "Marsh",
        "Meadow",
        "Mill",
        "Orchard",
        "Osprey",
        "Otter",
    ),
    *(
        "Plover",
        "Poplar",
        "Quarry",
        "Sedge",
        "Rush",
        "Sorrel",
        "Swift",
        "Teasel",
        "Thistle",
        "Timber",
        "Wharf",
        "Willow",
    ),
)
SECOND = ("Bank", "Court", "End", "Field", "Gate", "Green", "Hill", "House", "Lane", "Row", "Side", "Yard")
TOWNS = (
    *(("OX1", "Oxford"), ("OX4", "Oxford"), ("OX10", "Wallingford"), ("OX11", "Didcot"), ("OX14", "Abingdon")),
    *(("OX16", "Banbury"), ("OX26", "Bicester"), ("OX28", "Witney"), ("NG2", "Nottingham"), ("NG9", "Beeston")),
)
NAME = re.compile(r"^name: .*$", re.MULTILINE)
PLACE = re.compile(r"^(    town: ).*(\n    postcode_district: ).*$", re.MULTILINE)


def providers(source: Path, target: Path, number: int) -> int:
    """Writes the records of the sample with so many providers. Returns how many there are."""
    shutil.copytree(source / "records", target / "records")
    folder = target / "records" / "providers"
    originals = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))]
    pairs = list(product(SECOND, FIRST))
    for copy in range(number - len(originals)):
        stem, text = originals[copy % len(originals)]
        second, first = pairs[copy // len(originals)]
        name = f"{first.lower()}-{second.lower()}-{stem}"
        (folder / f"{name}.yaml").write_text(renamed(text, f"{first} {second}", copy), encoding="utf-8")
    return sum(1 for _ in folder.glob("*.yaml"))


def renamed(text: str, start: str, copy: int) -> str:
    """A provider's text under another name, which ends as its own does, and in another town."""
    district, town = TOWNS[copy % len(TOWNS)]
    named = NAME.sub(lambda found: f"name: {start} {found.group().split()[-1]}", text, count=1)
    return PLACE.sub(lambda found: f"{found[1]}{town}{found[2]}{district}", named)

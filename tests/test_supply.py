"""What the casebook is made of is pinned with hashes, justified in a line, licensed, listed and renewed."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import requires, version
from pathlib import Path

import pytest
import yaml

from tests.sites import ROOT
from tests.supply.materials import HASH, UNKNOWN, Material, bill, materials, plain_name

PAGE = ROOT / "site/pages/reliability.md"
LOCK = ROOT / "requirements.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FREE = re.compile(r"MIT|BSD|Apache|ISC|MPL|Mozilla|PSF|Python|Unlicense|0BSD|Zlib|CC0|HPND", re.IGNORECASE)


def name_of(requirement: str) -> str:
    """The package a requirement names."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return plain_name(found[0])


def declared() -> list[str]:
    """The direct dependencies, those of every extra included."""
    extras = [one for extra in PROJECT["optional-dependencies"].values() for one in extra]
    return [*PROJECT["dependencies"], *extras]


@pytest.fixture(scope="module")
def locked() -> list[Material]:
    """The packages of the lock."""
    return list(materials())


def test_each_direct_dependency_is_justified_in_a_line_and_nothing_else_is() -> None:
    rows = re.findall(r"^\| ([A-Za-z0-9._-]+) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    justified = {plain_name(name): why for name, why in rows if name not in ("---", "Package")}
    assert set(justified) == {name_of(one) for one in declared()}
    assert all(len(why) > 4 for why in justified.values())


def test_each_direct_dependency_is_locked_as_it_is_declared(locked: list[Material]) -> None:
    versions = {one.name: one.version for one in locked}
    for one in declared():
        assert name_of(one) in versions, one
        for sign, bound in re.findall(r"(>=|<)([0-9][0-9.]*)", one):
            held = numbers(versions[name_of(one)]) >= numbers(bound)
            assert held is (sign == ">="), one


def numbers(text: str) -> tuple[int, ...]:
    """A version as numbers."""
    return tuple(int(part) for part in re.findall(r"\d+", text))


def test_what_is_installed_is_what_is_locked(locked: list[Material]) -> None:
    versions: dict[str, set[str]] = {}
    for material in locked:
        versions.setdefault(material.name, set()).add(material.version)
    for one in declared():
        assert version(name_of(one)) in versions[name_of(one)], one
        for needed in requires(name_of(one)) or ():
            if ";" not in needed:
                assert name_of(needed) in versions, f"{one} needs {needed}, which is not locked"


def test_every_package_has_hashes_and_no_index_is_named(locked: list[Material]) -> None:
    assert len(locked) > 40
    assert [one.name for one in locked if not one.hashes] == []
    for path in (
        LOCK,
        ROOT / "Makefile",
        ROOT / "pyproject.toml",
        ROOT / ".github/dependabot.yml",
        ROOT / "renovate.json",
    ):
        text = HASH.sub("", path.read_text(encoding="utf-8"))
        assert not re.search(r"https?://|index-url|extra-index", text), path.name
    assert "--require-hashes" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_installed_package_says_under_which_free_licence_it_is(locked: list[Material]) -> None:
    unclear = {one.name for one in locked if one.licence != UNKNOWN and not FREE.search(one.licence)}
    assert unclear == set()
    assert len([one for one in locked if one.licence == UNKNOWN]) <= 5


def test_the_bill_of_materials_is_whole_and_always_the_same(locked: list[Material]) -> None:
    made = bill(locked)
    assert json.dumps(made) == json.dumps(bill(list(materials())))
    components = made["components"]
    assert isinstance(components, list)
    assert [one["purl"] for one in components] == [f"pkg:pypi/{one.name}@{one.version}" for one in locked]
    assert len({one["bom-ref"] for one in components}) == len(components)


def test_both_forges_renew_the_tools() -> None:
    ours = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))
    assert {one["package-ecosystem"] for one in ours["updates"]} == {"uv", "github-actions"}
    assert all(one["schedule"]["interval"] in ("weekly", "monthly") for one in ours["updates"])
    other = json.loads((ROOT / "renovate.json").read_text(encoding="utf-8"))
    assert other["schedule"]
    assert "gitlabci" in other["enabledManagers"]
    assert any(path.name == ".gitlab-ci.yml" for path in ROOT.iterdir())
    assert Path(PAGE).is_file()

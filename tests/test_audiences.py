"""Nobody finds in the site of an audience what they may not see: canaries in every property, and hidden changes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest

from generator.audience import NoAudience, for_audience
from generator.compliance import sealing
from generator.compliance.gate import GateState, gate
from generator.compliance.state import standings_of
from generator.engine import Layout
from generator.inspection import nothing_found
from generator.kinds import KINDS
from generator.load import load
from generator.pages import SiteContext
from generator.privacy.marks import marked
from generator.privacy.redact import stand_in
from generator.privacy.scope import NOT_SHOWN
from generator.schema import SchemaStore
from generator.site import build
from tests.canaries import Canary, Planter, is_brought_along, may_see, record_id, seen, words_of
from tests.cases import AS_OF, SAMPLE, copy_base, store
from tests.sites import BASE, copy_of, files
from tests.sites import build as cli_build

AUDIENCES = ("coordinator", "staff", "provider", "public")
NARROW = AUDIENCES[1:]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Canary]]:
    """The planted casebook and its canaries."""
    planter = Planter(store())
    return planter.plant(tmp_path_factory.mktemp("canaries") / "root"), planter.planted


def site_of(root: Path, audience: str, *, marks: SchemaStore | None = None, on: dt.date = AS_OF) -> Path:
    """The site of an audience, built without asking the rules: planted records break many."""
    loaded = load(root, store())
    assert [f.message for f in loaded.findings] == []
    provider = record_id("provider", "a") if audience == "provider" else ""
    casebook = for_audience(loaded.casebook, marks or store(), audience, provider, on)
    context = SiteContext(casebook=casebook, report=nothing_found(on), as_of=on)
    out = root / "out" / audience
    build(context, Layout(root=root), out, "mkdocs", offline=False, replace=True, say=lambda _: None)
    return out


@pytest.fixture(scope="module")
def sites(planted: tuple[Path, list[Canary]]) -> Callable[[str], Path]:
    """Builds each audience's site once."""
    known: dict[str, Path] = {}

    def site(audience: str) -> Path:
        if audience not in known:
            known[audience] = site_of(planted[0], audience)
        return known[audience]

    return site


def hidden(canary: Canary, audience: str) -> bool:
    """Whether an audience may not see a canary."""
    if (
        audience == "provider"
        and canary.which == "b"
        and canary.path.startswith(("provider.", "policy.", "procedure."))
    ):
        return True
    return not may_see(store(), canary.path, audience)


@pytest.mark.parametrize("audience", NARROW)
def test_what_is_hidden_is_nowhere(
    audience: str, sites: Callable[[str], Path], planted: tuple[Path, list[Canary]]
) -> None:
    secret = [canary for canary in planted[1] if hidden(canary, audience)]
    assert sorted((c.path, c.which, c.forms) for c in seen(sites(audience), secret)) == []


@pytest.mark.parametrize(("audience", "least"), [("coordinator", 80), ("staff", 75), ("provider", 75), ("public", 70)])
def test_what_is_not_hidden_is_there(
    audience: str, least: int, sites: Callable[[str], Path], planted: tuple[Path, list[Canary]]
) -> None:
    shown = [canary for canary in planted[1] if not hidden(canary, audience)]
    found = seen(sites(audience), shown)
    missing = sorted({c.path for c in shown} - {c.path for c in found})
    assert 100 * len(found) >= least * len(shown), missing


@pytest.mark.parametrize("audience", ["provider", "public"])
def test_no_verdict_is_told_where_it_could_give_a_concern_away(audience: str, sites: Callable[[str], Path]) -> None:
    texts = {name: text for name, text in words_of(sites(audience)) if not is_brought_along(name)}
    told = [name for name, text in texts.items() if re.search(r"[Mm]ay (not )?be used (today|only with)", text)]
    assert told == []
    assert not any("directory-data" in name or "compare" in name for name in texts)


def test_the_open_directory_is_data_too(sites: Callable[[str], Path]) -> None:
    folder = sites("public") / "providers"
    found = json.loads((folder / "providers.json").read_text(encoding="utf-8"))
    assert [provider["id"] for provider in found["providers"]] == [record_id("provider", which) for which in "ab"]
    assert not {"evidence", "concerns", "costs", "contacts"} & {name for p in found["providers"] for name in p}
    assert NOT_SHOWN not in json.dumps(found)
    lines = list(csv.DictReader(io.StringIO((folder / "providers.csv").read_text(encoding="utf-8"))))
    assert [line["name"] for line in lines] == [provider["name"] for provider in found["providers"]]
    assert not (sites("provider") / "providers" / "providers.json").exists()


@pytest.mark.parametrize(
    ("kind", "path"),
    [("provider", "contacts.phone"), ("provider", "costs"), ("casebook", "source_url")],
)
def test_a_mark_that_is_too_wide_is_noticed(
    kind: str, path: str, planted: tuple[Path, list[Canary]], tmp_path: Path
) -> None:
    schemas = deepcopy(dict(store().schemas))
    schema = schemas[kind]
    for name in path.split("."):
        schema = schema.get("items", schema)["properties"][name]
    schema["x-audience"] = list(AUDIENCES)
    root = copy_of(planted[0], tmp_path / "root")
    site = site_of(root, "staff", marks=SchemaStore(schemas))
    assert {c.path for c in seen(site, [c for c in planted[1] if hidden(c, "staff")])} >= leaked(kind, path, planted[1])


def leaked(kind: str, path: str, planted: list[Canary]) -> set[str]:
    """The properties that a mark lets through and pages show."""
    start = f"{kind}.{path}"
    quiet = {"provider.costs.programme", "provider.costs.valid_from", "provider.costs.valid_to", "provider.costs.note"}
    found = {c.path for c in planted if c.path == start or c.path.startswith(f"{start}.")} - quiet
    assert found
    return found


@pytest.mark.parametrize("audience", NARROW)
def test_whatever_is_hidden_makes_no_difference(audience: str, sites: Callable[[str], Path], tmp_path: Path) -> None:
    def secret(path: str, which: str) -> bool:
        return hidden(Canary(path=path, which=which, sort="", forms=()), audience)

    changed = Planter(store(), other=secret)
    root = changed.plant(tmp_path / "root")
    assert files(site_of(root, audience)) == files(sites(audience))


@pytest.mark.parametrize("audience", NARROW)
def test_records_that_are_hidden_make_no_difference(
    audience: str, sites: Callable[[str], Path], planted: tuple[Path, list[Canary]], tmp_path: Path
) -> None:
    root = copy_of(planted[0], tmp_path / "root")
    for kind in KINDS:
        if audience not in store().schemas[kind.schema]["x-audience"]:
            shutil.rmtree(root / "records" / kind.folder)
    assert not (root / "records" / "case-plans").exists()
    assert files(site_of(root, audience)) == files(sites(audience))


def test_every_kind_and_every_property_says_who_may_see_it() -> None:
    silent = []
    for kind in ("casebook", *(kind.schema for kind in KINDS)):
        schema = store().schemas[kind]
        assert "x-audience" in schema, f"schemas/{kind}.schema.json does not say who may see this kind"
        if schema["x-audience"] != ["coordinator"]:
            resolved = {name: store().resolve(sub, kind)[0] for name, sub in schema["properties"].items()}
            silent += [f"{kind}.{name}" for name, sub in resolved.items() if "x-audience" not in sub]
    assert silent == [], "state x-audience; until then only the coordinator sees it"


def test_marks_name_audiences_and_the_coordinator_sees_everything() -> None:
    def marks(node: object) -> Iterator[list[str]]:
        if isinstance(node, dict):
            if "x-audience" in node:
                yield node["x-audience"]
            for value in node.values():
                yield from marks(value)
        elif isinstance(node, list):
            for value in node:
                yield from marks(value)

    for schema in store().schemas.values():
        for mark in marks(schema):
            assert mark[0] == "coordinator"
            assert mark == [name for name in AUDIENCES if name in mark]


@pytest.mark.parametrize("audience", NARROW)
def test_whatever_is_hidden_and_required_has_a_stand_in(audience: str) -> None:
    for kind in ("casebook", *(kind.schema for kind in KINDS)):
        for one in marked(store(), kind).everything():
            for inner in one.inner.values():
                if audience in one.seen_by and inner.required and audience not in inner.seen_by:
                    assert stand_in(inner) in ([], NOT_SHOWN)


def test_a_property_without_a_mark_is_the_coordinators_alone() -> None:
    schemas = deepcopy(dict(store().schemas))
    del schemas["provider"]["properties"]["summary"]["x-audience"]
    assert marked(SchemaStore(schemas), "provider").inner["summary"].seen_by == {"coordinator"}


def test_a_mark_inside_never_widens() -> None:
    for kind in KINDS:
        for one in marked(store(), kind.schema).everything():
            for inner in one.inner.values():
                assert inner.seen_by <= one.seen_by, inner.path


def test_staff_are_told_the_same_verdict_on_every_day() -> None:
    loaded = load(SAMPLE, store())
    cut = for_audience(loaded.casebook, store(), "staff", "", AS_OF)
    full, shown = standings_of(loaded.casebook), standings_of(cut)
    days = [AS_OF + dt.timedelta(days=n) for n in range(-420, 420, 30)]
    for provider, other in zip(loaded.casebook.providers, cut.providers, strict=True):
        for day in days:
            for uses in (frozenset[str](), frozenset({"ehc-plan"}), frozenset({"transport", "one-to-one"})):
                one = gate(full, provider, day, uses=uses)
                same = gate(shown, other, day, uses=uses)
                assert (one.state, len(one.reasons)) == (same.state, len(same.reasons)), (provider.id, day, uses)


def test_pupils_that_close_a_provider_close_it_for_staff_too(tmp_path: Path) -> None:
    """Five full-time pupils make a school; staff are told that it is closed, not how many there are."""
    root = copy_base(tmp_path)
    plan = (root / "records/case-plans/cp-7f3k.yaml").read_text(encoding="utf-8")
    full_time = plan.replace("    sessions:", "    full_time: true\n    sessions:", 1)
    for number in range(5):
        (root / f"records/case-plans/cp-7f3{number}.yaml").write_text(full_time, encoding="utf-8")
    casebook = load(root, store()).casebook
    assert casebook.providers[0].type == "farm-equine-outdoor"
    cut = for_audience(casebook, store(), "staff", "", AS_OF)
    told = gate(standings_of(cut), cut.providers[0], AS_OF)
    assert told.state is GateState.CLOSED
    assert "Would be an unregistered school" in {reason.title for reason in told.reasons}
    assert not any(word in reason.text for reason in told.reasons for word in ("five", "5", "full-time pupil"))


def test_a_cut_that_opens_a_door_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    casebook = load(SAMPLE, store()).casebook
    monkeypatch.setattr(sealing, "spells", lambda *_: iter(()))
    schemas = deepcopy(dict(store().schemas))
    schemas["provider"]["properties"]["concerns"]["x-audience"] = ["coordinator"]
    with pytest.raises(NoAudience, match=r"the verdict on .* would be"):
        for_audience(casebook, SchemaStore(schemas), "staff", "", AS_OF.replace(year=2026, month=10, day=20))


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A root with the smallest casebook."""
    return copy_of(BASE, tmp_path / "root")


def test_each_audience_has_a_folder_of_its_own(base: Path) -> None:
    for arguments, folder in (
        ((), "public"),
        (("--audience", "staff"), "public-staff"),
        (("--audience", "provider", "--provider", "harbour-farm"), "public-provider-harbour-farm"),
        (("--audience", "public"), "public-public"),
    ):
        done = cli_build(base, *arguments)
        assert done.returncode == 0, done.stderr
        assert (base / "site" / folder / "index.html").is_file()
    again = cli_build(base, "--audience", "staff", "--out", str(base / "site" / "public"))
    assert again.returncode == 1
    assert "holds the site made for 'coordinator'" in again.stderr
    assert (base / "site" / "public" / "case-plans").is_dir()
    forced = cli_build(base, "--audience", "staff", "--out", str(base / "site" / "public"), "--force")
    assert forced.returncode == 0
    assert not (base / "site" / "public" / "case-plans").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--audience", "provider"), "--provider ID"),
        (("--audience", "provider", "--provider", "nobody"), "one of: harbour-farm"),
        (("--audience", "staff", "--provider", "harbour-farm"), "leave --provider out"),
        (("--audience", "governors"), "there is no audience 'governors'"),
    ],
)
def test_an_audience_that_cannot_be_served_is_refused(base: Path, arguments: tuple[str, ...], said: str) -> None:
    done = cli_build(base, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (base / "site").exists()


def test_errors_stop_every_site_but_the_coordinators(base: Path) -> None:
    (base / "records/providers/harbour-farm.yaml").write_text("name: Harbour Farm\n", encoding="utf-8")
    done = cli_build(base, "--audience", "staff", "--force")
    assert done.returncode == 1
    assert "only the coordinator's site can be forced" in done.stderr
    assert not (base / "site" / "public-staff").exists()


def test_zensical_builds_them_too(base: Path) -> None:
    done = cli_build(base, "--audience", "staff", "--engine", "zensical", "--out", str(base / "made"))
    assert done.returncode == 0, done.stderr
    pages = {name for name in files(base / "made") if name.endswith(".html")}
    assert not any(name.startswith(("case-plans", "registers", "checks", "compliance")) for name in pages)
    assert "cp-7f3k" not in "".join(text for _, text in words_of(base / "made"))


def test_the_cut_does_not_touch_the_whole() -> None:
    loaded = load(SAMPLE, store())
    before = {record.path: repr(record.data) for record in loaded.casebook.every_record()}
    for audience in NARROW:
        provider = "harbour-farm" if audience == "provider" else ""
        for_audience(loaded.casebook, store(), audience, provider, AS_OF)
    assert before == {record.path: repr(record.data) for record in loaded.casebook.every_record()}

"""An identifier of any kind, in any place of a plan or register that takes free text, is in nothing that a log could keep.

Every property comes from the schemas, so a new one is covered by itself (reliability.md, G23; test_silence.py types oddities by hand).
"""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
import yaml

from benchmarks.identifiers.corpus import stored
from generator.commands.validate import FORMATS
from generator.findings import json_pointer
from tests.cases import check, copy_base, everything_said, store
from tests.filled import Filled, filled
from tests.sites import AS_OF, build, casebook, files

RECORDS = {
    "case-plan": "records/case-plans/cp-7f3k.yaml",
    "register": "records/registers/elmfield-2026-autumn-2.yaml",
}
FULL_NAMES = ("full", "lower case, full", "possessive, full", "NFD", "titled")


def planted() -> dict[str, tuple[str, str]]:
    """For each kind of identifier, and for names in several forms, a sentence with it and the identifier itself."""
    found: dict[str, tuple[str, str]] = {}
    for sentence in stored("seen"):
        sort = sentence.form if sentence.group == "name" else sentence.group
        if sentence.core and len(sentence.spans) == 1 and (sort in FULL_NAMES or sort.isupper()):
            start, end, _ = sentence.spans[0]
            found.setdefault(sort, (sentence.text, sentence.text[start:end]))
    return found


PLANTED = planted()


def fragments(identifier: str) -> set[str]:
    """The identifier and the parts of it that give it away: long numbers, and every word of a name."""
    named = identifier in {found for sort, (_, found) in PLANTED.items() if sort in FULL_NAMES}
    parts = {word for word in identifier.split() if len(word) > 4 and (named or any(c.isdigit() for c in word))}
    return {identifier.lower(), *(part.lower() for part in parts)}


def leaked(said: str, *identifiers: str) -> set[str]:
    """What of the identifiers was said."""
    lower = said.lower()
    return {part for identifier in identifiers for part in fragments(identifier) if part in lower}


def plant(root: Path, kind: str, texts: tuple[str, ...], comment: str = "") -> Filled:
    """Writes a record with every property of its kind; the texts take turns."""
    turns = cycle(texts)
    made = filled(store(), kind, lambda pointer: next(turns))
    text = yaml.safe_dump(made.record, allow_unicode=True, sort_keys=False, width=1000)
    (root / RECORDS[kind]).write_text(f"{comment}{text}", encoding="utf-8")
    return made


def test_every_kind_of_identifier_is_planted() -> None:
    kinds = {kind for s in stored("seen") for _, _, kind in s.spans if s.group != "name"} - {"NAME"}
    assert set(PLANTED) == kinds | set(FULL_NAMES)


@pytest.mark.parametrize("kind", RECORDS)
def test_the_filled_record_is_one_that_the_rules_see(kind: str, tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    made = plant(root, kind, ("Went well.",))
    assert made.texts
    assert not [f for f in check(root).findings if f.code.startswith(("CB0", "CB1"))]


@pytest.mark.parametrize("kind", RECORDS)
@pytest.mark.parametrize("sort", sorted(PLANTED))
@pytest.mark.parametrize("more", ["", "\nAnd more."], ids=["as it is", "over two lines, where one is asked for"])
def test_no_message_repeats_an_identifier(more: str, sort: str, kind: str, tmp_path: Path) -> None:
    text, identifier = PLANTED[sort]
    root = copy_base(tmp_path)
    made = plant(root, kind, (text + more,), comment=f"# {text}\n")
    report = check(root)
    found = {f.location.pointer for f in report.findings if f.code == "CB401"}
    assert {json_pointer(pointer) for pointer in made.texts} - found == set()
    said = everything_said(report).replace(str(tmp_path), "")
    assert leaked(said, identifier) == set()


@pytest.fixture(scope="module")
def full_of_identifiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook whose plan and register hold identifiers of every kind."""
    root = copy_base(tmp_path_factory.mktemp("identifiers") / "root")
    texts = tuple(text for text, _ in PLANTED.values())
    plant(root, "case-plan", texts, comment="".join(f"# {text}\n" for text in texts))
    plant(root, "register", texts)
    return root


@pytest.mark.parametrize("form", FORMATS)
def test_validate_writes_no_identifier_to_a_log(form: str, full_of_identifiers: Path) -> None:
    said = casebook(
        "validate", "--root", str(full_of_identifiers), "--as-of", AS_OF, "--format", form, GITHUB_ACTIONS="true"
    )
    assert said.returncode == 1, said.stderr
    assert leaked(said.stdout + said.stderr, *(identifier for _, identifier in PLANTED.values())) == set()


def test_not_even_a_forced_build_makes_a_site_of_them(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    assert build(root).returncode == 0
    before = files(root / "site" / "public")
    plant(root, "case-plan", tuple(text for text, _ in PLANTED.values()))
    done = build(root, "--force")
    assert done.returncode == 1
    assert "not even with --force" in done.stderr
    assert leaked(done.stdout + done.stderr, *(identifier for _, identifier in PLANTED.values())) == set()
    assert files(root / "site" / "public") == before


@pytest.mark.parametrize("options", [(), ("--lines",), ("--format", "json")], ids=["text", "lines", "json"])
def test_scan_says_where_and_what_kind_but_not_the_text(options: tuple[str, ...], tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("".join(f"{text}\n" for text, _ in PLANTED.values()), encoding="utf-8")
    said = casebook("scan", "--root", str(copy_base(tmp_path / "root")), *options, str(note))
    assert said.returncode == 1, said.stderr
    assert leaked(said.stdout + said.stderr, *(identifier for _, identifier in PLANTED.values())) == set()

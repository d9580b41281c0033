"""Files that look like the key to the codes are refused, whatever they are called; other files are left alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from generator.privacy.key_files import key_files
from tests.cases import SAMPLE, check, copy_base

KNOWN = frozenset({"harbour farm", "the yard"})
NAMED = (
    "key.csv",
    "Key 2026.xlsx",
    "plan-codes.xlsx",
    "pupil_names.ods",
    "code-book.txt",
    "code_book.csv",
    "cp-key.xls",
)
NOT_NAMED = ("keyboards.csv", "monkey.xlsx", "codes.md", "key-stages.txt", "api-key.json", "casebook.csv")
TABLES = {
    "a.csv": "code,name\ncp-7f3k,x\n",
    "b.csv": "code;Surname;Year\ncp-7f3k;Nowak;9\n",
    "c.csv": "code,who\ncp-7f3k,Ada Nowak\ncp-2m9x,Sam Okafor\n",
    "d.tsv": "UPN\tcode\nH801200001001\tcp-7f3k\n",
    "e.csv": "a,b\ncp-7f3k,H801200001001\n",
    "f.txt": "cp-7f3k = Ada Nowak\ncp-2m9x = Sam O'Brien\n",
    "g.yaml": "Ada Nowak: cp-7f3k\nSam Okafor: cp-2m9x\n",
    "h.json": '{\n"cp-7f3k": "Ada Nowak",\n"cp-2m9x": "Sam Okafor"\n}\n',
    "i.csv": "\ufeffcode,DOB\r\ncp-7f3k,3 February 2011\r\n",
    "j.csv": 'code,who\ncp-7f3k,"Nowak, Ada"\ncp-2m9x,"Okafor, Sam"\n',
    "k.txt": "rp-7f3k: Ada Nowak\nrp-2m9x: Sam Okafor\n",
}
FINE = {
    "a.csv": "code\ncp-7f3k\ncp-2m9x\n",
    "b.csv": "code,provider,site\ncp-7f3k,Harbour Farm,The Yard\ncp-2m9x,Harbour Farm,The Yard\n",
    "c.csv": "code,reason,sessions\ncp-7f3k,DB,4\ncp-2m9x,PP,2\n",
    "d.txt": "cp-7f3k: review moved to Tuesday\ncp-2m9x: nothing\n",
    "e.csv": "name,town\nHarbour Farm,Oxford\n",
    "f.csv": "",
    "g.yaml": "plan: cp-7f3k\nprovider: harbour-farm\n",
}


def refused(root: Path) -> set[str]:
    """The files that look like a key."""
    return {path for path, _ in key_files(root, KNOWN)}


@pytest.mark.parametrize("name", NAMED)
def test_a_file_called_key_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / name).write_bytes(b"")
    assert refused(tmp_path) == {f"office/{name}"}


@pytest.mark.parametrize("name", NOT_NAMED)
def test_another_name_is_none(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"nothing here\n")
    assert refused(tmp_path) == set()


@pytest.mark.parametrize("name", TABLES)
def test_codes_beside_people_are_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(TABLES[name], encoding="utf-8")
    assert refused(tmp_path) == {name}


@pytest.mark.parametrize("name", FINE)
def test_codes_beside_other_things_are_not(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FINE[name], encoding="utf-8")
    assert refused(tmp_path) == set()


@pytest.mark.parametrize(
    "cells", [("code", "Full name", "cp-7f3k", "x"), ("cp-7f3k", "Ada Nowak", "cp-2m9x", "Sam Okafor")]
)
@pytest.mark.parametrize(("name", "entry"), [("list.xlsx", "xl/sharedStrings.xml"), ("list.ods", "content.xml")])
def test_a_spreadsheet_is_looked_into(name: str, entry: str, cells: tuple[str, ...], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr(entry, "".join(f"<si><t>{cell}</t></si>" for cell in cells))
    assert refused(tmp_path) == {name}


def test_odd_files_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 not really")
    (tmp_path / "bytes.csv").write_bytes(b"cp-7f3k,\xff\xfe\x00\n")
    (tmp_path / "nul.csv").write_bytes(b"\x00\x00cp-7f3k,\x00")
    (tmp_path / "away.csv").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.csv").mkdir()
    assert refused(tmp_path) == set()


def test_the_finding_repeats_nothing(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    (root / "notes").mkdir()
    (root / "notes" / "list.csv").write_text("code,name\ncp-7f3k,Ada Nowak\n", encoding="utf-8")
    [finding] = check(root).findings
    assert (finding.code, finding.location.path) == ("CB410", "notes/list.csv")
    assert not any(word in f"{finding.message} {finding.hint}" for word in ("Ada", "Nowak", "cp-7f3k"))


def test_there_is_none_in_this_repository() -> None:
    assert refused(SAMPLE) == set()

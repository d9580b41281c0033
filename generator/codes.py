"""The codes of plans: drawn at random, never used twice, checked without ever reading a name."""

from __future__ import annotations

import re
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.casebook import Casebook
from generator.history import is_repository, paths_added
from generator.kinds import BY_NAME, RECORDS_FOLDER

PLAN = BY_NAME["case-plan"]
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Digits and letters that are not taken for each other: no i, l, o or u."""
LENGTH = 4
CODE = re.compile(PLAN.id_pattern)
FILE = re.compile(rf"(?:.*/)?{RECORDS_FOLDER}/{PLAN.folder}/(?P<code>[^/]+)\.ya?ml")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CodeFinding:
    """Something about a code: where, and what to do. A text that is no code is never repeated."""

    code: str
    what: str
    serious: bool = True


def drawn(taken: frozenset[str]) -> str:
    """A random code that nobody has. It is drawn, never derived from anything."""
    while True:
        code = "cp-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if code not in taken:
            return code


def taken_codes(root: Path, casebook: Casebook) -> frozenset[str]:
    """Every code that is or ever was used: by a plan, as another name of one, in a register, or in the history."""
    known = casebook.known_ids(PLAN.name) or frozenset()
    used = frozenset(target for _, target in used_in_registers(casebook))
    return known | used | frozenset(in_history(root))


def used_in_registers(casebook: Casebook) -> Iterator[tuple[str, str]]:
    """Each register with the codes of plans in it."""
    for reference in casebook.references:
        if reference.kind == PLAN.name:
            yield reference.source.id, reference.target
    for mention in casebook.mentions:
        if mention.kind == PLAN.name:
            yield mention.document.path, mention.target


def in_history(root: Path) -> Mapping[str, int]:
    """How often a file with each code was added, over all branches. Reads file names only."""
    if not is_repository(root):
        return {}
    added = paths_added(root, f"{RECORDS_FOLDER}/{PLAN.folder}")
    return Counter(found["code"] for path in added if (found := FILE.fullmatch(path)) and CODE.fullmatch(found["code"]))


def code_findings(root: Path, casebook: Casebook) -> list[CodeFinding]:
    """What is wrong with the codes in use."""
    plans = casebook.records[PLAN.name]
    known = casebook.known_ids(PLAN.name) or frozenset()
    aliases = {alias: target for (kind, alias), target in casebook.aliases.items() if kind == PLAN.name}
    found = [
        CodeFinding(code=code, what=f"is also another name of {aliases[code]}") for code in plans if code in aliases
    ]
    for register, code in sorted(set(used_in_registers(casebook))):
        if code not in known:
            found.append(CodeFinding(code=code, what=f"stands in {register} and no plan has it"))
    for code, times in sorted(in_history(root).items()):
        if times > 1:
            what = f"was added {times} times: make sure that it is the same pupil's, and never give a code again"
            found.append(CodeFinding(code=code, what=what, serious=False))
    return sorted(found)


def checked_list(lines: Iterable[str], casebook: Casebook) -> list[CodeFinding]:
    """Compares a list of codes, one a line, with the plans. What is no code is told by its line only."""
    known = casebook.known_ids(PLAN.name) or frozenset()
    found, seen = [], Counter[str]()
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            continue
        if not CODE.fullmatch(text):
            found.append(CodeFinding(code=f"line {number}", what="is not a code alone; leave names out of this list"))
            continue
        seen[text] += 1
    for code in sorted(seen):
        if seen[code] > 1:
            found.append(CodeFinding(code=code, what=f"is in the list {seen[code]} times"))
        if code not in known:
            found.append(CodeFinding(code=code, what="is in the list, and no plan has it", serious=False))
    missing = sorted(set(casebook.records[PLAN.name]) - seen.keys())
    found += [CodeFinding(code=code, what="has a plan and is not in the list") for code in missing]
    return sorted(found, key=lambda f: (not f.serious, f))

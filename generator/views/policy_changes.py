"""What changed between two versions of a policy, word by word. Knows texts, not who acknowledged them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from generator.compliance.fingerprint import fingerprint_of
from generator.model import Policy, PolicyVersion, Section
from generator.prose import plain_blocks

Change = Literal["same", "added", "removed", "changed"]
ALIKE = 0.5  # from here on two paragraphs are one that was reworded


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words: kept, new or gone."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph or an item of a list."""

    change: Change
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChange:
    """A section that is not as it was. `rule` is false for background, which nobody has to acknowledge again."""

    title: str
    former_title: str
    change: Change
    rule: bool
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChange:
    """From one version to the next. `known` is false when the earlier text was not kept."""

    old: str
    new: str
    summary: str
    known: bool
    meaning: bool
    old_fingerprint: str = ""
    new_fingerprint: str = ""
    unchanged: int = 0
    sections: tuple[SectionChange, ...] = ()


def versions(policy: Policy) -> tuple[PolicyVersion, ...]:
    """Every version known, oldest first, and the one of today at the end."""
    newest = PolicyVersion(
        version=policy.version,
        approved_on=policy.approved.on,
        change=policy.change or "",
        changes_meaning=policy.changes_meaning,
        sections=policy.sections,
    )
    return (*sorted(policy.history, key=lambda version: version.approved_on), newest)


def version_changes(policy: Policy) -> tuple[VersionChange, ...]:
    """Every step from a version to the next, newest first."""
    return tuple(reversed([version_change(old, new) for old, new in pairwise(versions(policy))]))


def version_change(old: PolicyVersion, new: PolicyVersion) -> VersionChange:
    """One step. Without both texts only the words noted at the time are left."""
    known = bool(old.sections and new.sections)
    sections = tuple(section_changes(old.sections, new.sections)) if known else ()
    return VersionChange(
        old=old.version,
        new=new.version,
        summary=new.change,
        known=known,
        meaning=new.changes_meaning is not False,
        old_fingerprint=fingerprint_of(old.sections) if known else "",
        new_fingerprint=fingerprint_of(new.sections) if known else "",
        unchanged=sum(section.change == "same" for section in sections),
        sections=tuple(section for section in sections if section.change != "same"),
    )


def section_changes(old: Sequence[Section], new: Sequence[Section]) -> Iterator[SectionChange]:
    """Section by section, in the order of the new text; what is gone comes last. Sections are matched by their ids."""
    before = {section.id: section for section in old}
    for section in new:
        yield section_change(before.pop(section.id, None), section)
    for section in before.values():
        yield section_change(section, None)


def section_change(old: Section | None, new: Section | None) -> SectionChange:
    """What became of one section."""
    either = new or old
    assert either is not None
    paragraphs = tuple(paragraph_changes(plain_blocks(old.text) if old else (), plain_blocks(new.text) if new else ()))
    change: Change = "changed"
    if old is None or new is None:
        change = "removed" if new is None else "added"
    elif old.title == new.title and all(paragraph.change == "same" for paragraph in paragraphs):
        change = "same"
    return SectionChange(
        title=either.title,
        former_title=old.title if old and new and old.title != new.title else "",
        change=change,
        rule=any(section.normative is not False for section in (old, new) if section),
        paragraphs=paragraphs,
    )


def paragraph_changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Paragraph by paragraph; those that stand in each other's place and are alike are compared word by word."""
    for operation, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if operation == "equal":
            yield from (whole("same", text) for text in old[i1:i2])
        else:
            yield from replaced(list(old[i1:i2]), new[j1:j2])


def replaced(old: list[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Paragraphs in the place of others: each new one with the first old one it is like; the rest are new or gone."""
    for text in new:
        match = next((index for index, former in enumerate(old) if alike(former, text)), None)
        if match is None:
            yield whole("added", text)
            continue
        yield from (whole("removed", former) for former in old[:match])
        yield Paragraph(change="changed", pieces=tuple(word_changes(old[match], text)))
        del old[: match + 1]
    yield from (whole("removed", former) for former in old)


def whole(change: Change, text: str) -> Paragraph:
    """A paragraph that is kept, new or gone as one."""
    return Paragraph(change=change, pieces=(Piece(change=change, text=text),))


def alike(old: str, new: str) -> bool:
    """Whether at least half of the words are the same."""
    return SequenceMatcher(a=old.split(), b=new.split(), autojunk=False).ratio() >= ALIKE


def word_changes(old: str, new: str) -> Iterator[Piece]:
    """Runs of words kept, gone and new, in reading order."""
    before, after = old.split(), new.split()
    for operation, i1, i2, j1, j2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if operation == "equal":
            yield Piece(change="same", text=" ".join(after[j1:j2]))
            continue
        if i1 < i2:
            yield Piece(change="removed", text=" ".join(before[i1:i2]))
        if j1 < j2:
            yield Piece(change="added", text=" ".join(after[j1:j2]))

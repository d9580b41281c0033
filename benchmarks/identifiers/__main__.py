"""`python -m benchmarks.identifiers` writes the corpus anew from its hand-written parts.

With `misses` it shows the sentences of the half for tuning that the detector gets wrong. There is no such view of the other half.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks.identifiers.corpus import HALVES, allowed, counted, made, stored, written
from benchmarks.identifiers.texts import HERE


def main(arguments: list[str]) -> None:
    """Writes both halves and the terms that may stand, or shows the misses."""
    if arguments == ["misses"]:
        print(*misses(), sep="\n")
        return
    for half in HALVES:
        (HERE / f"{half}.jsonl").write_text(written(half), encoding="utf-8", newline="\n")
        print(half, counted(made(half)))
    (HERE / "providers.txt").write_text(allowed(), encoding="utf-8", newline="\n")


def misses() -> Iterator[str]:
    """Sentences of the seen half that should have been flagged, and those that should not."""
    from benchmarks.identifiers.rows import detector

    detect = detector()
    for sentence in stored("seen"):
        found = [f"{kind} '{sentence.text[start:end]}'" for start, end, kind in detect(sentence.text)]
        if sentence.group not in ("public", "quasi") and bool(found) != bool(sentence.spans):
            what = ", ".join(found) or "not flagged"
            yield f"{sentence.group} {sentence.form} | {sentence.text} | {what}"


if __name__ == "__main__":
    main(sys.argv[1:])

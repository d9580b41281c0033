"""`python -m benchmarks.identifiers` writes the corpus anew from its hand-written parts."""

from __future__ import annotations

from benchmarks.identifiers.corpus import HALVES, allowed, counted, made, written
from benchmarks.identifiers.texts import HERE


def main() -> None:
    """Writes both halves and the terms that may stand."""
    for half in HALVES:
        (HERE / f"{half}.jsonl").write_text(written(half), encoding="utf-8", newline="\n")
        print(half, counted(made(half)))
    (HERE / "providers.txt").write_text(allowed(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

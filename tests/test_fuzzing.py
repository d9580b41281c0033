"""Good records made worse in any way are read or refused: no failure of ours, no hang, nothing that disturbs a terminal."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.console import Console

from generator.inspection import Report
from generator.reporters import FORMATS, print_text
from tests import fuzzing
from tests.cases import check, copy_base
from tests.mutations import SIGNS, mutated, unfit_to_print

CORPUS = fuzzing.corpus()
WORSE = st.builds(mutated, st.sampled_from(CORPUS), st.randoms(use_true_random=False))
SPLICED = st.tuples(st.sampled_from(CORPUS), st.sampled_from(CORPUS), st.integers(0, 2_000), st.integers(0, 2_000)).map(
    lambda parts: parts[0][: parts[2]] + parts[1][parts[3] :]
)


@settings(max_examples=600, deadline=None)
@given(st.one_of(WORSE, SPLICED))
@example(b"")
@example(b"[" * 100_000)
@example(b"a: " + b"{" * 100_000)
def test_the_reader_holds(raw: bytes) -> None:
    fuzzing.try_one(raw)


def all_forms(report: Report) -> str:
    """The report in every form there is."""
    stream = io.StringIO()
    print_text(report, Console(file=stream, highlight=False, markup=False, emoji=False, width=200))
    return "\n".join([stream.getvalue(), *(form(report) for form in FORMATS.values())])


def test_every_report_stays_clean_and_other_files_are_checked(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    chance = random.Random(7)
    names = [f"records/{folder}/fuzzed-{n}.yaml" for n in range(30) for folder in ("roles", "providers", "policies")]
    for name in names:
        (root / name).write_bytes(mutated(chance.choice(CORPUS), chance))
    report = check(root)
    assert not report.failures
    assert len(report.documents) + len({f.location.path for f in report.findings if f.location.path in names}) >= len(
        names
    )
    assert not unfit_to_print(all_forms(report))


@pytest.mark.parametrize("raw", SIGNS, ids=repr)
def test_every_sign_alone_and_in_a_text_is_survived(raw: bytes) -> None:
    for text in (raw, b"title: " + raw, b"title: a" + raw + b"\nkind: seat\n", b'title: "' + raw + b'"\n'):
        fuzzing.try_one(text)


def test_the_blind_search_is_told_what_it_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(raw: bytes, name: str) -> None:
        raise RecursionError

    monkeypatch.setattr(fuzzing, "understood", broken)
    with pytest.raises(RecursionError):
        fuzzing.blind(1.0, seed=1)
    assert "seed 1, number 0" in capsys.readouterr().err

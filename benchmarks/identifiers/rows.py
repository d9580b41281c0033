"""The identifier section of `make bench`: figures on the half nobody tunes to, with what is to be reached."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.identifiers import peer
from benchmarks.identifiers.corpus import stored
from benchmarks.identifiers.score import NOTES, Detect, Rate, Result, score
from benchmarks.identifiers.texts import HERE
from benchmarks.measure import Plan, Row
from generator.privacy.detector import Detector

AT_LEAST = {
    "identifiers flagged (core)": 92.0,
    "numbers with a form": 99.0,
    "names in lower case": 65.0,
    **dict.fromkeys(("UPN", "TEMP-UPN", "ULN", "NHS", "NINO", "POSTCODE", "PHONE", "EMAIL", "VEHICLE"), 95.0),
    **dict.fromkeys(("DOB", "ADDRESS", "HANDLE", "URL", "CASE", "CLASS"), 85.0),
    "full": 93.0,
    "first only": 85.0,
    "titled": 95.0,
}
AT_MOST = {"clean sentences flagged by mistake": 10.0, "provider and programme names, by mistake": 5.0}
GAP, SECONDS = 15, 5


def rows(plan: Plan) -> Iterator[Row]:
    """The figures of both halves; only those of the unseen half count. The peer's figures beside them."""
    unseen = stored("unseen")
    if plan.peers:
        yield from headlines("the obvious program", score(unseen, partial(peer.spans, allowed=allowed())))
    yield from headlines("the half for tuning", score(stored("seen"), detector()))
    yield from judged(score(unseen, detector()))


def allowed() -> frozenset[str]:
    """The terms that a casebook would know already."""
    lines = (HERE / "providers.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def detector() -> Detect:
    """Ours."""
    ours = Detector(allowed=allowed())
    return lambda text: [(span.start, span.end, span.kind) for span in ours.spans(text)]


def headlines(who: str, result: Result) -> Iterator[Row]:
    """The first figures, for comparison."""
    for rate in result.head:
        yield Row(work=f"identifiers, {who}: {rate.name}", measured=percent(rate))


def judged(result: Result) -> Iterator[Row]:
    """Every figure of the unseen half and whether it is reached."""
    named = (*result.head, *result.kinds, *(r for r in result.forms if r.name not in {k.name for k in result.kinds}))
    for rate in (*named, *result.aside):
        yield Row(
            work=f"identifiers, unseen: {rate.name}", measured=percent(rate), reach=reach(rate.name), met=met(rate)
        )
    for rate in result.origins:
        yield Row(work=f"identifiers, unseen, names by origin: {rate.name}", measured=percent(rate))
    for rate in result.clean:
        yield Row(work=f"identifiers, unseen, clean but flagged: {rate.name}", measured=percent(rate))
    points = 100 * result.gap
    yield Row(
        work="identifiers, unseen: gap between origins",
        measured=f"{points:.0f} points",
        reach=f"at most {GAP}",
        met=points <= GAP,
    )
    yield Row(
        work=f"identifiers: {NOTES:,} notes",
        measured=f"{result.seconds:.2f} s",
        reach=f"under {SECONDS} s",
        met=result.seconds < SECONDS,
    )


def percent(rate: Rate) -> str:
    """A rate with its counts and interval; never a bare percentage."""
    low, high = rate.interval
    return f"{rate.hits} of {rate.of}, {100 * rate.share:.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def reach(name: str) -> str:
    """What is to be reached, in words."""
    if name in AT_LEAST:
        return f"at least {AT_LEAST[name]:.0f} %"
    return f"at most {AT_MOST[name]:.0f} %" if name in AT_MOST else ""


def met(rate: Rate) -> bool | None:
    """Whether it is reached; nothing where nothing is asked."""
    if rate.name in AT_LEAST:
        return 100 * rate.share >= AT_LEAST[rate.name]
    return 100 * rate.share <= AT_MOST[rate.name] if rate.name in AT_MOST else None

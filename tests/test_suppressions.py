"""Inline ignores: where they apply, what they must say, and what they can never silence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator import suppressions
from tests.cases import AS_OF, check, copy_base, found_in, replace_in

POLICY = "records/policies/commissioning.yaml"
DUE = "next_review: 2027-09-01"
OVERDUE = "next_review: 2026-11-20"
GOOD = "# casebook: ignore[CB303] governors meet in December, until 2026-12-18"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_base(tmp_path)


def codes(root: Path, as_of: dt.date = AS_OF) -> list[str]:
    """The codes found in the policy."""
    return [code for path, _, code in found_in(check(root, as_of)) if path == POLICY]


def test_on_the_line_itself(root: Path) -> None:
    replace_in(root, POLICY, DUE, f"{OVERDUE}  {GOOD}")
    report = check(root)
    assert found_in(report) == []
    [ignored] = report.ignored
    assert ignored.finding.code == "CB303"
    assert ignored.reason == "governors meet in December"
    assert ignored.until == dt.date(2026, 12, 18)


@pytest.mark.parametrize("between", ["", "\n", "  # another comment\n", "\n\n  # more\n\n"])
def test_above_the_line(between: str, root: Path) -> None:
    replace_in(root, POLICY, f"  {DUE}", f"  {GOOD}\n{between}  {OVERDUE}")
    assert codes(root) == []


@pytest.mark.parametrize("place", ["before", "after"])
def test_on_another_line_it_is_useless(place: str, root: Path) -> None:
    old = "  reviewed_by: off-site-coordinator\n  next_review: 2027-09-01\n"
    first = f"  reviewed_by: off-site-coordinator  {GOOD}\n  {OVERDUE}\n"
    second = f"  reviewed_by: off-site-coordinator\n  {OVERDUE}\n  {GOOD}\n"
    replace_in(root, POLICY, old, first if place == "before" else second)
    assert sorted(codes(root)) == ["CB303", "CB901"]


def test_only_its_own_code(root: Path) -> None:
    replace_in(root, POLICY, DUE, f"{OVERDUE}  {GOOD.replace('CB303', 'CB302')}")
    assert sorted(codes(root)) == ["CB303", "CB901"]


def test_two_codes_need_two_comments(root: Path) -> None:
    text = f"  {GOOD}\n  {GOOD.replace('CB303', 'CB301')}\n  next_review: 2026-08-01"
    replace_in(root, POLICY, f"  {DUE}", text)
    assert codes(root) == []


def test_twice_the_same_is_once_too_often(root: Path) -> None:
    replace_in(root, POLICY, f"  {DUE}", f"  {GOOD}\n  {OVERDUE}  {GOOD}")
    assert codes(root) == ["CB901"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-12-17", []), ("2026-12-18", []), ("2026-12-19", ["CB303", "CB902"]), ("2027-12-18", ["CB303", "CB902"])],
)
def test_it_runs_out_after_its_day(day: str, expected: list[str], root: Path) -> None:
    replace_in(root, POLICY, DUE, f"{OVERDUE}  {GOOD}")
    found = [code for code in codes(root, dt.date.fromisoformat(day)) if code != "CB603"]
    assert sorted(found) == expected


@pytest.mark.parametrize(
    "comment",
    [
        "# casebook: ignore",
        "# casebook: ignore[CB303]",
        "# casebook: ignore[CB303] a reason",
        "# casebook: ignore[CB303] until 2026-12-18",
        "# casebook: ignore[CB303] , until 2026-12-18",
        "# casebook: ignore[CB303], until 2026-12-18",
        "# casebook: ignore[303] a reason, until 2026-12-18",
        "# casebook: ignore[CB303, CB302] a reason, until 2026-12-18",
        "# casebook: ignore[review-overdue] a reason, until 2026-12-18",
        "# casebook: ignore CB303 a reason, until 2026-12-18",
        "# casebook: ignore[CB303] a reason, until 18/12/2026",
        "# casebook: ignore[CB303] a reason, until 2026-12-32",
        "# casebook: ignore[CB303] a reason, until 2026-12-18 or so",
        "#casebook:ignore",
    ],
)
def test_malformed(comment: str, root: Path) -> None:
    replace_in(root, POLICY, f"  {DUE}", f"  {comment}\n  {OVERDUE}")
    assert sorted(codes(root)) == ["CB303", "CB903"]


@pytest.mark.parametrize(
    "comment", ["#casebook:ignore[CB303] x, until 2026-12-18", "#  casebook:  ignore[CB303]  x, until 2026-12-18"]
)
def test_spaces_do_not_matter(comment: str, root: Path) -> None:
    replace_in(root, POLICY, f"  {DUE}", f"  {comment}\n  {OVERDUE}")
    assert codes(root) == []


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("CB103", "kind: seat", "kind: Seat"),
        ("CB102", "kind: seat", "kind: seat\nxy: z"),
        ("CB104", "kind: seat", "kind: seat\nmay: sign"),
    ],
)
def test_schema_rules_cannot_be_ignored(code: str, old: str, new: str, root: Path) -> None:
    role = "records/roles/off-site-coordinator.yaml"
    replace_in(root, role, old, new)
    text = (root / role).read_text(encoding="utf-8").split("\n")
    bad = new.split("\n")[-1]
    text.insert(text.index(bad), f"# casebook: ignore[{code}] because, until 2027-01-31")
    (root / role).write_text("\n".join(text), encoding="utf-8")
    assert sorted(c for _, _, c in found_in(check(root))) == sorted([code, "CB904"])


def test_reading_rules_cannot_be_ignored(root: Path) -> None:
    role = "records/roles/off-site-coordinator.yaml"
    ignore = "# casebook: ignore[CB011] because, until 2027-01-31"
    replace_in(root, role, "summary: Finds", f"{ignore}\nsummary: Room #4 finds")
    assert sorted(c for _, _, c in found_in(check(root))) == ["CB011", "CB904"]


def test_an_ignore_cannot_be_ignored(root: Path) -> None:
    replace_in(root, POLICY, f"  {DUE}", f"  {GOOD.replace('CB303', 'CB901')}\n  {GOOD}\n  {DUE}")
    assert codes(root) == ["CB901", "CB901"]


PROSE = "summary: How the trust chooses and watches over alternative provision.\n"


@pytest.mark.parametrize(
    "text",
    [
        f"summary: '{GOOD}'\n",
        f'summary: "Write {GOOD}"\n',
        f"summary: >-\n  Write this:\n  {GOOD}\n",
        f"summary: |\n  Write this:\n\n  {GOOD}\n\n  and more\n",
        f'summary: "Write\n  {GOOD}\n  and more"\n',
        "summary: see#casebook: ignore\n".replace("e#", "e#").replace("#casebook: ignore", "#casebook"),
    ],
)
def test_text_is_not_a_comment(text: str, root: Path) -> None:
    replace_in(root, POLICY, PROSE, text)
    report = check(root)
    assert found_in(report) == []
    assert report.ignored == ()


def test_text_cannot_silence_its_own_line(root: Path) -> None:
    new = f'{{last_reviewed: 2026-09-01, reviewed_by: off-site-coordinator, next_review: 2026-11-20, note: "{GOOD}"}}'
    old = "\n  last_reviewed: 2026-09-01\n  reviewed_by: off-site-coordinator\n  next_review: 2027-09-01"
    replace_in(root, POLICY, old, f" {new}")
    assert "CB102" in codes(root)
    assert check(root).ignored == ()


@pytest.mark.parametrize("header", ["|", ">-", "|2", ">+"])
def test_a_comment_after_prose_counts(header: str, root: Path) -> None:
    replace_in(root, POLICY, PROSE, f"summary: {header}\n  Some text\n  and more\n\n{GOOD}\n")
    assert codes(root) == ["CB901"]
    replace_in(root, POLICY, "owner: off-site-coordinator", "owner: nobody")
    text = (root / POLICY).read_text(encoding="utf-8").replace("CB303", "CB201")
    (root / POLICY).write_text(text, encoding="utf-8")
    assert codes(root) == ["CB201", "CB901"]


def test_a_comment_behind_the_mark_of_prose_counts(root: Path) -> None:
    replace_in(root, POLICY, PROSE, f"summary: >-  {GOOD}\n  Some text\n")
    assert codes(root) == ["CB901"]


def test_ignored_findings_are_counted_and_do_not_fail(root: Path) -> None:
    role = "records/roles/off-site-coordinator.yaml"
    replace_in(
        root,
        role,
        "kind: seat",
        "kind: seat\ndeputy: nobody  # casebook: ignore[CB201] post is vacant, until 2027-01-31",
    )
    report = check(root)
    assert report.findings == ()
    assert [i.finding.code for i in report.ignored] == ["CB201"]


def test_a_breach_is_never_silenced() -> None:
    assert not suppressions.may_be_ignored("CB308")
    assert suppressions.may_be_ignored("CB303")

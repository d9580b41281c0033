"""Whatever is typed into a record about pupils, no message and no report repeats it (reliability.md, G23)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases import check, copy_base, everything_said

PLAN = "records/case-plans/cp-7f3k.yaml"
REGISTER = "records/registers/elmfield-2026-autumn-2.yaml"
NAMES = (
    "Morwenna",
    "morwenna",
    "3 February 2011",
    "03/02/2011",
    "07700 900123",
    "morwenna@example.org",
    "A12345",
)


def places(path: str) -> list[tuple[str, int]]:
    """Every line of a record that has a value."""
    lines = Path(__file__).parent.joinpath("base", path).read_text(encoding="utf-8").splitlines()
    return [(path, number) for number, line in enumerate(lines) if ": " in line]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("path", "number"), [*places(PLAN), *places(REGISTER)])
def test_a_name_in_any_field_is_not_repeated(path: str, number: int, name: str, tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    lines = (root / path).read_text(encoding="utf-8").splitlines()
    field = lines[number].partition(": ")[0]
    lines[number] = f"{field}: {name}"
    (root / path).write_text("\n".join(lines) + "\n", encoding="utf-8")
    said = everything_said(check(root))
    assert name.lower() not in said.lower().replace(str(tmp_path).lower(), "")


@pytest.mark.parametrize("path", [PLAN, REGISTER])
@pytest.mark.parametrize(
    "more",
    [
        "Morwenna: absent\n",
        "morwenna:\n  - absent\n",
        "aliases:\n  - morwenna\n  - morwenna\n",
        "id: morwenna\n",
        "id: Morwenna\n",
        "# casebook: ignore[CB303] Morwenna is away, until 2026-12-18\n",
        "# casebook: ignore Morwenna\n",
        "fictional: Morwenna #away\n",
        "fictional: Morwenna: away\n",
        "<<<<<<< Morwenna\n",
        "fictional: &Morwenna true\n",
        "fictional: *Morwenna\n",
        "fictional: !Morwenna x\n",
        "Morwenna\n",
        "fictional: 'Morwenna\n",
        "fictional: [Morwenna\n",
        "fictional: {Morwenna: x}\n",
        '"Morwenna\\q": x\n',
        "Morwenna: a\nMorwenna: b\n",
    ],
)
def test_a_name_anywhere_else_is_not_repeated(more: str, path: str, tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    text = (root / path).read_text(encoding="utf-8").replace("fictional: true\n", "")
    (root / path).write_text(text + more, encoding="utf-8")
    said = everything_said(check(root))
    assert "morwenna" not in said.lower()

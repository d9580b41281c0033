"""Squares of the national grid as kilometres east and north, so that straight lines can be measured."""

from __future__ import annotations

LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
"""The grid's letters: no I."""


def kilometres(square: str) -> tuple[int, int]:
    """The kilometre square of a reference such as SP5504: how far east and north of the grid's origin it lies."""
    first, second = LETTERS.index(square[0]), LETTERS.index(square[1])
    east = (first - 2) % 5 * 5 + second % 5
    north = 19 - first // 5 * 5 - second // 5
    return east * 100 + int(square[2:4]), north * 100 + int(square[4:6])

"""How the reading of one file is stopped, and where in it."""

from __future__ import annotations

from generator.rules import Rule

Place = tuple[int, int]
"""Line and column, counted from 0."""


class Refusal(Exception):
    """Stops the reading of one file. Never leaves this package."""

    def __init__(self, rule: Rule, message: str, hint: str, place: Place = (0, 0)) -> None:
        super().__init__(message)
        self.rule, self.message, self.hint, self.place = rule, message, hint, place

"""The shapes of a drawing in slices: boxes with words, lines with arrowheads. Knows no procedures, colours or markup."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = 5
"""Half the width of an arrowhead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of text. `y` is its baseline."""

    kind: str
    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A frame around some lines: the trigger, a step (always or sometimes) or another procedure."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    words: tuple[Words, ...]
    number: int | None = None

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through points, with an arrowhead at its end."""

    kind: str
    points: tuple[tuple[int, int], ...]

    @property
    def path(self) -> str:
        """The line as path data."""
        return "M" + " L".join(f"{x} {y}" for x, y in self.points)

    @property
    def head(self) -> str:
        """The arrowhead as path data."""
        (x0, _), (x, y) = self.points[-2:]
        if x0 == x:
            back = y - HEAD * 2
            return f"M{x} {y} L{x - HEAD} {back} L{x + HEAD} {back} Z"
        back = x + (HEAD * 2 if x < x0 else -HEAD * 2)
        return f"M{x} {y} L{back} {y - HEAD} L{back} {y + HEAD} Z"

    @property
    def span(self) -> tuple[int, int]:
        """Its highest and lowest point."""
        heights = [y for _, y in self.points]
        return min(heights) - HEAD, max(heights) + HEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A row of the drawing, from one height to the next, and what is seen in it."""

    top: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    labels: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flowchart:
    """The whole drawing, top to bottom."""

    width: int
    height: int
    slices: tuple[Slice, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Every box."""
        return tuple(box for one in self.slices for box in one.boxes)

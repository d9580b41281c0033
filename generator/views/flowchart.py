"""A procedure as a drawing: where every box, line and word goes. Pure layout; it knows no records, colours or markup.

The drawing is cut into one slice for each row, so that a printed page can break between steps and never through one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.views.drawing import Box, Flowchart, Line, Slice, Words
from generator.views.lettering import stacked, wrapped

EDGE, STEP_WIDTH, FIRST_LANE, LANE, LABEL_WIDTH, TARGET_WIDTH = 6, 268, 20, 10, 196, 150
GAP, PAD, NUMBER, BLOCK_GAP = 26, 11, 30, 12
TITLE_SIZE, SMALL_SIZE = 14.0, 12.0
TITLE_LINE, SMALL_LINE = 18, 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """A way on from a step under a condition: to a step of this procedure, or to another procedure."""

    label: str
    step: int | None = None
    procedure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One step as it is to be drawn. `only_if` is empty when it is always taken."""

    number: int
    title: str
    role: str
    only_if: str = ""
    exits: tuple[Exit, ...] = ()


def flowchart(trigger: str, nodes: tuple[Node, ...]) -> Flowchart:
    """The drawing of a procedure: what starts it, its steps in order, the ways off to the side."""
    columns = Columns(nodes)
    start = trigger_box(trigger)
    boxes, lines, labels = [[start]], [], list[list[Words]]([[]])
    entries: dict[int, int] = {}
    leaving: list[tuple[int, int]] = []
    above = start.bottom
    for node in nodes:
        box, exits = step_box(node, above + GAP, columns)
        lines.append(Line(kind="on", points=((middle(box), above), (middle(box), box.y))))
        boxes.append([box, *(e.target for e in exits if e.target)])
        labels.append([words for e in exits for words in e.label])
        for placed in exits:
            if placed.target:
                lines.append(Line(kind="off", points=((box.right, placed.y), (placed.target.x, placed.y))))
            elif placed.to is not None:
                leaving.append((placed.to, placed.y))
        entries[node.number] = box.y + PAD
        above = box.bottom
    lines.extend(jump(columns, number, y, entries[number]) for number, y in leaving)
    return Flowchart(width=columns.width, height=above + EDGE, slices=tuple(sliced(boxes, lines, labels, above + EDGE)))


class Columns:
    """Where the columns beside the steps are: lanes for jumps, then labels, then other procedures."""

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self.known = {node.number for node in nodes}
        exits = [(node.number, way) for node in nodes for way in node.exits]
        spans: dict[int, tuple[int, int]] = {}
        for number, way in exits:
            if way.step in self.known and way.step is not None:
                low, high = spans.get(way.step, (way.step, way.step))
                spans[way.step] = min(low, number), max(high, number)
        self.lanes = lanes(spans)
        self.inner = EDGE + STEP_WIDTH
        self.labels = self.lane(max(self.lanes.values(), default=-1)) + LANE
        self.targets = self.labels + LABEL_WIDTH + LANE
        far = self.targets + TARGET_WIDTH if any(way.procedure for _, way in exits) else self.labels + LABEL_WIDTH
        self.width = (far if exits else self.inner) + EDGE

    def lane(self, number: int) -> int:
        """Where a lane runs."""
        return self.inner + FIRST_LANE + LANE * number


def lanes(spans: dict[int, tuple[int, int]]) -> dict[int, int]:
    """The lane of each step that is jumped to: two that run side by side never share one."""
    taken: dict[int, int] = {}
    for number, (low, high) in sorted(spans.items(), key=lambda pair: (pair[1][1] - pair[1][0], pair[0])):
        busy = {taken[o] for o, (start, end) in spans.items() if o in taken and start <= high and low <= end}
        taken[number] = next(lane for lane in range(len(spans)) if lane not in busy)
    return taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An exit with its place: the height of its line, its label, and the box or step it leads to."""

    y: int
    label: tuple[Words, ...]
    target: Box | None = None
    to: int | None = None
    bottom: int


def trigger_box(text: str) -> Box:
    """The box at the top."""
    found = wrapped(text, STEP_WIDTH - 2 * PAD, TITLE_SIZE)
    words = stacked("title", EDGE + PAD, EDGE + PAD, found, TITLE_LINE)
    return Box(
        kind="trigger", x=EDGE, y=EDGE, width=STEP_WIDTH, height=len(found) * TITLE_LINE + 2 * PAD, words=tuple(words)
    )


def step_box(node: Node, top: int, columns: Columns) -> tuple[Box, list[Placed]]:
    """A step and its exits. The box is as tall as its exits need, so that each leaves from its side."""
    room = STEP_WIDTH - NUMBER - 2 * PAD
    x = EDGE + PAD + NUMBER
    words = [Words(kind="number", x=EDGE + PAD, y=top + PAD + TITLE_LINE - 4, text=str(node.number))]
    y = top + PAD
    for kind, text, size, line in (
        ("title", node.title, TITLE_SIZE, TITLE_LINE),
        ("role", node.role, SMALL_SIZE, SMALL_LINE),
        ("when", node.only_if and f"Only if: {node.only_if}", SMALL_SIZE, SMALL_LINE),
    ):
        found = wrapped(text, room, size) if text or kind == "title" else []
        words.extend(stacked(kind, x, y, found, line))
        y += len(found) * line
    exits = list(placed(node, top + (2 * PAD if node.number in columns.lanes else 0), columns))
    bottom = max([y + PAD, *(e.bottom for e in exits)])
    kind = "sometimes" if node.only_if else "step"
    box = Box(
        kind=kind,
        x=EDGE,
        y=top,
        width=STEP_WIDTH,
        height=bottom - top,
        words=tuple(words),
        number=node.number,
    )
    return box, exits


def placed(node: Node, top: int, columns: Columns) -> Iterator[Placed]:
    """The exits of a step, one below the other."""
    for way in node.exits:
        if way.procedure:
            label = wrapped(way.label, LABEL_WIDTH, SMALL_SIZE)
            name = wrapped(way.procedure, TARGET_WIDTH - 2 * PAD, SMALL_SIZE)
            height = len(name) * SMALL_LINE + 2 * PAD
            above = max(len(label) * SMALL_LINE + 4, height // 2)
            y = top + above
            words = stacked("label", columns.labels, y - 4 - len(label) * SMALL_LINE, label, SMALL_LINE)
            start = y - height // 2
            inside = stacked("procedure", columns.targets + PAD, start + PAD, name, SMALL_LINE)
            box = Box(
                kind="procedure",
                x=columns.targets,
                y=start,
                width=TARGET_WIDTH,
                height=height,
                words=tuple(inside),
            )
            top = start + height + BLOCK_GAP
            yield Placed(y=y, label=tuple(words), target=box, bottom=start + height)
        elif way.step in columns.known:
            label = wrapped(f"{way.label} Go to step {way.step}.".strip(), LABEL_WIDTH, SMALL_SIZE)
            words = stacked("label", columns.labels, top, label, SMALL_LINE)
            bottom = top + len(label) * SMALL_LINE
            yield Placed(y=top + SMALL_LINE // 2 + 2, label=tuple(words), to=way.step, bottom=bottom)
            top = bottom + BLOCK_GAP


def jump(columns: Columns, number: int, start: int, end: int) -> Line:
    """A line that leaves a step, runs along a lane and enters another."""
    x = columns.lane(columns.lanes[number])
    return Line(kind="jump", points=((columns.inner, start), (x, start), (x, end), (columns.inner, end)))


def sliced(boxes: list[list[Box]], lines: list[Line], labels: list[list[Words]], end: int) -> Iterator[Slice]:
    """The drawing cut above each row, in the middle of the gap."""
    tops = [0, *(row[0].y - GAP // 2 for row in boxes[1:]), end]
    for row, words, top, bottom in zip(boxes, labels, tops, tops[1:], strict=False):
        seen = (line for line in lines if line.span[0] < bottom and line.span[1] > top)
        yield Slice(top=top, height=bottom - top, boxes=tuple(row), lines=tuple(seen), labels=tuple(words))


def middle(box: Box) -> int:
    """Where the line to the next step leaves a box."""
    return box.x + box.width // 2

"""Text in a drawing: broken into lines that fit, at a cautious guess of what letters need in any plain typeface."""

from __future__ import annotations

from collections.abc import Iterator

from generator.views.drawing import Words

NARROW, WIDE = "iIjl.,:;'!|()/[] ", "mwMW@%"


def stacked(kind: str, x: int, top: int, lines: list[str], height: int) -> Iterator[Words]:
    """Lines of text below one another."""
    for index, text in enumerate(lines):
        yield Words(kind=kind, x=x, y=top + (index + 1) * height - 4, text=text)


def wrapped(text: str, width: int, size: float) -> list[str]:
    """The text in lines that fit a width, at a cautious guess of what letters need. Words too long are cut."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if needs(joined, size) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if needs(lines[-1] + letter, size) > width:
                lines.append("")
            lines[-1] += letter
    return lines


def needs(text: str, size: float) -> float:
    """How wide a text may come out, in any plain typeface."""
    return size * sum(map(share, text))


def share(letter: str) -> float:
    """How wide a letter may come out, as a part of its height."""
    if letter in NARROW:
        return 0.34
    if letter in WIDE:
        return 0.95
    if ord(letter) > 0x2E7F:
        return 1.1
    return 0.72 if letter.isupper() else 0.59

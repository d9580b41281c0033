"""What a plan's budget comes to: planned and spent, and where it runs over."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Budget, BudgetLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """A budget added up. `unknown` lines have no figure for what was spent."""

    planned: float
    spent: float
    unknown: int


def sums(budget: Budget) -> Sums:
    """The budget's lines added up."""
    lines = budget.lines
    return Sums(
        planned=round(sum(line.planned for line in lines), 2),
        spent=round(sum(line.spent or 0 for line in lines), 2),
        unknown=sum(line.spent is None for line in lines),
    )


def over(line: BudgetLine) -> float:
    """By how much a line is overspent, or 0."""
    return max(0.0, round((line.spent or 0) - line.planned, 2))

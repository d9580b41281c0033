"""A reason for what the gate says."""

from __future__ import annotations

from dataclasses import dataclass

from generator.compliance.state import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason for the gate's answer. `closes` says whether it closes the gate or only sets a condition."""

    closes: bool
    title: str
    text: str
    standing: Standing | None = None

"""Every rule by code: those found while reading and those that look at the whole casebook."""

from __future__ import annotations

from generator.checks import every_check
from generator.reading import READING
from generator.rules import RulePage, page_of

CATALOGUE: dict[str, RulePage] = {
    page.rule.code: page for page in sorted(map(page_of, (*READING, *every_check())), key=lambda p: p.rule.code)
}

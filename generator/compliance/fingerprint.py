"""Twelve characters that stand for a policy's meaning."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from generator.model import Policy, Section

WORD = re.compile(r"[^\W_]+")


def fingerprint(policy: Policy) -> str:
    """Changes when a word of a normative section does; a moved comma, a capital or a line break changes nothing."""
    return fingerprint_of(policy.sections)


def fingerprint_of(sections: tuple[Section, ...]) -> str:
    """The fingerprint of a text, of this version or an earlier one."""
    return _of(tuple(f"{s.title} {s.text}" for s in sections if s.normative is not False))


@lru_cache(maxsize=1024)
def _of(texts: tuple[str, ...]) -> str:
    words = "\n".join(" ".join(WORD.findall(text.lower())) for text in texts)
    return hashlib.sha256(words.encode()).hexdigest()[:12]

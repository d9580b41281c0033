"""Twelve characters that stand for a policy's meaning."""

from __future__ import annotations

import hashlib

from generator.model import Policy


def fingerprint(policy: Policy) -> str:
    """Changes when a word of a normative section does; a moved comma, a capital or a line break changes nothing."""
    words = []
    for section in policy.sections:
        if section.normative is not False:
            text = f"{section.title} {section.text}".lower()
            words.append(" ".join("".join(c if c.isalnum() else " " for c in text).split()))
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]

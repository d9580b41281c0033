"""Whether a requirement applies to a provider, by the requirement's own JSON Schema.

A field the record leaves out satisfies every condition on it, so what is unknown applies.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import jsonschema_rs

from generator.model import Provider, Requirement


@cache
def _validator(condition: str) -> Any:
    return jsonschema_rs.Draft202012Validator(json.loads(condition))


def condition_of(requirement: Requirement) -> Callable[[Provider], bool]:
    """What says whether the requirement concerns a provider at all."""
    if requirement.applies_when is None:
        return lambda _: True
    validator = _validator(json.dumps(requirement.applies_when, sort_keys=True))
    return lambda provider: bool(validator.is_valid(provider.data))

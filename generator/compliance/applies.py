"""Whether a requirement applies to a provider, by the requirement's own JSON Schema.

A field the record leaves out satisfies every condition on it, so what is unknown applies.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema_rs

from generator.model import Provider, Requirement


@cache
def _validator(condition: str) -> Any:
    return jsonschema_rs.Draft202012Validator(json.loads(condition))


def applies(requirement: Requirement, provider: Provider) -> bool:
    """Whether the requirement concerns this provider at all."""
    if requirement.applies_when is None:
        return True
    condition = json.dumps(requirement.applies_when, sort_keys=True)
    return bool(_validator(condition).is_valid(provider.data))

"""A document that is kept: its text and its values are held pressed together and unfolded for whoever asks.

Of ten thousand records few are asked for their text twice. Held as they are, texts and values would be two thirds of the
memory; pressed they are a tenth.
"""

from __future__ import annotations

import hashlib
import marshal
import zlib
from functools import lru_cache
from typing import Any

from generator.source.document import Document
from generator.source.places import ASKED_LATELY

FAST = 1


class KeptDocument(Document):
    """A document as it was, in a fifth of the room."""

    pressed_text: bytes
    pressed_data: bytes

    def __init__(self, path: str, pressed_text: bytes, pressed_data: bytes) -> None:
        keep = object.__setattr__
        keep(self, "path", path)
        keep(self, "quoted", frozenset())  # of no use once the values have their types
        keep(self, "pressed_text", pressed_text)
        keep(self, "pressed_data", pressed_data)

    @classmethod
    def of(cls, document: Document) -> KeptDocument:
        """A document pressed together."""
        text, data = document.text.encode("utf-8", "surrogatepass"), marshal.dumps(document.data)
        return cls(document.path, zlib.compress(text, FAST), zlib.compress(data, FAST))

    @property
    def text(self) -> str:
        """The text."""
        return text_of(self.pressed_text)

    @property
    def fingerprint(self) -> str:
        """Changes with the text."""
        return hashlib.blake2b(self.pressed_text, digest_size=16).hexdigest()

    @property
    def data(self) -> dict[str, Any]:
        """The values. Nobody changes them: they may be somebody else's too."""
        return data_of(self.pressed_data)


@lru_cache(maxsize=ASKED_LATELY)
def text_of(pressed: bytes) -> str:
    """A text unfolded."""
    return zlib.decompress(pressed).decode("utf-8", "surrogatepass")


@lru_cache(maxsize=ASKED_LATELY)
def data_of(pressed: bytes) -> dict[str, Any]:
    """Values unfolded."""
    data: dict[str, Any] = marshal.loads(zlib.decompress(pressed))  # noqa: S302 - we have just written it ourselves
    return data

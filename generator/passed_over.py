"""Files in a folder of records that are no records: a note may lie there and is passed over; what holds more than words may not."""

from __future__ import annotations

import os
from dataclasses import dataclass

from generator.findings import Finding, Location
from generator.reading import misplaced_file

NO_NOTES = frozenset(
    [".jpg", ".jpeg", ".png", ".gif", ".heic", ".webp", ".tif", ".tiff", ".bmp", ".svg", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".xls", ".xlsx", ".xlsm", ".ods", ".numbers", ".ppt", ".pptx", ".odp", ".key", ".zip", ".7z", ".rar", ".msg", ".eml", ".mp3", ".m4a", ".wav", ".ogg", ".mp4", ".mov", ".avi", ".webm"]
)  # fmt: skip
"""Endings of pictures, documents and recordings: they say more than can be looked through, such as where and by whom they
were made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file that was not read, and why."""

    path: str
    reason: str


def passed_over(name: str) -> Skipped | Finding:
    """What becomes of a file that is no record, by its name as it is shown."""
    if os.path.splitext(name.lower())[1] not in NO_NOTES:  # noqa: PTH122 - a name as shown is no path
        return Skipped(path=name, reason="not a .yaml file")
    message = "a picture, a document or a recording lies among the records"
    hint = "keep it where documents are kept, and write into the record what was seen and where it is held"
    return misplaced_file.RULE.finding(Location(path=name), message, hint=hint)

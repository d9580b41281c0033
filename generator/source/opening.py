"""The text of an ordinary file: kind and size are looked at before anything is opened. Knows no YAML."""

from __future__ import annotations

import stat
from pathlib import Path

from generator.reading import not_a_record_file, not_utf_8, too_large, unreadable_file
from generator.source.refusal import Refusal

MAX_BYTES = 256 * 1024


def open_record(path: Path) -> bytes:
    """The bytes of an ordinary file; anything else is refused unopened."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise Refusal(unreadable_file.RULE, f"the file is {kind_of(status.st_mode)}", "put an ordinary file here")
        if status.st_size > MAX_BYTES:
            raise Refusal(
                too_large.RULE, f"the file has {status.st_size:,} bytes", f"keep it under {MAX_BYTES:,} bytes"
            )
        return path.read_bytes()
    except OSError as error:
        raise Refusal(
            unreadable_file.RULE, f"the file cannot be opened: {error.strerror}", "check that it may be read"
        ) from None


def kind_of(mode: int) -> str:
    """What stands where a file should be, in words."""
    kinds = {
        stat.S_IFLNK: "a link, and links are never followed",
        stat.S_IFDIR: "a folder",
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
    }
    return kinds.get(stat.S_IFMT(mode), "a device")


SIGNATURES = (
    (b"PK\x03\x04", "a Word or Excel document or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"version https://git-lfs", "a pointer to a file in git's large-file storage"),
)


def decode(raw: bytes) -> str:
    """UTF-8 text with plain line ends, one behind the last line too, and without a byte-order mark."""
    start = raw[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, kind in SIGNATURES:
        if start.startswith(signature.lower()):
            raise Refusal(not_a_record_file.RULE, f"the file is {kind}", "write the record as plain YAML text")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refusal(not_utf_8.RULE, "the file is saved as UTF-16", "save it as UTF-8")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start)
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1)
        message = f"byte {column + 1} of the line is not UTF-8 (0x{raw[error.start]:02x})"
        raise Refusal(not_utf_8.RULE, message, "save the file as UTF-8", (line, column)) from None
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return plain if plain.endswith("\n") else f"{plain}\n"

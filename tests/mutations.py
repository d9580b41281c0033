"""Good records made worse: by bytes, by signs that mean something to YAML, by lines."""

from __future__ import annotations

import random
import re

SIGNS = (
    *(b": ", b"- ", b"[", b"]", b"{", b"}", b'"', b"'", b" #", b"|\n", b">-\n", b"&a ", b"*a", b"!!python/object:os.system "),
    *(b"? ", b"---\n", b"...\n", b"%YAML 1.1\n", b"<<: ", b"\t", b"\r\n", b"\r", b"\x00", b"\x1b[31m", b"\xe2\x80\xae", b"\xed\xa0\x80"),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8", b"\\x1b", b"\\ud800", b"null", b"~", b".nan", b"2026-02-30", b"yes"),
    *(b"<<<<<<< HEAD\n", b"[" * 40, b"a" * 30_000, b"0" * 5_000, b"$ref: http://x/\n", b"title: again\n"),
)  # fmt: skip
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ud800-\udfff]")


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """The record after one to eight changes."""
    for _ in range(chance.randint(1, 8)):
        at, end = sorted((chance.randint(0, len(raw)), chance.randint(0, len(raw))))
        match chance.randint(0, 6):
            case 0:
                raw = raw[:at] + bytes([chance.randint(0, 255)]) + raw[at + 1 :]
            case 1 | 2:
                raw = raw[:at] + chance.choice(SIGNS) + raw[at:]
            case 3:
                raw = raw[:at] + raw[min(end, at + chance.randint(1, 60)) :]
            case 4:
                raw = raw[:end] + raw[at:end][:400] + raw[end:]
            case 5:
                lines = raw.split(b"\n")
                chance.shuffle(lines)
                raw = b"\n".join(lines)
            case _:
                lines = raw.split(b"\n")
                row = chance.randrange(len(lines))
                lines[row] = b" " * chance.randint(0, 6) + lines[row].lstrip()
                raw = b"\n".join(lines)
    return raw


def unfit_to_print(text: str) -> bool:
    """Whether a message would do something to a terminal or a reader."""
    return bool(UNFIT.search(text))

"""What stands where a file should be: links, pipes, folders, names that no file should have."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.cases import replace_in
from tests.hostile.records import role

Expected = tuple[tuple[str, int, str], ...]
"""Path as shown, line and code."""
Place = tuple[int, str, Callable[[Path], object], Expected]

ROLES = "records/roles"


def link(name: str, target: str) -> Callable[[Path], object]:
    """A symbolic link in the folder of roles."""
    return lambda root: (root / ROLES / name).symlink_to(target)


def pipe(root: Path) -> None:
    """A named pipe that nobody writes to."""
    os.mkfifo(root / ROLES / "pipe.yaml")


def listening_socket(root: Path) -> None:
    """A socket. Its path is kept short, as sockets ask."""
    here = Path.cwd()
    os.chdir(root / ROLES)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.yaml")
    finally:
        os.chdir(here)


def outside(root: Path) -> None:
    """A link to a record outside the casebook."""
    secret = root.parent / f"{root.name}-secret.yaml"
    secret.write_text(role(title="SECRET"), encoding="utf-8")
    (root / ROLES / "outside.yaml").symlink_to(secret)


def linked_folder(root: Path) -> None:
    """A link in place of a whole folder of records."""
    (root / "records/registers").rename(root.parent / f"{root.name}-registers")
    (root / "records/registers").symlink_to(root.parent / f"{root.name}-registers")


def linked_settings(root: Path) -> None:
    """A link in place of the casebook file, which makes schools and frameworks unknowable, not unknown."""
    (root / "records/casebook.yml").rename(root.parent / f"{root.name}-casebook.yml")
    (root / "records/casebook.yml").symlink_to(root.parent / f"{root.name}-casebook.yml")


def file_for_folder(root: Path) -> None:
    """A file in place of a folder of records."""
    (root / "records/registers/elmfield-2026-autumn-2.yaml").unlink()
    (root / "records/registers").rmdir()
    (root / "records/registers").write_text("x", encoding="utf-8")


def named(name: bytes | str) -> Callable[[Path], object]:
    """A good role under a bad name."""
    raw = os.fsencode(name)

    def build(root: Path) -> None:
        with open(os.fsencode(root / ROLES) + b"/" + raw, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(role())

    return build


def unreadable(root: Path) -> None:
    """A file nobody may read."""
    (root / ROLES / "locked.yaml").write_text(role(), encoding="utf-8")
    (root / ROLES / "locked.yaml").chmod(0)


def archived(root: Path) -> None:
    """A provider that closed while a pupil is placed there."""
    replace_in(root, "records/providers/harbour-farm.yaml", "capacity:", "closed_on: 2026-10-23\ncapacity:")


def circle(root: Path) -> None:
    """A provider that is its own successor."""
    text = "closed_on: 2027-07-21\nsuccessor: harbour-farm\ncapacity:"
    replace_in(root, "records/providers/harbour-farm.yaml", "capacity:", text)


def folder_named_like_a_record(root: Path) -> None:
    """A folder called x.yaml."""
    (root / ROLES / "x.yaml").mkdir()


def folder_in_folder(root: Path) -> None:
    """A folder of old records inside a folder of records."""
    (root / ROLES / "old").mkdir()
    (root / ROLES / "old" / "tutor.yaml").write_text(role(), encoding="utf-8")


def stray_folder(root: Path) -> None:
    """A folder that belongs to no kind."""
    (root / "records" / "pupils").mkdir()


def picture(root: Path) -> None:
    """A photograph among the records, with somebody's name in what it says of itself."""
    (root / "records/providers/harbour-farm.jpg").write_bytes(b"\xff\xd8\xff\xe1\0\x20Exif\0\0SECRET NAME\xff\xd9")


def one(path: str, code: str, line: int = 1) -> Expected:
    """The one finding that is expected."""
    return ((path, line, code),)


PLACES: list[Place] = [
    (44, "other-case", named("Off-Site-Coordinator.yaml"), one(f"{ROLES}/Off-Site-Coordinator.yaml", "CB014")),
    (46, "archived", archived, one("records/case-plans/cp-7f3k.yaml", "CB206", 18)),
    (47, "circle", circle, one("records/providers/harbour-farm.yaml", "CB204", 27)),
    (48, "link-out-of-the-tree", outside, one(f"{ROLES}/outside.yaml", "CB001")),
    (48, "link-to-a-record", link("again.yaml", "off-site-coordinator.yaml"), one(f"{ROLES}/again.yaml", "CB001")),
    (48, "link-to-a-secret", link("passwd.yaml", "/etc/passwd"), one(f"{ROLES}/passwd.yaml", "CB001")),
    (48, "dangling-link", link("dangling.yaml", "nowhere.yaml"), one(f"{ROLES}/dangling.yaml", "CB001")),
    (48, "loop", link("loop.yaml", "loop.yaml"), one(f"{ROLES}/loop.yaml", "CB001")),
    (48, "linked-folder", linked_folder, one("records/registers", "CB001")),
    (48, "linked-settings", linked_settings, one("records/casebook.yml", "CB001")),
    (49, "pipe", pipe, one(f"{ROLES}/pipe.yaml", "CB001")),
    (49, "endless-device", link("zero.yaml", "/dev/zero"), one(f"{ROLES}/zero.yaml", "CB001")),
    (49, "folder", folder_named_like_a_record, one(f"{ROLES}/x.yaml", "CB001")),
    (49, "socket", listening_socket, one(f"{ROLES}/socket.yaml", "CB001")),
    (49, "file-for-folder", file_for_folder, one("records/registers", "CB001")),
    (49, "folder-in-folder", folder_in_folder, one(f"{ROLES}/old", "CB016")),
    (49, "stray-folder", stray_folder, one("records/pupils", "CB016")),
    (50, "line-break", named("class\nteacher.yaml"), one(f"{ROLES}/class\\x0ateacher.yaml", "CB013")),
    (50, "angle-bracket", named("<img src=x>.yaml"), one(f"{ROLES}/<img src=x>.yaml", "CB013")),
    (50, "not-utf-8", named(b"caf\xe9.yaml"), one(f"{ROLES}/cafU+DCE9.yaml", "CB013")),
    (50, "leading-dash", named("-rf.yaml"), one(f"{ROLES}/-rf.yaml", "CB013")),
    (50, "escape", named("a\x1b[31mb.yaml"), one(f"{ROLES}/a\\x1b[31mb.yaml", "CB013")),
    (62, "picture", picture, one("records/providers/harbour-farm.jpg", "CB016")),
    (50, "right-to-left", named("a\u202eb.yaml"), one(f"{ROLES}/aU+202Eb.yaml", "CB013")),
]

"""Where the schemas and the site's own files lie: in the repository, or inside an installed package."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name: str, *, is_file: bool = False) -> Path:
    """A folder (or file) that belongs to the program."""
    installed = PACKAGE / "_data" / name
    found = installed.is_file() if is_file else installed.is_dir()
    return installed if found else PACKAGE.parent / name


def rule_cases() -> Path:
    """The good and bad examples of every rule, which are also its tests."""
    installed = PACKAGE / "_data" / "rules"
    return installed if installed.is_dir() else PACKAGE.parent / "tests" / "rules"

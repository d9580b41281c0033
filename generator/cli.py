"""The front door: the click group, exit codes, and the only reader of today's date."""

from __future__ import annotations

import datetime as dt
import errno
import gc
import importlib
import os
import re
import signal
import sys
from io import StringIO
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import click

from generator import __version__
from generator.characters import printable
from generator.days import LAST, RANGE, believable
from generator.faults import told
from generator.wording import nearest_words

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG})
EPOCH = dt.date(1970, 1, 1)
LONGEST = 2_000
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
COMMANDS = {
    "validate": "check the records and report; never writes",
    "build": "check the records and build the site",
    "serve": "build, serve on this computer, rebuild on change",
    "gate": "say whether a provider may be used on a day",
    "deadline": "count the days of a procedure",
    "report": "what is due, or how providers stand",
    "scan": "look for identifiers in any text",
    "codes": "check that the codes of plans are used once",
    "new": "write a record to start from",
    "rules": "list the rules, or explain one",
}


class Verbs(click.Group):
    """Imports a command only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"generator.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for, or a usage error that names the nearest."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"there is no command '{args[0]}'{nearest_words(args[0], list(COMMANDS))}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="casebook")
def cli() -> None:
    """The casebook: records in, checked, a site out."""


class Root(click.ParamType[Path]):
    """A folder that holds `records/casebook.yml`."""

    name = "directory"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The folder, or a usage error that says what was looked for."""
        root = Path(str(value)).absolute()
        if not (root / "records" / "casebook.yml").exists():
            self.fail(f"'{value}' has no records/casebook.yml", param, ctx)
        return root


class Day(click.ParamType[dt.date]):
    """A date written YYYY-MM-DD that can be meant."""

    name = "yyyy-mm-dd"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The date, or a usage error."""
        if isinstance(value, dt.date):
            return value
        try:
            if not DAY.fullmatch(str(value)):
                raise ValueError
            day = dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{value}' is not a date; write it as 2026-11-22", param, ctx)
        if not believable(day):
            self.fail(f"{day} is too far away to be meant; {RANGE}", param, ctx)
        return day


def nearest_root() -> Path:
    """The nearest folder upwards that is a casebook."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "records" / "casebook.yml").exists():
            return folder
    raise click.UsageError("no records/casebook.yml here or in any folder above; use --root DIR")


def today() -> dt.date:
    """Today in England. SOURCE_DATE_EPOCH, where set, stands for now."""
    zone = ZoneInfo("Europe/London")
    if epoch := os.environ.get("SOURCE_DATE_EPOCH", ""):
        try:
            day = dt.datetime.fromtimestamp(int(epoch), tz=zone).date()
        except (ValueError, OverflowError, OSError):
            raise click.UsageError("SOURCE_DATE_EPOCH is set, but is no number of seconds since 1970") from None
        if not EPOCH <= day <= LAST:
            raise click.UsageError(f"SOURCE_DATE_EPOCH says {day}, which is too far away to be meant")
        return day
    return dt.datetime.now(tz=zone).date()


root_option = click.option(
    "--root",
    type=Root(),
    default=nearest_root,
    show_default="nearest parent with records/casebook.yml",
    help="The casebook's folder.",
)
as_of_option = click.option(
    "--as-of", type=Day(), default=today, show_default="today in England", help="What is true on this day."
)


def stopped(number: int, _frame: object) -> None:
    """Leaves in good order when the system asks for it: what was begun is put away, as after Ctrl-C."""
    raise SystemExit(128 + number)


def heed() -> None:
    """Listens to whoever ends programs. Ctrl-C needs nothing."""
    for name in ("SIGTERM", "SIGHUP"):
        if (number := getattr(signal, name, None)) and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, stopped)


def unheard() -> None:
    """Says nothing more to somebody who does not listen, or cannot."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def at_fault(error: Exception) -> NoReturn:
    """Says that we are wrong, and leaves."""
    click.echo(told(error), err=True)
    click.echo("casebook: this is a mistake of ours, not of your records; please report the lines above", err=True)
    sys.exit(3)


def main() -> None:
    """Runs a command. 0 no errors, 1 errors, 2 usage, 3 our own mistake, 130 interrupted, 143 ended."""
    gc.set_threshold(100_000, 50, 100)  # a casebook is built once and kept: looking for garbage in it is wasted
    heed()
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # whoever started us wants to hear nothing
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end
    try:
        result = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except (click.exceptions.Abort, KeyboardInterrupt):
        sys.exit(130)
    except click.ClickException as error:
        said = StringIO()
        error.show(said)
        click.echo("\n".join(printable(line, LONGEST) for line in said.getvalue().rstrip().split("\n")), err=True)
        sys.exit(2)
    except BrokenPipeError:
        unheard()
        sys.exit(1)
    except OSError as error:
        if error.filename is not None or error.errno not in FULL:
            at_fault(error)
        unheard()
        click.echo(f"casebook: what there is to say cannot be written: {error.strerror}", err=True)
        sys.exit(1)
    except Exception as error:
        at_fault(error)
    sys.exit(result if isinstance(result, int) else 0)

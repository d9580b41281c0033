"""`casebook build`: check the records and build the site."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import click

from generator.audience import NoAudience, for_audience
from generator.checks import (
    identifier_in_comment,
    identifier_in_file_name,
    identifier_in_text,
    key_in_repository,
)
from generator.cli import as_of_option, root_option
from generator.commands.validate import show
from generator.engine import ENGINES, EngineFailed, Layout
from generator.findings import Severity
from generator.frame import BadFrame
from generator.history import records_at
from generator.inspection import Inspected, Report, inspect, nothing_found
from generator.locking import Busy
from generator.page_faults import Fault
from generator.pages import SiteContext
from generator.privacy.scope import COORDINATOR
from generator.publish import NotOurs
from generator.record_history import record_history
from generator.schema import SchemaStore
from generator.site import DeadLinks, build
from generator.unchanged import Build, build_of
from generator.wording import count

SHOWN = 20
TRACEBACK = "Traceback (most recent call last):"
WHERE = re.compile(r"^\[Errno \d+\] |: '.*$")
IDENTIFYING = frozenset(
    rule.RULE.code for rule in (identifier_in_text, identifier_in_comment, identifier_in_file_name, key_in_repository)
)
"""The rules whose findings may name somebody. Others against loss of privacy do not."""


@click.command(name="build")
@root_option
@as_of_option
@click.option(
    "--engine", type=click.Choice(ENGINES), default="mkdocs", show_default=True, help="What builds the frame."
)
@click.option("--audience", metavar="NAME", default="coordinator", show_default=True, help="For whom the site is made.")
@click.option("--provider", metavar="ID", default="", help="With --audience provider: the one provider it is made for.")
@click.option("--offline", is_flag=True, help="Make a site that works from a shared drive.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Where the site goes.  [default: site/public, or site/public-NAME for another audience]",
)
@click.option("--at", "revision", metavar="REV", help="Read the records as they were at a commit.")
@click.option(
    "--force",
    is_flag=True,
    help="Build in spite of errors (the coordinator's site only; the pages concerned say so; never when a record may "
    "identify a person), and replace a site that was made for another audience.",
)
def command(
    root: Path,
    as_of: dt.date,
    engine: str,
    audience: str,
    provider: str,
    offline: bool,
    out: Path | None,
    revision: str | None,
    force: bool,
) -> int:
    """Check the records, then build the site. Errors stop it, and the previous site stays."""
    return run(
        Order(
            root=root,
            as_of=as_of,
            engine=engine,
            audience=audience,
            provider=provider,
            offline=offline,
            out=out,
            revision=revision or "",
            force=force,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which site is to be built, and from what."""

    root: Path
    as_of: dt.date
    engine: str = "mkdocs"
    audience: str = COORDINATOR
    provider: str = ""
    offline: bool = False
    out: Path | None = None
    revision: str = ""
    force: bool = False

    @property
    def layout(self) -> Layout:
        """Where everything lies."""
        return Layout(root=self.root)


def run(order: Order) -> int:
    """Builds the site. 0 built, 1 errors in the records or the site, 3 our own mistake."""
    started = time.monotonic()
    same = remembered(order)
    if same and same.stands():
        report_built(False, same.out, started)
        return 0
    schemas = SchemaStore.load()
    inspected = checked(order, schemas)
    report = inspected.report
    if refused(order, report):
        return 3 if report.failures else 1
    context = context_of(order, inspected, schemas)
    code = attempt(lambda: built(order, context, started))
    if same and code == report.count(Severity.ERROR) == len(report.failures) == 0:
        same.keep()
    for failure in report.failures:
        click.echo(failure, err=True)
    return 3 if report.failures else code


def remembered(order: Order) -> Build | None:
    """What is known of the site that such a build made last; nothing of other audiences' sites and of old records."""
    if order.audience != COORDINATOR or order.revision:
        return None
    out = (order.out or order.layout.public).absolute()
    return build_of(order.layout, out, order.engine, str(order.offline), str(order.as_of))


def checked(order: Order, schemas: SchemaStore) -> Inspected:
    """The records with everything that is found in them, as they are or as they were."""
    say("checking the records")
    with records_at(order.root, order.revision) if order.revision else nullcontext(order.root) as home:
        return inspect(home, schemas, order.as_of)


def refused(order: Order, report: Report) -> bool:
    """Whether errors stop the build. They are shown in any case."""
    if not report.count(Severity.ERROR):
        return False
    show(report, "text")
    if order.force and order.audience == COORDINATOR and not names_somebody(report):
        return False
    said = f"the site was not built; mend the errors above{way_out(report, order.audience)}"
    click.echo(f"casebook: {said}", err=True)
    return True


def context_of(order: Order, inspected: Inspected, schemas: SchemaStore) -> SiteContext:
    """What the audience's pages are made from."""
    try:
        casebook = for_audience(inspected.casebook, schemas, order.audience, order.provider, order.as_of)
    except NoAudience as error:
        raise click.UsageError(str(error)) from None
    whole = casebook.scope.whole
    return SiteContext(
        casebook=casebook,
        report=inspected.report if whole else nothing_found(order.as_of),
        as_of=order.as_of,
        history=record_history(order.root, order.as_of, order.revision or "HEAD") if whole else {},
        revision=order.revision,
    )


def built(order: Order, context: SiteContext, started: float) -> int:
    """Builds, and says how it went."""
    out = (order.out or order.layout.public_for(context.casebook.scope)).absolute()
    done = build(context, order.layout, out, order.engine, offline=order.offline, replace=order.force, say=say)
    report_built(done.changed, out, started)
    return report_faults(done.faults)


def names_somebody(report: Report) -> bool:
    """Whether something may identify a person. No site is built from that, whatever is asked."""
    return any(f.code in IDENTIFYING for f in report.findings)


def way_out(report: Report, audience: str) -> str:
    """What else can be done about errors than mending them."""
    if names_somebody(report):
        return "; something may identify a person, and no site is made of that, not even with --force"
    return ", or use --force" if audience == COORDINATOR else "; only the coordinator's site can be forced"


def report_built(changed: bool, out: Path, started: float) -> None:
    """Says where the site is."""
    done = "written to" if changed else "unchanged in"
    click.echo(f"casebook: site {done} {out} in {time.monotonic() - started:.1f} s", err=True)


def report_faults(faults: tuple[Fault, ...]) -> int:
    """Names the pages that could not be made. 3 when there are any: that is our mistake, and the site is not whole."""
    for fault in faults[:SHOWN]:
        click.echo(f"casebook: {fault.path} could not be made, and says so. {fault.told}", err=True)
    if not faults:
        return 0
    said = f"{count(len(faults), 'page')} could not be made"
    click.echo(f"casebook: {said}: a mistake of ours, not of your records; please report the lines above", err=True)
    return 3


def attempt(work: Callable[[], int]) -> int:
    """Runs a build and turns what may go wrong into one clear sentence. The previous site always stays."""
    try:
        return work()
    except (NotOurs, Busy) as error:
        click.echo(f"casebook: {error}", err=True)
        return 1
    except EngineFailed as error:
        click.echo(
            f"{last_words(str(error))}\ncasebook: the engine refused to build the sections; the previous site stays",
            err=True,
        )
        return 1
    except BadFrame as error:
        click.echo(f"casebook: {error}; the previous site stays", err=True)
        return 3
    except DeadLinks as error:
        for dead in error.found[:SHOWN]:
            click.echo(f"{dead.page}: '{dead.target}' leads nowhere", err=True)
        click.echo(f"casebook: {count(len(error.found), 'dead link')}; the previous site stays", err=True)
        return 1
    except OSError as error:
        click.echo(f"casebook: {what_failed(error)}; the previous site stays", err=True)
        return 1


def what_failed(error: OSError) -> str:
    """The file and what the system says of it. Copying many files gathers them up: the first is enough."""
    if isinstance(error, shutil.Error) and error.args and error.args[0]:
        _, target, why = error.args[0][0]
        return f"{target}: {re.sub(WHERE, '', str(why))}"
    return f"{error.filename or 'the site'}: {error.strerror}"


def last_words(said: str) -> str:
    """What an engine said, without the way through its own program: that helps nobody."""
    before, found, after = said.partition(TRACEBACK)
    return f"{before}{after.splitlines()[-1]}" if found and after.strip() else said


def say(message: str) -> None:
    """Progress, beside the report."""
    click.echo(f"casebook: {message}", err=True)

"""`casebook gate`: may a provider be used on a day, and why or why not."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from generator.casebook import Casebook
from generator.cli import Day, as_of_option, root_option
from generator.compliance.gate import Gate, GateState, Reason
from generator.compliance.intervals import Span
from generator.compliance.placements import gate_over
from generator.compliance.state import standings_of
from generator.load import load
from generator.model import Citation, Provider
from generator.schema import SchemaStore
from generator.wording import nearest_words, weekday_date

USES = ["transport", "one-to-one", "off-site-activity", "work-placement", "online", "ehc-plan", "looked-after"]
VERDICTS = {
    GateState.OPEN: "may be used",
    GateState.CONDITIONAL: "may be used only with conditions",
    GateState.CLOSED: "may not be used",
}


@click.command(name="gate")
@root_option
@as_of_option
@click.argument("provider")
@click.option("--site", help="The id of one of its sites.")
@click.option(
    "--use", "uses", multiple=True, type=click.Choice(USES), help="What the placement involves; may be repeated."
)
@click.option("--on", "on", type=Day(), help="The day asked about.  [default: --as-of]")
@click.option("--until", type=Day(), help="The last day of the use; what lapses before it sets a condition.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The form of the answer.",
)
def command(
    root: Path,
    as_of: dt.date,
    provider: str,
    site: str | None,
    uses: tuple[str, ...],
    on: dt.date | None,
    until: dt.date | None,
    form: str,
) -> int:
    """Say whether PROVIDER may be used: open, conditional or closed, with every reason. Exit 1 when closed."""
    day = on or as_of
    if until and until < day:
        raise click.UsageError(f"--until {until} comes before {day}")
    span = Span(start=day, end=until or day, site=site, uses=frozenset(uses))
    return run(root, provider, span, form=form)


def run(root: Path, provider_id: str, span: Span, *, form: str) -> int:
    """Asks the gate. A record that cannot be read is closed: unknown is never open."""
    casebook = needed(root, provider_id)
    provider = casebook.get(Provider, provider_id)
    if provider is None:
        if ("provider", provider_id) in casebook.unusable:
            click.echo(unreadable(provider_id, span, form))
            return 1
        hint = nearest_words(provider_id, [p.id for p in casebook.providers])
        raise click.UsageError(f"there is no provider '{provider_id}'{hint}")
    found = gate_over(standings_of(casebook), provider, span)
    click.echo(as_json(provider.id, span, found.state, found.reasons) if form == "json" else as_text(found))
    return int(found.state is GateState.CLOSED)


def needed(root: Path, provider_id: str) -> Casebook:
    """The records the gate asks: one provider's, frameworks, calendars, policies and plans. An alias needs them all."""
    schemas, none = SchemaStore.load(), frozenset[str]()
    only = {"provider": frozenset({provider_id}), "procedure": none, "role": none, "register": none}
    casebook = load(root, schemas, only).casebook
    found = provider_id in casebook.records["provider"] or ("provider", provider_id) in casebook.unusable
    return casebook if found else load(root, schemas).casebook


def unreadable(provider_id: str, span: Span, form: str) -> str:
    """The answer when the provider's own record cannot be read."""
    if form == "json":
        reason = Reason(closes=True, title="Record cannot be read", text="run: casebook validate")
        return as_json(provider_id, span, GateState.CLOSED, (reason,))
    return f"{provider_id}: closed, because its record cannot be read; run: casebook validate"


def as_text(found: Gate) -> str:
    """The answer as a coordinator reads it."""
    lines = [f"{found.provider.name} {VERDICTS[found.state]} on {weekday_date(found.on)} ({found.state.value})"]
    for reason in found.reasons:
        lines.append(f"  {'closes' if reason.closes else 'condition'}: {reason.title}: {reason.text}")
        lines += [f"    {source}" for source in sources_of(reason)]
    if not found.reasons:
        lines.append("  nothing stands against it in these records")
    return "\n".join(lines)


def sources_of(reason: Reason) -> list[str]:
    """On what ground: our own rule, or the sources with how far they were checked."""
    if reason.standing is None:
        return []
    requirement = reason.standing.requirement
    lines = [source_line(citation) for citation in requirement.citations]
    if decision := requirement.local_decision:
        role = decision.role.replace("-", " ")
        lines.insert(0, f"our rule, decided by the {role} on {decision.decided_on}: {decision.reason}")
    return lines


def source_line(citation: Citation) -> str:
    """A source in one line."""
    marks = {"verified": "read", "secondary": "as reported", "unverified": "check before relying on this"}
    parts = [citation.source, citation.edition or "", citation.paragraph or ""]
    return f"{', '.join(part for part in parts if part)} ({marks[citation.mark]})"


def as_json(provider_id: str, span: Span, state: GateState, found: tuple[Reason, ...]) -> str:
    """The answer for a machine, version 1."""
    reasons = [
        {
            "closes": reason.closes,
            "title": reason.title,
            "text": reason.text,
            "requirement": reason.standing.requirement.id if reason.standing else None,
            "framework": reason.standing.framework.id if reason.standing else None,
            "state": reason.standing.state.value if reason.standing else None,
            "sources": sources_of(reason),
        }
        for reason in found
    ]
    body = {
        "version": 1,
        "provider": provider_id,
        "site": span.site,
        "uses": sorted(span.uses),
        "on": span.start.isoformat(),
        "state": state.value,
        "reasons": reasons,
    }
    return json.dumps(body, indent=2, ensure_ascii=False)

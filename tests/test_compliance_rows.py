"""Rows from the work itself: what a coordinator would say of a requirement or a provider on a day, and what we say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.compliance.fingerprint import fingerprint
from generator.compliance.gate import GateState, gate
from generator.compliance.state import UNMET, Standing, State
from generator.model import (
    Acknowledgement,
    Agreement,
    Capacity,
    CasePlan,
    Evidence,
    Identity,
    Record,
    Requirement,
    Section,
    Site,
)
from tests import test_state
from tests.cases import AS_OF
from tests.compliance_world import (
    TEXT,
    agreed,
    asked,
    by_agreement,
    by_policy,
    current_mark,
    guidance,
    long_in_force,
    placed,
    policy,
    pupils,
    signed_for,
    written_checks,
)
from tests.world import (
    D,
    concern,
    dispute,
    evidence,
    excused,
    framework,
    plan,
    provider,
    renewed,
    requirement,
    site,
    waiver,
)


def seen(day: str, until: str | None = None, **changes: Any) -> Evidence:
    """A certificate seen on a day."""
    return evidence(seen_on=D(day), valid_until=D(until) if until else None, **changes)


def refused(day: str, **changes: Any) -> Evidence:
    """Looked at and found not met."""
    return seen(day, result="not-met", **changes)


def standing_of(
    rule: Requirement, records: tuple[Record, ...], farm: dict[str, Any], on: str, **place: Any
) -> Standing:
    """How one requirement stands at the farm."""
    where = provider(**farm)
    known = [s for s in asked(long_in_force(rule), where, *records).of(where, D(on), **place) if s.requirement is rule]
    assert len(known) == 1
    return known[0]


# ---- how long evidence is good

DSL_TRAINING = requirement(id="insurance", renewal=renewed("period", years=2))
FIRST_AID = requirement(renewal=renewed("period", years=3))
SIX_MONTHLY = requirement(renewal=renewed("period", months=6))
YEARLY = requirement(renewal=renewed("period", years=1))
HALF_TERM = requirement(renewal=renewed("half-term"))
TWO_HALF_TERMS = requirement(renewal=renewed("period", half_terms=2))
ONCE = requirement()

AgeRow = tuple[str, Requirement, list[Evidence], str, str]
AGES: list[AgeRow] = [
    # insurance: the certificate's own last day
    ("insured until the end of August", ONCE, [seen("2026-09-01", "2027-08-31")], "2026-11-22", "met"),
    ("the insurance runs out at the month's end", ONCE, [seen("2026-09-01", "2026-11-30")], "2026-11-22", "expiring"),
    ("the insurance's last day", ONCE, [seen("2026-03-01", "2026-03-11")], "2026-03-11", "expiring"),
    ("the day after the insurance's last day", ONCE, [seen("2026-03-01", "2026-03-11")], "2026-03-12", "expired"),
    ("the new certificate came a week late", ONCE, [seen("2025-03-12", "2026-03-11"), seen("2026-03-20")], "2026-03-19", "expired"),
    ("the day the new certificate was seen", ONCE, [seen("2025-03-12", "2026-03-11"), seen("2026-03-20")], "2026-03-20", "met"),
    ("nobody had looked before it was seen", ONCE, [seen("2026-09-01", "2027-08-31")], "2026-08-31", "missing"),
    # the certificate and our own period: the earlier end decides
    ("our year ends before the certificate", YEARLY, [seen("2025-11-01", "2027-03-31")], "2026-11-22", "expired"),
    ("the certificate ends before our year", YEARLY, [seen("2026-06-01", "2026-11-21")], "2026-11-22", "expired"),
    ("both ends are ahead, the nearer counts", YEARLY, [seen("2025-12-10", "2027-12-31")], "2026-11-22", "expiring"),
    # a DBS check has no end by law
    ("a check without an end stays good", ONCE, [seen("2019-02-01")], "2026-11-22", "met"),
    # training every two years, first aid every three
    ("lead trained twenty months ago", DSL_TRAINING, [seen("2025-03-22")], "2026-11-22", "met"),
    ("lead trained two years ago tomorrow", DSL_TRAINING, [seen("2024-11-23")], "2026-11-22", "expiring"),
    ("lead trained more than two years ago", DSL_TRAINING, [seen("2024-11-01")], "2026-11-22", "expired"),
    ("lead trained again in time", DSL_TRAINING, [seen("2024-11-01"), seen("2026-10-20")], "2026-11-22", "met"),
    ("first aid of 2024", FIRST_AID, [seen("2024-05-02")], "2026-11-22", "met"),
    ("first aid of three years ago", FIRST_AID, [seen("2023-12-01")], "2026-11-22", "expiring"),
    ("first aid of October 2023", FIRST_AID, [seen("2023-10-31")], "2026-11-22", "expired"),
    # periods that meet the end of a short month
    ("six months from 31 August, last day", SIX_MONTHLY, [seen("2025-08-31")], "2026-02-28", "expiring"),
    ("six months from 31 August, over", SIX_MONTHLY, [seen("2025-08-31")], "2026-03-01", "expired"),
    ("a year from 29 February, last day", YEARLY, [seen("2024-02-29")], "2025-02-28", "expiring"),
    ("a year from 29 February, over", YEARLY, [seen("2024-02-29")], "2025-03-01", "expired"),
    # half-termly, on Oxfordshire's dates: good until the end of the half term after the one it was done in
    ("reviewed this half term", HALF_TERM, [seen("2026-11-09")], "2026-11-22", "met"),
    ("reviewed in September, last day of term", HALF_TERM, [seen("2026-09-10")], "2026-12-18", "expiring"),
    ("reviewed in September, in the Christmas holiday", HALF_TERM, [seen("2026-09-10")], "2026-12-19", "expired"),
    ("reviewed on the last day before half term", HALF_TERM, [seen("2026-10-23")], "2026-12-18", "expiring"),
    ("reviewed in the half-term holiday", HALF_TERM, [seen("2026-10-28")], "2026-12-18", "expiring"),
    ("reviewed in the half-term holiday, after Christmas", HALF_TERM, [seen("2026-10-28")], "2027-01-04", "expired"),
    ("reviewed on the first day after half term, last day in February", HALF_TERM, [seen("2026-11-02")], "2027-02-12", "expiring"),
    ("reviewed on the first day after half term, after February", HALF_TERM, [seen("2026-11-02")], "2027-02-22", "expired"),
    ("reviewed in July, in September", HALF_TERM, [seen("2026-07-10")], "2026-09-10", "met"),
    ("reviewed in July, last week before half term", HALF_TERM, [seen("2026-07-10")], "2026-10-23", "expiring"),
    ("reviewed in July, after half term", HALF_TERM, [seen("2026-07-10")], "2026-11-02", "expired"),
    ("reviewed in the summer holiday, in October", HALF_TERM, [seen("2026-08-12")], "2026-10-23", "expiring"),
    ("reviewed in early May, last day of July's term", HALF_TERM, [seen("2026-05-06")], "2026-07-20", "expiring"),
    ("reviewed in early May, in the holiday", HALF_TERM, [seen("2026-05-06")], "2026-07-21", "expired"),
    ("reviewed every half term", HALF_TERM, [seen("2026-05-06"), seen("2026-06-24"), seen("2026-10-07")], "2026-11-22", "expiring"),
    ("one half term left out", HALF_TERM, [seen("2026-05-06"), seen("2026-06-24")], "2026-11-22", "expired"),
    ("every second half term", TWO_HALF_TERMS, [seen("2026-09-10")], "2027-01-05", "met"),
    ("every second half term, over", TWO_HALF_TERMS, [seen("2026-09-10")], "2027-02-22", "expired"),
    ("beyond the term dates nobody can say it is good", HALF_TERM, [seen("2027-06-10")], "2028-01-10", "expired"),
    ("every second half term, beyond the term dates", TWO_HALF_TERMS, [seen("2027-06-10")], "2028-01-10", "expired"),
    ("every second half term, one of them known", TWO_HALF_TERMS, [seen("2027-05-10")], "2027-07-21", "expiring"),
]  # fmt: skip


@pytest.mark.parametrize("row", AGES, ids=lambda row: row[0])
def test_how_long_evidence_is_good(row: AgeRow) -> None:
    _, rule, found, on, expected = row
    standing = standing_of(rule, (), {"evidence": tuple(found)}, on)
    assert standing.state.value == expected, standing.reason
    assert standing.reason


# ---- what counts as evidence, and what outweighs what

SEEN_ON_SITE = requirement(verification="visited")
WRITTEN = requirement(verification="confirmed-in-writing", accepts=("letter", "certificate"))
Q = "2026-11-22"
WeightRow = tuple[str, Requirement, dict[str, Any], str | None, str]
WEIGHTS: list[WeightRow] = [
    # verification: declared, document seen, confirmed in writing, visited
    ("they told us on the telephone", ONCE, {"evidence": (evidence(verification="declared"),)}, None, "not-met"),
    ("we saw the paper", ONCE, {"evidence": (evidence(),)}, None, "met"),
    ("they wrote, but it must be visited", SEEN_ON_SITE, {"evidence": (evidence(verification="confirmed-in-writing"),)}, None, "not-met"),
    ("we saw the paper, but it must be visited", SEEN_ON_SITE, {"evidence": (evidence(),)}, None, "not-met"),
    ("we went there", SEEN_ON_SITE, {"evidence": (evidence(verification="visited"),)}, None, "met"),
    ("they wrote, as asked", WRITTEN, {"evidence": (evidence(verification="confirmed-in-writing", kind="letter"),)}, None, "met"),
    ("we saw the paper, but they must write", WRITTEN, {"evidence": (evidence(),)}, None, "not-met"),
    ("a visit is more than a letter", WRITTEN, {"evidence": (evidence(verification="visited"),)}, None, "met"),
    ("three weak pieces are still weak", SEEN_ON_SITE, {"evidence": (evidence(), evidence(verification="declared"), evidence(verification="confirmed-in-writing"))}, None, "not-met"),
    ("a weak newer piece takes nothing away", SEEN_ON_SITE, {"evidence": (evidence(verification="visited"), seen("2026-11-01", verification="declared"))}, None, "met"),
    ("a visit a year old, and declared since", requirement(verification="visited", renewal=renewed("period", years=1)), {"evidence": (seen("2025-10-01", verification="visited"), seen("2026-11-01", verification="declared"))}, None, "expired"),
    ("a visit grows old: expiring", requirement(verification="visited", renewal=renewed("period", years=1)), {"evidence": (seen("2025-12-01", verification="visited"),)}, None, "expiring"),
    # the wrong paper
    ("a photograph is no certificate", ONCE, {"evidence": (evidence(kind="photograph"),)}, None, "not-met"),
    ("a policy instead of a certificate", ONCE, {"evidence": (evidence(kind="policy"),)}, None, "not-met"),
    ("the wrong paper, then the right one", ONCE, {"evidence": (evidence(kind="policy"), seen("2026-10-01"))}, None, "met"),
    ("the right paper for another requirement", ONCE, {"evidence": (evidence(requirement="transport"),)}, None, "missing"),
    # refusals and what was seen since
    ("refused at the visit", ONCE, {"evidence": (refused("2026-10-14"),)}, None, "not-met"),
    ("good in September, refused in October", ONCE, {"evidence": (seen("2026-09-15"), refused("2026-10-14"))}, None, "not-met"),
    ("refused in September, put right in October", ONCE, {"evidence": (refused("2026-09-15"), seen("2026-10-14"))}, None, "met"),
    ("refused twice, put right once between", ONCE, {"evidence": (refused("2026-09-15"), seen("2026-10-01"), refused("2026-10-14"))}, None, "not-met"),
    ("put right, but only declared", ONCE, {"evidence": (refused("2026-09-15"), seen("2026-10-14", verification="declared"))}, None, "not-met"),
    ("put right, but with the wrong paper", ONCE, {"evidence": (refused("2026-09-15"), seen("2026-10-14", kind="photograph"))}, None, "not-met"),
    ("put right in October, ran out in November", ONCE, {"evidence": (refused("2026-09-15"), seen("2026-10-14", "2026-11-10"))}, None, "expired"),
    ("an older good paper does not outlast a refusal", ONCE, {"evidence": (seen("2026-09-01", "2027-08-31"), refused("2026-10-14"))}, None, "not-met"),
    ("refused by hearsay is refused", SEEN_ON_SITE, {"evidence": (evidence(verification="visited"), refused("2026-10-14", verification="declared"))}, None, "not-met"),
    ("partly put right", ONCE, {"evidence": (refused("2026-09-15"), seen("2026-10-14", result="partly-met"))}, None, "not-met"),
    ("recorded in another order", ONCE, {"evidence": (seen("2026-10-14"), refused("2026-09-15"))}, None, "met"),
    # doubts
    ("the register entry is in doubt", ONCE, {"evidence": (evidence(disputed=dispute("2026-11-10")),)}, None, "disputed"),
    ("the doubt came later", ONCE, {"evidence": (evidence(disputed=dispute("2026-11-25")),)}, None, "met"),
    ("the doubt is settled", ONCE, {"evidence": (evidence(disputed=dispute("2026-11-10", "2026-11-18")),)}, None, "met"),
    ("the doubt is settled today", ONCE, {"evidence": (evidence(disputed=dispute("2026-11-10", "2026-11-22")),)}, None, "met"),
    ("the doubt is settled, the paper ran out", ONCE, {"evidence": (seen("2026-09-01", "2026-11-20", disputed=dispute("2026-11-10", "2026-11-18")),)}, None, "expired"),
    ("in doubt and waived is in doubt", ONCE, {"evidence": (evidence(disputed=dispute("2026-11-10")),), "waivers": (waiver(),)}, None, "disputed"),
    ("in doubt at the barn only, asked of the yard", ONCE, {"sites": (site("yard"), site("barn")), "evidence": (evidence(), evidence(site="barn", disputed=dispute()))}, "yard", "met"),
    # waivers: role, reason, both days included
    ("waived from today", ONCE, {"waivers": (waiver("2026-11-22", "2027-01-31"),)}, None, "waived"),
    ("waived until today", ONCE, {"waivers": (waiver("2026-10-01", "2026-11-22"),)}, None, "waived"),
    ("waived until yesterday", ONCE, {"waivers": (waiver("2026-10-01", "2026-11-21"),)}, None, "missing"),
    ("waived from tomorrow", ONCE, {"waivers": (waiver("2026-11-23", "2027-01-31"),)}, None, "missing"),
    ("waived after a refusal", ONCE, {"evidence": (refused("2026-10-14"),), "waivers": (waiver(),)}, None, "waived"),
    ("waived while the paper was weak", SEEN_ON_SITE, {"evidence": (evidence(),), "waivers": (waiver(),)}, None, "waived"),
    ("waived and then seen", ONCE, {"evidence": (seen("2026-11-20"),), "waivers": (waiver(),)}, None, "met"),
    ("waived for something else", ONCE, {"waivers": (waiver(of="transport"),)}, None, "missing"),
    # not applicable
    ("no vehicle, so no driver's licence", requirement(not_applicable="with-reason"), {"not_applicable": (excused(),)}, None, "not-applicable"),
    ("it may never be left out", requirement(not_applicable="never"), {"not_applicable": (excused(),)}, None, "missing"),
    ("left out until yesterday", requirement(not_applicable="with-reason"), {"not_applicable": (excused(until="2026-11-21"),)}, None, "missing"),
    ("left out until today", requirement(not_applicable="with-reason"), {"not_applicable": (excused(until="2026-11-22"),)}, None, "not-applicable"),
    ("left out from tomorrow", requirement(not_applicable="with-reason"), {"not_applicable": (excused("2026-11-23"),)}, None, "missing"),
    ("left out although the paper ran out", requirement(not_applicable="with-reason"), {"not_applicable": (excused(),), "evidence": (seen("2026-09-01", "2026-10-01"),)}, None, "not-applicable"),
    # sites
    ("only the yard was seen", ONCE, {"sites": (site("yard"), site("barn")), "evidence": (evidence(site="yard"),)}, None, "missing"),
    ("only the yard was seen, asked of the yard", ONCE, {"sites": (site("yard"), site("barn")), "evidence": (evidence(site="yard"),)}, "yard", "met"),
    ("only the yard was seen, asked of the barn", ONCE, {"sites": (site("yard"), site("barn")), "evidence": (evidence(site="yard"),)}, "barn", "missing"),
    ("one certificate for every site", ONCE, {"sites": (site("yard"), site("barn")), "evidence": (evidence(),)}, "barn", "met"),
    ("the barn's ran out", ONCE, {"sites": (site("yard"), site("barn")), "evidence": (evidence(site="yard"), seen("2026-09-01", "2026-11-01", site="barn"))}, None, "expired"),
    ("the barn was refused", ONCE, {"sites": (site("yard"), site("barn")), "evidence": (evidence(), refused("2026-10-14", site="barn"))}, None, "not-met"),
    ("the barn was refused, asked of the yard", ONCE, {"sites": (site("yard"), site("barn")), "evidence": (evidence(), refused("2026-10-14", site="barn"))}, "yard", "met"),
    ("worst of three", ONCE, {"sites": (site("yard"), site("barn"), site("hut")), "evidence": (evidence(site="yard"), seen("2026-09-01", "2026-11-01", site="barn"))}, None, "missing"),
    ("the barn has closed", ONCE, {"sites": (site("yard"), site("barn", closed_on=D("2026-11-21"))), "evidence": (evidence(site="yard"),)}, None, "met"),
    ("the barn closes today", ONCE, {"sites": (site("yard"), site("barn", closed_on=D("2026-11-22"))), "evidence": (evidence(site="yard"),)}, None, "missing"),
    ("the barn opens tomorrow", ONCE, {"sites": (site("yard"), site("barn", opened_on=D("2026-11-23"))), "evidence": (evidence(site="yard"),)}, None, "met"),
    ("the barn opens today", ONCE, {"sites": (site("yard"), site("barn", opened_on=D("2026-11-22"))), "evidence": (evidence(site="yard"),)}, None, "missing"),
]  # fmt: skip


@pytest.mark.parametrize("row", WEIGHTS, ids=lambda row: row[0])
def test_what_counts(row: WeightRow) -> None:
    _, rule, farm, place, expected = row
    standing = standing_of(rule, (), farm, Q, site=place)
    assert standing.state.value == expected, standing.reason
    assert standing.blocks is (standing.state in UNMET)


# ---- one piece of evidence for two frameworks

LIABILITY = requirement(id="liability", accepts=("insurance-certificate",), equivalents=("insurance",))
CrossRow = tuple[str, list[Evidence], str]
CROSSWALK: list[CrossRow] = [
    ("seen for the equivalent", [evidence(requirement="liability", kind="insurance-certificate")], "met"),
    ("the equivalent's ran out", [seen("2026-09-01", "2026-11-01", requirement="liability", kind="insurance-certificate")], "expired"),
    ("the equivalent's was only declared", [evidence(requirement="liability", kind="insurance-certificate", verification="declared")], "not-met"),
    ("the equivalent was refused since", [seen("2026-09-15"), refused("2026-10-14", requirement="liability", kind="insurance-certificate")], "not-met"),
    ("refused here, met for the equivalent since", [refused("2026-09-15"), seen("2026-10-14", requirement="liability", kind="insurance-certificate")], "met"),
    ("the equivalent's is in doubt", [evidence(requirement="liability", kind="insurance-certificate", disputed=dispute())], "disputed"),
    ("ran out here, good for the equivalent", [seen("2026-09-01", "2026-11-01"), evidence(requirement="liability", kind="insurance-certificate")], "met"),
    ("seen for neither", [evidence(requirement="transport")], "missing"),
]  # fmt: skip


@pytest.mark.parametrize("row", CROSSWALK, ids=lambda row: row[0])
def test_evidence_serves_equivalents(row: CrossRow) -> None:
    _, found, expected = row
    standing = standing_of(
        ONCE, (framework(LIABILITY, id="standards", family="standards"),), {"evidence": tuple(found)}, Q
    )
    assert standing.state.value == expected, standing.reason


# ---- a new edition of the national guidance on 1 September 2026

EDITIONS = (guidance(2025, last="2026-08-31"), guidance(2026, supersedes="kcsie-2025"))


def letter(day: str, **changes: Any) -> Evidence:
    """The provider's letter about its checks."""
    return evidence(requirement="written-checks", kind="letter", seen_on=D(day), **changes)


EditionRow = tuple[str, list[Evidence], str, str, str]
EDITION_ROWS: list[EditionRow] = [
    ("given in autumn 2025, asked that year", [letter("2025-09-15")], "2026-03-01", "kcsie-2025", "met"),
    ("given in autumn 2025, last day of the edition", [letter("2025-09-15")], "2026-08-31", "kcsie-2025", "met"),
    ("given in autumn 2025, first day of the next", [letter("2025-09-15")], "2026-09-01", "kcsie-2026", "expired"),
    ("given on 31 August, first day of the next", [letter("2026-08-31")], "2026-09-01", "kcsie-2026", "expired"),
    ("given on 1 September", [letter("2026-09-01")], "2026-09-01", "kcsie-2026", "met"),
    ("given on 1 September, asked in November", [letter("2026-09-01")], "2026-11-22", "kcsie-2026", "met"),
    ("given anew in October", [letter("2025-09-15"), letter("2026-10-02")], "2026-11-22", "kcsie-2026", "met"),
    ("given anew in October, asked in September", [letter("2025-09-15"), letter("2026-10-02")], "2026-09-30", "kcsie-2026", "expired"),
    ("given in August for the new edition", [letter("2026-08-20", edition="kcsie-2026")], "2026-09-01", "kcsie-2026", "met"),
    ("given in August for the old edition", [letter("2026-08-20", edition="kcsie-2025")], "2026-09-01", "kcsie-2026", "expired"),
    ("never given", [], "2026-09-01", "kcsie-2026", "missing"),
    ("refused in June", [letter("2026-06-10", result="not-met")], "2026-09-01", "kcsie-2026", "not-met"),
]  # fmt: skip


@pytest.mark.parametrize("row", EDITION_ROWS, ids=lambda row: row[0])
def test_assurances_are_due_again_with_a_new_edition(row: EditionRow) -> None:
    _, found, on, edition, expected = row
    farm = provider(evidence=tuple(found))
    [standing] = asked(*EDITIONS, farm).of(farm, D(on))
    assert standing.framework.id == edition, "exactly one edition is in force on a day"
    assert standing.state.value == expected, standing.reason


def test_an_edition_asks_anew_only_what_is_an_assurance() -> None:
    rules = requirement()
    farm = provider(evidence=(seen("2025-09-15"), letter("2025-09-15")))
    found = asked(guidance(2026, rules, written_checks()), farm).of(farm, AS_OF)
    assert {s.requirement.id: s.state.value for s in found} == {"insurance": "met", "written-checks": "expired"}
    [late] = [s for s in found if s.requirement.id == "written-checks"]
    assert "KCSIE 2026" in late.reason
    assert "1 September 2026" in late.reason


def test_switching_back_loses_no_evidence() -> None:
    farm = provider(evidence=(letter("2025-09-15"),))
    old, new = EDITIONS
    known = asked(old, new, farm)
    [before] = known.of(farm, D("2026-08-31"), framework=old)
    [after] = known.of(farm, AS_OF, framework=new)
    assert (before.state, after.state) == (State.MET, State.EXPIRED)
    assert before.evidence is after.evidence is farm.evidence[0]


# ---- in force later

LaterRow = tuple[str, dict[str, Any], str, bool]
LATER: list[LaterRow] = [
    ("in force since last year", {"in_force_from": D("2025-09-01")}, "2026-11-22", True),
    ("in force from today", {"in_force_from": D("2026-11-22")}, "2026-11-22", True),
    ("in force from tomorrow", {"in_force_from": D("2026-11-23")}, "2026-11-22", False),
    ("in force from next September, asked then", {"in_force_from": D("2027-09-01")}, "2027-09-01", True),
    ("awaiting commencement", {"awaiting_commencement": True}, "2026-11-22", False),
    ("awaiting commencement, though a date is named", {"awaiting_commencement": True, "in_force_from": D("2026-01-01")}, "2026-11-22", False),
]  # fmt: skip


@pytest.mark.parametrize("row", LATER, ids=lambda row: row[0])
def test_what_is_not_in_force_is_shown_but_never_blocks(row: LaterRow) -> None:
    _, changes, on, blocks = row
    farm = provider(declared_pupils=pupils(as_at="2026-09-01"))
    known = asked(long_in_force(requirement(**changes)), farm)
    [standing] = known.of(farm, D(on))
    assert standing.state is State.MISSING
    assert standing.blocks is blocks
    answer = gate(known, farm, D(on))
    assert answer.state is (GateState.CLOSED if blocks else GateState.OPEN)


# ---- agreements

AgreementRow = tuple[str, Requirement, list[Agreement], str]
SERVICE, EITHER = by_agreement(), by_agreement("service-agreement", "individual-placement-agreement")
AGREEMENTS: list[AgreementRow] = [
    ("nothing signed", SERVICE, [], "missing"),
    ("signed and running", SERVICE, [agreed("2026-09-01")], "met"),
    ("signed today", SERVICE, [agreed("2026-11-22")], "met"),
    ("signed tomorrow", SERVICE, [agreed("2026-11-23")], "missing"),
    ("signed, but starts in January", SERVICE, [agreed("2026-11-01", "2027-01-04")], "not-met"),
    ("ends in the summer", SERVICE, [agreed("2026-09-01", ends="2027-07-21")], "met"),
    ("ends before Christmas", SERVICE, [agreed("2026-09-01", ends="2026-12-18")], "expiring"),
    ("ended yesterday", SERVICE, [agreed("2025-11-22", ends="2026-11-21")], "expired"),
    ("ends today", SERVICE, [agreed("2025-11-22", ends="2026-11-22")], "expiring"),
    ("ended, and signed again", SERVICE, [agreed("2025-09-01", ends="2026-08-31"), agreed("2026-09-01")], "met"),
    ("ended, and signed again for January", SERVICE, [agreed("2025-09-01", ends="2026-10-31"), agreed("2026-11-01", "2027-01-04")], "expired"),
    ("only about data sharing", SERVICE, [agreed("2026-09-01", kind="data-sharing-agreement")], "missing"),
    ("either kind will do", EITHER, [agreed("2026-09-01", kind="individual-placement-agreement")], "met"),
    ("one of two kinds ended", EITHER, [agreed("2025-09-01", ends="2026-08-31"), agreed("2026-09-01", kind="individual-placement-agreement")], "met"),
]  # fmt: skip


@pytest.mark.parametrize("row", AGREEMENTS, ids=lambda row: row[0])
def test_agreements(row: AgreementRow) -> None:
    _, rule, signed, expected = row
    standing = standing_of(rule, (), {"agreements": tuple(signed)}, Q)
    assert standing.state.value == expected, standing.reason


def test_evidence_is_no_agreement() -> None:
    assert standing_of(SERVICE, (), {"evidence": (evidence(requirement="agreement"),)}, Q).state is State.MISSING


def test_a_missing_agreement_can_be_waived() -> None:
    standing = standing_of(SERVICE, (), {"waivers": (waiver(of="agreement"),)}, Q)
    assert standing.state is State.WAIVED
    assert standing.waiver is not None
    assert standing.waiver.approved_by == "head"
    assert "18 December 2026" in standing.reason


# ---- our policy, acknowledged as it reads

MARK, OTHER_MARK = current_mark(), current_mark(text="Tell the safeguarding lead within a week of every concern.")
MILD: dict[str, Any] = {"changes_meaning": False}
OLD_CHAIN = (("0.9", "2024-09-10", True), ("1.0", "2026-10-30", True))
PolicyRow = tuple[str, dict[str, Any], list[Acknowledgement], str, str]
POLICIES: list[PolicyRow] = [
    ("never acknowledged", {}, [], Q, "missing"),
    ("another policy acknowledged", {}, [signed_for(of="behaviour", mark=MARK)], Q, "missing"),
    ("acknowledged as it reads", {}, [signed_for(mark=MARK)], Q, "met"),
    ("acknowledged tomorrow", {}, [signed_for(mark=MARK, on="2026-11-23")], Q, "missing"),
    ("acknowledged, but which text?", {}, [signed_for()], Q, "not-met"),
    ("acknowledged another text of the same number", {}, [signed_for(mark=OTHER_MARK)], Q, "not-met"),
    ("a comma has moved since", {"text": "Tell the safeguarding lead the same day, of every concern."}, [signed_for(mark=MARK)], Q, "met"),
    ("a capital letter since", {"text": TEXT.upper()}, [signed_for(mark=MARK)], Q, "met"),
    ("a line break since", {"text": TEXT.replace(", ", ",\n  ")}, [signed_for(mark=MARK)], Q, "met"),
    ("a word has changed since", {"text": TEXT.replace("day", "week")}, [signed_for(mark=MARK)], Q, "not-met"),
    ("a word was left out since", {"text": TEXT.replace("every ", "")}, [signed_for(mark=MARK)], Q, "not-met"),
    ("the changed text was acknowledged too", {"text": TEXT.replace("day", "week")}, [signed_for(mark=MARK), signed_for(mark=current_mark(text=TEXT.replace("day", "week")), on="2026-11-02")], Q, "met"),
    ("the version before, thirty days after the new one", {}, [signed_for("1.0", "2025-10-01")], "2026-10-15", "expiring"),
    ("the version before, thirty-one days after the new one", {}, [signed_for("1.0", "2025-10-01")], "2026-10-16", "expired"),
    ("the version before, on its own last day", {}, [signed_for("1.0", "2025-10-01")], "2026-09-14", "met"),
    ("the version before, on the new one's first day", {}, [signed_for("1.0", "2025-10-01")], "2026-09-15", "expiring"),
    ("the version before, and the new one means the same", MILD, [signed_for("1.0", "2025-10-01")], Q, "met"),
    ("the new one means the same and was acknowledged", MILD, [signed_for(mark=MARK)], Q, "met"),
    ("two versions back, the last change of meaning a month ago", {**MILD, "since": "2026-11-10", "earlier": OLD_CHAIN}, [signed_for("0.9", "2025-10-01")], "2026-11-29", "expiring"),
    ("two versions back, the days of grace count from the change of meaning", {**MILD, "since": "2026-11-10", "earlier": OLD_CHAIN}, [signed_for("0.9", "2025-10-01")], "2026-11-30", "expired"),
    ("both versions acknowledged", {}, [signed_for("1.0", "2025-10-01"), signed_for(mark=MARK)], Q, "met"),
]  # fmt: skip


@pytest.mark.parametrize("row", POLICIES, ids=lambda row: row[0])
def test_our_policy_is_acknowledged_as_it_reads(row: PolicyRow) -> None:
    _, changes, given, on, expected = row
    standing = standing_of(by_policy(), (policy(**changes),), {"acknowledgements": tuple(given)}, on)
    assert standing.state.value == expected, standing.reason


def test_the_fingerprint_is_of_what_binds() -> None:
    rule = Section(id="rule", title="Rule", text="Lock the gate.")
    story = Section(id="story", title="Why", text="It was open once.", normative=False)
    same = fingerprint(policy(sections=(rule, story)))
    assert same == fingerprint(policy(sections=(rule, replace(story, text="It was open twice."))))
    assert same != fingerprint(policy(sections=(rule, replace(story, normative=True))))
    assert same != fingerprint(policy(sections=(replace(rule, title="Rule for staff"), story)))
    assert same != fingerprint(policy(sections=(replace(rule, text="Unlock the gate."), story)))
    assert same != fingerprint(policy(sections=(replace(rule, text="Lock the gates."), story)))
    assert len(same) == 12


def test_words_cannot_move_between_sections_unnoticed() -> None:
    apart = (Section(id="a", title="A", text="Never. Alone."), Section(id="b", title="B", text="Always."))
    moved = (Section(id="a", title="A", text="Never."), Section(id="b", title="B", text="Alone. Always."))
    assert fingerprint(policy(sections=apart)) != fingerprint(policy(sections=moved))


# ---- the gate

MET: tuple[Evidence, ...] = (evidence(),)
TRANSPORT = requirement(id="drivers", title="Drivers checked", applies_to_uses=("transport",))
ALONE = requirement(id="lone-working", title="Lone working", applies_to_uses=("one-to-one", "online"))
EHC = requirement(id="section-f", title="Can deliver section F", applies_to_uses=("ehc-plan",))
SHOULD = requirement(id="voice", title="Pupil's voice", level="good-practice", blocks=False)
MUST = requirement(id="complaints", title="Complaints route", level="must", blocks=False)
GUIDANCE = requirement(id="missing-child", title="Missing child", level="statutory-guidance", blocks=False)
USED: dict[str, frozenset[str]] = {"transport": frozenset({"transport"}), "alone": frozenset({"one-to-one"})}
YARD_AND_BARN: tuple[Site, ...] = (site("yard"), site("barn"))


def ours(number: int, **changes: Any) -> list[Record]:
    """So many of our own full-time pupils, since September."""
    return [plan(f"cp-00{n:02}", **changes) for n in range(number)]


def also(*more: Requirement) -> tuple[Requirement, ...]:
    """Insurance, and more."""
    return (requirement(), *more)


GateRow = tuple[str, tuple[Requirement, ...], dict[str, Any], list[Record], dict[str, Any], str]
GATES: list[GateRow] = [
    # requirements that block
    ("all is shown", also(), {"evidence": MET}, [], {}, "open"),
    ("never asked anything", also(), {}, [], {}, "closed"),
    ("insurance ran out yesterday", also(), {"evidence": (seen("2026-09-01", "2026-11-21"),)}, [], {}, "closed"),
    ("insurance ends today", also(), {"evidence": (seen("2026-09-01", "2026-11-22"),)}, [], {}, "open"),
    ("insurance refused", also(), {"evidence": (refused("2026-10-14"),)}, [], {}, "closed"),
    ("insurance in doubt", also(), {"evidence": (evidence(disputed=dispute()),)}, [], {}, "closed"),
    ("insurance only declared", also(), {"evidence": (evidence(verification="declared"),)}, [], {}, "closed"),
    ("no agreement", also(SERVICE), {"evidence": MET}, [], {}, "closed"),
    ("agreement not started", also(SERVICE), {"evidence": MET, "agreements": (agreed("2026-11-01", "2027-01-04"),)}, [], {}, "closed"),
    ("agreement running", also(SERVICE), {"evidence": MET, "agreements": (agreed("2026-11-01"),)}, [], {}, "open"),
    ("policy not acknowledged", also(by_policy()), {"evidence": MET}, [policy()], {}, "closed"),
    ("policy acknowledged as it reads", also(by_policy()), {"evidence": MET, "acknowledgements": (signed_for(mark=MARK),)}, [policy()], {}, "open"),
    ("policy changed in meaning since", also(by_policy()), {"evidence": MET, "acknowledgements": (signed_for(mark=MARK),)}, [policy(text=TEXT.replace("day", "week"))], {}, "closed"),
    ("the policy is on no record", also(by_policy()), {"evidence": MET, "acknowledgements": (signed_for(mark=MARK),)}, [], {}, "closed"),
    # conditions
    ("open only by a waiver", also(), {"waivers": (waiver(),)}, [], {}, "conditional"),
    ("a waiver that has ended", also(), {"waivers": (waiver(until="2026-11-21"),)}, [], {}, "closed"),
    ("waived, but something else is missing", also(SERVICE), {"waivers": (waiver(),)}, [], {}, "closed"),
    ("in doubt and waived", also(), {"evidence": (evidence(disputed=dispute()),), "waivers": (waiver(),)}, [], {}, "closed"),
    ("a law not met that does not bar", also(MUST), {"evidence": MET}, [], {}, "conditional"),
    ("a law met late that does not bar", also(MUST), {"evidence": (*MET, seen("2026-09-01", "2026-11-01", requirement="complaints"))}, [], {}, "conditional"),
    ("a law met that does not bar", also(MUST), {"evidence": (*MET, evidence(requirement="complaints"))}, [], {}, "open"),
    ("good practice not met", also(SHOULD), {"evidence": MET}, [], {}, "open"),
    ("guidance not met that does not bar", also(GUIDANCE), {"evidence": MET}, [], {}, "open"),
    ("a law of next year", also(replace(MUST, in_force_from=D("2027-09-01"))), {"evidence": MET}, [], {}, "open"),
    ("a bar awaiting commencement", also(replace(EHC, applies_to_uses=(), awaiting_commencement=True)), {"evidence": MET}, [], {}, "open"),
    ("left out with a reason", (requirement(not_applicable="with-reason"),), {"not_applicable": (excused(),)}, [], {}, "open"),
    # uses
    ("drivers are asked of those who drive", also(TRANSPORT), {"evidence": MET}, [], {"uses": USED["transport"]}, "closed"),
    ("drivers are not asked of others", also(TRANSPORT), {"evidence": MET}, [], {}, "open"),
    ("drivers are not asked for one-to-one", also(TRANSPORT), {"evidence": MET}, [], {"uses": USED["alone"]}, "open"),
    ("drivers seen", also(TRANSPORT), {"evidence": (*MET, evidence(requirement="drivers"))}, [], {"uses": USED["transport"]}, "open"),
    ("alone with one pupil", also(ALONE), {"evidence": MET}, [], {"uses": USED["alone"]}, "closed"),
    ("one of two uses adds something", also(TRANSPORT), {"evidence": MET}, [], {"uses": frozenset({"transport", "off-site-activity"})}, "closed"),
    ("insurance is asked whatever the use", also(TRANSPORT), {"evidence": (evidence(requirement="drivers"),)}, [], {"uses": USED["transport"]}, "closed"),
    ("an EHC plan at a school", also(EHC), {"evidence": MET, "identity": Identity(urn="149999")}, [], {"uses": frozenset({"ehc-plan"})}, "closed"),
    # concerns
    ("suspended today", also(), {"evidence": MET, "concerns": (concern(raised_on=D("2026-11-22")),)}, [], {}, "closed"),
    ("suspended tomorrow", also(), {"evidence": MET, "concerns": (concern(raised_on=D("2026-11-23")),)}, [], {}, "open"),
    ("suspended until yesterday", also(), {"evidence": MET, "concerns": (concern(closed_on=D("2026-11-21")),)}, [], {}, "open"),
    ("suspended until the day after", also(), {"evidence": MET, "concerns": (concern(closed_on=D("2026-11-24")),)}, [], {}, "closed"),
    ("one of two suspensions lifted", also(), {"evidence": MET, "concerns": (concern(closed_on=D("2026-11-12")), concern(id="second"))}, [], {}, "closed"),
    ("a concern that does not suspend", also(), {"evidence": MET, "concerns": (concern(suspends=False, may_be_lifted_by=None),)}, [], {}, "conditional"),
    ("a waiver lifts no suspension", also(), {"evidence": MET, "waivers": (waiver(),), "concerns": (concern(),)}, [], {}, "closed"),
    # places
    ("closed last summer", also(), {"evidence": MET, "closed_on": D("2026-07-21")}, [], {}, "closed"),
    ("its last day", also(), {"evidence": MET, "closed_on": D("2026-11-22")}, [], {}, "open"),
    ("opens in January", also(), {"evidence": MET, "opened_on": D("2027-01-04")}, [], {}, "closed"),
    ("opens today", also(), {"evidence": MET, "opened_on": D("2026-11-22")}, [], {}, "open"),
    ("a site that is not known", also(), {"evidence": MET}, [], {"site": "meadow"}, "closed"),
    ("a site that has closed", also(), {"evidence": MET, "sites": (site("yard"), site("barn", closed_on=D("2026-10-31")))}, [], {"site": "barn"}, "closed"),
    ("the other site has closed", also(), {"evidence": MET, "sites": (site("yard"), site("barn", closed_on=D("2026-10-31")))}, [], {"site": "yard"}, "open"),
    ("a site that opens in January", also(), {"evidence": MET, "sites": (site("yard"), site("barn", opened_on=D("2027-01-04")))}, [], {"site": "barn"}, "closed"),
    ("the barn has no certificate, asked of the yard", also(), {"evidence": (evidence(site="yard"),), "sites": YARD_AND_BARN}, [], {"site": "yard"}, "open"),
    ("the barn has no certificate, asked of no site", also(), {"evidence": (evidence(site="yard"),), "sites": YARD_AND_BARN}, [], {}, "closed"),
    # five full-time pupils, or one with an EHC plan or looked after, make a school
    ("three full-time pupils", also(), {"evidence": MET, "declared_pupils": pupils(3)}, [], {}, "open"),
    ("four full-time pupils", also(), {"evidence": MET, "declared_pupils": pupils(4)}, [], {}, "conditional"),
    ("five full-time pupils", also(), {"evidence": MET, "declared_pupils": pupils(5)}, [], {}, "closed"),
    ("one full-time pupil with an EHC plan", also(), {"evidence": MET, "declared_pupils": pupils(1, 1)}, [], {}, "closed"),
    ("three of our own", also(), {"evidence": MET}, ours(3), {}, "open"),
    ("four of our own", also(), {"evidence": MET}, ours(4), {}, "conditional"),
    ("five of our own", also(), {"evidence": MET}, ours(5), {}, "closed"),
    ("five of our own, part time", also(), {"evidence": MET}, ours(5, full_time=False), {}, "open"),
    ("five of our own, one left yesterday", also(), {"evidence": MET}, [*ours(4), plan("cp-0099", end="2026-11-21")], {}, "conditional"),
    ("five of our own, one starts tomorrow", also(), {"evidence": MET}, [*ours(4), plan("cp-0099", start="2026-11-23")], {}, "conditional"),
    ("five of our own, one starts today", also(), {"evidence": MET}, [*ours(4), plan("cp-0099", start="2026-11-22")], {}, "closed"),
    ("our own with an EHC plan", also(), {"evidence": MET}, ours(1, sen_provision="E"), {}, "closed"),
    ("our own looked after", also(), {"evidence": MET}, ours(1, flags=("lac",)), {}, "closed"),
    ("our own with an EHC plan, part time", also(), {"evidence": MET}, ours(1, sen_provision="E", full_time=False), {}, "open"),
    ("our own with a plan that has closed", also(), {"evidence": MET}, ours(1, sen_provision="E", closed_on=D("2026-11-20")), {}, "open"),
    ("it declares four, ours among them", also(), {"evidence": MET, "declared_pupils": pupils(4)}, ours(2), {}, "conditional"),
    ("it declared four, and we have sent one since", also(), {"evidence": MET, "declared_pupils": pupils(4)}, [plan(start="2026-11-09")], {}, "closed"),
    ("it declares fewer than we have sent", also(), {"evidence": MET, "declared_pupils": pupils(1)}, ours(5), {}, "closed"),
    ("it has not said how many", also(), {"evidence": MET, "declared_pupils": None}, [], {}, "conditional"),
    ("it has not said how many full time", also(), {"evidence": MET, "declared_pupils": pupils(None)}, [], {}, "conditional"),
    ("it has not said how many with an EHC plan", also(), {"evidence": MET, "declared_pupils": pupils(2, None)}, [], {}, "conditional"),
    ("it said so only later", also(), {"evidence": MET, "declared_pupils": pupils(0, 0, "2026-11-23")}, [], {}, "conditional"),
    ("it has not said how many, and we have sent five", also(), {"evidence": MET, "declared_pupils": None}, ours(5), {}, "closed"),
    ("asked for a pupil with an EHC plan", also(), {"evidence": MET}, [], {"uses": frozenset({"ehc-plan"})}, "conditional"),
    ("asked for a looked-after pupil", also(), {"evidence": MET}, [], {"uses": frozenset({"looked-after"})}, "conditional"),
    ("asked for a looked-after pupil, part time", also(), {"evidence": MET}, [], {"uses": frozenset({"looked-after"}), "part_time": True}, "open"),
    ("asked of a school for a looked-after pupil", also(), {"evidence": MET, "identity": Identity(urn="149999")}, [], {"uses": frozenset({"looked-after"})}, "open"),
    ("part time closes no eye to five others", also(), {"evidence": MET, "declared_pupils": pupils(5)}, [], {"part_time": True}, "closed"),
    ("a registered school with fifty", also(), {"evidence": MET, "declared_pupils": pupils(50, 20), "identity": Identity(urn="149999")}, [], {}, "open"),
    ("a registered school that has not said", also(), {"evidence": MET, "declared_pupils": None, "identity": Identity(urn="149999")}, [], {}, "open"),
    ("a college is no school to be registered", also(), {"evidence": MET, "type": "fe-college", "identity": Identity(ukprn="10001234"), "declared_pupils": pupils(50, 20)}, [], {}, "open"),
    ("a tutor with one looked-after pupil, full time", also(), {"evidence": MET, "type": "one-to-one-tuition", "declared_pupils": pupils(1, 1)}, [], {}, "closed"),
]  # fmt: skip


@pytest.mark.parametrize("row", GATES, ids=lambda row: row[0])
def test_gate(row: GateRow) -> None:
    _, rules, changes, records, question, expected = row
    farm = provider(**changes)
    answer = gate(asked(framework(*rules), farm, *records), farm, AS_OF, **question)
    assert answer.state.value == expected, answer.reasons
    assert all(reason.title and reason.text for reason in answer.reasons)
    assert any(reason.closes for reason in answer.reasons) is (expected == "closed")
    if expected == "open":
        assert answer.reasons == ()


def test_the_gate_names_every_reason() -> None:
    """Not only the first: whoever chases must know all of it."""
    farm = provider(concerns=(concern(),), declared_pupils=pupils(5), waivers=(waiver(of="complaints"),))
    rules = also(SERVICE, by_policy(), MUST, TRANSPORT)
    answer = gate(asked(framework(*rules), policy(), farm), farm, AS_OF, uses=USED["transport"])
    closing = {reason.title for reason in answer.reasons if reason.closes}
    assert closing == {
        "Insurance", "Agreement", "Holds our policy", "Drivers checked",
        "Suspended: concern about missing from site", "Would be an unregistered school",
    }  # fmt: skip
    flags = [reason.closes for reason in answer.reasons]
    assert flags == sorted(flags, reverse=True), "what closes comes first"


def test_a_suspension_names_who_may_lift_it() -> None:
    farm = provider(evidence=MET, concerns=(concern(may_be_lifted_by="designated-safeguarding-lead"),))
    [reason] = gate(asked(framework(), farm), farm, AS_OF).reasons
    assert reason.text == "open since 10 November 2026; only the designated safeguarding lead may lift it"


def test_reasons_by_requirement_carry_what_they_rest_on() -> None:
    farm = provider(evidence=(seen("2026-03-01", "2026-11-21"),))
    [reason] = gate(asked(framework(), farm), farm, AS_OF).reasons
    assert reason.standing is not None
    assert reason.standing.evidence is farm.evidence[0]
    assert reason.standing.requirement.citations
    assert "21 November 2026" in reason.text


def test_empty_capacity_says_nothing_about_safety() -> None:
    farm = provider(evidence=MET, capacity=Capacity(as_at=AS_OF, places=0))
    assert gate(asked(framework(), farm), farm, AS_OF).state is GateState.OPEN


def test_another_providers_pupils_do_not_count() -> None:
    elsewhere: list[CasePlan] = [placed(f"cp-00{n:02}", provider="mill", full_time=True) for n in range(6)]
    farm, mill = provider(evidence=MET), provider(id="mill", name="Mill", evidence=MET)
    known = asked(framework(), farm, mill, *elsewhere)
    assert gate(known, farm, AS_OF).state is GateState.OPEN
    assert gate(known, mill, AS_OF).state is GateState.CLOSED


# ---- how many there are

TABLES: tuple[list[Any], ...] = (AGES, WEIGHTS, CROSSWALK, EDITION_ROWS, LATER, AGREEMENTS, POLICIES, GATES)


def test_there_are_clearly_more_than_150_rows() -> None:
    here = sum(len(table) for table in TABLES)
    assert here + len(test_state.ROWS) + len(test_state.GATES) > 300
    assert here > 150


def test_no_row_stands_twice() -> None:
    for table in TABLES:
        names = [row[0] for row in table]
        assert len(names) == len(set(names))


def test_every_state_and_every_gate_occurs() -> None:
    assert {row[-1] for row in (*AGES, *WEIGHTS)} == {state.value for state in State}
    assert {row[-1] for row in GATES} == {state.value for state in GateState}

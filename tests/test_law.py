"""The register of law and guidance: which edition a citation means, what is due another look, and each known trap."""

from __future__ import annotations

import datetime as dt
import shutil
from functools import cache
from pathlib import Path

import pytest

from generator.casebook import Casebook
from generator.law import LawRegister, Standing, edition_cited, in_force, standing_of
from generator.load import load
from generator.model import Citation, Framework, Source
from generator.views.due import law_items
from generator.views.law import law_view
from generator.views.source import source_view
from tests.cases import AS_OF, SAMPLE, check, copy_base, replace_in, store

POLICY = "records/policies/commissioning.yaml"
PROVIDER = "records/providers/harbour-farm.yaml"

# For each claim on record: sentences that make it, and sentences that put it right or are about something else.
TRAPS: dict[str, tuple[list[str], list[str]]] = {
    "thirty-day-review": (
        ["The board reviews every off-site direction at least every 30 days.", "A direction gets a thirty-day review."],
        [
            "The 30-day review of an off-site direction ended in 2013.",
            "An off-site direction is reviewed every half term. A complaint is acknowledged within 30 days.",
        ],
    ),
    "four-or-more": (
        [
            "A setting with four or more full-time pupils must register.",
            "Registration is needed from 4 or more pupils.",
        ],
        ["A setting with five or more full-time pupils must register.", "We ask four or more schools for a view."],
    ),
    "authority-once-a-term": (
        [
            "Other suspensions are notified to the local authority once a term.",
            "We tell the LA each term of suspensions.",
        ],
        [
            "Every suspension is notified to the local authority without delay.",
            "Once a term the governing board looks at suspensions.",
            "The authority no longer wants suspensions reported once a term.",
        ],
    ),
    "managed-move-trial": (
        ["A managed move starts with a trial of twelve weeks.", "The trial period of a managed move is 12 weeks."],
        [
            "A managed move is permanent: there is no trial period.",
            "A trial at another school is an off-site direction.",
        ],
    ),
    "old-paragraphs": (
        ["See KCSIE paragraphs 326-327 on alternative provision.", "Keeping children safe in education, 327, says so."],
        ["An old edition of KCSIE had it in paragraph 326.", "Room 326 holds copies of the attendance guidance."],
    ),
    "wrong-check-letter": (
        ["A UPN looks like Q207000 and six more digits.", "The unique pupil number Q207000… is the example."],
        ["A UPN that begins Q207000 is wrong.", "A UPN has thirteen characters."],
    ),
    "fixed-term-exclusion": (
        ["A fixed-term exclusion needs a letter.", "After two fixed period exclusions we meet."],
        ["A fixed-term exclusion is now called a suspension.", "A suspension needs a letter."],
    ),
    "internal-is-exclusion": (
        ["An internal exclusion is a suspension.", "Time in internal exclusion counts towards the 45 days."],
        ["An internal exclusion is not a suspension.", "An internal exclusion needs a register."],
    ),
    "uncommenced-sections": (
        [
            "Under section 43 of the Children's Wellbeing and Schools Act the farm must register.",
            "The Schools Act 2026 gives us registers of children not in school.",
        ],
        [
            "Section 43 of the Children's Wellbeing and Schools Act is not in force.",
            "The Children's Wellbeing and Schools Act 2026 got Royal Assent in April.",
        ],
    ),
    "part-time-limb": (
        ["A provider that gives 15 hours a week must register.", "Registration starts at 12.5 hours."],
        ["Whether it gives 15 hours is not the test for registering.", "A pupil has 15 hours with the provider."],
    ),
    "forty-five-from-start": (
        ["The assessment takes 45 working days from its start."],
        ["The assessment ends 45 working days after the referral.", "It lasts 45 working days."],
    ),
    "new-pupil-school-days": (
        [
            "The return for a new pupil goes in within five school days.",
            "Added to the roll: tell the LA in 5 school days.",
        ],
        ["The return for a new pupil is due in five days, not school days.", "Papers go out five school days before."],
    ),
    "eea-check": (
        ["Ask for the EEA sanctions check.", "A European Economic Area restriction check is on the list."],
        ["The EEA sanctions check ended on 1 January 2021.", "A check of references is needed."],
    ),
}


@cache
def sample() -> Casebook:
    """The sample."""
    return load(SAMPLE, store()).casebook


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base casebook with the sample's register of law."""
    root = copy_base(tmp_path_factory.mktemp("law"))
    for path in (SAMPLE / "records/sources").glob("*.yaml"):
        shutil.copy(path, root / "records/sources")
    return root


def claims_found(root: Path, sentences: list[str]) -> list[tuple[int, int]]:
    """Line and column of every stale claim in a policy that says these sentences, each on a line of its own."""
    lines = "".join(f"      {sentence}\n" for sentence in ("Nobody minds.", *sentences))
    body = (SAMPLE / "tests/base" / POLICY).read_text(encoding="utf-8")
    head, _, tail = body.partition("    text: ")
    rest = tail.partition("\n")[2]
    (root / POLICY).write_text(f"{head}    text: |-\n{lines}{rest}", encoding="utf-8")
    findings = (f for f in check(root).findings if f.code == "CB605")
    return [(f.location.line, f.location.column) for f in findings]


def test_every_claim_on_record_is_tried() -> None:
    assert {claim.id for source in sample().all(Source) for claim in source.stale_claims} == TRAPS.keys()


@pytest.mark.parametrize("claim", TRAPS)
def test_a_stale_claim_is_found_where_it_stands(law: Path, claim: str) -> None:
    wrong, right = TRAPS[claim]
    first = (law / POLICY).read_text(encoding="utf-8").split("    text: ")[0].count("\n") + 3
    assert claims_found(law, wrong) == [(first + index, 7) for index in range(len(wrong))]
    assert claims_found(law, right) == []


def test_a_stale_claim_is_found_across_lines_and_in_a_provider(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    text = (root / PROVIDER).read_text(encoding="utf-8")
    summary = next(line for line in text.split("\n") if line.startswith("summary:"))
    line = replace_in(
        root, PROVIDER, summary, "summary: >-\n  A farm. Each placement is reviewed every 30\n  days here."
    )
    found = [f.location for f in check(root).findings if f.code == "CB605"]
    assert [(f.line, f.column) for f in found] == [(line + 1, 11)]


def test_a_claim_is_not_stale_before_its_day(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    replace_in(
        root, POLICY, "Nobody is placed before the provider has been checked.", "A placement is seen in 30 days."
    )
    assert [f.code for f in check(root).findings] == ["CB605"]
    assert "CB605" not in {f.code for f in check(root, dt.date(2026, 8, 31)).findings}


def test_the_sample_says_nothing_stale() -> None:
    codes = {f.code for f in check(SAMPLE).findings}
    assert not codes & {"CB602", "CB605", "CB606"}


def source(name: str) -> Source:
    """A document of the sample's register."""
    found = sample().get(Source, name)
    assert found
    return found


def citation(cited: str, edition: str | None = None) -> Citation:
    """A citation."""
    return Citation(source=cited, edition=edition, mark="verified", checked_on=AS_OF)


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ("Keeping children safe in education, Part four", "keeping-children-safe-in-education"),
        ("KCSIE", "keeping-children-safe-in-education"),
        ("HR Connect on Keeping children safe in education 2025", None),
        ("Working together to improve school attendance", "working-together-attendance"),
        ("Working together to safeguard children", "working-together-safeguard-children"),
        ("Education Act 1996, section 19", "education-act-1996"),
        ("Education Act 1996b", None),
        ("Arranging alternative provision, as restated by Bradford", "arranging-alternative-provision"),
    ],
)
def test_the_longest_name_a_citation_begins_with_counts(cited: str, expected: str | None) -> None:
    found = LawRegister(casebook=sample()).document(citation(cited))
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("name", "edition", "expected"),
    [
        ("keeping-children-safe-in-education", "2025 edition, replaced on 1 September 2026", "e2025"),
        ("keeping-children-safe-in-education", "2026, in force 1 September 2026", "e2026"),
        ("suspension-and-permanent-exclusion-guidance", "2023/24 wording, replaced on 26 July 2026", "e2024"),
        ("suspension-and-permanent-exclusion-guidance", "published 26 May 2026, in force 26 July 2026", "e2026"),
        ("working-together-safeguard-children", "2018, as restated", "e2018"),
        ("working-together-safeguard-children", None, None),
    ],
)
def test_the_edition_named_first_counts(name: str, edition: str | None, expected: str | None) -> None:
    found = edition_cited(source(name), citation("any", edition))
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("keeping-children-safe-in-education", dt.date(2026, 8, 31), "e2025"),
        ("keeping-children-safe-in-education", dt.date(2026, 9, 1), "e2026"),
        ("suspension-and-permanent-exclusion-guidance", dt.date(2026, 7, 25), "e2024"),
        ("suspension-and-permanent-exclusion-guidance", dt.date(2026, 7, 26), "e2026"),
        ("working-together-safeguard-children", dt.date(2026, 3, 17), "e2023"),
        ("working-together-safeguard-children", dt.date(2026, 3, 18), "e2026"),
        ("internal-suspension-guidance", AS_OF, None),
        ("childrens-wellbeing-and-schools-act-2026", AS_OF, "as-enacted"),
    ],
)
def test_the_edition_in_force_on_a_day(name: str, on: dt.date, expected: str | None) -> None:
    found = in_force(source(name), on)
    assert (found.id if found else None) == expected


def test_frameworks_and_the_register_agree_on_the_day() -> None:
    for framework in sample().all(Framework):
        if framework.family == "kcsie":
            document = source("keeping-children-safe-in-education")
            edition = next(e for e in document.editions if e.edition == framework.edition)
            assert (edition.in_force_from, edition.in_force_to) == (framework.in_force_from, framework.in_force_to)


def test_the_page_says_what_is_not_in_force_and_what_is_due() -> None:
    register = LawRegister(casebook=sample())
    view = law_view(register, AS_OF)
    assert any("Section 43" in line.what and line.standing is Standing.NOT_COMMENCED for line in view.coming)
    assert not any(line.what == "2026 draft" for line in view.coming)
    assert [line.silent for line in view.replaced if line.silent] == []
    assert len(view.documents) == len(sample().all(Source))
    assert [line.on for line in view.due] == sorted(line.on for line in view.due)
    named = {line.source.id for line in view.due if line.source}
    assert named == register.cited.keys() - {""}
    earlier = law_view(register, dt.date(2026, 6, 1))
    assert {line.on for line in earlier.coming} >= {dt.date(2026, 6, 29), dt.date(2026, 7, 26), dt.date(2026, 9, 1)}


def test_an_act_in_stages_never_looks_as_if_it_were_in_force() -> None:
    act = source("childrens-wellbeing-and-schools-act-2026")
    assert source_view(LawRegister(casebook=sample()), act, AS_OF).in_part
    lines = law_view(LawRegister(casebook=sample()), AS_OF).documents
    assert {line.source.id for line in lines if line.in_part} == {act.id}


def test_a_documents_page_holds_every_citation_of_it() -> None:
    register = LawRegister(casebook=sample())
    view = source_view(register, source("send-regulations-2014"), AS_OF)
    assert len(view.cited) == len(register.cited["send-regulations-2014"]) > 0
    assert view.recheck_on == min(line.recheck_on for line in view.cited)
    assert all(standing_of(line.edition, AS_OF) is line.standing for line in view.editions)


def test_a_document_is_due_a_year_after_its_oldest_citation(tmp_path: Path) -> None:
    root = copy_base(tmp_path)
    more = "citations:\n  - source: Placement guidance\n    mark: verified\n    checked_on: 2026-01-15\n"
    path = root / POLICY
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    (item,) = law_items(load(root, store()).casebook)
    assert item.on == dt.date(2027, 1, 15)
    assert item.role
    assert item.role.id == "off-site-coordinator"

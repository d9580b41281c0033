"""What identifies a person is found by its form, its check digit or the words around it, and nothing else is."""

from __future__ import annotations

import re
import unicodedata

import pytest

from benchmarks.identifiers.corpus import stored
from benchmarks.identifiers.score import score
from benchmarks.identifiers.texts import HERE
from generator.privacy.detector import LONGEST_PIECE, LONGEST_WORD, Detector, pieces
from generator.privacy.free_text import MARKS, schemas
from generator.privacy.glance import harmless
from generator.privacy.lexicon import DATA
from generator.privacy.numbers import is_nhs, is_nino, is_uln, is_upn, upn_letter
from generator.privacy.spans import SAID, Kind

DETECTOR = Detector(["Harbour Farm", "Marlstone Academy"])
FOUND = [
    ("Her UPN is B801200005001.", Kind.UPN),
    ("upn y93199992600a given", Kind.UPN),
    ("ULN 9276308686", Kind.ULN),
    ("on the form as 1234567899", Kind.ULN),
    ("nhs 943 476 5870", Kind.NHS),
    ("AB 12 34 56 C on the letter", Kind.NINO),
    ("TRN 1234567", Kind.TRN),
    ("DBS certificate 001234567890", Kind.DBS),
    ("near NG2 3NG", Kind.POSTCODE),
    ("at 14 Elm Road with nan", Kind.ADDRESS),
    ("lives on Elm Road", Kind.ADDRESS),
    ("ring 01582 547653", Kind.PHONE),
    ("+44 (0)20 7946 0958 is the number", Kind.PHONE),
    ("wrote from somebody@example.org", Kind.EMAIL),
    ("snap: lil_kay07", Kind.HANDLE),
    ("see www.example.org/x", Kind.URL),
    ("picked up in AB12 CDE", Kind.VEHICLE),
    ("dob 3/4/12", Kind.DOB),
    ("b. 3/4/12", Kind.DOB),
    ("She turned 14 on 3 May", Kind.DOB),
    ("born on the third of April 2012", Kind.DOB),
    ("crime ref 42/12345/26", Kind.REFERENCE),
    ("Year 9 at St Mary's", Kind.SCHOOL_CLASS),
    ("Marlstone Academy, Year 9", Kind.SCHOOL_CLASS),
    ("in form 9B", Kind.SCHOOL_CLASS),
    ("Chinedu Okonkwo arrived", Kind.NAME),
    ("kayden kicked off", Kind.NAME),
    ("KAYDEN WOULD NOT GO IN", Kind.NAME),
    ("told Mrs Okafor", Kind.NAME),
    ("with Miss K present", Kind.NAME),
    ("J. Smith attended", Kind.NAME),
    ("known as Bez to his mates", Kind.NAME),
    ("Grace was upset", Kind.NAME),
    ("spoke to Siân about it", Kind.NAME),
    ("dad says tyrone hit his brother", Kind.NAME),
    ("met with summer and her mum", Kind.NAME),
    ("Angel pushed another pupil", Kind.NAME),
    ("April was upset", Kind.NAME),
    ("R.M. (Y9) refused to come in", Kind.NAME),
    ("is TM in today?", Kind.NAME),
    ("Devonte punched a wall", Kind.NAME),
    ("morwenna left early", Kind.NAME),
    (unicodedata.normalize("NFD", "spoke to Siân about it"), Kind.NAME),
    ("O’Brien’s mum rang", Kind.NAME),
    ("Reg was told 4 times", Kind.NAME),
    ("seen by ms okafor", Kind.NAME),
    ("Kay\u200bden left", Kind.NAME),
]
CLEAN = [
    "Will attend on Monday and may return in May.",
    "Grace period agreed with Harbour Farm until the Summer term.",
    "Mark the work before Friday; hope the plan holds.",
    "Completed the Boxall Profile and Zones of Regulation.",
    "A call is expected on 2026-11-22 at 10:30.",
    "The number 9999999999 is a placeholder.",
    "Invoice 9276308686 is paid.",
    "Year 9 group went to the Jade Room.",
    "Risk Assessment and Support Plan",
    "PLEASE RETURN ALL FORMS BY FRIDAY",
    "Fed Biscuit the pony and mucked out.",
    "Studied Macbeth and An Inspector Calls.",
    "cp-7f3k settled well.",
    "Summer works programme starts in July.",
    "Hope is that mornings settle.",
    "Policy reviewed on 3 September 2026, ref BP-12.",
    "Reg 4(3)(a) asks for it by the sixth day.",
    "It answers after 15 ms instead of a second.",
    "Press Alt and left.",
]


@pytest.mark.parametrize(
    ("check", "text", "valid"),
    [
        *((is_upn, text, True) for text in ("B801200005001", "P207000016049", "Y93199992600A", "M931999926001")),
        *((is_upn, text, False) for text in ("A801200005001", "Q207000016049", "Y93199992600I", "B80120000500")),
        *((is_uln, text, True) for text in ("9276308686", "1000000000", "1234567899")),
        *((is_uln, text, False) for text in ("1000000001", "9999999999", "0276308686", "927630868")),
        *((is_nhs, text, True) for text in ("9434765870", "9990000018")),
        *((is_nhs, text, False) for text in ("9434765871", "943476587")),
        (is_nino, "AB123456C", True),
        *((is_nino, text, False) for text in ("QQ123456C", "BG123456A", "AO123456B", "AB123456E")),
    ],
)
def test_check_digits(check: object, text: str, valid: bool) -> None:
    assert check(text) is valid  # type: ignore[operator]


HOSTILE = [
    *(part * 10_000 for part in ("a", "A", "1", "0 ", "a.", "@", "Aa ", "A. ", "-", "1/", "Mr ", "a@a.", "O'", "st ")),
    "www." + "a." * 5_000,
    "1 " + "Aa " * 5_000 + "x",
    "lives " + "at " * 5_000,
    "dob " + "is " * 5_000,
]


def test_letters_of_upns() -> None:
    assert upn_letter("931999926001") == "M"
    assert upn_letter("93199992600A") == "Y"
    assert upn_letter("93199992600I") is None


@pytest.mark.parametrize(("text", "kind"), FOUND)
def test_found(text: str, kind: Kind) -> None:
    assert kind in {span.kind for span in DETECTOR.spans(text)}


@pytest.mark.parametrize("text", CLEAN)
def test_clean(text: str) -> None:
    assert DETECTOR.spans(text) == ()


def test_spans_are_places_in_the_text_as_it_was_given() -> None:
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, "Home visit: Siân Wiśniewska was in")
        (span,) = DETECTOR.spans(text)
        assert unicodedata.normalize("NFC", text[span.start : span.end]) == "Siân Wiśniewska"


def test_allowed_terms_may_stand() -> None:
    assert Detector(["Kayden"]).spans("with Kayden and others") == ()
    assert Detector(["Kayden Court"]).spans("with Kayden Court") == ()
    assert Detector(["Kayden Court"]).spans("with Kayden") != ()


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("Kayden", "kayden-room"),
        ("Kayden", "Kayden_notes/2026"),
        ("St Cuthbert's Yard", "st-cuthberts-yard"),
        ("O’Brien's Farm", "obriens-farm-agreement"),
        ("Lamb & Okafor", "lamb-and-okafor"),
        ("Lamb & Okafor", "lamb-okafor"),
        ("The Okafor Centre (North)", "okafor-centre-north"),
        ("Kayden-Rose House", "kayden-rose-house"),
    ],
)
def test_allowed_terms_may_stand_in_names_of_files_written_their_way(term: str, name: str) -> None:
    assert Detector([term]).in_name(name) == ()
    assert Detector().in_name(name)
    assert {span.kind for span in Detector([term]).in_name(f"{name}-chinedu")} == {Kind.NAME}
    [span] = Detector([term]).in_name(f"chinedu-{name}")
    assert (span.start, span.end) == (0, 7)


def test_a_part_of_an_allowed_term_is_not_allowed_in_a_name() -> None:
    assert Detector(["Kayden Court"]).in_name("kayden-notes")
    assert Detector(["Kayden"]).in_name("kaydens-notes")
    assert Detector(["The and"]).in_name("kayden-and-notes")


def test_a_glance_never_passes_what_a_look_would_find() -> None:
    missed = [s.template for s in stored("seen") if harmless(s.text) and DETECTOR.looked_at(s.text)]
    assert missed == []


def test_figures_on_the_seen_half() -> None:
    terms = [line for line in (HERE / "providers.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    detector = Detector(terms)
    sentences = stored("seen")
    result = score(sentences, lambda text: [(s.start, s.end, s.kind.value) for s in detector.spans(text)])
    shares = {rate.name: rate.share for rate in (*result.head, *result.kinds)}
    assert shares.pop("identifiers flagged (core)") >= 0.97
    assert shares.pop("clean sentences flagged by mistake") <= 0.03
    assert shares.pop("clean notes of three sentences, by mistake") <= 0.09
    assert shares.pop("provider and programme names, by mistake") <= 0.01
    assert {name: share for name, share in shares.items() if share < 0.93} == {}
    assert result.gap <= 0.15


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_looked_at_in_small_pieces(text: str) -> None:
    """The time a text takes grows with its length alone: no pattern is ever asked about more than a piece."""
    parts = list(pieces(text))
    assert max(len(piece) for _, piece in parts) <= LONGEST_PIECE
    assert max((len(word) for _, piece in parts for word in piece.split()), default=0) <= LONGEST_WORD
    assert sum(len(piece) for _, piece in parts) == len(text)
    assert [start for start, _ in parts] == sorted({start for start, _ in parts})
    DETECTOR.spans(text)


def test_every_kind_has_words() -> None:
    assert SAID.keys() == set(Kind)


def test_marks_of_the_schemas_are_known() -> None:
    def marks(node: object) -> set[str]:
        if isinstance(node, dict):
            return set(node.get("x-holds", ())).union(*map(marks, node.values()))
        return set().union(*map(marks, node)) if isinstance(node, list) else set()

    assert marks(schemas().schemas) <= MARKS


def test_the_word_lists_are_in_order_and_say_where_they_come_from() -> None:
    about = (DATA / "README.md").read_text(encoding="utf-8")
    assert {path.name for path in DATA.glob("*.txt")} == set(
        re.findall(r"^\| `([a-z-]+\.txt)` \|", about, re.MULTILINE)
    )
    for path in DATA.glob("*.txt"):
        found = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        if path.name != "things.txt":
            assert found == sorted(set(found)), path.name
            assert all(word.isascii() and word == word.lower() and word.strip() == word for word in found), path.name

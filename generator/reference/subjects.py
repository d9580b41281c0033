"""Subjects and qualifications as the directory groups them, and the words people type for what providers offer.

Providers write subjects and qualifications in their own words. A line belongs to every group whose stems it holds. The
lists are ours, reviewed on 22 November 2026; what fits no group stays findable by its own words and counts as "other".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of offers: how its lines are known (beginnings of words), and what else people call it."""

    id: str
    title: str
    stems: tuple[str, ...]
    also: tuple[str, ...] = ()


SUBJECTS: tuple[Group, ...] = (
    Group(id="english", title="English", stems=("english", "literacy", "reading", "phonics"), also=("writing",)),
    Group(id="maths", title="Mathematics", stems=("math", "number", "numeracy"), also=("maths", "sums")),
    Group(id="science", title="Science", stems=("science", "biology", "chemistry", "physics")),
    Group(id="humanities", title="Humanities", stems=("humanities", "history", "geography", "citizenship")),
    Group(
        id="life-skills",
        title="Personal and life skills",
        stems=("personal", "life skills", "wellbeing", "teamwork", "leadership", "travel training", "pshe"),
        also=("independence", "confidence", "asdan"),
    ),
    Group(
        id="motor-vehicle",
        title="Motor vehicle",
        stems=("vehicle", "motor", "tyre", "mechanic", "automotive", "bicycle", "cycle repair"),
        also=("mechanics", "cars", "garage", "engines", "motorbikes", "mot", "bikes"),
    ),
    Group(
        id="construction",
        title="Construction and building trades",
        stems=("construction", "brick", "carpent", "joinery", "tiling", "painting and dec", "plumb", "plaster"),
        also=("building", "builder", "trades", "decorating", "cscs", "site card", "diy"),
    ),
    Group(
        id="hair-and-beauty",
        title="Hair and beauty",
        stems=("hair", "beauty", "barber", "nails", "make-up"),
        also=("salon", "hairdresser", "hairdressing", "makeup", "cosmetics"),
    ),
    Group(
        id="catering",
        title="Catering and food",
        stems=("catering", "kitchen", "baking", "food", "cooker", "cooking", "hospitality", "front of house"),
        also=("chef", "cook", "cafe", "restaurant"),
    ),
    Group(
        id="land-and-animals",
        title="Land, animals and outdoors",
        stems=(
            "animal",
            "horticult",
            "garden",
            "growing",
            "horse",
            "equine",
            "yard",
            "forest",
            "fencing",
            "nature",
            "land",
        ),
        also=("farm", "farming", "stables", "riding", "ponies", "allotment", "outdoors", "bushcraft", "vet"),
    ),
    Group(
        id="craft",
        title="Craft and metalwork",
        stems=("blacksmith", "forge", "woodwork", "metalwork", "hand tools", "welding", "upholster"),
        also=("smithing", "making things", "wood"),
    ),
    Group(
        id="art-and-design",
        title="Art and design",
        stems=("art ", "arts", "art and", "design", "pottery", "photograph", "drama", "textile"),
        also=("painting", "drawing", "creative", "crafts"),
    ),
    Group(
        id="music",
        title="Music and media",
        stems=("music", "recording", "media", "film", "podcast"),
        also=("studio", "dj", "mcing", "band", "guitar"),
    ),
    Group(
        id="sport",
        title="Sport and fitness",
        stems=("sport", "football", "fitness", "rowing", "physical education", "boxing", "climbing", "swim", "gym"),
        also=("pe", "coaching", "martial arts", "exercise"),
    ),
    Group(
        id="therapy",
        title="Therapy, mentoring and feelings",
        stems=("therap", "counsel", "emotion", "feelings", "mentoring", "sensory", "regulation", "restorative"),
        also=("counsellor", "mentor", "anger management", "elsa", "psychotherapy", "talking"),
    ),
    Group(
        id="communication",
        title="Communication and language",
        stems=("communication", "language and", "listening", "speech", "interaction"),
        also=("talk", "eal", "social skills"),
    ),
    Group(
        id="work",
        title="Work and careers",
        stems=(
            "careers",
            "at work",
            "workplace",
            "customer",
            "employ",
            "workshop safety",
            "safety at work",
            "site safety",
        ),
        also=("job", "work experience", "apprenticeship", "enterprise"),
    ),
    Group(
        id="study",
        title="Study skills and return to school",
        stems=("study skills", "reintegration", "return-to-school", "home school", "option subjects"),
        also=("catch up", "going back", "revision"),
    ),
    Group(
        id="computing", title="Computing", stems=("comput", "coding", "digital", "gaming"), also=("ict", "it skills")
    ),
)

OTHER = Group(id="other", title="Other", stems=())

QUALIFICATIONS: tuple[Group, ...] = (
    Group(id="gcse", title="GCSE", stems=("gcse",), also=("gcses", "exams")),
    Group(id="functional-skills", title="Functional Skills", stems=("functional skills",), also=("fs",)),
    Group(id="entry-level", title="Entry level", stems=("entry level", "entry 1", "entry 2", "entry 3")),
    Group(id="level-1", title="Level 1", stems=("level 1", "levels 1"), also=("l1",)),
    Group(id="level-2", title="Level 2", stems=("level 2", "levels 2"), also=("l2",)),
)
RANGES = (
    (re.compile(r"\bentry\b.*\bto level [12]"), ("entry-level", "level-1")),
    (re.compile(r"\bto level 2"), ("level-2",)),
    (re.compile(r"\blevels 1 (?:and|or|to) 2"), ("level-1", "level-2")),
)
"""Ranges of levels within one line, such as "Entry 3 to Level 1"."""

CODE_WORDS: dict[str, tuple[str, ...]] = {
    "farm-equine-outdoor": ("farm", "animals", "horses", "stables", "outdoors", "land-based", "equine", "riding"),
    "pru": ("pru", "pupil referral unit", "short stay school"),
    "ap-academy": ("pru", "alternative provision academy"),
    "ap-free-school": ("free school", "alternative provision"),
    "independent-ap-registered": ("independent school", "private school"),
    "mainstream-school": ("managed move", "respite", "secondary school"),
    "special-school": ("send", "special needs"),
    "hospital-school": ("medical", "health", "ward", "medical needs"),
    "fe-college": ("college", "further education", "14 to 16", "day release"),
    "non-school-ap": ("unregistered", "ap"),
    "vocational": ("trade", "trades", "practical", "hands-on", "training"),
    "work-placement": ("work experience", "employer", "job", "placement"),
    "one-to-one-tuition": ("tutor", "home tuition", "eotas", "one to one", "1:1"),
    "small-group-tuition": ("tutor", "tuition centre", "groups", "catch up"),
    "online": ("virtual", "remote", "eotas", "internet", "laptop", "online school"),
    "therapeutic": ("therapy", "counselling", "mental health", "wellbeing"),
    "sports": ("sport", "football", "coaching", "gym"),
    "SEMH": ("semh", "mental health", "anxiety", "ebsa", "school refusal", "behaviour", "emotional", "trauma", "besd"),
    "ASD": ("asd", "asc", "autism", "autistic", "aspergers"),
    "SLCN": ("slcn", "speech", "language", "communication", "dld"),
    "SPLD": ("spld", "dyslexia", "dyscalculia", "dyspraxia"),
    "MLD": ("mld", "learning difficulty", "learning difficulties"),
    "SLD": ("sld", "learning disability"),
    "PMLD": ("pmld", "complex needs"),
    "HI": ("deaf", "hearing"),
    "VI": ("blind", "sight", "vision"),
    "MSI": ("deafblind", "sensory"),
    "PD": ("wheelchair", "mobility", "disabled", "physical disability"),
    "DS": ("downs",),
    "NSA": ("not assessed", "assessment"),
    "EYFS": ("reception", "nursery", "early years"),
    "KS1": ("infant", "year 1", "year 2", "primary"),
    "KS2": ("junior", "year 3", "year 4", "year 5", "year 6", "primary"),
    "KS3": ("secondary", "year 7", "year 8", "year 9"),
    "KS4": ("secondary", "year 10", "year 11", "gcse years"),
    "KS5": ("sixth form", "post-16", "year 12", "year 13"),
    "at-home": ("home tuition", "eotas", "home visits"),
    "at-school": ("in school", "outreach"),
    "community": ("library", "outreach", "mentoring"),
    "workplace": ("work experience", "employer"),
    "residential": ("overnight", "boarding"),
    "day-6": ("sixth day", "day six", "day 6", "exclusion"),
    "short-course": ("short course", "taster", "respite"),
}
"""What else people call a type, need, key stage or way of working. Codes without an entry are found by their label."""


def subjects_of(line: str) -> tuple[str, ...]:
    """The groups a provider's own line about a subject or programme belongs to."""
    return tuple(group.id for group in SUBJECTS if pattern(group).search(f"{line.lower()} "))


def qualifications_of(line: str) -> tuple[str, ...]:
    """The kinds and levels of a qualification as the provider writes it; `other` when none is named."""
    text = f"{line.lower()} "
    found = {group.id for group in QUALIFICATIONS if pattern(group).search(text)}
    for between, levels in RANGES:
        if between.search(text):
            found.update(levels)
    return tuple(group.id for group in QUALIFICATIONS if group.id in found) or (OTHER.id,)


@cache
def pattern(group: Group) -> re.Pattern[str]:
    """Finds any of a group's stems at the beginning of a word."""
    return re.compile(r"\b(?:" + "|".join(map(re.escape, group.stems)) + ")")

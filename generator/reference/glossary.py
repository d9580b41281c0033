"""Abbreviations and what they stand for. They explain words; what the law asks stands with its sources elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

# Abbreviations that also stand for something else in our texts. They are in the glossary, but are not explained unasked.
AMBIGUOUS = frozenset({"AA", "EH", "FE", "NS", "PA", "PN", "PP", "RA", "SA", "TA"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One abbreviation."""

    term: str
    meaning: str
    note: str = ""

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"term-{self.term.lower()}"


NOTES: dict[str, str] = {
    "CLA": "The word of the statistics for a looked-after child (LAC)",
    "CNIS": "Registers of these children are in the 2026 Act; check whether that part is in force",
    "FH": "The newer name for early help",
    "FSM6": "Counts a pupil for six years after the last claim",
    "GRT": "Used in statistics; families may prefer their own word",
    "IBEC": "One of our own plan types",
    "ISP": "Part of the planned reform of special educational needs, not yet law",
    "PA": "Missing a tenth of possible sessions or more. In the suspension reasons the same letters mean something else",
    "PP": "In the suspension reasons the same letters mean something else",
    "RA": "In the suspension reasons the same letters mean something else",
    "SA": "Missing half of possible sessions or more",
    "s19": "Education an authority arranges for a child who would otherwise have none",
    "ULN": "Never kept in this casebook",
    "UPN": "Never kept in this casebook",
    "YOT": "Now mostly called the youth justice service",
}

WORDS = """
AA = arranging authority
AALA = Adventure Activities Licensing Authority
AHT = assistant headteacher
AP = alternative provision
CAF = common assessment framework
CAMHS = child and adolescent mental health services
CBDS = common basic data set (Department for Education)
CIN = child in need
CLA = child looked after
CME = children missing education
CNIS = children not in school
CPOMS = a system for recording safeguarding concerns
CPP = child protection plan
CTF = common transfer file
DBS = Disclosure and Barring Service
DfE = Department for Education
DPS = dynamic purchasing system
DSA = data sharing agreement
DSL = designated safeguarding lead
DT = designated teacher
EBSA = emotionally based school avoidance
EH = early help
EHC = education, health and care
EHCNA = education, health and care needs assessment
EHCP = education, health and care plan
EHE = elective home education
EOTAS = education otherwise than at school
EVC = educational visits coordinator
FAP = fair access protocol
FE = further education
FFT = Fischer Family Trust
FGB = full governing board
FH = family help
FHRS = food hygiene rating scheme
FSM = free school meals
FSM6 = free school meals at any time in the last six years
GB = governing board
GDC = governors' disciplinary committee
GIAS = Get Information About Schools
GRT = Gypsy, Roma, Traveller
HT = headteacher
IBEC = individual behaviour and education care plan
IBP = individual behaviour plan
ICB = integrated care board
IHP = individual healthcare plan
ILP = individual learning plan
IRP = independent review panel
ISP = individual support plan
IYFAP = in-year fair access panel
KCSIE = Keeping children safe in education
KR5 = a pay grade of Kent County Council
LAC = looked-after child
LADO = local authority designated officer
LAESTAB = local authority number and establishment number together
LCSS = Locality and Community Support Service (Oxfordshire)
LiquidLogic = a case system of local authorities
LOtC = learning outside the classroom
LSA = learning support assistant
LSCP = local safeguarding children partnership
MARAC = multi-agency risk assessment conference
MASH = multi-agency safeguarding hub
MIS = management information system
NEET = not in education, employment or training
NPD = National Pupil Database
NS = non-school alternative provision
OEAP = Outdoor Education Advisers' Panel
Ofsted = Office for Standards in Education, Children's Services and Skills
OSD = off-site direction
PA = persistent absence
PEP = personal education plan
PEX = permanent exclusion
PLAC = previously looked-after child
PN = penalty notice
PP = pupil premium
PPE = personal protective equipment
PRU = pupil referral unit
PSHE = personal, social, health and economic education
QA = quality assurance
RA = risk assessment
RIDDOR = the regulations on reporting injuries, diseases and dangerous occurrences
RSHE = relationships, sex and health education
s19 = section 19 of the Education Act 1996
SA = severe absence
SAO = school attendance order
SCR = single central record
SEMH = social, emotional and mental health
SENCO = special educational needs coordinator
SEND = special educational needs and disability
SENDIASS = information, advice and support service for special educational needs and disability
SIMS = a school management information system
SLT = senior leadership team
SNA = strengths and needs assessment
SoS = Secretary of State
TA = teaching assistant
TAF = team around the family
TIS = trauma informed schools
TRA = Teaching Regulation Agency
TRN = teacher reference number
UKPRN = UK provider reference number
ULN = unique learner number
UPN = unique pupil number
URN = unique reference number of a school
VSH = virtual school head
WEX = work experience
YJES = youth justice and exploitation service
YJS = youth justice service
YOT = youth offending team
"""

GLOSSARY: tuple[Term, ...] = tuple(
    sorted(
        (
            Term(term=term, meaning=meaning, note=NOTES.get(term, ""))
            for term, meaning in (line.split(" = ", 1) for line in WORDS.strip().splitlines())
        ),
        key=lambda entry: (entry.term.lower(), entry.term),
    )
)
EXPLAINED: dict[str, str] = {entry.term: entry.meaning for entry in GLOSSARY if entry.term not in AMBIGUOUS}

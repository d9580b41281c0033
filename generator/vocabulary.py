"""The words readers see for the codes records use. A code without an entry is shown with its hyphens as spaces."""

from __future__ import annotations

LABELS: dict[str, str] = {
    # states, gate
    "not-met": "Not met",
    "not-applicable": "Not applicable",
    # levels and authority
    "must": "Must (law)",
    "statutory-guidance": "Statutory guidance",
    "voluntary-standard": "Voluntary standard",
    "good-practice": "Good practice",
    "local": "Our own rule",
    "statute": "Law",
    "guidance": "Guidance",
    # marks
    "verified": "Read in the source",
    "secondary": "Reported by another source",
    "unverified": "Check before relying on this",
    # provider types
    "pru": "Pupil referral unit",
    "ap-academy": "AP academy",
    "ap-free-school": "AP free school",
    "independent-ap-registered": "Registered independent AP",
    "fe-college": "Further education college",
    "non-school-ap": "Non-school AP",
    "one-to-one-tuition": "One-to-one tuition",
    "small-group-tuition": "Small-group tuition",
    "farm-equine-outdoor": "Farm, equine or outdoor",
    "therapeutic": "Therapeutic",
    "online": "Online",
    # needs
    "SPLD": "Specific learning difficulty",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "PMLD": "Profound and multiple learning difficulty",
    "SEMH": "Social, emotional and mental health",
    "SLCN": "Speech, language and communication",
    "HI": "Hearing impairment",
    "VI": "Visual impairment",
    "MSI": "Multi-sensory impairment",
    "PD": "Physical disability",
    "ASD": "Autistic spectrum",
    "DS": "Down syndrome",
    "OTH": "Other need",
    "NSA": "No specialist assessment yet",
    # SEN provision
    "N": "No SEN provision",
    "K": "SEN support",
    "E": "EHC plan",
    # uses
    "ehc-plan": "EHC plan",
    "one-to-one": "One-to-one",
    "off-site-activity": "Off-site activity",
    # plan types
    "ibec": "Behaviour and education care plan (IBEC)",
    "at-risk-package": "At-risk package",
    "off-site-direction": "Off-site direction",
    "day-6-placement": "Day 6 placement",
    "day-6-provision": "Day 6 provision",
    "day-6": "Day 6",
    # areas
    "semh": "Social, emotional and mental health",
    "safer-recruitment": "Safer recruitment",
    "assurance": "Commissioner's assurance",
    "registration": "Registration and legal status",
    "health-safety": "Health and safety",
    "data-protection": "Data protection",
    "contract": "Agreement and finance",
    "education": "Quality of education",
    # placement stages
    "qa-check": "Quality check",
    # flags
    "fsm": "Free school meals",
    "fsm6": "Free school meals in the last six years",
    "pp": "Pupil premium",
    "service": "Service family",
    "eal": "English as an additional language",
    "lac": "Looked after",
    "plac": "Previously looked after",
    "cin": "Child in need",
    "cpp": "Child protection plan",
    "yjs": "Youth justice service",
    "ehcp": "EHC plan",
    "sen-support": "SEN support",
    # parts of a plan
    "in-school-unit": "In-school unit",
    "one-to-one-in-school": "One-to-one in school",
    "send-caseworker": "SEND caseworker",
    "home-school": "The school it leaves",
    "host-school": "Host school",
    "contact-home": "Contact with home",
    "contact-provider": "Contact with the provider",
    # legal bases
    "s29a-off-site-direction": "Off-site direction (EA 2002 s29A)",
    "s100-suspension-day-6": "Day 6 of a suspension (EIA 2006 s100)",
    "s19-local-authority": "Local authority (EA 1996 s19)",
    "s42-ehc-provision": "EHC plan provision (CFA 2014 s42)",
    "s61-eotas": "Education otherwise than at school (CFA 2014 s61)",
    "named-in-ehc-plan": "Named in an EHC plan",
    # procedure groups
    "send-and-care": "SEND and children in care",
    "data": "Data and records",
    "off-site": "Off-site provision",
    "exclusion": "Suspension and exclusion",
    # census types
    "NFE": "Non-maintained further education",
    "OOT": "One-to-one tuition",
    "WBP": "Work-based placement",
    "am": "Morning",
    "pm": "Afternoon",
    "nhs-trust": "NHS trust",
}


SUSPENSION_REASONS: dict[str, str] = {
    "PP": "Physical assault against a pupil",
    "PA": "Physical assault against an adult",
    "VP": "Verbal abuse or threat against a pupil",
    "VA": "Verbal abuse or threat against an adult",
    "OW": "Offensive weapon or prohibited item",
    "BU": "Bullying",
    "RA": "Racist abuse",
    "DS": "Abuse about a disability",
    "LG": "Abuse about sexual orientation or gender identity",
    "SM": "Sexual misconduct",
    "DA": "Drugs and alcohol",
    "DM": "Damage",
    "TH": "Theft",
    "DB": "Persistent or general disruption",
    "MT": "Misuse of social media or online technology",
    "PH": "Breach of public health measures",
}


def suspension_reason(code: str) -> str:
    """The words for a reason of a suspension. The codes overlap with those of needs, so they have a list of their own."""
    return SUSPENSION_REASONS[code]


def label(code: str) -> str:
    """The words for a code."""
    if code in LABELS:
        return LABELS[code]
    words = code.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:] if words == words.lower() else words

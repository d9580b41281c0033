"""The sources the reference pages rest on. Nothing is quoted; `mark` says how far each has been checked."""

from __future__ import annotations

import datetime as dt

from generator.model import Citation

CHECKED = dt.date(2026, 11, 22)

REGULATION_10 = Citation(
    source="School Attendance (Pupil Registration) (England) Regulations 2024",
    edition="SI 2024/208, in force since 19 August 2024",
    paragraph="regulation 10",
    url="https://crimeline.co.uk/legislationdisplay/?leg=%2Fuksi%2F2024%2F208%2Fregulation%2F10%2Fmade",
    mark="verified",
    checked_on=CHECKED,
)
UNAUTHORISED = Citation(
    source="Manchester City Council: school attendance code of conduct",
    edition="2024 framework",
    paragraph="section 4",
    url="https://manchester.gov.uk/info/500002/council_policies_and_strategies/8788/school_attendance_code_of_conduct/5",
    mark="verified",
    checked_on=CHECKED,
    note="Names the four codes that count as unauthorised; Derbyshire's page on absence returns names the same four",
)
SUMMARIES = Citation(
    source="Summaries of the 2024 codes by schools and advisers",
    mark="secondary",
    checked_on=CHECKED,
    note="The list in the regulations was not read whole",
)
OUTSIDE = Citation(
    source="FFT Education Datalab, and a help page of a school system's maker",
    url="https://ffteducationdatalab.org.uk/?p=24069",
    mark="secondary",
    checked_on=CHECKED,
    note="Says which codes stand outside the statistics, and that remote learning is an absence",
)
FROM_MEMORY = Citation(
    source="School Attendance (Pupil Registration) (England) Regulations 2024",
    edition="SI 2024/208",
    mark="unverified",
    checked_on=CHECKED,
    note="From memory; read the regulation or ask the authority",
)
ABSENT_FROM_PROVISION = Citation(
    source="Nottinghamshire County Council, schools portal",
    mark="unverified",
    checked_on=CHECKED,
    note="Read there for B; that the same holds for K, and the rest, is from memory",
)
DUAL_REGISTRATION = Citation(
    source="Essex SENDIASS, and a note by Browne Jacobson on the 2026 exclusion guidance",
    url="https://www.brownejacobson.com/insights/latest-dfe-exclusions-guidance-for-schools-and-academies",
    mark="secondary",
    checked_on=CHECKED,
)
REASON_STATISTICS = Citation(
    source="DfE statistics: suspensions and permanent exclusions by reason",
    edition="to autumn term 2024/25",
    url="https://explore-education-statistics.service.gov.uk/data-catalogue/data-set/eb31b52c-a5b8-4cd0-9b60-564d475153f3",
    mark="verified",
    checked_on=CHECKED,
)
SYSTEM_MAKER = Citation(
    source="Help page of a school system's maker (ScholarPack)", mark="secondary", checked_on=CHECKED
)
CODESET = Citation(
    source="Common basic data set, 2026/27 codeset",
    mark="unverified",
    checked_on=CHECKED,
    note="Not opened; the statistics to autumn 2024/25 show no other reasons",
)
OTHER_LIST = Citation(
    source="List of reasons found in a school system",
    mark="unverified",
    checked_on=CHECKED,
    note="Who added these codes is not known",
)
BEHAVIOUR = Citation(
    source="Behaviour in schools (DfE guidance)", edition="2022/24", mark="unverified", checked_on=CHECKED
)

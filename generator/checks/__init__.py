"""The rules that look at the whole casebook. To add one: a module, a line here, a folder of cases.

A rule is imported when it is asked for: whoever explains one need not read the others.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType

MODULES: dict[str, str] = {
    "CB201": "unknown_reference",
    "CB202": "unknown_part",
    "CB203": "repeated_part",
    "CB204": "circular_reference",
    "CB205": "requirement_in_two_families",
    "CB206": "closed_provider_used",
    "CB207": "plan_of_another_school",
    "CB208": "not_applicable_not_allowed",
    "CB209": "endless_procedure",
    "CB210": "unreachable_step",
    "CB211": "saved_search_finds_nothing",
    "CB301": "end_before_start",
    "CB302": "date_out_of_range",
    "CB303": "review_overdue",
    "CB304": "calendar_out_of_order",
    "CB305": "not_a_school_day",
    "CB306": "outside_register",
    "CB307": "evidence_lapsed",
    "CB308": "placement_while_closed",
    "CB309": "lapse_before_end",
    "CB310": "standing_lowered",
    "CB311": "suspension_limit",
    "CB312": "board_not_told",
    "CB313": "plan_review_overdue",
    "CB314": "risk_assessment_stale",
    "CB315": "notice_late",
    "CB316": "placement_beyond_maximum",
    "CB317": "loan_not_returned",
    "CB318": "contact_silent",
    "CB319": "stage_not_signed",
    "CB320": "reduced_timetable_unreviewed",
    "CB501": "notice_incomplete",
    "CB502": "double_booked",
    "CB503": "session_unaccounted",
    "CB504": "full_time_not_reached",
    "CB505": "budget_overrun",
    "CB506": "exit_interview_missing",
    "CB507": "closed_without_outcome",
    "CB331": "twice_in_one_session",
    "CB332": "in_two_places",
    "CB333": "room_over_capacity",
    "CB334": "suspension_counted_twice",
    "CB335": "suspension_beyond_calendar",
    "CB521": "stay_without_work",
    "CB522": "stay_without_exit_interview",
    "CB523": "register_code_unused",
    "CB411": "audience_without_base",
    "CB412": "concern_in_public_summary",
    "CB410": "key_in_repository",
    "CB601": "unverified_requirement_blocks",
    "CB602": "superseded_edition_cited",
    "CB603": "citation_not_checked",
    "CB605": "stale_claim",
    "CB606": "uncommenced_law_cited",
    "CB607": "document_named_twice",
    "CB604": "duty_without_source",
    "CB401": "identifier_in_text",
    "CB402": "identifier_in_comment",
    "CB403": "identifier_in_file_name",
    "CB404": "allowed_term_out_of_date",
    "CB405": "allowed_term_not_needed",
    "CB901": "useless_ignore",
    "CB902": "expired_ignore",
    "CB903": "malformed_ignore",
    "CB904": "forbidden_ignore",
    "CB905": "rule_failed",
    "CB906": "unfinished_record",
}
"""The module of each rule by the rule's code, in the order in which they run."""


def module_of(code: str) -> ModuleType:
    """The module of one rule."""
    return import_module(f"{__name__}.{MODULES[code]}")


@cache
def every_check() -> tuple[ModuleType, ...]:
    """The modules of all of them."""
    return tuple(module_of(code) for code in MODULES)

"""The pages beside the registers: the room on the day, and the half-termly reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache, partial

from generator.casebook import Casebook
from generator.half_term.report import HalfTermReport, half_term_report
from generator.kinds import BY_NAME
from generator.model import Register
from generator.pages import Page, half_term_path, room_path
from generator.views.half_term import half_term_view, name_of
from generator.views.room import room_view, schools_with_a_room

KEPT = 20
"""How many reports are remembered."""


def register_pages(casebook: Casebook, as_of: dt.date) -> Iterator[Page]:
    """A page for every room, and one for every register's report."""
    for school in schools_with_a_room(casebook):
        room = room_view(casebook, school, as_of)
        title = f"The room today: {room.school}"
        about = f"Who is in the internal exclusion room of {room.school}, for printing in the morning."
        yield page(room_path(school), title, about, "room", room)

    @lru_cache(maxsize=KEPT)
    def report_by(register_id: str) -> HalfTermReport:
        register = casebook.get(Register, register_id)
        assert register is not None
        return half_term_report(casebook, register)

    def report_of(register: Register) -> HalfTermReport:
        """A report once, though it also stands beside the next half term's, which comes soon after."""
        return report_by(register.id)

    for register in casebook.registers:
        known = casebook.schools.get(register.school)
        school, half_term = known.name if known else register.school, name_of(register)
        title = f"Half-termly report: {school}, {half_term}"
        about = f"What the {half_term} came to at {school}, with small numbers hidden."
        report = partial(half_term_view, casebook, register, as_of, report_of)
        yield page(half_term_path(register.id), title, about, "half-term", report)


def page(path: str, title: str, description: str, template: str, view: object) -> Page:
    """A page of the section on registers that is no record."""
    kind = BY_NAME["register"]
    return Page(
        path=path,
        section=kind.folder,
        section_title=kind.plural,
        title=title,
        description=description,
        template=f"registers/{template}.html.j2",
        view=view,
        search_text=description,
    )

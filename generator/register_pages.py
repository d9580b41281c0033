"""The pages beside the registers: the room on the day, and the half-termly reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from generator.casebook import Casebook
from generator.half_term.report import HalfTermReport, half_term_report
from generator.kinds import BY_NAME
from generator.model import Register
from generator.pages import Page, half_term_path, room_path
from generator.views.half_term import half_term_view, name_of
from generator.views.room import room_view, schools_with_a_room


def register_pages(casebook: Casebook, as_of: dt.date) -> Iterator[Page]:
    """A page for every room, and one for every register's report."""
    for school in schools_with_a_room(casebook):
        room = room_view(casebook, school, as_of)
        title = f"The room today: {room.school}"
        about = f"Who is in the internal exclusion room of {room.school}, for printing in the morning."
        yield page(room_path(school), title, about, "room", room)
    made: dict[str, HalfTermReport] = {}

    def report_of(register: Register) -> HalfTermReport:
        """Each report once, though it also stands beside the next half term's."""
        if register.id not in made:
            made[register.id] = half_term_report(casebook, register)
        return made[register.id]

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

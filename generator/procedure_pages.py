"""The pages beside the procedures: the deadline calculator, and tables of dates and flowcharts to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from generator.casebook import Casebook
from generator.pages import CALCULATOR, Page, dates_path, flowchart_path
from generator.views.calculator import calculator_view
from generator.views.date_table import date_table_view
from generator.views.procedure import procedure_view

DRAWN = {"dates": "Dates", "flowchart": "Flowchart"}


def procedure_pages(casebook: Casebook, as_of: dt.date) -> Iterator[Page]:
    """The calculator; then for every procedure a table of dates and its steps as a drawing."""
    about = "Every step of a procedure with its last day, from the day it starts."
    yield procedure_page(CALCULATOR, "Deadline calculator", about, "calculator", calculator_view(casebook, as_of))
    for procedure in casebook.procedures:
        about = f"The last days of {procedure.title} for every start this half term, for printing."
        dates = partial(date_table_view, casebook, procedure, as_of)
        yield procedure_page(dates_path(procedure.id), f"Dates: {procedure.title}", about, "dates", dates)
        about = f"The steps of {procedure.title} as a drawing, for printing."
        chart = partial(procedure_view, casebook, procedure, as_of)
        yield procedure_page(flowchart_path(procedure.id), f"Flowchart: {procedure.title}", about, "flowchart", chart)


def procedure_page(path: str, title: str, description: str, template: str, view: object) -> Page:
    """A page of the section on procedures that is no record."""
    return Page(
        path=path,
        section="procedures",
        section_title="Procedures",
        title=title,
        description=description,
        template=f"procedures/{template}.html.j2",
        view=view,
        search_text=description,
        what=DRAWN.get(template, "Page"),
    )

"""A reader who wants to know what a half-termly report hides, with a solver for whole numbers (HiGHS) to help.

Written without a look at how the report hides: it knows only what stands in the report and what everybody knows about
registers. It is the judge of `generator/privacy`, so it must never import from there.
"""

from __future__ import annotations

from collections.abc import Iterator

import highspy

from generator.half_term.report import HalfTermReport, Section

MOST = 900
"""No register has more rows."""
DAYS = 60
Terms = dict[str, float]
NO_END = float("inf")


class Attacker:
    """The unknowns of one section of one report, and everything known about them."""

    def __init__(self, section: Section) -> None:
        self.known: dict[str, int | None] = dict(section.totals)
        for table in section.tables:
            for line in table.lines:
                for measure, number in zip(table.measures, line.figures, strict=True):
                    self.known[f"{table.id} {line.code} {measure}"] = number
        self.section = section
        self.hidden = tuple(name for name, number in self.known.items() if number is None)
        self.facts = tuple({"room": room, "suspensions": suspensions, "attendance": attendance}[section.id](section))

    def widths(self) -> Iterator[tuple[str, float]]:
        """For each hidden count, how far the largest value it may have lies from the smallest."""
        if len(self.hidden) == len(self.known):
            return  # nothing at all is shown, so there is nothing to work with
        solver, place = self.solver()
        for name in self.hidden:
            solver.changeColCost(place[name], 1.0)
            most, least = (end(solver, sense) for sense in (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize))
            solver.changeColCost(place[name], 0.0)
            yield name, most - least

    def solver(self) -> tuple[highspy.Highs, dict[str, int]]:
        """Everything known, as a solver wants it, and the column of each count."""
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        place = {}
        for index, (one, number) in enumerate(self.known.items()):
            solver.addVar(1 if number is None else number, MOST if number is None else number)
            solver.changeColIntegrality(index, highspy.HighsVarType.kInteger)
            place[one] = index
        for terms, least, most in self.facts:
            solver.addRow(least, most, len(terms), [place[t] for t in terms], list(terms.values()))
        return solver, place


def end(solver: highspy.Highs, sense: highspy.ObjSense) -> float:
    """The largest or the smallest value of what is asked for."""
    solver.changeObjectiveSense(sense)
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, solver.getModelStatus()
    return float(round(solver.getInfo().objective_function_value))


def names(section: Section, table: str, measure: str) -> list[str]:
    """The counts of a table's column."""
    [found] = [t for t in section.tables if t.id == table]
    return [f"{table} {line.code} {measure}" for line in found.lines]


def whole(total: str, parts: list[str]) -> tuple[Terms, float, float]:
    """The parts are the total."""
    return dict.fromkeys(parts, 1.0) | {total: -1.0}, 0.0, 0.0


def more(one: str, other: str, times: float = 1) -> tuple[Terms, float, float]:
    """One is at least the other so many times."""
    return {one: 1.0, other: -times}, 0.0, NO_END


def with_pupils(section: Section, table: str, measure: str) -> Iterator[tuple[Terms, float, float]]:
    """Pupils of a row are no more than its things and no more than all pupils; everybody is in some row."""
    people = names(section, table, "pupils")
    yield dict.fromkeys(people, 1.0) | {"pupils": -1.0}, 0.0, NO_END
    for thing, person in zip(names(section, table, measure), people, strict=True):
        yield more(thing, person)
        yield more("pupils", person)
        yield more(measure, thing)


def room(section: Section) -> Iterator[tuple[Terms, float, float]]:
    """What everybody knows of rooms."""
    yield whole("sessions", names(section, "reason", "sessions"))
    yield whole("sessions", names(section, "key-stage", "sessions"))
    yield whole("sessions", names(section, "work", "sessions"))
    yield whole("pupils", names(section, "key-stage", "pupils"))
    yield whole("pupils", names(section, "often", "pupils"))
    yield whole("stays", names(section, "exit-interview", "stays"))
    yield whole("stays", names(section, "restorative", "stays"))
    yield from with_pupils(section, "reason", "sessions")
    yield from with_pupils(section, "key-stage", "sessions")
    yield more("sessions", "stays")
    yield more("stays", "pupils")
    yield {"pupils": 2.0 * DAYS, "sessions": -1.0}, 0.0, NO_END
    yield {"stays": 1.0, "often once pupils": -1.0, "often again pupils": -2.0}, 0.0, NO_END
    yield {"stays": -1.0, "often once pupils": 1.0, "often again pupils": float(DAYS)}, 0.0, NO_END


def suspensions(section: Section) -> Iterator[tuple[Terms, float, float]]:
    """What everybody knows of suspensions."""
    kinds, reasons = names(section, "category", "suspensions"), names(section, "suspension-reason", "suspensions")
    yield whole("suspensions", kinds)
    yield dict.fromkeys(reasons, 1.0) | {"suspensions": -1.0}, 0.0, NO_END
    yield dict.fromkeys(reasons, -1.0) | {"suspensions": 3.0}, 0.0, NO_END
    yield from with_pupils(section, "category", "suspensions")
    yield from with_pupils(section, "suspension-reason", "suspensions")
    yield more("suspensions", "pupils")
    yield (
        {"half-days": 1.0, "category suspension suspensions": -1.0, "category lunchtime suspensions": -1.0},
        0.0,
        NO_END,
    )
    yield whole("category permanent pupils", ["category permanent suspensions"])


def attendance(section: Section) -> Iterator[tuple[Terms, float, float]]:
    """What everybody knows of attendance."""
    yield whole("sessions", names(section, "mark", "sessions"))
    yield from with_pupils(section, "mark", "sessions")


def found_out(report: HalfTermReport) -> list[str]:
    """Every hidden count of which the reader knows too much: fewer possible sizes than the threshold and one."""
    told = []
    for section in report.sections:
        told += [f"{section.id}: {name}" for name, width in Attacker(section).widths() if width < report.threshold]
    return told

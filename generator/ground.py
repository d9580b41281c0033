"""What the pages of one site stand on: worked out once from the casebook and the day, and shared by all that make pages."""

from __future__ import annotations

from functools import cached_property

from generator.compliance.placements import breaches_at
from generator.compliance.state import standings_of
from generator.findings import Finding
from generator.law import law_of
from generator.model import CasePlan, Citation
from generator.pages import SiteContext
from generator.views.case_plan import CasePlanView, case_plan_view
from generator.views.directory import DirectoryEntry, DirectoryView, directory_view
from generator.views.due import DueItem, due_by_record, due_items
from generator.views.listing import Sources


class Ground:
    """What more than one page is made from."""

    def __init__(self, context: SiteContext) -> None:
        self.context = context
        self.casebook = context.casebook
        self.as_of = context.as_of
        self.standings = standings_of(context.casebook)
        self.breaches = breaches_at(casebook=context.casebook, as_of=context.as_of, standings=self.standings)
        self.due: tuple[DueItem, ...] = due_items(context.casebook, context.as_of, self.standings)
        self.due_of = due_by_record(self.due)
        self.sources = Sources(
            casebook=self.casebook, as_of=self.as_of, standings=self.standings, due=self.due, due_of=self.due_of
        )
        self.law = law_of(context.casebook)
        self._plan_view: CasePlanView | None = None
        self.problems: dict[str, list[Finding]] = {}
        for finding in context.report.findings:
            self.problems.setdefault(finding.location.path, []).append(finding)

    def plan_view(self, plan: CasePlan) -> CasePlanView:
        """The view of a plan. The last one is kept, because the pages of a plan are rendered one after another."""
        if self._plan_view is None or self._plan_view.code != plan.id:
            due = self.due_of.get(("case-plan", plan.id), ())
            self._plan_view = case_plan_view(self.casebook, plan, self.as_of, self.standings, due)
        return self._plan_view

    @cached_property
    def directory(self) -> DirectoryView:
        """The providers as the directory and its pages know them."""
        return directory_view(self.casebook, self.as_of, self.standings)

    @cached_property
    def entries(self) -> dict[str, DirectoryEntry]:
        """The directory's entries by the provider's id."""
        return {entry.ref.id: entry for entry in self.directory.entries}

    @cached_property
    def asked(self) -> frozenset[str]:
        """The frameworks whose requirements are asked on the day, or will be."""
        ends = ((f.id, f.in_force_to) for f in self.casebook.frameworks)
        return frozenset(name for name, end in ends if end is None or end >= self.as_of)

    @cached_property
    def cited_in(self) -> dict[str, int]:
        """How many different sources each record names, by its path."""
        found: dict[str, set[Citation]] = {}
        for cited in (one for some in self.law.cited.values() for one in some):
            found.setdefault(cited.record.path, set()).add(cited.citation)
        return {path: len(named) for path, named in found.items()}

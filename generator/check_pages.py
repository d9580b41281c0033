"""The pages of the checks: the findings, and a page for every rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.casebook import Casebook
from generator.catalogue import CATALOGUE
from generator.findings import Severity
from generator.inspection import Report
from generator.long_lists import in_parts
from generator.pages import Page, rule_path, section_path
from generator.views.checks import checks_view, records_found, rule_view
from generator.wording import count


def check_pages(report: Report, casebook: Casebook) -> Iterator[Page]:
    """The findings and a page for every rule."""
    named = records_found(report, casebook)
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    view = checks_view(report, named)
    page = Page(
        path=section_path("checks"),
        section="checks",
        section_title="Checks",
        title="Checks",
        description=f"{count(errors, 'error')} and {count(warnings, 'warning')} in {count(report.files, 'record')}.",
        template="sections/checks.html.j2",
        view=view,
        search_text="Findings, errors and warnings in the records, and the rules.",
    )
    yield from in_parts(page, view.findings, lambda some: replace(view, findings=some))
    for code, rule_page in CATALOGUE.items():
        yield Page(
            path=rule_path(code),
            section="checks",
            section_title="Checks",
            title=f"{code} {rule_page.rule.name}",
            description=rule_page.title,
            template="records/rule.html.j2",
            view=rule_view(rule_page, report, named),
            search_text=rule_page.title,
            what="Rule",
        )

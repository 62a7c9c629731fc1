"""Reports whose every sum holds, to be broken on purpose, and what is suggested for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from gouji.core import rules
from gouji.core.extraction.report import Claim, Reading, Report, Source
from gouji.core.figures import parse_figure
from gouji.core.form_files import official_forms
from gouji.core.forms import Form
from gouji.core.repair import suggest
from gouji.core.repair.search import LIMITS, SearchBounds
from gouji.core.suggestion import Suggestion

FORMS = {form.edition: form for form in official_forms()}

COLUMNS = ("natural", "business", "research", "nonprofit", "legal", "other")
PLAIN = {
    "new": (123, 40, 7, 0, 5, 2),
    "carried_in": (10, 3, 0, 0, 0, 0),
    "granted": (58, 21, 0, 0, 0, 0),
    "partial": (31, 0, 4, 0, 5, 2),
    "denied_law": (12, 16, 0, 0, 0, 0),
    "unavailable_not_held": (26, 0, 3, 0, 0, 0),
    "handled": (127, 37, 7, 0, 5, 2),
    "carried_out": (6, 6, 0, 0, 0, 0),
}
"""Table 3 by row; the rows that are not named hold zeros."""


def sound() -> dict[str, str]:
    """Returns the texts of a report of 2021 in which every rule holds."""
    texts = {
        f"t3.{row}.{column}": str(value)
        for row, values in PLAIN.items()
        for column, value in zip((*COLUMNS, "total"), (*values, sum(values)), strict=True)
    }
    return texts | {"t4.review.upheld": "3", "t4.review.corrected": "14", "t4.review.total": "17"}


def make_report(
    texts: Mapping[str, str] | None = None,
    *,
    form: Form = FORMS["2021"],
    empty: str = "0",
    claims: Mapping[str, int] | None = None,
    doubts: Mapping[str, float] | None = None,
    alternatives: Mapping[str, str] | None = None,
) -> Report:
    """Returns a report that prints ``texts``.

    Args:
        claims: What the narrative states, by cell; each is quoted as “正文 <figure> 件”.
        doubts: Cells with their confidence; the others are certain.
        alternatives: Cells with the other text that the reader thought possible.
    """
    printed = sound() if texts is None else texts
    readings = {
        cell.id: Reading(parse_figure(printed.get(cell.id, empty), cell.domain))
        for cell in form.cells.values()
    }
    for cell, confidence in (doubts or {}).items():
        readings[cell] = replace(readings[cell], confidence=confidence)
    for cell, text in (alternatives or {}).items():
        readings[cell] = replace(readings[cell], alternatives=(text,))
    stated = tuple(
        Claim("cell", f"text.{cell}", cell, figure, f"正文 {figure} 件")
        for cell, figure in (claims or {}).items()
    )
    source = Source(Path("report.pdf"), "0" * 64, "pdf")
    return Report(form, "某县人民政府", 2022, source, readings, stated)


def suggested(report: Report, limits: SearchBounds = LIMITS) -> tuple[Suggestion, ...]:
    """Returns the suggestions over the printed figures."""
    findings = rules.check(report, report.figures)
    return suggest(report, report.figures, findings, limits=limits)


def changes(suggestion: Suggestion) -> dict[str, int | Decimal]:
    """Returns the cells that a suggestion changes, with their figures."""
    return {change.cell: change.value for change in suggestion.changes}


def errors_after(report: Report, *accepted: Suggestion) -> list[str]:
    """Returns the findings that are left once suggestions are accepted."""
    typed = {
        change.cell: parse_figure(str(change.value), report.form.cells[change.cell].domain)
        for suggestion in accepted
        for change in suggestion.changes
    }
    return [finding.rule for finding in rules.check(report, report.figures | typed)]

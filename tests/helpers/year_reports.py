"""Reports of several bodies and years made by hand, to be held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gouji.core.extraction.report import Reading, Report, Source
from gouji.core.figures import parse_figure
from gouji.core.form_files import official_forms
from gouji.core.series import Member

FORMS = {form.edition: form for form in official_forms()}


def member(
    organization: str,
    year: int | None,
    texts: Mapping[str, str] | None = None,
    *,
    edition: str = "2021",
    missing: tuple[str, ...] = (),
) -> Member:
    """Returns a report of zeros with the texts given; cells of missing tables are not there."""
    form = FORMS[edition]
    readings = {
        cell.id: Reading(parse_figure((texts or {}).get(cell.id, "0"), cell.domain))
        for cell in form.cells.values()
    }
    for cell in readings:
        if cell.split(".")[0] in missing:
            blank = parse_figure("", form.cells[cell].domain)
            readings[cell] = Reading(blank, None, 0.0, doubt="missing")
    source = Source(Path(f"{organization}-{year}.pdf"), "0" * 64, "pdf")
    report = Report(form, organization, year, source, readings, missing_tables=missing)
    return Member(report, report.figures)

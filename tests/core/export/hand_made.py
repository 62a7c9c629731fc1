"""Reports and reviews made by hand, from what the samples print, without reading a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from gouji.core.documents.document import Region
from gouji.core.extraction.report import Claim, Reading, Report, Source, Unplaced
from gouji.core.figures import parse_figure

from ...data.sample_reports import Sample

PAGE = Region(page=2, box=(100.0, 200.123, 130.0, 214.0))


def report_of(
    sample: Sample,
    *,
    texts: Mapping[str, str] | None = None,
    reading: Callable[[str, Reading], Reading] = lambda cell, reading: reading,
) -> Report:
    """Returns the report that reading the sample would give, with other texts where given."""
    readings = {
        cell: reading(
            cell,
            Reading(parse_figure((texts or {}).get(cell, sample.text(cell)), spec.domain), PAGE),
        )
        for cell, spec in sample.form.cells.items()
    }
    return Report(
        form=sample.form,
        organization=sample.organization,
        year=sample.year,
        source=Source(Path("folder") / sample.file, "ab" * 32, "pdf"),
        readings=readings,
    )


def doubtful(report: Report, cell: str, doubt: str, confidence: float) -> Report:
    """Returns the report with one reading in doubt."""
    reading = replace(report.readings[cell], doubt=doubt, confidence=confidence)
    return replace(report, readings={**report.readings, cell: reading})


def claiming(report: Report, cell: str, stated: int, quote: str) -> Report:
    """Returns the report with one more figure that the narrative states."""
    claim = Claim("cell", f"text.{cell}", cell, stated, quote, region=Region(page=0))
    return replace(report, claims=(*report.claims, claim))


def with_leftover(report: Report, text: str) -> Report:
    """Returns the report with one printed figure that found no cell."""
    return replace(report, unplaced=(*report.unplaced, Unplaced(text, PAGE, "行政复议")))

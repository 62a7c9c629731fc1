"""Places tables as a person placed them in other reports, where that is asked for.

Nobody looks at what comes of it, so a figure belongs where it is placed only as surely as that is
proven, and the report says which of its tables were placed so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...documents.document import Document
from ..labels import widest_domain
from ..report import Report
from .surface import surface_of
from .table_structure import Structure
from .taught import as_taught
from .taught_layouts import TaughtLayout


def with_placements(
    document: Document, reports: Sequence[Report], layouts: Sequence[TaughtLayout]
) -> tuple[Report, ...]:
    """Returns the reports of a document with the tables placed whose layouts are known.

    Args:
        document: With evidence of all its pages, and its producer.
        reports: As they are read. Of several in one document none is placed otherwise: a layout
            does not say whose table it is.
        layouts: What was taught.

    Returns:
        The reports; those of which no table is recognised and none was placed are left out.
    """
    if len(reports) == 1:
        return tuple(one for one in (_placed(document, reports[0], layouts),) if _has_table(one))
    return tuple(reports)


def _has_table(report: Report) -> bool:
    return len(report.missing_tables) < len(report.form.tables)


def _placed(document: Document, report: Report, layouts: Sequence[TaughtLayout]) -> Report:
    structure = Structure(surface_of(document, widest_domain((report.form,))), report.form)
    placements: dict[str, str] = {}
    for table in report.form.tables:
        found = as_taught(structure, table.id, report.readings, layouts, seen=False)
        if found is not None:
            placements[table.id] = found.layout.name
            report = replace(
                report,
                readings={**report.readings, **found.readings},
                missing_tables=tuple(one for one in report.missing_tables if one != table.id),
            )
    return replace(report, placements=placements)

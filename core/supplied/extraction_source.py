"""An extraction as a source of its own, where there is no report to hold it against.

Its figures are shown as tables with the labels of the form, so that rules, review and export take
it as any other report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..documents.document import Document, Grid, Region
from ..documents.flow.anchors import flow_document
from ..documents.flow.drafts import Draft, DraftCell, DraftTable, line
from ..doubts import CERTAIN, LIKELIER
from ..extraction.report import Identity, IdentityReading, Reading, Report, Source
from ..figures import BLANK, State
from ..form_files import official_forms
from ..forms import Cell, Form, Table, assemble
from .supplied_values import SuppliedExtraction, SuppliedFigure, SuppliedReport

_KINDS = {"xlsx": "xlsx"}
"""What kind of source it is shown as; all others are text."""


def reports_of_extraction(extraction: SuppliedExtraction) -> tuple[Document, tuple[Report, ...]]:
    """Returns the document that shows an extraction, and its reports.

    Raises:
        OverLimitError: It holds more than can be shown.
    """
    forms = [_form_of(supplied) for supplied in extraction.reports]
    drafts = (
        draft
        for form, supplied in zip(forms, extraction.reports, strict=True)
        for draft in _drafts(form, supplied)
    )
    kind = _KINDS.get(extraction.kind, "text")
    document = flow_document(extraction.path, extraction.sha256, kind, drafts)
    grids = iter([block for block in document.blocks if isinstance(block, Grid)])
    titles = iter([block.region for block in document.blocks if not isinstance(block, Grid)])
    source = Source(extraction.path, extraction.sha256, kind)
    reports = tuple(
        _report(form, supplied, source, next(titles), grids)
        for form, supplied in zip(forms, extraction.reports, strict=True)
    )
    return document, reports


def _form_of(supplied: SuppliedReport) -> Form:
    """Returns the form of the tables of which most cells are there, the newest where none is."""
    tables: dict[str, list[Table]] = {}
    for form in sorted(official_forms(), key=lambda form: form.edition, reverse=True):
        for table in form.tables:
            tables.setdefault(table.id, []).append(table)

    def found(table: Table) -> int:
        figures = (supplied.figures.get(cell.id) for cell in table.cells())
        return sum(one is not None and one.figure.state is not State.BLANK for one in figures)

    year = supplied.year

    def fits(table: Table) -> bool:
        return year is None or int(table.edition) <= year

    return assemble(max(each, key=lambda one: (found(one), fits(one))) for each in tables.values())


def _drafts(form: Form, supplied: SuppliedReport) -> Iterator[Draft]:
    yield line(supplied.name("zh"), 2)
    for table in form.tables:
        cells = table.cells()
        yield DraftTable(tuple(_rows(cells, supplied)), len(cells), 2)


def _rows(cells: Sequence[Cell], supplied: SuppliedReport) -> Iterator[DraftCell]:
    for row, cell in enumerate(cells):
        figure = supplied.figures.get(cell.id)
        text = figure.figure.text if figure is not None else ""
        yield DraftCell(row, 0, (line(cell.label()),))
        yield DraftCell(row, 1, (line(text),))


def _report(
    form: Form,
    supplied: SuppliedReport,
    source: Source,
    title: Region,
    grids: Iterator[Grid],
) -> Report:
    readings: dict[str, Reading] = {}
    missing = []
    for table in form.tables:
        regions = {cell.row: cell.region for cell in next(grids).cells if cell.column == 1}
        own = {
            cell.id: _reading(supplied.figures.get(cell.id), regions.get(row))
            for row, cell in enumerate(table.cells())
        }
        if all(reading.doubt == "missing" for reading in own.values()):
            missing.append(table.id)
        readings |= own
    return Report(
        form=form,
        organization=supplied.organization,
        year=supplied.year,
        source=source,
        readings=readings,
        missing_tables=tuple(missing),
        index=supplied.number - 1,
        identity=_identity(supplied, title),
    )


def _reading(supplied: SuppliedFigure | None, region: Region | None) -> Reading:
    if supplied is None:
        return Reading(BLANK, None, 0.0, doubt="missing")
    if supplied.disagrees is None:
        return Reading(supplied.figure, region, CERTAIN)
    return Reading(supplied.figure, region, LIKELIER, (supplied.disagrees.text,), "differing")


def _identity(supplied: SuppliedReport, title: Region) -> Identity:
    year = str(supplied.year or "")
    return Identity(_named(supplied.organization, title), _named(year, title))


def _named(text: str, title: Region) -> IdentityReading:
    if not text:
        return IdentityReading(doubt="unnamed")
    return IdentityReading(text, title, CERTAIN)

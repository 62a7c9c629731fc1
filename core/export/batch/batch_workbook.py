"""Writes the workbook of a batch: heads and charts by openpyxl, the rows as a stream."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ...batch_model import Batch, KeptReport, NamedReport, ReportLine
from ...files.provenance import MARK, PROGRAM
from ...files.saving import save_whole
from ..excel.appearance import HEAD_FILL, CellAppearance, Painter, height_of, set_up_print
from ..excel.saved import saved
from ..excel.sheet_cells import SheetWriter
from ..excel.stream import (
    MOST_ROWS,
    RowWriter,
    Streamed,
    StreamLink,
    StreamStyles,
    Value,
    copy_with_rows,
    link_target,
    spooled,
)
from ..spot_check_sheet import fill_check_sheet
from .chart_sheet import fill_chart_sheet
from .codebook import fill_codebook_sheet
from .facts_sheet import fill_facts_sheet
from .list_columns import (
    ACROSS,
    FINDINGS,
    LONG,
    STATE_OF,
    TEXT_OF,
    SheetColumn,
    across_row,
    failed_row,
    finding_row,
    panel_columns,
    report_lead,
)
from .report_rows import ReportRows

REPORTS, CELLS, FINDINGS_, ACROSS_ = "报告", "数据", "疑点", "报告之间"
HEADS = 2
"""Rows of heads: the titles for people, the names for programs."""

FILE_COLUMN = 2
"""The column that links to the file, counted from 1."""

MOST_PRINTED = 20
"""Columns that are printed beside each other on one page."""

_HEAD = CellAppearance(bold=True, fill=HEAD_FILL, border="frame", horizontal="center")
_TEXT = CellAppearance(vertical="top")
_NUMBER = CellAppearance(vertical="top")
SPOOLED_BYTES = 1 << 22

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class _List:
    """A sheet that is a list: its name, its columns and how many rows it will have."""

    name: str
    columns: Sequence[SheetColumn]
    rows: int


def write_batch(batch: Batch, path: Path, *, progress: Progress | None = None) -> None:
    """Writes the workbook of a batch; memory does not grow with the number of its reports.

    Args:
        batch: What to write.
        path: Where to; it is written whole, then renamed into place.
        progress: Is told how many reports of how many are written.

    Raises:
        OutputError: The file cannot be written.
    """
    totals = batch.totals
    lists = _lists(batch)
    workbook, styles = _heads(batch, lists)
    whole = saved(workbook)
    numbers = {name: at for at, name in enumerate(workbook.sheetnames, start=1)}
    with tempfile.SpooledTemporaryFile(SPOOLED_BYTES, "w+", encoding="utf-8", newline="") as panel:
        reports = _Reports(batch, panel, styles, progress or _silent, totals.lines)
        folder = path.absolute().parent
        streamed = {
            numbers[each.name]: Streamed(reports.part(each.rows))
            for each in lists
            if each.name.startswith(CELLS)
        }
        streamed |= {
            numbers[FINDINGS_]: _findings(batch, folder, styles),
            numbers[ACROSS_]: _across(batch, folder, styles),
            numbers[REPORTS]: Streamed(reports.panel, lambda: _file_links(batch, folder)),
        }
        save_whole(path, lambda stream: copy_with_rows(whole, stream, streamed))


def _lists(batch: Batch) -> list[_List]:
    """Returns the lists in the order of their sheets; the cells fill as many as they need."""
    totals = batch.totals
    parts = [0]
    for count in totals.cells:
        if parts[-1] + count > MOST_ROWS - HEADS:
            parts.append(0)
        parts[-1] += count
    cells = [
        _List(CELLS if not at else f"{CELLS} {at + 1}", LONG, rows) for at, rows in enumerate(parts)
    ]
    return [
        _List(REPORTS, panel_columns(), totals.lines),
        _List(FINDINGS_, FINDINGS, totals.findings),
        _List(ACROSS_, ACROSS, totals.across),
        *cells,
    ]


def _heads(batch: Batch, lists: Sequence[_List]) -> tuple[Workbook, StreamStyles]:
    """Returns the workbook without its rows, and the styles that the rows have."""
    workbook = Workbook()
    painter = Painter()
    charts = workbook.worksheets[0]
    fill_chart_sheet(SheetWriter(charts, painter, {}), batch.totals)
    for each in lists:
        _head(SheetWriter(workbook.create_sheet(each.name), painter, {}), each)
    if batch.spot_check is not None:
        fill_check_sheet(SheetWriter(workbook.create_sheet(), painter, {}), batch.spot_check)
    fill_codebook_sheet(SheetWriter(workbook.create_sheet(), painter, {}))
    fill_facts_sheet(SheetWriter(workbook.create_sheet("说明"), painter, {}), batch)
    properties = workbook.properties
    properties.category = MARK
    properties.creator = properties.lastModifiedBy = PROGRAM
    return workbook, StreamStyles(
        _style(charts, painter, _TEXT, quoted=True), _style(charts, painter, _NUMBER)
    )


def _head(writer: SheetWriter, each: _List) -> None:
    sheet = writer.sheet
    for at, column in enumerate(each.columns, start=1):
        writer.put(1, at, "\n".join(column.title), _HEAD)
        writer.put(2, at, column.key, _HEAD)
        look = sheet.column_dimensions[get_column_letter(at)]
        look.width = column.width
        if column.key.endswith((STATE_OF, TEXT_OF)):
            look.outlineLevel, look.hidden = 1, True
    sheet.row_dimensions[1].height = 60
    names = (height_of(column.key, column.width) for column in each.columns)
    sheet.row_dimensions[HEADS].height = max(names)
    sheet.freeze_panes = "D3" if each.columns[1].key == "file" else "B3"
    last = get_column_letter(len(each.columns))
    sheet.auto_filter.ref = f"A{HEADS}:{last}{HEADS + max(each.rows, 1)}"
    set_up_print(sheet, landscape=True, repeated_rows=HEADS)
    sheet.print_area = f"A1:{last}{HEADS + max(each.rows, 1)}"
    if len(each.columns) > MOST_PRINTED:  # on one page's width nothing could be read
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
        sheet.print_title_cols = "A:B"


def _style(
    sheet: Worksheet, painter: Painter, look: CellAppearance, *, quoted: bool = False
) -> int:
    """Returns the index of a style in the workbook; the quote prefix keeps text text."""
    cell = Cell(sheet, 1, 1)
    painter.paint(cell, look)
    if quoted:
        cell.quotePrefix = True
    return int(cell.style_id)


class _Reports:
    """Writes the rows of the reports and of their cells in one pass over the batch.

    The rows of the cells go straight into the file; those of the reports wait in a spool.
    """

    def __init__(
        self,
        batch: Batch,
        panel: IO[str],
        styles: StreamStyles,
        progress: Progress,
        total: int,
    ) -> None:
        self._lines = batch.lines()
        self._spool = panel
        self._row = RowWriter(styles)
        self._made = ReportRows(styles)
        self._progress = progress
        self._total = total

    def part(self, rows: int) -> Callable[[], Iterator[str]]:
        """Returns what yields so many rows of cells, of whole reports."""
        return lambda: self._part(rows)

    def panel(self) -> Iterator[str]:
        """Yields the rows of the reports; the cells must be written before."""
        for line in self._lines:
            self._keep(line)
        yield from spooled(self._spool)

    def _part(self, rows: int) -> Iterator[str]:
        number = HEADS
        while number < HEADS + rows:
            line = next(self._lines)
            kept = self._keep(line)
            if kept is not None:
                yield "".join(self._made.cells(line, kept, number + 1))
                number += len(kept.cells)

    def _keep(self, line: ReportLine) -> KeptReport | None:
        """Puts the row of a report into the spool; returns the report."""
        at = line.number + HEADS
        if line.rows is None:
            row = self._row.row(at, failed_row(line))
        else:
            row = self._row.row(at, report_lead(line), self._made.panel(line, line.rows, at))
        self._spool.write(row)
        self._progress(line.number, self._total)
        return line.rows


def _findings(batch: Batch, folder: Path, styles: StreamStyles) -> Streamed:
    writer = RowWriter(styles)

    def rows() -> Iterator[str]:
        for number, line in enumerate(batch.findings(), start=HEADS + 1):
            values = finding_row(line)
            yield writer.row(number, values, height=_height(values, FINDINGS))

    return Streamed(rows, lambda: _links((line.named for line in batch.findings()), folder))


def _across(batch: Batch, folder: Path, styles: StreamStyles) -> Streamed:
    writer = RowWriter(styles)

    def rows() -> Iterator[str]:
        for number, line in enumerate(batch.across(), start=HEADS + 1):
            values = across_row(line)
            yield writer.row(number, values, height=_height(values, ACROSS))

    return Streamed(rows, lambda: _links((line.documents[0] for line in batch.across()), folder))


def _height(values: Sequence[Value], columns: Sequence[SheetColumn]) -> float:
    """Returns the points that the longest text of a row takes in its column."""
    texts = ((value, each.width) for value, each in zip(values, columns, strict=True))
    return max(height_of(text, width) for text, width in texts if isinstance(text, str))


def _links(named: Iterable[NamedReport], folder: Path) -> Iterator[StreamLink]:
    """Yields a link for each run of rows that name the same file."""
    row = HEADS
    for path, run in groupby(named, key=lambda each: each.path):
        first, row = row + 1, row + sum(1 for _ in run)
        yield StreamLink(FILE_COLUMN, first, row, link_target(path, folder))


def _file_links(batch: Batch, folder: Path) -> Iterator[StreamLink]:
    for number, path in batch.paths():
        row = number + HEADS
        yield StreamLink(FILE_COLUMN, row, row, link_target(path, folder))


def _silent(_done: int, _total: int) -> None:
    """Tells nobody."""

"""An extraction that is laid out as the official form: what it says, and where in its sheets.

It is read as any report is; the readings say where in a table each figure stands, and the table is
looked for in the sheets by its labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..documents.document import Document, Grid, Region
from ..documents.flow.anchors import row_and_column
from ..extraction.labels import bare
from ..extraction.report import Report
from .raw_table import Area
from .supplied_values import TEXT, FileSlot, Saying, SuppliedFigure, SuppliedReport

Offset = tuple[int, int, int]
"""Of a grid: which sheet it stands in, and its row and column there, all from 0."""

_TABLE = re.compile(r"(t\d+)r\d+c\d+")


def reports_by_form(
    document: Document, reports: Sequence[Report], areas: Sequence[Area]
) -> Iterator[SuppliedReport]:
    """Yields what reports of such a file say, each figure with its place.

    Args:
        document: The file as a source.
        reports: As read from it.
        areas: Its sheets; none where it can be read and not written.
    """
    offsets = dict(_offsets(document, areas))
    for number, report in enumerate(reports, start=1):
        figures = {
            cell: SuppliedFigure(
                reading.figure,
                (Saying(TEXT, reading.figure.text, _slot(reading.region, offsets, areas)),),
            )
            for cell, reading in report.readings.items()
            if reading.doubt != "missing"
        }
        yield SuppliedReport(number, "", report.organization, report.year, figures)


def _slot(region: Region | None, offsets: Mapping[str, Offset], areas: Sequence[Area]) -> FileSlot:
    table = _TABLE.fullmatch((region.anchor if region else None) or "")
    place = row_and_column(region) if region else None
    if table is None or place is None or table[1] not in offsets:
        return FileSlot(*(place or (0, 0)))
    sheet, top, left = offsets[table[1]]
    row, column = top + place[0] - 1, left + place[1] - 1
    if row >= len(areas[sheet]) or column >= len(areas[sheet][row]):
        return FileSlot(*place)
    return areas[sheet][row][column].slot


def _offsets(document: Document, areas: Sequence[Area]) -> Iterator[tuple[str, Offset]]:
    """Yields where each grid stands in the sheets, if all its labels stand there at their places.

    Where they do in several places, nobody can tell which it is.
    """
    for block in document.blocks:
        if not isinstance(block, Grid):
            continue
        labels = [
            (cell.row, cell.column, text)
            for cell in block.cells
            if len(text := bare(cell.text)) > 1 and not text.isdecimal()
        ]
        found = list(_places(labels, areas)) if labels else []
        if len(found) == 1 and block.region.anchor:
            yield block.region.anchor, found[0]


def _places(labels: Sequence[tuple[int, int, str]], areas: Sequence[Area]) -> Iterator[Offset]:
    row, column, first = max(labels, key=lambda each: len(each[2]))
    for sheet, area in enumerate(areas):
        texts = {
            (top, left): text
            for top, values in enumerate(area)
            for left, value in enumerate(values)
            if (text := bare(value.text))
        }
        for (top, left), text in texts.items():
            down, right = top - row, left - column
            if text == first and all(
                texts.get((down + r, right + c)) == other for r, c, other in labels
            ):
                yield sheet, down, right

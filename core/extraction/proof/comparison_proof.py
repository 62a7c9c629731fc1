"""Tells a table that compares years or bodies from one of a single report."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from ...documents.document import GridCell, Region
from ..alignment.align_lines import Found
from ..alignment.column_headers import own_headers
from ..alignment.lines import RUNNING_TEXT, Line
from ..labels import bare
from ..other_years import CHANGE, YEAR
from ..report import Reading
from .failure import COMPARED, Failure

_CAPTION = re.compile(r"(?:20[0-4][0-9]年?度?)+")
"""A line above a table that says of which years it is, and nothing else."""

_ABOVE = 3
"""Lines above a table that may say of which year it is."""

_LONGEST = 14
"""Characters: what is longer is no header of a column, but text that stands in the grid."""


def compared(
    found: Found,
    lines: Sequence[Line],
    readings: Mapping[str, Reading],
    one_year: Collection[int],
    year_of_report: Callable[[], str],
) -> Iterator[Failure]:
    """Yields every cell of a table whose headers speak of more than one year, or of a change from
    one to another, where the form has no such column. Where the columns of other years are known
    for such, or all that was read stands under one year alone, it is asked once of which year the
    report is.

    Args:
        found: A copy of a table.
        lines: Every line of the document, by index.
        readings: Of its cells.
        one_year: The grids out of which the columns of other years were left.
        year_of_report: Says its year, where it is wanted.
    """
    headers = [bare(cell.text) for cell in _headers(found, lines)]
    headers = [text for text in headers if len(text) <= _LONGEST]
    captions = list(_captions(found, lines))
    own = {
        bare(text)
        for block in found.table.blocks
        for column in block.columns
        for text in (column.label, *column.aliases)
    }
    said = {year for text in headers for year in YEAR.findall(text) if not _CAPTION.fullmatch(text)}
    changes = any(CHANGE.search(text) and not _is_own(text, own) for text in headers)
    cells = [cell.id for cell in found.table.cells()]
    if len(said) > 1 or changes:
        yield from (Failure(cell, COMPARED) for cell in cells)
    elif len({year for year, _ in captions} | said) > 1:
        once = not said and _years_over(readings.values(), captions) == {year_of_report()}
        yield from (Failure(cell, COMPARED) for cell in (cells[:1] if once else cells))
    elif any(match.line.part in one_year for match in found.rows):
        yield Failure(cells[0], COMPARED)


def _years_over(readings: Iterable[Reading], captions: Sequence[tuple[str, Region]]) -> set[str]:
    """Returns the years of the captions over all that was read; of those beside it none."""
    boxes = [one.region.box for one in readings if one.region and one.region.box]
    if not boxes:
        return {year for year, _ in captions}
    start, end = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    return {
        year
        for year, region in captions
        if region.box is None or (region.box.x0 < end and start < region.box.x1)
    }


def _headers(found: Found, lines: Sequence[Line]) -> Iterator[GridCell]:
    """Yields the headers of a table."""
    parts = {match.line.part for match in found.rows} - {RUNNING_TEXT}
    for part in parts:
        rows = [match.line for match in found.rows if match.line.part == part]
        for line in own_headers(rows, found.rows, lines):
            yield from line.cells


def _captions(found: Found, lines: Sequence[Line]) -> Iterator[tuple[str, Region]]:
    """Yields what is nothing but years, amid a table or right above it, and where that stands."""
    for line in lines[max(found.first - _ABOVE, 0) : found.last + 1]:
        if line.cells:
            texts = [(bare(cell.text), cell.region) for cell in line.cells]
        else:
            texts = [(line.texts[0], line.region)]
        is_row = any(text and not _CAPTION.fullmatch(text) for text, _ in texts)
        for text, region in texts:
            # A count may look like a year: beside a label, or among others, it is a figure.
            if _CAPTION.fullmatch(text) and ("年" in text or not is_row):
                yield from ((year, region) for year in re.findall("20[0-4][0-9]", text))


def _is_own(text: str, labels: set[str]) -> bool:
    return any(label in text or text in label for label in labels if label)

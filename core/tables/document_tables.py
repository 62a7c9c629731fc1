"""The tables of a document: what goes on over several pages is one, with its title and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..documents.document import Document, Grid, Paragraph
from ..documents.page_numbers import is_page_number
from .source_table import SourceTable, TableCell
from .table_values import table_value

_UNIT = re.compile(r"(?:金额)?单位[:：]\s*((?:人民币)?[万亿千]?元|%|个|件|人|[^\s，。；：]{1,6})")
_NOT_A_TITLE = re.compile(
    r"^(?:编制|填报|填表|制表)?(?:单位|部门|机关|人|日期)[名称]*[:：]|^注|^说明"
)
_CONTINUED = re.compile(r"[（(]?续(?:表)?[）)]?\s*\d*$")
_SENTENCE = re.compile(r"[。；]|[:：，,]\s*$")
"""A line that names nothing, or leads over to what stands below it."""
_LONGEST_TITLE = 60
"""Characters; a longer line is a sentence."""

_LINES_ABOVE = 4
"""In how many lines above a table its title and unit are looked for."""

_SAME_EDGE = 6.0
"""Points by which the sides of one table may differ from page to page."""


@dataclass(frozen=True)
class _TablePart:
    """A grid and the lines between it and the grid before."""

    grid: Grid
    above: tuple[str, ...]

    @property
    def unit(self) -> str:
        found = [_UNIT.search(line) for line in self.above[-_LINES_ABOVE:]]
        return next((one[1] for one in reversed(found) if one), "")

    @property
    def title(self) -> str:
        """The last line above that may name a table."""
        for line in reversed(self.above[-_LINES_ABOVE:]):
            bare = line.strip()
            if not _UNIT.search(bare) and not _NOT_A_TITLE.search(bare):
                is_name = len(bare) <= _LONGEST_TITLE and not _SENTENCE.search(bare)
                return bare if is_name else ""
        return ""


def document_tables(document: Document) -> tuple[SourceTable, ...]:
    """Returns the tables of a document in reading order; a grid of one cell is none."""
    joined: list[list[_TablePart]] = []
    for part in _parts(document):
        if joined and _goes_on(joined[-1], part):
            joined[-1].append(part)
        else:
            joined.append([part])
    return tuple(_table(parts) for parts in joined)


def _parts(document: Document) -> Iterator[_TablePart]:
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if not is_page_number(block.text):
                above.append(block.text)
        elif block.rows > 1 or block.columns > 1:
            yield _TablePart(block, tuple(above))
            above = []


def _goes_on(parts: Sequence[_TablePart], following: _TablePart) -> bool:
    """Returns whether a grid is the rest of a table of the page before."""
    first, last = parts[0], parts[-1]
    here, there = last.grid.region, following.grid.region
    if here.page is None or there.page is None or there.page != here.page + 1:
        return False
    if last.grid.columns != following.grid.columns or not _has_same_sides(
        last.grid, following.grid
    ):
        return False
    if following.title and _CONTINUED.sub("", following.title) != _CONTINUED.sub("", first.title):
        return False
    repeated = _repeated_rows(first.grid, following.grid)
    return repeated >= _header_rows(first.grid) or _begins_with_figures(following.grid)


def _has_same_sides(one: Grid, other: Grid) -> bool:
    a, b = one.region.box, other.region.box
    if a is None or b is None:
        return False
    return abs(a.x0 - b.x0) <= _SAME_EDGE and abs(a.x1 - b.x1) <= _SAME_EDGE


def _begins_with_figures(grid: Grid) -> bool:
    """Has the first row a figure, or nothing in more than one of its cells, as no header has?"""
    first = _row(grid, 0)
    return any(map(_is_figure_text, first)) or first.count("") > 1


def _header_rows(grid: Grid) -> int:
    """Returns how many rows stand above the first figure, at least 1."""
    rows = [cell.row for cell in grid.cells if _is_figure_text(cell.text)]
    return max(min(rows, default=grid.rows), 1)


def _repeated_rows(first: Grid, following: Grid) -> int:
    """Returns how many rows at the top of a grid repeat the header of the first."""
    rows = 0
    while rows < min(first.rows, following.rows):
        ours, theirs = _row(first, rows), _row(following, rows)
        if not ours or ours != theirs or any(map(_is_figure_text, ours)):
            break
        rows += 1
    return rows


def _row(grid: Grid, row: int) -> list[str]:
    return ["".join(cell.text.split()) for cell in grid.cells if cell.row == row]


def _is_figure_text(text: str) -> bool:
    return isinstance(table_value(text), Decimal)


def _table(parts: Sequence[_TablePart]) -> SourceTable:
    """Returns the table of some grids below each other, a header that is repeated once."""
    first = parts[0]
    cells: list[TableCell] = []
    rows = 0
    for part in parts:
        skipped = _repeated_rows(first.grid, part.grid) if part is not first else 0
        cells += [
            TableCell(rows + cell.row - skipped, cell.column, cell)
            for cell in part.grid.cells
            if cell.row >= skipped
        ]
        rows += part.grid.rows - skipped
    pages = tuple(part.grid.region.page for part in parts if part.grid.region.page is not None)
    unit = next((part.unit for part in parts if part.unit), "")
    return SourceTable(first.title, unit, pages, rows, first.grid.columns, tuple(cells))
